/* Forms: no double sending, first look at the errors, dates typed as 5/9/2026 made 05/09/2026, chosen files listed. */
(function () {
  "use strict";
  var sent = new WeakSet();
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) { event.preventDefault(); return; }
    sent.add(form);
    form.setAttribute("aria-busy", "true");
    setTimeout(function () { sent.delete(form); form.removeAttribute("aria-busy"); }, 10000);
  });
  addEventListener("pageshow", function () { sent = new WeakSet(); });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt.closest("form");
    if (form) { sent.delete(form); form.removeAttribute("aria-busy"); }
  });
  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (!input.matches("[data-date]")) return;
    var read = /^\s*(\d{1,2})[\/.\-\s](\d{1,2})[\/.\-\s](\d{4})\s*$/.exec(input.value);
    if (read) input.value = read[1].padStart(2, "0") + "/" + read[2].padStart(2, "0") + "/" + read[3];
  });
  document.addEventListener("click", function (event) {
    var close = event.target.closest("[data-dismiss]");
    if (close) close.closest("[data-message]").remove();
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  /* What was done says so and goes, but not from under a hand at work: the page moves up into its place.
     What was not done stays until it is put away. */
  var busy = 0;
  ["pointermove", "pointerdown", "keydown", "scroll"].forEach(function (name) { addEventListener(name, function () { busy = Date.now(); }, { capture: true, passive: true }); });
  function fade(note) {
    if (Date.now() - busy < 1500 || note.matches(":hover, :focus-within")) setTimeout(fade, 1500, note); else note.remove();
  }
  /* A live region that comes with its words is not read out, words that come into one are: so they come once more,
     in the place of a twin that nobody hears. */
  document.querySelectorAll("[data-message]").forEach(function (note) {
    var twin = note.cloneNode(true);
    twin.setAttribute("aria-hidden", "true");
    twin.removeAttribute("role");
    note.replaceWith(twin);
    setTimeout(function () { if (twin.isConnected) { twin.replaceWith(note); prepareMessages(document); } }, 300);
  });
  /* The same answer to the same press stands once: the older one goes. */
  function dropRepeated() {
    var said = new Set();
    Array.from(document.querySelectorAll("#thong-diep > [data-message]")).reverse().forEach(function (note) {
      var words = note.className + note.textContent;
      if (said.has(words)) note.remove(); else said.add(words);
    });
  }
  function prepareMessages(root) {
    dropRepeated();
    root.querySelectorAll("[data-dismiss]").forEach(function (b) { b.hidden = false; });
    root.querySelectorAll(".rv-message-success:not([data-fades])").forEach(function (note) { note.dataset.fades = ""; setTimeout(fade, 8000, note); });
  }
  prepareMessages(document);
  document.addEventListener("htmx:afterSettle", function (event) { prepareMessages(document); var s = event.target.querySelector && event.target.querySelector("[data-error-summary]"); if (s) s.focus(); });
})();
