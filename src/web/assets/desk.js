/* Keys of the staff's pages: a letter presses what carries it (data-key), whatever the layout. */
(function () {
	"use strict";
	var kept = "keruen.keys", box = document.querySelector("[data-keys-switch]");
	function on() {
		try { return localStorage.getItem(kept) !== "off"; } catch (e) { return true; }
	}
	function writes(t) {
		return t && (t.isContentEditable || /^(TEXTAREA|SELECT)$/.test(t.tagName) ||
			(t.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(t.type)));
	}
	if (box) {
		box.checked = on();
		box.addEventListener("change", function () {
			try { localStorage.setItem(kept, box.checked ? "on" : "off"); } catch (e) { /* not kept */ }
		});
	}
	document.addEventListener("keydown", function (e) {
		var key = /^Key[A-Z]$/.test(e.code) ? e.code[3].toLowerCase() : "";
		if (!key || e.repeat || e.ctrlKey || e.metaKey || e.altKey || writes(e.target) || !on())
			return;
		var what = document.querySelector('[data-key="' + key + '"]');
		if (what) {
			e.preventDefault();
			what.click();
		}
	});
})();
