/* Shared cataloguing: a cataloguer takes what another library sent, or what a catalogue outside has,
 * mends it, adds what the own library holds; two at once lose nothing; what was done is undone. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { attempt, check, keruen, languages, openPage, shoot } from "./lib.mjs";
import { axeSource, axeTags, told, validator } from "./pages.mjs";

const password = "a long password";
const sent = `<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>
<controlfield tag="001">kb-77</controlfield>
<controlfield tag="008">900101s1977    kz            000 0 kaz  </controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Сыналған, Автор</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Каталогтау сынағы :</subfield><subfield code="b">оқулық /</subfield><subfield code="c">А. Сыналған.</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Алматы :</subfield><subfield code="b">Мектеп,</subfield><subfield code="c">1977.</subfield></datafield>
<datafield tag="300" ind1=" " ind2=" "><subfield code="a">200 б.</subfield></datafield>
</record></collection>`;

function prepare(dir) {
	const run = (args, input) => execFileSync(keruen, ["-C", dir, ...args], { input, encoding: "utf8" });
	run(["partner", "add", "cat-a", "--name", "Алғашқы кітапхана"]);
	run(["partner", "add", "cat-b", "--name", "Екінші кітапхана"]);
	const file = path.join(dir, "sent.xml");
	fs.writeFileSync(file, sent);
	run(["import", file, "--partner", "cat-b"]);
	for (const [login, partner, role] of [["cat-ann", "cat-a", "cataloguer"], ["cat-amy", "cat-a", "cataloguer"],
		["cat-ben", "cat-b", "cataloguer"], ["cat-rea", "cat-a", "reader"]]) {
		run(["user", "add", login, "--partner", partner, "--role", role, "--name", `Person ${login}`], `${password}\n`);
	}
	run(["work", "--until-idle"]);
}

async function enter(browser, origin, login, form = "wide", more = {}) {
	const opened = await openPage(browser, origin, form, more);
	await opened.page.goto("/enter?lang=en");
	await opened.page.fill("#login", login);
	await opened.page.fill("#password", password);
	await opened.page.locator("form.form button[type=submit]").click();
	await opened.page.waitForLoadState();
	return opened;
}

const value = (page, tag, code) =>
	page.locator(`.mf[data-tag="${tag}"] .sub:has(.code[value="${code}"]) [name=value]`).first();

async function save(page) {
	await Promise.all([page.waitForNavigation(), page.keyboard.press("Control+s")]);
}

let title; /* the title's page, once it was found */
let record; /* the history of the record that was taken */

async function takes(browser, origin) {
	const { page, context, troubles } = await enter(browser, origin, "cat-ann");
	await page.goto("/staff/catalogue?lang=en");
	await page.fill("[name=words]", "Каталогтау сынағы");
	await page.locator(".seek button").first().click();
	check("a record that another library sent is found", (await page.locator("#here ~ .take").count()) === 1);
	title = new URL(await page.locator("#here ~ .take h3 a").getAttribute("href"), origin).pathname;
	await page.locator("#here ~ .take .button").click();
	check("the form knows the format", (await page.locator('.mf[data-tag="245"] .mf-name').innerText()).length > 3);
	check("coded places have names", (await page.locator('.mf[data-tag="008"] .place').count()) > 5);
	await shoot(page, "cataloguing form");
	await value(page, "245", "a").fill("Каталогтау сынағы, толықтырылған :");
	await page.fill("#newtag", "500");
	await page.keyboard.press("Enter");
	await page.locator('.mf[data-tag="500"] [name=value]').fill("Costs $5");
	const rows = await page.locator(".mf").count();
	await page.locator('.mf[data-tag="300"] .mf-acts button').last().click();
	check("a field goes", (await page.locator(".mf").count()) === rows - 1);
	await page.keyboard.press("Control+z");
	check("and comes back", (await page.locator(".mf").count()) === rows);
	await page.fill("[name=note]", "аты толықтырылды");
	await save(page);
	check("saved, the history tells it", page.url().includes("/staff/catalogue/record/"), page.url());
	record = new URL(page.url()).pathname;
	await page.locator("a", { hasText: "Our holdings" }).click();
	await page.locator("form.hold").last().locator("[name=call_number]").fill("84 К 12");
	await page.locator("form.hold").last().locator("button").click();
	await page.waitForLoadState();
	check("the own library holds it now", (await page.locator('form.hold [name=call_number][value="84 К 12"]').count()) === 1);
	check("taking: nothing went wrong behind the page", troubles.length === 0, troubles.slice(0, 3).join("; "));
	await context.close();
}

