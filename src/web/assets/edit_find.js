/* Other catalogues are asked side by side: each answer comes into its place when it comes. */
"use strict";
(() => {
	const waiting = [...document.querySelectorAll(".target[data-href]")];

	async function ask(target) {
		const waits = target.querySelector(".waits");
		waits.setAttribute("aria-busy", "true");
		try {
			const answer = await fetch(`${target.dataset.href}&part=1`, { credentials: "same-origin" });
			const box = document.createElement("template");
			box.innerHTML = await answer.text();
			const part = answer.ok && box.content.querySelector(".target");
			part ? target.replaceWith(part) : waits.removeAttribute("aria-busy");
		} catch {
			waits.removeAttribute("aria-busy"); /* the link stays: it may be tried again */
		}
	}

	async function askOn() {
		for (let target = waiting.shift(); target; target = waiting.shift()) {
			await ask(target);
		}
	}
	/* three at a time: the server lends no more children to one */
	for (let i = 0; i < 3; i++) {
		askOn();
	}
})();
