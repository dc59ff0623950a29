/* What pages weigh on the wire: without images, first visit and after. */
import { check, openPage } from "./lib.mjs";

const KB = 1024;
const readersOwn = /\/(read\.js|read\.css|openseadragon\.min\.js)$/;

/* Bytes as they came over the wire, headers included, by address. */
async function weigh(page, address) {
	const cdp = await page.context().newCDPSession(page);
	const seen = new Map();
	await cdp.send("Network.enable");
	cdp.on("Network.responseReceived", (e) => seen.set(e.requestId, { url: e.response.url, type: e.type, bytes: 0 }));
	cdp.on("Network.loadingFinished", (e) => {
		const one = seen.get(e.requestId);
		if (one) {
			one.bytes = e.encodedDataLength;
		}
	});
	await page.goto(address, { waitUntil: "networkidle" });
	await cdp.detach();
	const light = [...seen.values()].filter((x) => x.type !== "Image" && !/\/iiif\/|\.jpg/.test(x.url));
	const sum = (list) => list.reduce((n, x) => n + x.bytes, 0);
	return { page: sum(light.filter((x) => !readersOwn.test(x.url))), reader: sum(light.filter((x) => readersOwn.test(x.url))) };
}

function within(name, bytes, limit) {
	check(`${name}: ${(bytes / KB).toFixed(1)} KB, at most ${limit} KB`, bytes > 0 && bytes <= limit * KB);
}

export async function budget(browser, origin) {
	const { page, context } = await openPage(browser, origin, "phone", { locale: "kk" });
	const results = "/search?q=керуен";
	const first = await weigh(page, results);
	within("results, first visit", first.page, 60);
	check("results load nothing of the reader", first.reader === 0);
	within("results, after", (await weigh(page, "/search?q=жол")).page, 15);
	await page.goto(results);
	const read = await page.locator(".hit .act a[href^='/read/']").first().getAttribute("href");
	await context.close();

	const again = await openPage(browser, origin, "phone", { locale: "kk" });
	const reading = await weigh(again.page, read);
	within("reading page, first visit", reading.page, 60);
	within("the reader's script and style", reading.reader, 110);
	const after = await weigh(again.page, `${read}&side=text`);
	within("reading page, after", after.page + after.reader, 15);
	await again.context.close();
}