async function isSeen(browser, origin) {
	const { page, context } = await enter(browser, origin, "cat-ben");
	await page.goto(`${title}?lang=en`);
	check("the other library sees it at once", (await page.locator("h1").innerText()).includes("толықтырылған"));
	check("and who holds it", (await page.locator("main").innerText()).includes("84 К 12"));
	const id = record.split("/").pop();
	const refused = await context.request.get(`${origin}/staff/catalogue/edit?source=${id}`);
	check("another library's own record is not changed, but taken", refused.status() === 403, String(refused.status()));
	await context.close();
	const reader = await enter(browser, origin, "cat-rea");
	const asked = await reader.context.request.get(`${origin}/staff/catalogue`);
	check("a reader does not catalogue", asked.status() === 403, String(asked.status()));
	await reader.context.close();
}

async function collide(browser, origin) {
	const ann = await enter(browser, origin, "cat-ann");
	const amy = await enter(browser, origin, "cat-amy");
	const form = `/staff/catalogue/edit?source=${record.split("/").pop()}&lang=en`;
	await ann.page.goto(form);
	await amy.page.goto(form);
	await value(ann.page, "264", "b").fill("Рауан,");
	await save(ann.page);
	await value(amy.page, "300", "a").fill("201 б.");
	await save(amy.page);
	check("who comes second is told, and sees what the first changed",
		(await amy.page.locator(".note .diff").first().innerText()).includes("Рауан"));
	check("and loses nothing", (await value(amy.page, "300", "a").inputValue()) === "201 б.");
	await shoot(amy.page, "cataloguing conflict");
	await value(amy.page, "264", "b").fill("Рауан,");
	await save(amy.page);
	await amy.page.goto(`${record}?lang=en`);
	const now = await amy.page.locator("pre.edit-text").textContent();
	check("merged by hand, both stand", now.includes("Рауан") && now.includes("201 б."));
	check("each version tells who made it", (await amy.page.locator(".versions").innerText()).includes("Person cat-ann"));
	await shoot(amy.page, "cataloguing history");
	await amy.page.locator("button", { hasText: "Back to version 1" }).click();
	await amy.page.waitForLoadState();
	const back = await amy.page.locator("pre.edit-text").textContent();
	check("an earlier version is taken back", !back.includes("Рауан") && back.includes("200 б."));
	check("a dollar in the text stays one", back.includes("Costs $$5"));
	await ann.context.close();
	await amy.context.close();
}

async function withoutScripts(browser, origin) {
	const { page, context } = await enter(browser, origin, "cat-ann", "wide", { javaScriptEnabled: false });
	await page.goto("/staff/catalogue/edit?kind=book&dialect=rusmarc&lang=en");
	await value(page, "200", "a").fill("Без сценариев");
	await page.fill("#newtag", "300");
	await page.locator('button[value="add:1"]').click();
	check("without scripts a field is added, and nothing is lost",
		(await page.locator('.mf[data-tag="300"]').count()) === 1 && (await value(page, "200", "a").inputValue()) === "Без сценариев");
	await page.locator('button[value="text"]').click();
	const text = await page.locator(".edit-text").inputValue();
	check("the record as text says the same", text.includes("$a Без сценариев"), text.slice(0, 200));
	await page.locator(".edit-text").fill(`${text}\n245`);
	await page.locator("#save").click();
	check("a wrong line is told, and the text stays", (await page.locator(".note").count()) > 0 &&
		(await page.locator(".edit-text").inputValue()).trim().endsWith("245"));
	await page.locator(".edit-text").fill(text);
	await page.locator("#save").click();
	await page.waitForLoadState();
	check("and it is saved", page.url().includes("/staff/catalogue/record/"), page.url());
	await context.close();
}

