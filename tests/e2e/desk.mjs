/* Those who are signed in: staff at their desk, and readers with their lists. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { attempt, check, keruen, languages, openPage, shoot } from "./lib.mjs";
import { axeSource, axeTags, told, validator } from "./pages.mjs";

const password = "a long password";
const surnames = ["Әуезов", "Мұқанов", "Мүсірепов", "Айтматов", "Жансүгіров", "Сейфуллин", "Майлин", "Тоқмағамбетов",
	"Есенберлин", "Момышұлы", "Кекілбаев", "Мағауин", "Бөкеев"];

/* Two libraries that hold what may be the same books: the rules leave them to a person. */
function prepare(dir) {
	const run = (args, input) => execFileSync(keruen, ["-C", dir, ...args], { input, encoding: "utf8" });
	run(["partner", "add", "e2e-a", "--name", "Кітапхана А"]);
	run(["partner", "add", "e2e-b", "--name", "Кітапхана Б"]);
	const list = (name, rows) => {
		const file = path.join(dir, name);
		fs.writeFileSync(file, rows.map((r) => r.join("\t")).join("\n") + "\n");
		return file;
	};
	const head = ["title", "creator", "publisher", "date", "extent", "language"];
	const book = (s, i, part) => [`${s} туралы әңгімелер${part}`, s, "Жазушы", String(1960 + i), `${100 + i} б.`, "kaz"];
	run(["import", list("a.tsv", [head, ...surnames.map((s, i) => book(s, i, ". Ч. 1"))]), "--partner", "e2e-a"]);
	run(["import", list("b.tsv", [head, ...surnames.map((s, i) => book(s, i, ""))]), "--partner", "e2e-b"]);
	const same = [head, ["Қан мен тер", "Нұрпейісов Ә.", "Жазушы", "1964", "420 б.", "kaz"]];
	run(["import", list("c.tsv", same), "--partner", "e2e-a"]);
	run(["import", list("d.tsv", same), "--partner", "e2e-b"]);
	/* a record that cannot be taken, with bytes that must not reach the page as they are */
	const good = "00045nam a2200037   4500001000200000\x1e1\x1e\x1d";
	fs.writeFileSync(path.join(dir, "broken.mrc"), `${good}99999<script>alert(1)</script>\x1f\x1e\x1d${good}`, "latin1");
	try {
		run(["import", path.join(dir, "broken.mrc"), "--partner", "e2e-a"]);
	} catch (e) {
		if (e.status !== 1) {
			throw e;
		}
	}
	for (const [login, role] of [["e2e-keeper", "administrator"], ["e2e-staff", "cataloguer"], ["e2e-reader", "reader"]]) {
		run(["user", "add", login, "--office", "--role", role, "--name", `Person ${login}`], `${password}\n`);
	}
	run(["work", "--until-idle"]);
}

async function enter(page, login, secret = password, to = "/enter?lang=en") {
	await page.goto(to);
	await page.fill("#login", login);
	await page.fill("#password", secret);
	await page.locator("form.form button[type=submit]").click();
	await page.waitForLoadState();
}

const waiting = async (page) => Number(/\d+/.exec(await page.locator(".bar .quiet").first().innerText())?.[0] ?? -1);

