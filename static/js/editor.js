/* Decomposition editor, for readers and editors alike: opening cards, the line from span to card, filters, panes,
   and keeping signs in step with what the server says (#ed-sync). Everything here also works as plain links. */
(function () {
  "use strict";
  var main = document.querySelector(".rv-editor"), body = document.getElementById("ed-body"), base = body.dataset.base;
  var LOOK = { confirmed: ["ok", "circle-check"], ready: ["c", "circle"], review: ["d", "help"], unassigned: ["u", "circle-dashed"] };
  var before = {}, wantFocus = false;
  main.dataset.js = "";
  function sync() { return document.getElementById("ed-sync").dataset; }
  function openId() { return sync().open; }
  function card(id) { return document.getElementById("v" + id); }
  function url(id) { return base + "viec/" + id + "/"; }
  /* One after the other: of several that wait for the same element htmx would send only the last. */
  var asked = Promise.resolve();
  function ask(method, address, values, source) {
    function go() { return htmx.ajax(method, address, { swap: "none", target: body, source: source || body, values: values || {} }); }
    return (asked = asked.then(go, go));
  }
  /* Resolves when every answer asked for has come and the open card is the one last chosen. */
  function answered() {
    var last = asked;
    return last.catch(function () {}).then(function () { return asked === last ? undefined : answered(); });
  }
  function open(id, focus) {
    var flushed = window.rvEditor.flush ? window.rvEditor.flush() : Promise.resolve();
    asked = asked.catch(function () {}).then(function () { return flushed; });
    wantFocus = focus !== false;
    pane("viec");
    if (id === openId() && card(id)) { settle(true); return flushed; }
    return flushed.then(function () { return ask("GET", url(id) + "?dong=" + openId()); });
  }
  function pane(name) {
    if (name && body.dataset.pane !== name) {
      body.dataset.pane = name;
      document.querySelectorAll("[data-pane-to]").forEach(function (a) { if (a.dataset.paneTo === name) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
    }
  }
  function look(id, standing) {
    var css = LOOK[standing][0], icon = LOOK[standing][1];
    function dress(node) {
      node.setAttribute("class", (node.getAttribute("class") || "").replace(/\b(rv-(?:span|st|mark|tcard))-(?:ok|c|d|u)\b/g, "$1-" + css));
      node.querySelectorAll(":scope > svg use").forEach(function (use) { use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#" + icon)); });
    }
    document.querySelectorAll('[data-st="' + id + '"]').forEach(dress);
    var item = card(id);
    if (!item || item.dataset.standing === standing) return;
    item.dataset.standing = standing;
    if (item.hasAttribute("data-open-card")) return;
    dress(item);
    item.querySelectorAll(".rv-mark, .rv-stw").forEach(dress);
  }
  function reconcile() {
    var now = {};
    sync().standings.trim().split(/\s+/).forEach(function (pair) {
      var p = pair.split(":"), item = p[1] && card(p[0]);
      if (!p[1]) return;
      now[p[0]] = p[1].replace("!", "");
      if (item) item.toggleAttribute("data-asks", p[1].endsWith("!"));
    });
    Object.keys(now).forEach(function (id) { if (before[id] !== now[id]) look(id, now[id]); });
    before = now;
    var id = openId(), place = new URL(location.href);
    if (id && place.searchParams.get("viec") !== id) {
      place.searchParams.set("viec", id);
      place.searchParams.delete("bang");
      place.hash = "";
      history.replaceState(null, "", place);
    }
    document.querySelectorAll("#ed-sheet [aria-current]").forEach(function (s) { if (s.dataset.task !== id) s.removeAttribute("aria-current"); });
    document.querySelectorAll('#ed-sheet .rv-span[data-task="' + id + '"]').forEach(function (s) { s.setAttribute("aria-current", "true"); });
  }
  function inView(node, box) {
    var r = node.getBoundingClientRect(), b = box.getBoundingClientRect();
    return r.bottom > b.top + 50 && r.top < b.bottom - 40;
  }
  /* The control of the first clarity that holds the card up; none when it was refused for another reason. */
  function missing(item) {
    var mark = item.querySelector("[data-missing]"), kind = item.querySelector("[name=kind]:checked"), name = mark && mark.dataset.missing;
    if (name === "time") return (kind && kind.value === "fixed" && item.querySelector("[name=due]")) || kind || item.querySelector("[name=kind]");
    return name ? document.getElementById(item.id + { work: "-content", product: "-product" }[name]) || document.getElementById(item.id + "-q-lead") : null;
  }
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (event.detail.xhr.status === 422 && event.target.matches && event.target.matches("[name=do][value=confirm]")) wantFocus = "missing";
  });
  function settle(force) {
    var id = openId(), item = id && card(id), span = id && document.querySelector('#ed-sheet .rv-span[data-task="' + id + '"]');
    if (item && force === "arrived") item.scrollIntoView({ block: "start" });
    else if (item && (force || wantFocus)) item.scrollIntoView({ block: item.offsetHeight > item.parentElement.parentElement.clientHeight - 60 ? "start" : "nearest" });
    if (span && span.offsetParent && !inView(span, document.getElementById("ed-doc")) && getSelection().isCollapsed) span.scrollIntoView({ block: "center" });
    var gap = item && wantFocus === "missing" && missing(item);
    if (gap) { gap.focus({ preventScroll: true }); gap.scrollIntoView({ block: "center" }); }
    else if (item && wantFocus) item.focus({ preventScroll: true });
    if (item) wantFocus = false;
    draw();
  }
  var link = document.querySelector("#ed-link path"), waiting = false;
  function line() {
    waiting = false;
    var id = openId(), item = id && card(id), doc = document.getElementById("ed-doc"), list = document.getElementById("ed-cards");
    var span = id && document.querySelector('#ed-sheet .rv-span[data-task="' + id + '"]');
    var path = "";
    if (item && span && item.offsetParent && span.offsetParent && !document.querySelector("dialog[open]")) {
      var d = doc.getBoundingClientRect(), l = list.getBoundingClientRect(), s = span.getClientRects()[0], c = item.getBoundingClientRect();
      var paper = document.getElementById("ed-sheet").getBoundingClientRect();
      var y1 = s.top + s.height / 2, y2 = Math.max(c.top + 19, l.top + 46), x1 = Math.min(paper.right, d.right), x2 = c.left;
      if (y1 > d.top + 34 && y1 < d.bottom && y2 < l.bottom && c.bottom > l.top + 50 && l.left > d.left) {
        var x = (x1 + x2) / 2;
        path = "M" + Math.min(s.right + 3, x1) + " " + y1 + "L" + x1 + " " + y1 + "C" + x + " " + y1 + " " + x + " " + y2 + " " + x2 + " " + y2;
      }
    }
    link.setAttribute("d", path);
  }
  function draw() { if (!waiting) { waiting = true; requestAnimationFrame(line); } }
  function clause(id) {
    var place = document.getElementById("m" + id);
    pane("van-ban");
    if (place) (place.closest("[data-s]") || place).scrollIntoView({ block: "start" });
  }
  /* No task waits: the first warning on the document or a clause that has no answer. */
  function question() {
    var box = Array.from(document.querySelectorAll("#ed-finds details")).find(function (d) { return d.querySelector("textarea"); });
    pane(box ? "dan-y" : "");
    if (box) { box.open = true; box.querySelector("textarea").focus(); box.scrollIntoView({ block: "nearest" }); }
    else reply();
  }
  /* Where a warning of the open card is answered, the named one or the first: far down in the card, under its foot. */
  function reply(message) {
    var all = Array.from(document.querySelectorAll("[data-open-card] .rv-answer-form textarea"));
    var own = all.find(function (t) { return message && t.form.parentElement.textContent.includes(message); }) || all[0];
    if (own) { own.focus({ preventScroll: true }); own.scrollIntoView({ block: "center" }); }
  }
  document.addEventListener("click", function (event) {
    var at = event.target, hit;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if ((hit = at.closest("[data-open]"))) {
      event.preventDefault();
      var shown = open(hit.dataset.open);
      if (hit.matches(".rv-find-w")) shown.then(function () { setTimeout(reply, 60, hit.querySelector("strong").nextSibling.textContent.trim()); });
    }
    else if ((hit = at.closest("[data-clause], [data-clause-go]"))) { event.preventDefault(); clause(hit.dataset.clause || hit.dataset.clauseGo); }
    else if ((hit = at.closest("[data-pane-to]"))) { event.preventDefault(); pane(hit.dataset.paneTo); draw(); }
    else if ((hit = at.closest("[data-filter-to]"))) {
      event.preventDefault();
      document.getElementById("ed-list").dataset.filter = hit.dataset.filterTo;
      document.querySelectorAll("[data-filter-to]").forEach(function (a) { a.classList.toggle("active", a === hit); if (a === hit) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
      history.replaceState(null, "", hit.href);
      draw();
    } else if ((hit = at.closest("[data-next-review]"))) {
      var list = Array.from(document.querySelectorAll("#ed-list > [data-task]")), here = list.findIndex(function (i) { return i.dataset.task === openId(); });
      var rest = list.slice(here + 1).concat(list.slice(0, Math.max(0, here)));
      if (hit.dataset.nextReview === "back") rest.reverse();
      var next = rest.find(function (i) { return /review|unassigned/.test(i.dataset.standing) || i.hasAttribute("data-asks"); }) || rest.find(function (i) { return i.dataset.standing === "ready"; });
      if (next) open(next.dataset.task); else question();
    } else if ((hit = at.closest("[data-catch-up]"))) { event.preventDefault(); ask("GET", hit.dataset.catchUp + "?viec=" + openId()); }
    else if (at.closest("[data-dialog-close]")) at.closest("dialog").close();
    else if ((hit = at.closest("#ed-sheet .rv-span")) && !at.closest("button") && getSelection().isCollapsed) open(hit.dataset.task, false);
  });
  document.addEventListener("toggle", function (event) {
    var pop = event.target.open && event.target.matches(".rv-token details") && event.target.querySelector(".rv-menu-pop");
    if (pop) pop.scrollIntoView({ block: "nearest" });
    /* A warning opened in the outline: its button too, however low the window. */
    var send = event.target.open && event.target.matches("#ed-finds details") && event.target.querySelector(".rv-answer-form [type=submit]");
    if (send) send.scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("htmx:afterSettle", function () { reconcile(); settle(false); fade(); });
  /* What went well need not be dismissed by hand. */
  function fade() {
    document.querySelectorAll(".rv-message-success:not([data-fading]), .rv-message-info:not([data-fading])").forEach(function (m) {
      m.dataset.fading = "";
      setTimeout(function () { m.remove(); }, 5000);
    });
  }
  document.addEventListener("htmx:afterSwap", function (event) {
    var dialog = document.getElementById("ed-dialog");
    if (event.target === dialog && !dialog.open) dialog.showModal();
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var dialog = document.getElementById("ed-dialog");
    if (dialog && dialog.open && event.detail.xhr.status && event.detail.xhr.status < 500 && event.detail.requestConfig.verb === "post") dialog.close();
  });
  /* One press, one list of tasks: a second press while the first is on its way is not sent. */
  document.addEventListener("htmx:beforeRequest", function (event) {
    var form = event.detail.elt.closest("[data-count-form], [data-once-form]"), button = form && form.querySelector("[data-count-label], [type=submit]");
    if (!button || event.detail.requestConfig.verb !== "post") return;
    if (button.disabled) event.preventDefault();
    else button.disabled = true;
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt.closest("[data-count-form], [data-once-form]"), button = form && form.querySelector("[data-count-label], [type=submit]");
    if (button && event.detail.requestConfig.verb === "post" && !event.detail.successful) button.disabled = false;
  });
  document.addEventListener("change", function (event) {
    var form = event.target.closest("[data-count-form]"), button = form && form.querySelector("[data-count-label]"), all = event.target.dataset.checkAll;
    if (!button) return;
    if (all) form.querySelectorAll('[name="' + all + '"]').forEach(function (box) { box.checked = event.target.checked; });
    var n = form.querySelectorAll("input[name][type=checkbox]:checked:not(:disabled)").length;
    button.textContent = button.dataset.countLabel.replace("{n}", n);
    button.disabled = !n;
  });
  ["scroll", "resize"].forEach(function (name) { addEventListener(name, draw, true); });
  new ResizeObserver(draw).observe(document.getElementById("ed-list"));
  window.rvEditor = { open: open, openId: openId, card: card, url: url, ask: ask, answered: answered, draw: draw, focusNext: function () { wantFocus = true; } };
  /* A card asked for by address is brought into sight, also low in a long list, and has the focus. */
  var arrived = /[?&]viec=/.test(location.search);
  if (arrived) wantFocus = true;
  reconcile();
  (document.fonts ? document.fonts.ready : Promise.resolve()).then(function () { settle(arrived && "arrived"); });
})();
