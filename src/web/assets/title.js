/* A button beside each citation that copies it; without scripts the text can be marked by hand. */
(() => {
	const say = document.currentScript.dataset;
	for (const text of document.querySelectorAll("[data-copy]")) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "copy-it";
		button.textContent = say.copy;
		button.addEventListener("click", async () => {
			try {
				await navigator.clipboard.writeText(text.textContent);
				button.textContent = say.copied;
			} catch {
				getSelection().selectAllChildren(text);
				button.textContent = say.marked;
			}
		});
		text.after(button);
	}
})();