function freePort() {
	return new Promise((done) => {
		const s = net.createServer().listen(0, "127.0.0.1", () => {
			const { port } = s.address();
			s.close(() => done(port));
		});
	});
}

async function fromOutside(browser, origin, dir) {
	if (spawnSync("which", ["yaz-ztest"]).status !== 0) {
		console.log("skip a catalogue outside: yaz-ztest is not here");
		return;
	}
	const port = await freePort();
	const outside = spawn("yaz-ztest", [`tcp:127.0.0.1:${port}`], { stdio: "ignore" });
	fs.writeFileSync(path.join(dir, "targets.conf"),
		`ztest z3950 127.0.0.1:${port}/Default name=Outside\ndown z3950 127.0.0.1:1/x name=Down\n`);
	try {
		const { page, context } = await enter(browser, origin, "cat-ann");
		await page.goto("/staff/catalogue?lang=en&words=computer");
		await page.locator(".target form button").first().waitFor();
		check("a catalogue outside answers", (await page.locator(".target form").count()) > 1);
		await page.locator(".target .mf-fault").waitFor();
		check("one that is down is told, and holds up nobody", true);
		await shoot(page, "cataloguing outside");
		await page.locator(".target form button").first().click();
		await page.waitForLoadState();
		check("its record stands in the form", (await value(page, "245", "a").inputValue()).length > 3);
		await save(page);
		check("and is ours when it is saved", page.url().includes("/staff/catalogue/record/"), page.url());
		await context.close();
	} finally {
		outside.kill();
		fs.rmSync(path.join(dir, "targets.conf"));
	}
}

/* Every page of a cataloguer, by the rules of HTML and of access, in every language and form. */
async function wellMade(browser, origin) {
	const id = record.split("/").pop();
	const places = ["/staff/catalogue", "/staff/catalogue?words=%D1%81%D1%8B%D0%BD%D0%B0%D2%93%D1%8B",
		"/staff/catalogue/edit?kind=book&dialect=marc21", `/staff/catalogue/edit?source=${id}&as=text`,
		record, `/staff/catalogue/holdings/${title.split("/").pop()}`];
	for (const [i, form] of ["wide", "phone", "dark", "wide"].entries()) {
		const { page, context } = await enter(browser, origin, "cat-ann", form);
		for (const place of places) {
			const name = `${place.slice(0, 40)} ${languages[i]} ${form}`;
			await attempt(name, async () => {
				await page.goto(`${place}${place.includes("?") ? "&" : "?"}lang=${languages[i]}`);
				await audit(page, name);
				await shoot(page, `cataloguing-${place.replaceAll(/[^a-z0-9]+/g, "-").slice(0, 50)}-${form}-${languages[i]}`);
			});
		}
		await context.close();
	}
}

async function audit(page, name) {
	await page.evaluate(axeSource);
	const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), axeTags);
	check(`${name}: axe finds nothing`, found.violations.length === 0, told(found.violations));
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	check(`${name}: no wider than the screen`, wide <= 0, String(wide));
	const html = await (await page.context().request.get(page.url())).text();
	const report = await validator.validateString(html);
	/* the form of a record repeats its names on purpose: a field, its subfields, in their order */
	const wrong = report.results.flatMap((r) => r.messages).filter((m) => m.ruleId !== "form-dup-name").map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
	check(`${name}: its HTML is valid`, wrong.length === 0, wrong.slice(0, 5).join("; "));
}

export async function cataloguing(browser, origin, dir) {
	prepare(dir);
	await attempt("taking a record", () => takes(browser, origin));
	await attempt("seeing it", () => isSeen(browser, origin));
	await attempt("two at once", () => collide(browser, origin));
	await attempt("without scripts", () => withoutScripts(browser, origin));
	await attempt("a catalogue outside", () => fromOutside(browser, origin, dir));
	await attempt("well made", () => wellMade(browser, origin));
}
