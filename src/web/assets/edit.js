/* The cataloguers' form with scripts: fields are added, moved and removed without asking the server,
 * what was done can be undone, and keys reach everything. Without scripts each button asks the server. */
"use strict";
(() => {
	const form = document.getElementById("edit");
	const list = document.getElementById("fields");
	const live = document.getElementById("edit-live");
	let saving = false, dirty = false;

	form.addEventListener("submit", () => { saving = true; });
	form.addEventListener("input", () => { dirty = true; });
	addEventListener("beforeunload", (e) => {
		if (dirty && !saving) {
			e.preventDefault();
			e.returnValue = form.dataset.leave;
		}
	});
	document.addEventListener("keydown", (e) => {
		if ((e.ctrlKey || e.metaKey) && !e.altKey && e.code === "KeyS") {
			e.preventDefault();
			form.requestSubmit(document.getElementById("save"));
		}
	});
	const focus = document.getElementById("edit-focus");
	if (focus) {
		document.getElementById(focus.dataset.id)?.focus();
	}
	/* after a button of the server's: what was typed before is not saved either */
	dirty = Boolean(focus);
	if (!list) {
		return;
	}
	document.getElementById("edit-keys").hidden = false;

	/* -- rows ---------------------------------------------------------------------------------- */

	const rowOf = (node) => node?.closest?.(".mf");
	const tagOf = (row) => row.querySelector("[name=field]").value.trim();
	const isLeader = (row) => tagOf(row) === "LDR";
	let fresh = 1000; /* numbers of rows that are made here */

	async function fetchRow(tag) {
		const answer = await fetch(`${form.dataset.row}?dialect=${encodeURIComponent(form.dataset.dialect)}&tag=${encodeURIComponent(tag)}&n=${++fresh}`,
			{ credentials: "same-origin" });
		if (!answer.ok) {
			return null;
		}
		const box = document.createElement("template");
		box.innerHTML = await answer.text();
		return box.content.querySelector(".mf");
	}

	function firstValue(row) {
		return row.querySelector("[name=value]:not([type=hidden])") ?? row.querySelector("select, input:not([type=hidden])");
	}

	/* After the last row of the same or a lower tag. */
	function placeFor(tag) {
		let after = list.lastElementChild;
		while (after && !isLeader(after) && tagOf(after) > tag) {
			after = after.previousElementSibling;
		}
		return after;
	}

	async function addRow(tag, after) {
		const row = await fetchRow(tag);
		if (!row) {
			return;
		}
		(after ?? placeFor(tag)).after(row);
		done();
		firstValue(row)?.focus();
	}

	/* The tag was typed anew: the row learns its names, what stands in it stays. */
	async function retag(input) {
		const row = rowOf(input), tag = input.value.trim();
		if (!/^(\d{3,4}|[A-Z]{3})$/.test(tag) || tag === row.dataset.tag) {
			return;
		}
		const next = await fetchRow(tag);
		if (!next) {
			return;
		}
		const old = [...row.querySelectorAll(".sub:not(.whole)")].map((s) => [s.querySelector(".code").value, s.querySelector("[name=value]").value]);
		if (old.some(([, value]) => value.trim()) && next.querySelector(".subs")) {
			next.querySelector(".subs").replaceChildren();
			for (const [code, value] of old) {
				addSub(next, code, value);
			}
		}
		row.replaceWith(next);
		done();
		firstValue(next)?.focus();
	}

	function addSub(row, code, value = "") {
		const subs = row.querySelector(".subs");
		if (!subs) {
			return null;
		}
		const id = `v${++fresh}-1`;
		const li = document.createElement("li");
		li.className = "sub";
		const name = [...row.querySelectorAll("[name=newcode] option")].find((o) => o.value === code)?.textContent.replace(/^\$\S\s+/, "") ?? "";
		li.innerHTML = `<input class="code" name="code" maxlength="1" size="1" autocomplete="off" spellcheck="false"><label></label><span class="say"><textarea name="value" rows="1"></textarea></span>`;
		const [codeBox, label, box] = [li.querySelector(".code"), li.querySelector("label"), li.querySelector("textarea")];
		codeBox.value = code;
		codeBox.setAttribute("aria-label", row.querySelector("[name=newcode]")?.getAttribute("aria-label") ?? "");
		label.htmlFor = id;
		label.textContent = name;
		box.id = id;
		box.value = value;
		subs.append(li);
		return box;
	}

	function move(row, up) {
		const other = up ? row.previousElementSibling : row.nextElementSibling;
		if (!other || isLeader(other)) {
			return;
		}
		const at = document.activeElement;
		up ? other.before(row) : other.after(row);
		at?.focus();
		done();
	}

	function remove(row) {
		const next = row.nextElementSibling ?? row.previousElementSibling;
		row.remove();
		firstValue(next)?.focus();
		done();
	}

	form.addEventListener("click", (e) => {
		const button = e.target.closest("button[name=do]");
		const row = rowOf(button);
		const what = button?.value.split(":")[0];
		if (!["add", "up", "down", "remove", "twin", "sub"].includes(what)) {
			return;
		}
		e.preventDefault();
		if (what === "add") {
			const box = document.getElementById("newtag");
			addRow(box.value.trim());
			box.value = "";
		} else if (what === "up" || what === "down") {
			move(row, what === "up");
			button.focus();
		} else if (what === "remove") {
			remove(row);
		} else if (what === "twin") {
			addRow(tagOf(row), row);
		} else {
			addSub(row, row.querySelector("[name=newcode]").value)?.focus();
			done();
		}
	});

	form.addEventListener("change", (e) => {
		if (e.target.name === "field") {
			retag(e.target);
		}
		grow(e.target);
		done();
	});

	form.addEventListener("keydown", (e) => {
		const row = rowOf(e.target);
		const code = e.code;
		if (e.key === "Enter" && e.target.id === "newtag") {
			e.preventDefault();
			addRow(e.target.value.trim());
			e.target.value = "";
		} else if (row && e.key === "Enter" && e.target.matches("input, textarea") && !e.isComposing) {
			e.preventDefault();
			if (e.ctrlKey || e.metaKey) {
				addSub(row, row.querySelector("[name=newcode]")?.value ?? "a")?.focus();
				done();
			} else if (e.target.name === "field") {
				retag(e.target);
			} else {
				newAfter(row);
			}
		} else if (row && e.altKey && (code === "ArrowUp" || code === "ArrowDown")) {
			e.preventDefault();
			move(row, code === "ArrowUp");
		} else if ((e.ctrlKey || e.metaKey) && !e.altKey && code === "KeyZ") {
			e.preventDefault();
			e.shiftKey ? redo() : undo();
		} else if ((e.ctrlKey || e.metaKey) && !e.altKey && code === "KeyY") {
			e.preventDefault();
			redo();
		}
	});

	/* Enter: an empty field of the same tag follows, its tag ready to be typed over. */
	async function newAfter(row) {
		const tag = isLeader(row) ? (list.children[1] ? tagOf(list.children[1]) : "245") : tagOf(row);
		const next = await fetchRow(tag);
		if (!next) {
			return;
		}
		row.after(next);
		done();
		const box = next.querySelector("input[name=field]");
		box.focus();
		box.select();
	}

	/* A text is as high as it is long, where the style sheet cannot do it. */
	const grows = CSS.supports("field-sizing", "content");
	function grow(box) {
		if (!grows && box.tagName === "TEXTAREA") {
			box.style.height = "auto";
			box.style.height = `${box.scrollHeight + 2}px`;
		}
	}
	list.querySelectorAll("textarea").forEach(grow);

	/* -- undo ---------------------------------------------------------------------------------- */

	const undoButton = document.getElementById("undo"), redoButton = document.getElementById("redo");
	const past = [], future = [];
	let now;

	/* The rows as text, with what was typed in them. */
	function frozen() {
		for (const box of list.querySelectorAll("input, textarea, option")) {
			if (box.tagName === "INPUT") {
				box.setAttribute("value", box.value);
			} else if (box.tagName === "TEXTAREA") {
				box.textContent = box.value;
			} else {
				box.toggleAttribute("selected", box.selected);
			}
		}
		const copy = list.cloneNode(true); /* heights of texts are the page's own, not the record's */
		copy.querySelectorAll("[style]").forEach((box) => box.removeAttribute("style"));
		return copy.innerHTML;
	}

	function done() {
		const is = frozen();
		if (is === now) {
			return;
		}
		past.push(now);
		if (past.length > 200) {
			past.shift();
		}
		future.length = 0;
		now = is;
		dirty = true;
		show();
	}

	function show() {
		undoButton.hidden = redoButton.hidden = false;
		undoButton.disabled = !past.length;
		redoButton.disabled = !future.length;
	}

	function go(from, to, word) {
		if (!from.length) {
			return;
		}
		const at = [...list.querySelectorAll("input, textarea, select")].indexOf(document.activeElement);
		to.push(now);
		now = from.pop();
		list.innerHTML = now;
		list.querySelectorAll("textarea").forEach(grow);
		[...list.querySelectorAll("input, textarea, select")][Math.max(at, 0)]?.focus();
		live.textContent = word;
		show();
	}
	function undo() {
		done();
		go(past, future, form.dataset.undone);
	}
	const redo = () => go(future, past, form.dataset.redone);
	undoButton.addEventListener("click", undo);
	redoButton.addEventListener("click", redo);
	let typing;
	list.addEventListener("input", (e) => {
		grow(e.target);
		clearTimeout(typing);
		typing = setTimeout(done, 700);
	});
	now = frozen();
	show();

	/* -- names as the authority file has them -------------------------------------------------- */

	const unimarc = form.dataset.dialect !== "marc21";
	const kinds = unimarc
		? { 700: "person", 701: "person", 702: "person", 600: "person", 710: "body", 711: "body", 712: "body", 601: "body", 607: "place", 606: "subject" }
		: { 100: "person", 600: "person", 700: "person", 110: "body", 610: "body", 710: "body", 651: "place", 650: "subject" };
	const names = document.getElementById("names");
	let asking;

	list.addEventListener("focusin", (e) => {
		const row = rowOf(e.target);
		if (e.target.name === "value" && row && kinds[tagOf(row)] && e.target.closest(".sub")?.querySelector(".code")?.value === "a" && e.target.tagName === "TEXTAREA") {
			const box = document.createElement("input");
			Object.assign(box, { name: "value", id: e.target.id, value: e.target.value, autocomplete: "off" });
			box.setAttribute("list", "names");
			e.target.replaceWith(box);
			box.focus();
		}
	});
	list.addEventListener("input", (e) => {
		const row = rowOf(e.target);
		if (e.target.getAttribute("list") !== "names" || !row) {
			return;
		}
		const picked = [...names.options].find((o) => o.value === e.target.value);
		if (picked) {
			takeDates(row, picked.dataset.dates);
			return;
		}
		clearTimeout(asking);
		asking = setTimeout(() => offer(kinds[tagOf(row)], e.target.value), 200);
	});

	async function offer(kind, from) {
		if (from.trim().length < 2) {
			return;
		}
		const answer = await fetch(`${form.dataset.names}?kind=${kind}&from=${encodeURIComponent(from)}&format=json`, { credentials: "same-origin" });
		if (!answer.ok) {
			return;
		}
		names.replaceChildren(...(await answer.json()).names.map((n) => {
			const o = document.createElement("option");
			o.value = n.name;
			o.label = [n.dates, n.titles].filter(Boolean).join(" · ");
			o.dataset.dates = n.dates;
			return o;
		}));
	}

	/* The dates of a life go where the format wants them, unless some stand there. */
	function takeDates(row, dates) {
		const code = unimarc ? "f" : "d";
		const there = [...row.querySelectorAll(".sub")].find((s) => s.querySelector(".code").value === code)?.querySelector("[name=value]");
		if (dates && there && !there.value.trim()) {
			there.value = dates;
		} else if (dates && !there) {
			addSub(row, code, dates);
		}
		done();
	}
})();
