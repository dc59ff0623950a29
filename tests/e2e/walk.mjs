/* The reader's way: from a word to the page that holds it, by every means, in every language. */
import { attempt, check, languages, openPage, shoot } from "./lib.mjs";

const word = "керуен"; /* stands on many pages of the samples */

export async function walk(browser, origin) {
	for (const lang of languages) {
		for (const scripts of [true, false]) {
			await Promise.all(["wide", "phone"].map((form) => {
				const name = `${lang} ${form} ${scripts ? "scripts" : "no scripts"}`;
				return attempt(name, () => walkOnce(browser, origin, { lang, form, scripts, name }));
			}));
		}
	}
}

async function walkOnce(browser, origin, how) {
	const { page, context, troubles } = await openPage(browser, origin, how.form, {
		javaScriptEnabled: how.scripts,
	});
	how.tiles = [];
	page.on("request", (q) => q.url().includes("/iiif/") && how.tiles.push(q.url()));
	try {
		await find(page, how);
		await read(page, how);
		await (how.scripts ? turnWithScripts(page, how) : turnWithout(page, how));
		await searchInside(page, how);
		await text(page, how);
		await save(page, how);
		check(`${how.name}: nothing went wrong behind the page`, troubles.length === 0, troubles.slice(0, 3).join("; "));
	} finally {
		await context.close();
	}
}

async function find(page, how) {
	await page.goto("/");
	await page.locator(`.langs a[hreflang="${how.lang}"]`).click();
	await page.waitForURL(/lang=/);
	check(`${how.name}: the page speaks the language that was chosen`,
		(await page.locator("html").getAttribute("lang")) === how.lang);
	check(`${how.name}: the newest titles stand on the home page`, (await page.locator(".row li").count()) > 0);
	await shoot(page, `${how.name} home`);
	await page.locator("main input[name=q]").fill(word);
	await page.locator("main form.find button").click();
	await page.waitForURL(/search/);
	check(`${how.name}: the word finds titles`, (await page.locator(".hit").count()) > 0);
	check(`${how.name}: the passage marks the word`, (await page.locator(".hit .passage mark").count()) > 0);
	check(`${how.name}: what may be done stands as a word`,
		(await page.locator(".hit .may").first().innerText()).trim().length > 3);
	check(`${how.name}: the language stays chosen`, (await page.locator("html").getAttribute("lang")) === how.lang);
	await shoot(page, `${how.name} results`);
}

