/* The reading page with scripts: a deep-zoom viewer in place of the plain image, and turning
 * without loading the whole page anew. The server's own page stays the only source of what is
 * shown: each turn fetches the next page's address and takes its parts over. */

const main = document.getElementById("desk");
const live = document.getElementById("live");
const parts = ["rbar", "side", "strip", "edges", "leaf", "foot"];
const keysOff = "keruen.keys-off";
let viewer = null;
let shown = null;     // { page, item, marks } on the viewer
let ahead = null;     // the next page's image, loading out of sight
let turning = 0;      // the newest turn asked for; older answers are dropped
let sent = null;      // the form whose answer is on its way

const leaf = () => document.getElementById("leaf");

function loadScript(src) {
	return new Promise((done, failed) => {
		const s = document.createElement("script");
		s.src = src;
		s.onload = done;
		s.onerror = failed;
		document.head.append(s);
	});
}

/* Viewer */

async function start() {
	if (!leaf()?.dataset.info || viewer) {
		return;
	}
	await loadScript(main.dataset.viewer);
	/* OpenSeadragon adds an inline style unless it finds its own, which our policy refuses: this one
	 * is no HTML element and styles nothing. */
	const already = document.createElementNS("urn:keruen", "style");
	already.setAttribute("data-openseadragon-mobile-css", "");
	document.head.append(already);
	const stage = document.getElementById("stage");
	const box = document.createElement("div");
	box.className = "viewer";
	stage.append(box);
	const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
	const touch = { clickToZoom: false, dblClickToZoom: true, flickEnabled: false };
	viewer = window.OpenSeadragon({
		element: box,
		showNavigationControl: false,
		animationTime: quiet ? 0 : 0.5,
		visibilityRatio: 0.6,
		minZoomImageRatio: 0.9,
		maxZoomPixelRatio: 2.5,
		immediateRender: true,
		drawer: "canvas",
		gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
		gestureSettingsTouch: touch,
		gestureSettingsPen: touch,
	});
	viewer.addHandler("canvas-key", (e) => {
		e.preventDefaultAction = true;
	});
	viewer.addHandler("canvas-press", (e) => {
		pressed = e.position;
	});
	viewer.addHandler("canvas-drag", (e) => {
		if (whole() && e.pointerType !== "mouse") {
			e.preventDefaultAction = true;
		}
	});
	viewer.addHandler("canvas-drag-end", swiped);
	const canvas = viewer.canvas;
	canvas.setAttribute("role", "group");
	canvas.setAttribute("aria-label", stage.getAttribute("aria-label"));
	for (const t of document.querySelectorAll("[data-zoom]")) {
		t.hidden = false;
	}
	put(false);
}

/* The whole page is in view: a sideways stroke turns instead of moving it. */
const whole = () => viewer.viewport.getZoom() <= viewer.viewport.getHomeZoom() * 1.02;

let pressed = null;
function swiped(e) {
	if (!pressed || !whole()) {
		return;
	}
	const dx = e.position.x - pressed.x;
	const dy = e.position.y - pressed.y;
	pressed = null;
	if (Math.abs(dx) > 50 && Math.abs(dx) > 1.6 * Math.abs(dy)) {
		turn(dx < 0 === (document.dir !== "rtl") ? "next" : "prev");
	}
}

function add(source, opacity) {
	return new Promise((done) => {
		viewer.addTiledImage({
			tileSource: source,
			x: 0,
			y: 0,
			width: 1,
			opacity,
			preload: true,
			success: (e) => done(e.item),
			error: () => done(null),
		});
	});
}

/* Brings the page that the document speaks of into the viewer. */
async function put(keepZoom) {
	const now = leaf().dataset;
	const mine = turning;
	const old = shown;
	let item = ahead?.info === now.info ? await ahead.item : null;
	if (item) {
		item.setOpacity(1);
		ahead = null;
	} else {
		item = await add(now.info, 1);
	}
	if (mine !== turning || !item) {
		if (item) {
			viewer.world.removeItem(item);
		}
		return;
	}
	shown = { page: now.page, item };
	place(keepZoom && old && !whole());
	mark();
	stageIsLive();
	const drop = () => old && viewer.world.removeItem(old.item);
	if (item.getFullyLoaded()) {
		drop();
	} else {
		item.addOnceHandler("fully-loaded-change", drop);
	}
	lookAhead(now.next);
}

