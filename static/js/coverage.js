/* Coverage matrix: a cell cursor (arrows, j k, Home, End; Enter opens, x ticks the unit), the line that spells the
   cell out, rows that open on a phone, and a refresh that keeps place, ticks and cursor and shows what changed. */
(function () {
  "use strict";
  var cursor = null, kept = null, reduce = matchMedia("(prefers-reduced-motion: reduce)");
  function form() { return document.getElementById("mt"); }
  function table() { var f = form(); return f && f.querySelector(".rv-mx"); }
  function rows() { var t = table(); return t ? Array.from(t.tBodies[0].rows) : []; }
  function cells(row) { return Array.from(row.querySelectorAll(".rv-c, .rv-mx-tot")); }
  function head(cell) { var t = table(); return t.tHead.rows[0].cells[cell.cellIndex]; }
  function focusable(cell) { return cell.querySelector("a") || cell; }

  function spell(cell) {
    var bar = document.querySelector("[data-cellbar]");
    if (!bar || !cell) return;
    if (!bar.rvHelp) bar.rvHelp = bar.querySelector(".rv-cellbar-k");
    var row = cell.closest("tr"), link = cell.querySelector("a"), parts = [];
    var unit = row.querySelector("th").textContent.trim().replace(/\s+/g, " ");
    var top = head(cell), code = top.querySelector(".rv-mx-code");
    var name = document.createElement("strong");
    name.textContent = unit + " × " + (code ? code.firstChild.textContent.trim() : top.textContent.trim());
    parts.push(name);
    if (link && link.title) {
      link.title.split("; ").forEach(function (text, at) {
        var part = document.createElement("span");
        if (at === 0) {
          part.className = "rv-cellbar-says " + cell.className.replace("rv-c ", "").replace("rv-c-cur", "");
          var icon = cell.querySelector("svg");
          if (icon) part.appendChild(icon.cloneNode(true));
        }
        part.appendChild(document.createTextNode(text));
        parts.push(part);
      });
    } else if (!link) {
      var none = document.createElement("span");
      none.textContent = document.documentElement.lang === "vi" ? "không được giao việc này" : "not given this task";
      parts.push(none);
    }
    if (bar.rvHelp) parts.push(bar.rvHelp);
    bar.replaceChildren.apply(bar, parts);
  }
  function mark(cell, focus) {
    if (cursor) { cursor.classList.remove("rv-c-cur"); focusable(cursor).tabIndex = -1; }
    cursor = cell;
    if (!cell) return;
    cell.classList.add("rv-c-cur");
    var target = focusable(cell);
    target.tabIndex = 0;
    if (focus) {
      target.focus({ preventScroll: true });
      show(cell);
    }
    spell(cell);
  }
  /* Into sight, beside the held columns and below the held head. */
  function show(cell) {
    var pane = form().querySelector(".rv-cv-scroll"), box = cell.getBoundingClientRect(), view = pane.getBoundingClientRect();
    var left = view.left + (table().tHead.rows[0].cells[1].getBoundingClientRect().right - view.left);
    var top = view.top + table().tHead.offsetHeight;
    if (box.left < left) pane.scrollLeft -= left - box.left;
    else if (box.right > view.right) pane.scrollLeft += box.right - view.right;
    if (box.top < top) pane.scrollTop -= top - box.top;
    else if (box.bottom > view.bottom) pane.scrollTop += box.bottom - view.bottom;
  }
  function given(cell) { return cell.querySelector("a"); }
  function prepare() {
    var t = table();
    if (!t) return;
    t.classList.add("rv-mx-live");
    t.querySelectorAll("tbody .rv-c > a, tbody .rv-mx-tot > a").forEach(function (a) { a.tabIndex = -1; });
    var wanted = cursor && cursor.isConnected ? cursor : null;
    if (!wanted) { var first = rows()[0]; wanted = first && (cells(first).find(given) || cells(first)[0]); }
    if (wanted) mark(wanted, false);
  }
  function move(down, right) {
    var list = rows();
    if (!list.length || !cursor) return;
    var row = cursor.closest("tr"), at = list.indexOf(row), own = cells(row), col = own.indexOf(cursor);
    var nextRow = list[Math.max(0, Math.min(list.length - 1, at + down))], line = cells(nextRow);
    mark(line[Math.max(0, Math.min(line.length - 1, col + right))], true);
  }
  var STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], j: [1, 0], k: [-1, 0],
    PageDown: [10, 0], PageUp: [-10, 0], Home: [0, -99], End: [0, 99] };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !table() || document.querySelector("dialog[open]")) return;
    var active = document.activeElement, inside = active && active.closest && active.closest(".rv-mx tbody");
    var idle = !active || active === document.body || active.id === "noi-dung" || active.classList.contains("rv-cv-scroll");
    if (!inside && !(idle && STEPS[event.key])) return;
    if (/^(j|k|x|X)$/.test(event.key)) { try { if (localStorage.getItem("rv-keys-off") === "1") return; } catch (e) { /* private */ } }
    var step = STEPS[event.key];
    if (step) {
      if (!inside && cursor) mark(cursor, true); else move(step[0], step[1]);
    } else if ((event.key === "x" || event.key === "X") && cursor) {
      var tick = cursor.closest("tr").querySelector("[data-select]");
      if (tick) tick.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("focusin", function (event) {
    var cell = event.target.closest && event.target.closest(".rv-mx tbody .rv-c, .rv-mx tbody .rv-mx-tot");
    if (cell && cell !== cursor) mark(cell, false);
  });
  document.addEventListener("mouseover", function (event) {
    var cell = event.target.closest && event.target.closest(".rv-mx tbody .rv-c, .rv-mx tbody .rv-mx-tot");
    spell(cell || cursor);
  });
  /* On a phone each unit is a row that opens. */
  document.addEventListener("click", function (event) {
    var name = event.target.closest && event.target.closest(".rv-mx tbody th > a");
    if (!name || !matchMedia("(max-width: 768px)").matches) return;
    event.preventDefault();
    var row = name.closest("tr"), open = row.classList.toggle("rv-open");
    name.setAttribute("aria-expanded", String(open));
  });

  function look() {
    var seen = new Map();
    rows().forEach(function (row) { cells(row).forEach(function (cell, at) { seen.set(row.dataset.u + "/" + at, cell.textContent); }); });
    return seen;
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!event.detail.target || event.detail.target.id !== "mt") return;
    var pane = form().querySelector(".rv-cv-scroll"), row = cursor && cursor.closest("tr");
    kept = {
      top: pane.scrollTop, left: pane.scrollLeft, seen: look(),
      open: Array.from(form().querySelectorAll("tr.rv-open")).map(function (r) { return r.dataset.u; }),
      unit: row && row.dataset.u, col: row ? cells(row).indexOf(cursor) : 0,
      focused: !!(document.activeElement && document.activeElement.closest(".rv-mx tbody"))
    };
  });
  document.addEventListener("htmx:afterSwap", function () {
    if (!kept || !form()) return;
    var was = kept, pane = form().querySelector(".rv-cv-scroll");
    kept = null;
    cursor = null;
    pane.scrollTop = was.top;
    pane.scrollLeft = was.left;
    rows().forEach(function (row) {
      var unit = row.dataset.u;
      if (was.open.includes(unit)) row.classList.add("rv-open");
      cells(row).forEach(function (cell, at) {
        var before = was.seen.get(unit + "/" + at);
        if (before !== undefined && before !== cell.textContent && !reduce.matches) cell.classList.add("rv-c-changed");
      });
      if (unit === was.unit) cursor = cells(row)[was.col] || null;
    });
    prepare();
    if (was.focused && cursor) focusable(cursor).focus({ preventScroll: true });
  });
  /* Finished columns stand first in time; the page opens at the first with open work. */
  function openAtWork() {
    var t = table(), first = t && t.querySelector("th[data-first-open]"), pane = form() && form().querySelector(".rv-cv-scroll");
    if (!first || !pane || pane.scrollLeft || matchMedia("(max-width: 768px)").matches) return;
    var held = t.tHead.rows[0].cells[1].getBoundingClientRect().right;
    pane.scrollLeft += first.getBoundingClientRect().left - held;
    var row = rows()[0];
    if (row) mark(cells(row).slice(first.cellIndex - 2).find(given) || cells(row)[0], false);
  }
  prepare();
  openAtWork();
})();
