/* What all browser tests stand on: counted checks, a library of the samples, its server, a browser. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const languages = ["kk", "ru", "ky", "en"];
export const keruen = process.env.KERUEN ?? path.join(root, "build/keruen");

/* Checks: one line each */

let passed = 0;
let failed = 0;

export function check(name, good, detail = "") {
	good ? passed++ : failed++;
	console.log(`${good ? "ok  " : "FAIL"} ${name}${good || !detail ? "" : `: ${detail}`}`);
	return Boolean(good);
}

export async function attempt(name, work) {
	try {
		await work();
	} catch (e) {
		check(name, false, String(e.message ?? e).split("\n").slice(0, 3).join(" / "));
	}
}

export function finish() {
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed ? 1 : 0;
}

/* The library */

function run(command, args) {
	const done = spawnSync(command, args, { cwd: root, encoding: "utf8", timeout: 240000 });
	if (done.error || done.status > 1) {
		throw new Error(`${command} ${args.join(" ")}: ${done.error ?? done.stderr.slice(-400)}`);
	}
	return done.stdout;
}

export function makeLibrary() {
	const own = process.env.E2E_LIBRARY;
	if (own) {
		return { dir: path.resolve(own), drop: () => {} };
	}
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), "keruen-e2e-"));
	run(keruen, ["-C", dir, "init"]);
	run("samples/make", ["build/samples"]);
	run("samples/deposit", [dir, "build/samples"]);
	for (const partner of ["qyzylzhar", "alatoo"]) {
		run(keruen, ["-C", dir, "import", path.join(root, `tests/e2e/catalogue/${partner}.xml`), "--partner", partner]);
	}
	run(keruen, ["-C", dir, "work", "--until-idle"]);
	return { dir, drop: () => fs.rmSync(dir, { recursive: true, force: true }) };
}

/* The server */

function freePort() {
	return new Promise((done) => {
		const s = net.createServer().listen(0, "127.0.0.1", () => {
			const { port } = s.address();
			s.close(() => done(port));
		});
	});
}

export async function serve(dir) {
	const port = await freePort();
	const log = fs.openSync(path.join(os.tmpdir(), `keruen-e2e-${port}.log`), "w");
	const child = spawn(keruen, ["-C", dir, "serve", "--port", String(port)], {
		stdio: ["ignore", log, log],
	});
	const origin = `http://127.0.0.1:${port}`;
	for (let i = 0; i < 100; i++) {
		try {
			await fetch(`${origin}/help`);
			return { origin, stop: () => stop(child) };
		} catch {
			await new Promise((done) => setTimeout(done, 100));
		}
	}
	await stop(child);
	throw new Error("the server did not answer within ten seconds");
}

function stop(child) {
	return new Promise((done) => {
		if (child.exitCode !== null || child.signalCode !== null) {
			done();
			return;
		}
		child.once("exit", done);
		child.kill("SIGTERM");
		setTimeout(() => child.kill("SIGKILL"), 8000).unref();
	});
}

/* The browser */

export function openBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: [
			"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync",
		],
	});
}

export const forms = {
	wide: { viewport: { width: 1440, height: 900 } },
	phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
	dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
};

/* A page that keeps account of what must not happen on it. */
export async function openPage(browser, origin, form, more = {}) {
	const context = await browser.newContext({ ...forms[form], ...more, baseURL: origin });
	context.setDefaultTimeout(30000); /* what hangs fails; what is slow does not */
	const page = await context.newPage();
	const troubles = [];
	page.on("console", (m) => m.type() === "error" && troubles.push(`console: ${m.text()}`));
	page.on("pageerror", (e) => troubles.push(`script: ${e.message}`));
	page.on("request", (q) => {
		if (!q.url().startsWith(origin) && !/^(data|blob):/.test(q.url())) {
			troubles.push(`request to elsewhere: ${q.url()}`);
		}
	});
	page.on("response", (a) => {
		if (a.status() >= 400) {
			troubles.push(`${a.status()} ${a.url()}`);
		}
	});
	return { page, context, troubles };
}

export async function shoot(page, name) {
	if (process.env.E2E_SHOTS) {
		fs.mkdirSync(process.env.E2E_SHOTS, { recursive: true });
		await page.screenshot({ path: path.join(process.env.E2E_SHOTS, `${name}.png`) });
	}
}
