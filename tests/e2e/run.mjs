/* Runs the browser tests; see README. */
import { attempt, finish, makeLibrary, openBrowser, serve } from "./lib.mjs";
import { catalogue } from "./catalogue.mjs";
import { budget } from "./budget.mjs";
import { cataloguing } from "./cataloguing.mjs";
import { desk } from "./desk.mjs";
import { pages } from "./pages.mjs";
import { tongues } from "./tongues.mjs";
import { walk } from "./walk.mjs";

const parts = { walk, catalogue, pages, tongues, budget, desk, cataloguing }; /* the last two add to the library */
const wanted = (process.env.E2E_PARTS ?? Object.keys(parts).join(" ")).split(" ");

await attempt("the tests can begin", async () => {
	const library = makeLibrary();
	const server = await serve(library.dir);
	const browser = await openBrowser();
	try {
		for (const name of wanted) {
			await attempt(name, () => parts[name](browser, server.origin, library.dir));
		}
	} finally {
		await browser.close();
		await server.stop();
		library.drop();
	}
});
finish();