function place(keep) {
	const bounds = shown.item.getBounds();
	if (!keep) {
		viewer.viewport.fitBounds(pad(bounds), true);
		return;
	}
	const view = viewer.viewport.getBounds();
	view.y = bounds.y - 0.02;
	viewer.viewport.fitBounds(view, true);
}

/* The stage has another size now, and the whole page was in view: so it stays. */
function fit() {
	const box = viewer.element;
	viewer.viewport.resize(new window.OpenSeadragon.Point(box.clientWidth, box.clientHeight), true);
	place(false);
}

function pad(b) {
	return new window.OpenSeadragon.Rect(b.x - 0.01, b.y - 0.01, b.width + 0.02, b.height + 0.02);
}

function stageIsLive() {
	document.getElementById("stage").classList.add("live");
}

function mark() {
	viewer.clearOverlays();
	const marks = leaf().querySelector(".marks");
	if (marks) {
		viewer.addOverlay({ element: marks.cloneNode(true), location: shown.item.getBounds() });
	}
}

async function lookAhead(info) {
	if (ahead) {
		const gone = await ahead.item;
		if (gone && ahead?.info !== info) {
			viewer.world.removeItem(gone);
		}
		ahead = null;
	}
	if (info && !navigator.connection?.saveData) {
		ahead = { info, item: add(info, 0) };
	}
}

/* Turning: fetch the address, take its parts over */

async function visit(address, how) {
	const mine = ++turning;
	main.setAttribute("aria-busy", "true");
	let text;
	try {
		const answer = await fetch(address, { headers: { Accept: "text/html" } });
		if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) {
			throw new Error(String(answer.status));
		}
		text = await answer.text();
		address = answer.url;
	} catch {
		location.assign(address);
		return;
	}
	if (mine !== turning) {
		return;
	}
	const page = new DOMParser().parseFromString(text, "text/html");
	if (!page.getElementById("leaf")) {
		location.assign(address);
		return;
	}
	if (how === "push") {
		history.pushState(null, "", address);
	} else if (how === "replace") {
		history.replaceState(null, "", address);
	}
	const before = leaf().dataset.info;
	const fits = viewer && whole();
	const layout = main.className;
	take(page);
	if (viewer && leaf().dataset.info !== before) {
		put(true);
	} else if (viewer) {
		mark();
	}
	if (fits && layout !== main.className) {
		fit();
	}
	say();
}

/* What a reader has typed into a field and not yet sent stays when the parts are changed under him;
 * what the new page fills in itself (its number, the words searched for) comes with the page. */
function typing(page) {
	const at = document.activeElement;
	const field = at?.form && at.value !== at.defaultValue && at.form !== sent ? at : null;
	const there = field && page.getElementById(field.id);
	if (there) {
		there.value = field.value;
	}
	sent = null;
	return { id: at?.id, from: field?.selectionStart, to: field?.selectionEnd };
}

function take(page) {
	const keep = typing(page);
	document.title = page.title;
	for (const id of parts) {
		const there = page.getElementById(id);
		const here = document.getElementById(id);
		if (there && here) {
			here.replaceWith(document.adoptNode(there));
		} else if (here && !there) {
			here.remove();
		} else if (there) {
			main.append(document.adoptNode(there));
		}
	}
	main.className = page.getElementById("desk").className;
	main.removeAttribute("aria-busy");
	const again = keep.id && document.getElementById(keep.id);
	if (again && again !== document.activeElement) {
		again.focus({ preventScroll: true });
		if (keep.from !== undefined && keep.from !== null) {
			again.setSelectionRange(keep.from, keep.to);
		}
	}
	ready();
}