async function signIn(browser, origin) {
	const { page, context } = await openPage(browser, origin, "wide");
	await page.goto("/staff/queue?lang=en");
	check("nobody is shown the way to sign in", page.url().includes("/enter?to=%2Fstaff%2Fqueue"), page.url());
	await enter(page, "e2e-staff", "wrong", page.url());
	check("a wrong password is refused in the form", await page.locator(".wrong").count() === 1);
	await page.fill("#password", password);
	await page.locator("form.form button[type=submit]").click();
	await page.waitForLoadState();
	check("after signing in one is where one wanted to be", page.url().includes("/staff/queue"), page.url());
	const cookie = (await context.cookies()).find((c) => c.name === "session");
	check("the session's cookie is hidden from scripts", cookie?.httpOnly === true && cookie.sameSite === "Lax");

	const forged = await page.evaluate(async () => {
		const body = new URLSearchParams({ a: "1", b: "2", answer: "same" });
		return (await fetch("/staff/queue", { method: "POST", body })).status;
	});
	check("a form without the session's token is refused", forged === 403, String(forged));
	const people = await context.request.get(`${origin}/staff/people`);
	check("a cataloguer does not keep accounts", people.status() === 403, String(people.status()));
	const html = await (await context.request.get(`${origin}/staff/queue`)).text();
	const form = /name="form" value="([0-9a-f]{64})"/.exec(html)?.[1];
	const other = await context.request.post(`${origin}/leave`, {
		headers: { origin: "https://elsewhere.example" }, form: { form, where: "here" },
	});
	check("a form from elsewhere is refused, whatever it brings", other.status() === 403, String(other.status()));
	await context.close();
}

async function answerPairs(browser, origin) {
	const { page, context, troubles } = await openPage(browser, origin, "wide");
	await enter(page, "e2e-staff", password, "/enter?to=/staff/queue&lang=en");
	const before = await waiting(page);
	check("the queue holds pairs", before >= 10, String(before));
	check("what differs is marked", await page.locator(".compare mark").count() > 0);
	await page.keyboard.press("j");
	await page.waitForURL(/at=1/);
	await page.keyboard.press("k");
	await page.waitForURL(/at=0/);
	const keys = ["s", "o", "o", "o", "l", "o", "o", "o", "o", "o"];
	for (const key of keys) {
		await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
	}
	const after = await waiting(page);
	check("ten answers by the keyboard, the next pair comes by itself", before - after === 9, `${before} → ${after}`);
	await Promise.all([page.waitForNavigation(), page.keyboard.press("u")]);
	check("the last answer can be taken back", await waiting(page) === after + 1);
	check("who decided is remembered", (await page.locator(".answered").innerText()).includes("Person e2e-staff"));
	await page.fill("#why", "so jumped the fox");
	check("letters typed into a field answer nothing", await waiting(page) === after + 1);
	await page.locator("[data-keys-switch]").click();
	await page.keyboard.press("o");
	await page.waitForTimeout(300);
	check("the keys can be switched off", await waiting(page) === after + 1);
	await shoot(page, "queue");
	check("queue: nothing went wrong behind the page", troubles.length === 0, troubles.slice(0, 3).join("; "));
	await context.close();

	const plain = await openPage(browser, origin, "phone", { javaScriptEnabled: false });
	await enter(plain.page, "e2e-staff", password, "/enter?to=/staff/queue&lang=en");
	await plain.page.locator('button[value="later"]').click();
	await plain.page.waitForLoadState();
	check("without scripts the buttons answer", await plain.page.locator(".told").count() === 1);
	await plain.context.close();
}

async function report(browser, origin) {
	const { page, context } = await openPage(browser, origin, "wide");
	await enter(page, "e2e-staff", password, "/enter?to=/staff/imports&lang=en");
	await page.getByRole("link", { name: "broken.mrc" }).click();
	check("a report names what was set aside", await page.locator(".asides li").count() >= 1);
	check("its bytes are shown, not run", (await page.locator(".asides pre").first().innerText()).includes("<script>"));
	const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
	const kept = fs.readFileSync(await download.path(), "latin1");
	check("they are saved as they came", kept.includes("<script>alert(1)</script>\x1f\x1e"));
	await context.close();
}

