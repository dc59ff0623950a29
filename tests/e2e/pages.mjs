/* Every page through an accessibility check and an HTML validator. */
import fs from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import { attempt, check, languages, openPage, shoot } from "./lib.mjs";

const require = createRequire(import.meta.url);
export const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const validator = new HtmlValidate({
	extends: ["html-validate:recommended", "html-validate:a11y"],
	rules: {
		"void-style": "error",
		"no-inline-style": "error",
		"long-title": "off", /* titles of books are as long as they are */
		"no-trailing-whitespace": "off",
		"attribute-boolean-style": "off",
		"no-implicit-button-type": "error",
		"require-sri": "off", /* all files are our own */
		"hidden-focusable": "off", /* the cover repeats the title's link; tabindex=-1 keeps it out of the way */
		"no-redundant-for": "off",
		"tel-non-breaking": "off",
		"prefer-native-element": ["error", { exclude: ["search"] }],
	},
});

/* One title of each kind there is, found as a reader finds them. */
export async function collect(origin) {
	const pages = new Map([
		["home", "/"], ["all titles", "/search"], ["results", "/search?q=керуен"],
		["narrowed results", "/search?q=керуен&language=kk&from=1900&to=2030"],
		["results explained", "/search?q=керуен -шөл&explain=1"], ["results as typed", "/search?q=керуен&exact=1"],
		["nothing found", "/search?q=щщъъ"], ["help", "/help"], ["about", "/about"],
		["authors", "/browse/authors"], ["classes", "/browse/classes"], ["a class", "/browse/classes?scheme=bbk&from=84"],
		["years", "/browse/years"], ["places", "/browse/places"], ["no such page", "/nowhere"], ["no such title", "/t/0000000000000"],
	]);
	const titles = new Set();
	for (let n = 1; n <= 3; n++) {
		const html = await (await fetch(`${origin}/search?n=${n}`)).text();
		for (const m of html.matchAll(/href="(\/t\/[0-9a-z]+)/g)) {
			titles.add(m[1]);
		}
	}
	const seen = new Set();
	for (const t of titles) {
		const html = await (await fetch(origin + t)).text();
		const kind = (/#(book|sound|film)"/.exec(html.slice(html.indexOf("acts"))) ?? [])[1] ?? "";
		const rights = [...html.matchAll(/<li class="(yes|no)"/g)].map((m) => m[1]).join("-");
		const read = /href="(\/read\/[0-9a-z]+)"/.exec(html)?.[1];
		const name = `${read ? kind : "closed"} ${rights}`;
		const held = /id="held"/.test(html) && html.includes("<circle");
		held && pages.set("title on the map", t) && pages.set("record in MARC", `${t}/marc`);
		for (const m of html.matchAll(/href="(\/(person|place|subject)\/[0-9a-z]+)"/g)) {
			pages.set(`page of a ${m[2]}`, m[1]);
		}
		if (seen.has(name)) {
			continue;
		}
		seen.add(name);
		pages.set(`title ${name}`, t);
		if (!read) {
			continue;
		}
		pages.set(`reading ${name}`, read);
		if (kind === "book") {
			pages.set(`title with a search ${name}`, `${t}?q=керуен`);
			pages.set(`reading with text ${name}`, `${read}/1?side=text`);
			pages.set(`reading with hits ${name}`, `${read}/1?q=керуен&side=found`);
			pages.set(`text alone ${name}`, `${read}/1?view=text`);
		}
	}
	check("there are titles to look at", titles.size > 0, `${titles.size} titles`);
	check("some title may be read", [...pages.keys()].some((k) => k.startsWith("reading")));
	return pages;
}

async function validate(origin, pages) {
	for (const lang of languages) {
		const wrong = [];
		for (const [name, address] of pages) {
			const html = await (await fetch(`${origin}${address}`, { headers: { "Accept-Language": lang, Accept: "text/html" } })).text();
			const report = await validator.validateString(html);
			for (const m of report.results.flatMap((r) => r.messages)) {
				wrong.push(`${name} ${m.line}:${m.column} ${m.ruleId} ${m.message}`);
			}
			if (!html.includes(`<html lang="${lang}"`)) {
				wrong.push(`${name} is not in ${lang}`);
			}
		}
		check(`${lang}: the HTML of ${pages.size} pages is valid`, wrong.length === 0, `${wrong.length}: ${[...new Set(wrong)].slice(0, 12).join("; ")}`);
	}
}

export function told(violations) {
	return violations.map((v) => `${v.id} ${v.nodes[0].target.join(" ")} (${v.nodes.length})`).join("; ");
}

async function accessible(browser, origin, pages, form, lang) {
	const { page, context, troubles } = await openPage(browser, origin, form, { locale: lang });
	for (const [name, address] of pages) {
		await attempt(`${name}, ${form}: can be looked at`, async () => {
			troubles.length = 0;
			const answer = await page.goto(address);
			await page.evaluate(axeSource);
			const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), axeTags);
			check(`${name}, ${form}: axe finds nothing`, result.violations.length === 0, told(result.violations));
			const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			check(`${name}, ${form}: fits its window`, wider <= 0, `${wider} pixels too wide`);
			const bad = troubles.filter((t) => !(answer.status() >= 400 && t.includes(String(answer.status()))));
			check(`${name}, ${form}: loads without trouble`, bad.length === 0, bad.slice(0, 3).join("; "));
			await shoot(page, `${form} ${name}`);
		});
	}
	await context.close();
}

export async function pages(browser, origin) {
	const all = await collect(origin);
	await validate(origin, all);
	await Promise.all([
		accessible(browser, origin, all, "wide", "en"),
		accessible(browser, origin, all, "phone", "kk"),
		accessible(browser, origin, all, "dark", "ru"),
	]);
}