function say() {
	const words = leaf().dataset.say;
	live.textContent = words;
	viewer?.canvas.setAttribute("aria-label", words);
}

/* After each change: what scripts add to the parts */
function ready() {
	for (const t of document.querySelectorAll("[data-script]")) {
		t.hidden = false;
	}
	for (const t of document.querySelectorAll("[data-zoom]")) {
		t.hidden = !viewer;
	}
	const strip = document.getElementById("strip");
	const current = strip?.querySelector("[aria-current]");
	if (current) {
		strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
	}
}

function turn(which) {
	const link = document.querySelector(`a[rel="${which}"]`);
	if (link) {
		visit(link.href, "push");
	}
}

/* What the reader does */

function inPlace(link) {
	return link.origin === location.origin && link.dataset.part !== undefined;
}

document.addEventListener("click", (e) => {
	const zoom = e.target.closest("[data-zoom]");
	if (zoom) {
		zoomTo(zoom.dataset.zoom);
		return;
	}
	const asks = e.target.closest("[data-dialog]");
	if (asks) {
		openHelp();
		return;
	}
	const link = e.target.closest("a");
	if (link && inPlace(link) && e.button === 0 && !e.metaKey && !e.ctrlKey && !e.shiftKey) {
		e.preventDefault();
		visit(link.href, "push");
	}
});

document.addEventListener("submit", (e) => {
	const form = e.target;
	if (form.dataset.part === undefined) {
		return;
	}
	e.preventDefault();
	const address = new URL(form.action);
	address.search = new URLSearchParams(new FormData(form));
	sent = form;
	visit(address.href, "push");
});

addEventListener("popstate", () => visit(location.href, ""));

function zoomTo(how) {
	if (!viewer) {
		return;
	}
	if (how === "fit") {
		place(false);
	} else {
		viewer.viewport.zoomBy(how === "in" ? 1.5 : 1 / 1.5);
		viewer.viewport.applyConstraints();
	}
}

function pan(dx, dy) {
	const view = viewer.viewport.getBounds();
	const by = new window.OpenSeadragon.Point(dx * view.width * 0.25, dy * view.height * 0.25);
	viewer.viewport.panBy(by);
	viewer.viewport.applyConstraints();
}

const back = () => (document.dir === "rtl" ? "next" : "prev");
const on = () => (document.dir === "rtl" ? "prev" : "next");
const zoomed = () => viewer && !whole();
const always = {
	ArrowLeft: () => (zoomed() ? pan(-1, 0) : turn(back())),
	ArrowRight: () => (zoomed() ? pan(1, 0) : turn(on())),
	ArrowUp: () => zoomed() && pan(0, -1),
	ArrowDown: () => zoomed() && pan(0, 1),
	PageUp: () => turn("prev"),
	PageDown: () => turn("next"),
	Home: () => turn("first"),
	End: () => turn("last"),
};
/* Single characters may be switched off (WCAG 2.1.4). */
const single = {
	"+": () => zoomTo("in"),
	"=": () => zoomTo("in"),
	"-": () => zoomTo("out"),
	0: () => zoomTo("fit"),
	"/": () => document.getElementById("q")?.focus(),
	g: () => document.getElementById("page")?.select(),
	t: () => document.getElementById("text-tool")?.click(),
	"?": () => openHelp(),
};

document.addEventListener("keydown", (e) => {
	if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea, dialog, audio, video")) {
		return;
	}
	const inside = e.target.closest(".side, .strip");
	if (inside && /^(Arrow|Page|Home|End)/.test(e.key)) {
		return;
	}
	const act = always[e.key] ?? (localStorage.getItem(keysOff) ? null : single[e.key]);
	if (act) {
		e.preventDefault();
		act();
	}
});

function openHelp() {
	const help = document.getElementById("keys");
	const box = help.querySelector("input");
	box.checked = !localStorage.getItem(keysOff);
	box.onchange = () => (box.checked ? localStorage.removeItem(keysOff) : localStorage.setItem(keysOff, "1"));
	help.showModal();
}

ready();
start();
