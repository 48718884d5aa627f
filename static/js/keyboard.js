/* Keys: "/" search, j k move along [data-keynav], Enter opens, x selects, Escape closes, ? lists them all.
   A page adds its own with data-key="a" data-key-label="Xác nhận" on a button or link: the key clicks it. */
(function () {
  "use strict";
  var OFF = "rv-keys-off";
  function off() { try { return localStorage.getItem(OFF) === "1"; } catch (e) { return false; } }
  function items() {
    return Array.from(document.querySelectorAll("[data-keynav] [data-keyitem]")).filter(function (i) { return i.offsetParent !== null; });
  }
  function current(list) {
    var at = document.activeElement && document.activeElement.closest("[data-keyitem]");
    return at ? list.indexOf(at) : list.findIndex(function (i) { return i.matches("[aria-current], .rv-cur") || i.querySelector("[aria-current]"); });
  }
  function move(step) {
    var list = items();
    if (!list.length) return;
    var next = list[Math.min(list.length - 1, Math.max(0, current(list) + step))];
    var target = next.matches("a, button, [tabindex]") ? next : next.querySelector("a[href], button:not([disabled]), [tabindex]");
    if (target) { target.focus(); next.scrollIntoView({ block: "nearest" }); }
  }
  function keyed(key) {
    return Array.from(document.querySelectorAll("[data-key]")).find(function (e) { return e.dataset.key === key && e.offsetParent !== null; });
  }
  function help() {
    var dialog = document.getElementById("rv-keys");
    if (!dialog || dialog.open) return;
    var list = dialog.querySelector("[data-keylist]");
    list.querySelectorAll("[data-own]").forEach(function (row) { row.remove(); });
    dialog.querySelectorAll("[data-keys-list-only]").forEach(function (row) { row.hidden = !items().length; });
    dialog.querySelectorAll("[data-keys-select-only]").forEach(function (row) { row.hidden = !document.querySelector("[data-selectable]"); });
    document.querySelectorAll("[data-key]").forEach(function (e) {
      var row = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd"), kbd = document.createElement("kbd");
      row.dataset.own = "";
      kbd.textContent = e.dataset.key;
      dd.textContent = e.dataset.keyLabel || e.getAttribute("aria-label") || e.textContent.trim();
      dt.appendChild(kbd); row.append(dt, dd); list.appendChild(row);
    });
    dialog.querySelector("[data-keys-off]").checked = off();
    dialog.showModal();
  }
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-keys-off]")) return;
    try { localStorage.setItem(OFF, event.target.checked ? "1" : "0"); } catch (e) { /* private window: forgets */ }
  });
  document.addEventListener("click", function (event) { if (event.target.closest("[data-keys-open]")) help(); });
  document.addEventListener("keydown", function (event) {
    var typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable
      || (event.target.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(event.target.type));
    if (event.key === "Escape") {
      var menu = document.querySelector("details[data-menu][open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
      else if (typing && event.target.type === "search") event.target.blur();
      else if (!document.querySelector("dialog[open]")) document.dispatchEvent(new Event("rv:clear"));
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || off()) return;
    var key = event.key, done = true, own = keyed(key);
    /* A page may keep the key for later ("rv:key" refused): what it is meant for is on its way. */
    if (own) { if (own.dispatchEvent(new CustomEvent("rv:key", { bubbles: true, cancelable: true, detail: key }))) own.click(); }
    else if (key === "/") { var box = document.querySelector(".rv-search input"); if (box) { box.focus(); box.select(); } else done = false; }
    else if (key === "?") help();
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "x" || key === "X") {
      var at = document.activeElement.closest("[data-keyitem]"), tick = at && at.querySelector("input[type=checkbox]");
      if (tick) tick.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey })); else done = false;
    } else done = false;
    if (done) event.preventDefault();
  });
})();
