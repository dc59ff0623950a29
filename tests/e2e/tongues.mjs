/* Four languages are equals: no page says a word of its own in another language than its reader's. */
import { attempt, check, languages, openPage } from "./lib.mjs";
import { collect } from "./pages.mjs";

/* What stands in Latin letters in every language: formats, keys, units of the trade. */
const names = new Set(("PDF DjVu TIFF JPEG PNG SHA ISBN isbn ISSN ARK UTF JSON MARC MARCXML Dublin Core GNU Affero General Public License " +
	"DDC UNIMARC RUSMARC KAZMARC MarcXchange MODS CSV BibTeX RIS CSL APA LDR " +
	"Page Up Down Home End").split(" "));
/* Letters that the language of the page does not have. */
const foreign = { kk: /[a-z]{2,}/giu, ru: /[a-z]{2,}|[әғқңөұүһі]+/giu, ky: /[a-z]{2,}|[әғқұһі]+/giu, en: /[а-яәғқңөұүһіё]+/giu };
/* Values of a record that are said in the reader's language, by their English labels. */
const translated = ["Language", "Kind", "Date"];

/* The page's own words: not those of records and texts (dir=auto, lang), names of languages, keys. */
function ownWords() {
	const data = "[dir=auto], main [lang], .langs, .passage, mark, kbd, .digest, .record dd, .on, [role=search] input";
	const shown = ".filters a[dir=auto]";
	const words = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let t = walker.nextNode(); t; t = walker.nextNode()) {
		const partner = t.parentElement.matches(".filters ul:last-of-type a");
		if (!t.parentElement.closest(data) || (t.parentElement.matches(shown) && !partner)) {
			words.push(t.data.trim());
		}
	}
	for (const e of document.querySelectorAll("[aria-label], [alt], [placeholder], [data-say]")) {
		if (!e.matches("audio, video")) {
			words.push(...["aria-label", "alt", "placeholder", "data-say"].map((a) => e.getAttribute(a) ?? ""));
		}
	}
	return words.filter(Boolean);
}

/* A page's heading with the question in it, and an address in a refusal, say what the reader wrote. */
const asked = /керуен|щщъъ|[0-9a-z]{13}/giu;

async function walkOnce(browser, origin, lang, pages) {
	const { page, context } = await openPage(browser, origin, "phone", { javaScriptEnabled: false, locale: lang });
	await page.route(/\/(iiif|a\/[0-9a-f]+\/.*woff2|media)\//, (r) => r.abort());
	const strange = new Set();
	const wide = [];
	try {
		for (const [name, address] of pages) {
			await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`, { waitUntil: "domcontentloaded" });
			const words = await page.evaluate(ownWords);
			for (const text of words) {
				const own = text.replace(lang === "en" ? asked : /[0-9a-z]{13}/gu, "").match(foreign[lang]) ?? [];
				const word = own.find((w) => !names.has(w));
				word && strange.add(`${name}: ${word} in “${text.slice(0, 60)}”`);
			}
			if (words.length < 5) {
				strange.add(`${name}: hardly any words of its own`);
			}
			const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			over > 0 && wide.push(`${name} by ${over}`);
			lang === "en" && (await values(page, name, strange));
		}
	} finally {
		await context.close();
	}
	check(`${lang}: no page says a word in another language`, strange.size === 0, [...strange].slice(0, 5).join("; "));
	check(`${lang}: no page is wider than a phone`, wide.length === 0, wide.slice(0, 5).join("; "));
}

async function values(page, name, strange) {
	const pairs = await page.evaluate(() => [...document.querySelectorAll(".record dt")].map((t) => [t.textContent, t.nextElementSibling.textContent]));
	for (const [label, value] of pairs) {
		if (translated.includes(label) && /[а-яәғқңөұүһіё]/iu.test(value)) {
			strange.add(`${name}: ${label} is “${value}”`);
		}
	}
}

/* What was widened offers the narrow way, which offers the way back; each word says how it was met. */
async function switchOnce(browser, origin, lang) {
	const { page, context } = await openPage(browser, origin, "wide", { javaScriptEnabled: false, locale: lang });
	const total = async () => (await page.locator(".bar h1").textContent()).match(/\d+/u)?.[0];
	const has = (name, value) => new URL(page.url()).searchParams.get(name) === value;
	try {
		await page.goto(`/search?q=керуеннің&lang=${lang}`);
		const wide = await total();
		await page.locator(".ways a").first().click();
		const narrow = has("exact", "1") && (await page.locator("form.find input[name=exact]").count()) === 1;
		const fewer = (await total()) !== wide;
		await page.locator(".ways a").first().click();
		check(`${lang}: what was widened can be narrowed to what was typed, and back`, narrow && fewer && has("exact", null) && (await total()) === wide,
			`${narrow} ${fewer} ${page.url()}`);
		await page.locator(".ways a").last().click();
		const told = await page.locator(".asked dd").allTextContents();
		check(`${lang}: each word says how it was met`, has("explain", "1") && told.length > 0 && told.every((t) => /\d/u.test(t)), told.join("; "));
	} finally {
		await context.close();
	}
}

export async function tongues(browser, origin) {
	const pages = await collect(origin);
	pages.set("one word too rare", "/search?q=%D1%89%D1%89%D1%8A%D1%8A&kind=book&level=read");
	for (const lang of languages) {
		await attempt(lang, () => walkOnce(browser, origin, lang, pages));
		await attempt(lang, () => switchOnce(browser, origin, lang));
	}
}
