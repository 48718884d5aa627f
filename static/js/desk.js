/* The desk and the page of an assignment: marks the open row, ties the slider to its number, and keeps what is typed
   into the report in this tab until the server has it (a session that ends, a line that breaks). */
(function () {
  "use strict";
  var PREFIX = "rv-keep:";
  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }

  function mark() {
    var panel = document.getElementById("viec");
    if (!panel || !panel.dataset.pk) return;
    each(".rv-wrow", function (row) {
      var link = row.querySelector("a[data-pk]"), on = link.dataset.pk === panel.dataset.pk;
      row.classList.toggle("rv-wrow-cur", on);
      if (on) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
  }

  function paint(range) { range.style.setProperty("--rv-at", range.value + "%"); }
  function tie() {
    each("[data-range-for]", function (range) {
      var number = document.getElementById(range.dataset.rangeFor);
      range.hidden = false;
      range.value = number.value || 0;
      paint(range);
    });
  }
  document.addEventListener("input", function (event) {
    var input = event.target, range = input.matches("[data-range-for]") ? input : document.querySelector('[data-range-for="' + input.id + '"]');
    if (!range || !input.id && input !== range) return;
    if (input === range) document.getElementById(range.dataset.rangeFor).value = range.value; else range.value = input.value || 0;
    paint(range);
  });

  function fields(form) {
    return Array.from(form.elements).filter(function (f) { return f.name && /^(TEXTAREA|INPUT)$/.test(f.tagName) && /^(textarea|text|number)$/.test(f.type); });
  }
  function words(form) {
    var kept = {};
    fields(form).forEach(function (f) { kept[f.name] = f.value; });
    return JSON.stringify(kept);
  }
  function store(act) { try { return act(sessionStorage); } catch (e) { return null; /* a private window forgets */ } }
  function forget(form) { store(function (s) { s.removeItem(PREFIX + form.dataset.keep); }); }
  function recall() {
    each("form[data-keep]", function (form) {
      if (form.dataset.recalled) return;
      form.dataset.recalled = "1";
      var kept = store(function (s) { return s.getItem(PREFIX + form.dataset.keep); });
      if (!kept || kept === words(form)) { forget(form); return; }
      var values = JSON.parse(kept);
      fields(form).forEach(function (f) { if (f.name in values) f.value = values[f.name]; });
      form.querySelector("[data-kept-note]").hidden = false;
      form.dispatchEvent(new Event("change", { bubbles: true })); // saves the draft
    });
  }
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.keep) store(function (s) { s.setItem(PREFIX + form.dataset.keep, words(form)); });
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.elt.id !== "bc-luu" || !event.detail.successful) return;
    var form = document.querySelector("form[data-keep]");
    if (form && !document.querySelector("#bc-luu .rv-refused")) forget(form);
  });

  /* Sent is sent: a draft that waits to be saved stays behind. One on its way already, the server turns away. */
  var sending = false;
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || !event.target.dataset.keep) return;
    sending = true;
    setTimeout(function () { sending = false; }, 10000);
  });
  addEventListener("pageshow", function () { sending = false; });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (sending && event.detail.elt.id === "bc-luu") event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-reload]")) { event.preventDefault(); location.reload(); }
  });
  /* A list that fetched itself anew stays where the reader had scrolled it. */
  var scrolled = 0;
  document.addEventListener("htmx:beforeSwap", function (event) {
    var list = event.target.id === "danh-sach" && event.target.querySelector(".rv-wlist");
    if (list) scrolled = list.scrollTop;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var list = event.detail.elt.id === "danh-sach" && document.querySelector("#danh-sach .rv-wlist");
    if (list) list.scrollTop = scrolled;
  });
  function all() { mark(); tie(); recall(); }
  document.addEventListener("htmx:afterSettle", function (event) {
    all();
    var panel = event.target.id === "viec" ? event.target : null;
    if (panel && panel.dataset.title) document.title = panel.dataset.title + " · Rõ Việc";
    if (panel && matchMedia("(max-width: 768px)").matches) scrollTo(0, 0);
  });
  // After htmx has read the page: words that came back are then saved at once.
  if (document.readyState === "complete") all(); else document.addEventListener("DOMContentLoaded", all);
})();