/* Of the results, one with several pages, so that there is something to turn. */
async function read(page, how) {
	const links = await page.locator(".hit .act a[href^='/read/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
	for (const href of links) {
		await page.goto(href);
		if ((await page.locator("a[rel=next]").count()) || (await page.locator("a[rel=prev]").count())) {
			break;
		}
	}
	const loaded = await page.locator("#leaf img").evaluate((i) => i.decode().then(() => i.naturalWidth, () => 0)).catch(() => 0);
	check(`${how.name}: the image of the page is there`, loaded > 200, `${loaded} pixels wide`);
	check(`${how.name}: the words are marked on the image`, (await page.locator("#leaf .marks rect").count()) > 0);
	await shoot(page, `${how.name} reading`);
}

/* A tile of the full size: as many pixels are asked for as the region has. */
function isWhole(url) {
	const [, w, h] = /\/\d+,\d+,(\d+,\d+)\/(\d+,\d*)\/0\//.exec(url) ?? [];
	return w !== undefined && (w === h || `${w.split(",")[0]},` === h);
}

const at = (page) => Number(new URL(page.url()).pathname.split("/").pop());
/* The page is there, and no other is on its way. */
const leafIs = (page, n) => page.locator(`#desk:not([aria-busy]) #leaf[data-page="${n}"]`).waitFor({ state: "attached" });

async function turnWithScripts(page, how) {
	await page.locator("#stage.live canvas").first().waitFor();
	check(`${how.name}: the viewer takes over`, true);
	for (let i = 0; i < 3; i++) {
		await page.locator("[data-zoom=in]").click();
	}
	check(`${how.name}: an enlarged page is as sharp as it was scanned`,
		await until(() => how.tiles.some(isWhole)), how.tiles.at(-1));
	check(`${how.name}: the marks go with the page`, (await page.locator(".viewer .marks rect").count()) > 0);
	await shoot(page, `${how.name} zoomed`);
	await page.keyboard.press("0");
	const first = at(page);
	const forth = (await page.locator("a[rel=next]").count()) > 0;
	const there = forth ? first + 1 : first - 1;
	await page.keyboard.press(forth ? "PageDown" : "PageUp");
	await leafIs(page, there);
	check(`${how.name}: a key turns the page and the address`, at(page) === there);
	check(`${how.name}: the turn is told aloud`, (await page.locator("#live").textContent()).includes(String(there)));
	await page.goBack();
	await leafIs(page, first);
	check(`${how.name}: back leads to the page before`, at(page) === first);
	await page.locator(forth ? "#next" : "#prev").click();
	await leafIs(page, there);
	check(`${how.name}: a click turns the page`, at(page) === there);
	if (how.form === "phone") {
		const turned = await until(() => at(page) === first, () => swipe(page, forth ? 1 : -1));
		check(`${how.name}: a stroke of the finger turns the page`, turned);
	}
	await page.locator("#page").fill(String(first));
	await page.keyboard.press("Enter");
	await leafIs(page, first);
	check(`${how.name}: a page is reached by its number`, at(page) === first);
	await typeWhileTurning(page, how, forth ? "#next" : "#prev");
	await page.goBack();
	await leafIs(page, first);
}

/* On a slow line: what is typed while a page is on its way is still there when it has come. */
async function typeWhileTurning(page, how, link) {
	let come;
	const asked = new Promise((done) => {
		page.route("**/read/**", (route) => {
			come = () => route.continue();
			done();
		}, { times: 1 });
	});
	await page.locator(link).click();
	await asked;
	await page.locator("#q").fill("жол");
	await come();
	await page.locator("#desk:not([aria-busy])").waitFor();
	check(`${how.name}: what is typed while a page is on its way is kept`,
		(await page.locator("#q").inputValue()) === "жол", await page.locator("#q").inputValue());
	await page.locator("#q").blur();
}

/* True as soon as it is so, false after ten seconds; each second `again` is done anew: a stroke is
 * no turn while the page is still settling into its place. */
async function until(so, again = () => {}) {
	for (let i = 0; i < 100 && !so(); i++) {
		if (i % 10 === 0) {
			await again();
		}
		await new Promise((done) => setTimeout(done, 100));
	}
	return so();
}

async function swipe(page, way) {
	const box = await page.locator("#stage").boundingBox();
	const cdp = await page.context().newCDPSession(page);
	const y = box.y + box.height / 2;
	const from = box.x + box.width / 2 - way * 90;
	const send = (type, x) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
	await send("touchStart", from);
	for (let i = 1; i <= 9; i++) {
		await send("touchMove", from + way * i * 20);
	}
	await send("touchEnd");
}

async function turnWithout(page, how) {
	const first = at(page);
	const forth = (await page.locator("a[rel=next]").count()) > 0;
	const there = forth ? first + 1 : first - 1;
	await page.locator(forth ? "#next" : "#prev").click();
	await leafIs(page, there);
	check(`${how.name}: a link turns the page`, at(page) === there);
	await page.locator("#page").fill(String(first));
	await page.keyboard.press("Enter");
	await leafIs(page, first);
	check(`${how.name}: a page is reached by its number`, at(page) === first);
	check(`${how.name}: the search goes along`, page.url().includes("q="));
}

async function searchInside(page, how) {
	await page.locator("#q").fill(word);
	await page.locator(".rbar .find button").click();
	await page.locator("#side .where-found a").first().waitFor();
	check(`${how.name}: search inside lists passages with the word marked`,
		(await page.locator("#side .where-found mark").count()) > 0);
	await shoot(page, `${how.name} inside`);
	await page.locator("#side .where-found a").first().click();
	await page.locator("#side [aria-current]").waitFor();
	check(`${how.name}: a passage leads to its page`, (await page.locator("#leaf .marks rect").count()) > 0);
}

async function text(page, how) {
	await page.locator("#text-tool").click();
	await page.locator("#side .run").waitFor();
	check(`${how.name}: the text stands beside the image`,
		(await page.locator("#side .run").innerText()).trim().length > 40);
	await shoot(page, `${how.name} text`);
	await page.locator("#side .heading a").click();
	await page.locator(".text-only .run").waitFor();
	check(`${how.name}: the text can be read alone`,
		(await page.locator(".text-only .run").innerText()).trim().length > 40);
}

async function save(page, how) {
	await page.locator(".text-only > p a").click();
	const links = page.locator(".copy a[download]");
	if ((await links.count()) === 0) {
		check(`${how.name}: what may not be saved says so`, (await page.locator(".rights .no").count()) > 0);
		return;
	}
	const answer = await page.request.get(await links.first().getAttribute("href"));
	check(`${how.name}: what may be saved is saved`, answer.ok() && (await answer.body()).length > 1000, `status ${answer.status()}`);
	await shoot(page, `${how.name} title`);
}