async function lists(browser, origin) {
	const { page, context } = await openPage(browser, origin, "wide");
	await enter(page, "e2e-reader", password, "/enter?to=/search&lang=en");
	const hrefs = await page.locator("h2 a[href^='/t/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
	const title = (n) => hrefs[n].slice(3).split("?")[0];
	await page.goto(`/me/lists/add?title=${title(0)}`);
	await page.fill("#name", "Summer reading");
	await page.getByRole("button", { name: "Make and add" }).click();
	await page.waitForURL(/\/list\//);
	const list = page.url().split("?")[0];
	await page.goto(`/me/lists/add?title=${title(1)}`);
	await page.getByRole("button", { name: /Summer reading/ }).click();
	await page.waitForURL(/\/list\//);
	check("two titles stand in the list", await page.locator(".entries li").count() === 2);
	const names = () => page.locator(".entries h2").allInnerTexts();
	const order = await names();
	await page.getByRole("button", { name: "Up" }).nth(1).click();
	await page.waitForLoadState();
	check("their order is the reader's", (await names()).join() === order.reverse().join());
	await page.locator("input[name=note]").first().fill("қайта оқу");
	await page.getByRole("button", { name: "Save note" }).first().click();
	await page.waitForLoadState();
	check("a note stays", await page.locator("input[name=note]").first().inputValue() === "қайта оқу");
	const bib = await (await page.context().request.get(`${list}/save?as=bibtex`)).text();
	check("the list is saved as citations", (bib.match(/^@/gm) ?? []).length === 2, bib.slice(0, 100));
	check("others do not see it", (await fetch(list)).status === 404);
	await page.locator(".list-tools summary").click();
	await page.getByRole("button", { name: "Share by address" }).click();
	await page.waitForLoadState();
	check("who has the address sees what is shared", (await fetch(list)).status === 200);
	await page.goto("/search?q=әңгімелер");
	await page.getByRole("link", { name: "Keep this search" }).click();
	await page.getByRole("button", { name: "Keep" }).click();
	await page.waitForURL(/\/me\/lists/);
	check("a search is kept", (await page.locator(".rows").last().innerText()).includes("әңгімелер"));
	await page.goto("/me");
	await page.getByRole("button", { name: "Sign out", exact: true }).click();
	await page.waitForLoadState();
	await page.goto("/me/lists");
	check("signed out, one's own is shut", page.url().includes("/enter"));
	await context.close();
}

async function audit(page, name) {
	await page.evaluate(axeSource);
	const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), axeTags);
	check(`${name}: axe finds nothing`, found.violations.length === 0, told(found.violations));
	const html = await (await page.context().request.get(page.url())).text();
	const report = await validator.validateString(html);
	const wrong = report.results.flatMap((r) => r.messages).map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
	check(`${name}: its HTML is valid`, wrong.length === 0, wrong.slice(0, 5).join("; "));
}

/* Every page of the staff in every language, wide, on a phone and in the dark. */
async function looks(browser, origin) {
	const paths = ["/staff", "/staff/queue", "/staff/imports", "/staff/imports/5", "/staff/duplicates", "/staff/people",
		"/me", "/me/lists", "/enter"];
	const { page, context } = await openPage(browser, origin, "wide");
	await enter(page, "e2e-keeper", password);
	await page.goto("/staff/duplicates");
	const several = await page.locator(".rows a.main").first().getAttribute("href").catch(() => null);
	const state = await context.storageState();
	await context.close();
	for (const form of ["wide", "phone", "dark"]) {
		for (const at of several ? [...paths, several] : paths) {
			const opened = await openPage(browser, origin, form, at === "/enter" ? {} : { storageState: state });
			const lang = languages[(paths.indexOf(at) + form.length + 4) % 4];
			await attempt(`${at} ${form}`, async () => {
				await opened.page.goto(`${at}?lang=${lang}`);
				await audit(opened.page, `${at} ${form} ${lang}`);
				const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				check(`${at} ${form} ${lang}: no wider than the screen`, wide <= 0, String(wide));
				await shoot(opened.page, `desk${at.replaceAll("/", "-")}-${form}-${lang}`);
			});
			await opened.context.close();
		}
	}
}

export async function desk(browser, origin, dir) {
	await attempt("a union catalogue to work on", () => prepare(dir));
	for (const [name, part] of Object.entries({ signIn, answerPairs, report, lists, looks })) {
		await attempt(name, () => part(browser, origin));
	}
}
