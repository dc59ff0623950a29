/* Other catalogues are asked side by side: each answer comes into its place when it comes. */
"use strict";
(() => {
	for (const target of document.querySelectorAll(".target[data-href]")) {
		const waits = target.querySelector(".waits");
		waits.setAttribute("aria-busy", "true");
		fetch(`${target.dataset.href}&part=1`, { credentials: "same-origin" })
			.then((answer) => answer.text().then((text) => {
				const box = document.createElement("template");
				box.innerHTML = text;
				const part = box.content.querySelector(".target");
				if (part) {
					target.replaceWith(part);
				}
			}))
			.catch(() => waits.removeAttribute("aria-busy"));
	}
})();
