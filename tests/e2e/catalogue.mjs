/* The reader's way in the union catalogue: a title that two libraries hold, where it is near, its
 * other editions, how to cite it, its record to take away; headings and names. */
import { attempt, check, languages, openPage, shoot } from "./lib.mjs";

const formats = {
	marc21: "application/marc", unimarc: "application/marc", rusmarc: "application/marc",
	marcxml: "application/marcxml+xml", marcxchange: "application/xml", mods: "application/mods+xml",
	dc: "application/xml", csv: "text/csv", bibtex: "application/x-bibtex",
	ris: "application/x-research-info-systems", csl: "application/vnd.citationstyles.csl+json",
};
const question = "/search?q=%22Абай жолы%22&from=2002&to=2002";

export async function catalogue(browser, origin) {
	for (const lang of languages) {
		for (const form of ["wide", "phone", "dark"]) {
			const name = `catalogue ${lang} ${form}`;
			await attempt(name, () => walkOnce(browser, origin, { lang, form, name }));
		}
	}
	await attempt("catalogue, every format", () => take(origin));
	await attempt("catalogue, by keyboard and without scripts", () => keys(browser, origin));
}

async function walkOnce(browser, origin, how) {
	const { page, context, troubles } = await openPage(browser, origin, how.form, { locale: how.lang });
	try {
		await page.goto(`${question}&lang=${how.lang}`);
		check(`${how.name}: the title stands once, and says that more libraries hold it`,
			(await page.locator(".hit").count()) === 1 && /1/.test(await page.locator(".hit .by").innerText()));
		await page.locator(".hit h2 a").click();
		check(`${how.name}: both libraries are there`, (await page.locator(".library").count()) === 2);
		check(`${how.name}: with what stands on the spine`,
			(await page.locator(".held").innerText()).includes("84(5Қаз) Ә 82") && (await page.locator(".held").innerText()).includes("С(Каз) А82"));
		check(`${how.name}: and on the map`, (await page.locator(".map a circle").count()) === 2);
		check(`${how.name}: other editions stand by`, (await page.locator(".editions li").count()) >= 1);
		check(`${how.name}: six ways to cite`, (await page.locator(".citation").count()) === 6);
		check(`${how.name}: each value says its record`, (await page.locator(".record .from").count()) > 3);
		await shoot(page, `${how.name} title`);
		await page.locator(".editions a").first().click();
		check(`${how.name}: an edition leads back`, (await page.locator(".editions a").count()) >= 1);
		await page.goBack();
		await page.locator("#record .record a[href^='/search'], #record .record a[href^='/person']").first().click();
		check(`${how.name}: the author leads to titles`, (await page.locator("main a[href^='/t/']").count()) > 0);
		for (const what of ["authors", "subjects", "places", "classes", "years"]) {
			await page.goto(`/browse/${what}`);
			check(`${how.name}: ${what} can be browsed`, (await page.locator(".entries a").count()) > 0);
			await shoot(page, `${how.name} ${what}`);
		}
		await page.goto("/browse/authors");
		await page.locator(".entries a").first().click();
		check(`${how.name}: a heading lists its titles`, (await page.locator(".hit").count()) > 0);
		check(`${how.name}: nothing went wrong behind the page`, troubles.length === 0, troubles.slice(0, 3).join("; "));
	} finally {
		await context.close();
	}
}

async function titleOf(origin) {
	const found = await (await fetch(`${origin}${encodeURI(question)}&format=json`)).json();
	return new URL(found.hits[0].href, origin).pathname;
}

async function take(origin) {
	const title = await titleOf(origin);
	for (const [format, type] of Object.entries(formats)) {
		const answer = await fetch(`${origin}${title}/record.${format}`);
		const text = await answer.text();
		check(`${format} is given as ${type}`, answer.ok && answer.headers.get("content-type").startsWith(type), answer.status);
		check(`${format} holds the title`, /Абай жолы|Abai|\\u0410/.test(text), text.slice(0, 80));
		const all = await fetch(`${origin}/search/records.${format}?all=1&of=year&heading=2002`);
		check(`${format} of results is given`, all.ok && (await all.text()).length > 20, all.status);
	}
	const marc = await (await fetch(`${origin}${title}/marc?lang=en`)).text();
	check("the record stands as fields of MARC", marc.includes("245") && marc.includes("852"));
}

async function keys(browser, origin) {
	const { page, context } = await openPage(browser, origin, "wide", { javaScriptEnabled: false, locale: "en" });
	try {
		await page.goto(await titleOf(origin));
		await page.locator("#near").focus();
		await page.keyboard.type("Фрунзе");
		await page.keyboard.press("Enter");
		await page.waitForURL(/near=/);
		const towns = await page.locator(".towns h3").allInnerTexts();
		check("the nearest library comes first, by a former name of the town", /Bishkek/.test(towns[0]), towns.join(", "));
		await page.locator(".map a").first().focus();
		await page.keyboard.press("Enter");
		check("a spot on the map leads to its place in the list", /#in-\d+/.test(page.url()), page.url());
	} finally {
		await context.close();
	}
}
