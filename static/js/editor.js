/* Decomposition editor, for readers and editors alike: opening cards, the line from span to card, filters, panes,
   and keeping signs in step with what the server says (#ed-sync). Everything here also works as plain links. */
(function () {
  "use strict";
  var main = document.querySelector(".rv-editor"), body = document.getElementById("ed-body"), base = body.dataset.base;
  var LOOK = { confirmed: ["ok", "circle-check"], ready: ["c", "circle"], review: ["d", "help"], unassigned: ["u", "circle-dashed"] };
  var before = {}, wantFocus = false, going = null, posts = 0, answering = false;
  main.dataset.js = "";
  function sync() { return document.getElementById("ed-sync").dataset; }
  function openId() { return sync().open; }
  function card(id) { return document.getElementById("v" + id); }
  function url(id) { return base + "viec/" + id + "/"; }
  /* One after the other: of several that wait for the same element htmx would send only the last. */
  var asked = Promise.resolve();
  function ask(method, address, values, source) {
    function go() {
      var where = typeof address === "function" ? address() : address;
      return where && htmx.ajax(method, where, { swap: "none", target: body, source: source || body, values: values || {} });
    }
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
    wantFocus = focus !== false && { card: id };
    pane("viec");
    if (id === openId() && card(id)) { settle(true); return flushed; }
    going = id;
    /* Of several chosen one after the other only the last is opened, in the place of the one open by then. */
    return flushed.then(function () { return ask("GET", function () { return going === id ? url(id) + "?dong=" + openId() : ""; }); });
  }
  /* A key pressed while the chosen card is on its way is meant for that card, not for the one it takes the place of. */
  document.addEventListener("rv:key", function (event) {
    var key = event.detail, chosen = going;
    if (!chosen || chosen === openId() || !event.target.closest("[data-open-card]")) return;
    event.preventDefault();
    answered().then(function () {
      if (going === chosen) going = null; /* it did not come */
      if (openId() !== chosen) return;
      var own = Array.from(card(chosen).querySelectorAll("[data-key]")).find(function (e) { return e.dataset.key === key && e.offsetParent !== null; });
      if (own) own.click();
    });
  });
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
    document.querySelectorAll('[data-st="' + id + '"], #ed-sheet .rv-span[data-task="' + id + '"], #ed-sheet .rv-mark[data-open="' + id + '"]').forEach(dress);
    var item = card(id);
    if (!item || item.dataset.standing === standing) return;
    item.dataset.standing = standing;
    if (item.hasAttribute("data-open-card")) return;
    dress(item);
    item.querySelectorAll(".rv-mark, .rv-stw").forEach(dress);
    item.dataset.stub = "";
  }
  /* Cards of a long list, and those whose sign changed, are filled once they come into sight: those seen at once in
     one request. The list item stays, and with it the place of whoever walks the list. */
  var unseen = new Set(), filling = null;
  var watcher = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting && entry.target.hasAttribute("data-stub")) unseen.add(entry.target); });
    if (unseen.size && !filling) filling = setTimeout(fill, 60);
  }, { root: document.getElementById("ed-cards"), rootMargin: "400px 0px" });
  function fill() {
    var items = Array.from(unseen).filter(function (i) { return i.isConnected && i.hasAttribute("data-stub") && !i.hasAttribute("data-open-card"); }).slice(0, 100);
    unseen.clear();
    filling = null;
    if (!items.length) return;
    fetch(base + "the/?viec=" + items.map(function (i) { return i.dataset.task; }).join(","), { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (html) {
      var fresh = new DOMParser().parseFromString("<ol>" + html + "</ol>", "text/html");
      items.forEach(function (item) {
        var made = fresh.getElementById(item.id), inside = item.contains(document.activeElement) && document.activeElement !== item;
        if (!made || !item.isConnected || item.hasAttribute("data-open-card")) return;
        item.className = made.className;
        item.dataset.standing = made.dataset.standing;
        item.toggleAttribute("data-asks", made.hasAttribute("data-asks"));
        item.removeAttribute("data-stub");
        item.replaceChildren.apply(item, Array.from(made.childNodes));
        if (inside) item.querySelector("a").focus({ preventScroll: true });
      });
      draw();
    }).catch(function () {});
  }
  function watch() { watcher.disconnect(); document.querySelectorAll("#ed-list > [data-stub]").forEach(function (i) { watcher.observe(i); }); }
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
    watch();
    var id = openId(), place = new URL(location.href);
    if (going === id) going = null;
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
  /* The focus waits for the card that it is meant for: the answer of a save may come between. */
  function due(id) { return wantFocus && (wantFocus.card ? wantFocus.card === id : wantFocus.from ? wantFocus.from !== id : true) && wantFocus; }
  function settle(force) {
    var id = openId(), wanted = due(id), item = id && card(id), span = id && document.querySelector('#ed-sheet .rv-span[data-task="' + id + '"]');
    if (item && force === "arrived") item.scrollIntoView({ block: "start" });
    else if (item && (force || wanted)) item.scrollIntoView({ block: item.offsetHeight > item.parentElement.parentElement.clientHeight - 60 ? "start" : "nearest" });
    if (span && span.offsetParent && !inView(span, document.getElementById("ed-doc")) && getSelection().isCollapsed) span.scrollIntoView({ block: "center" });
    var gap = item && wanted === "missing" && missing(item);
    if (gap) { gap.focus({ preventScroll: true }); gap.scrollIntoView({ block: "center" }); }
    else if (item && wanted) item.focus({ preventScroll: true });
    if (item && wanted) wantFocus = false;
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
    var box = Array.from(document.querySelectorAll("#ed-finds details")).find(function (d) { return d.querySelector("textarea") || d.matches("[data-kind-asks]"); });
    pane(box ? "dan-y" : "");
    if (!box) { reply(); return; }
    box.open = true;
    /* A kind with a single warning left has no answer for all: the warning's own, once it has been fetched. */
    var there = box.querySelector("textarea");
    if (there) there.focus();
    else box.addEventListener("htmx:afterSettle", function () { var late = box.querySelector("textarea"); if (late) { late.closest("details").open = true; late.focus(); } }, { once: true });
    box.scrollIntoView({ block: "nearest" });
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
      if (hit.matches(".rv-find-w")) shown.then(function () { reply(hit.querySelector("strong").nextSibling.textContent.trim()); });
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
      var list = Array.from(document.querySelectorAll("#ed-list > [data-task]")), here = list.findIndex(function (i) { return i.dataset.task === (going || openId()); });
      var rest = list.slice(here + 1).concat(list.slice(0, Math.max(0, here)));
      if (hit.dataset.nextReview === "back") rest.reverse();
      /* What the page counts as to be looked at; then warnings about confirmed tasks; then what only waits for a yes. */
      var next = rest.find(function (i) { return /review|unassigned/.test(i.dataset.standing); }) || rest.find(function (i) { return i.hasAttribute("data-asks"); }) || rest.find(function (i) { return i.dataset.standing === "ready"; });
      if (next) open(next.dataset.task); else question();
    } else if ((hit = at.closest("[data-catch-up]"))) { event.preventDefault(); ask("GET", function () { return hit.dataset.catchUp + "?viec=" + openId(); }); }
    else if (at.closest("[data-dialog-close]")) at.closest("dialog").close();
    else if ((hit = at.closest("#ed-sheet .rv-span")) && !at.closest("button") && getSelection().isCollapsed) open(hit.dataset.task, false);
  });
  /* What was unfolded, kinds of warnings and sections of the outline, stays so when it is drawn anew. */
  var unfolded = {};
  document.addEventListener("toggle", function (event) {
    var pop = event.target.open && event.target.matches(".rv-token details") && event.target.querySelector(".rv-menu-pop");
    if (pop) pop.scrollIntoView({ block: "nearest" });
    if (event.target.matches("[data-fold]")) unfolded[event.target.dataset.fold] = event.target.open;
    /* A warning opened in the outline: its button too, however low the window. */
    var send = event.target.open && event.target.matches("#ed-finds details") && event.target.querySelector(".rv-answer-form [type=submit]");
    if (send) send.scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("htmx:afterSettle", function (event) {
    reconcile();
    document.querySelectorAll("[data-fold]:not([open])").forEach(function (part) { if (unfolded[part.dataset.fold]) part.open = true; });
    /* What only tells how things stand, or was unfolded, moves nothing under the eyes of whoever reads. */
    if (!/^ed-(run|pulse)$/.test(event.target.id) && !event.target.matches(".rv-kind-in, .rv-out-in")) settle(false);
    fade();
    /* What had the focus went with its part of the page: on to the open card, or to the list, never to nowhere. */
    var id = openId(), next = (id && card(id)) || document.querySelector("#ed-list > li[tabindex], #ed-list a");
    if (next && answering && document.activeElement === document.body) next.focus({ preventScroll: true });
  });
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
  /* Only the answer to its own form closes the dialog: another, of a save or a reading asked for before it was opened,
     may come while it stands. Before the page is drawn anew, which may then take the focus. */
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var dialog = event.target.closest && event.target.closest("#ed-dialog");
    if (dialog && dialog.open && event.detail.xhr.status < 500 && event.detail.requestConfig.verb === "post") dialog.close();
  });
  /* News of our own step may come before its answer, which brings the new edition itself. */
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.requestConfig.verb === "post") { posts += 1; answering = answering || document.activeElement !== document.body; }
    else if (posts && /^ed-(run|pulse)$/.test(event.detail.elt.id)) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.requestConfig.verb === "post") posts = Math.max(0, posts - 1);
    if (!posts) answering = false;
  });
  /* An earlier answer may have replaced what asked for this one, and htmx would find no place for the answer: what asked
     stands aside, unseen and emptied, until it has come. */
  var aside = document.getElementById("ed-body").appendChild(document.createElement("div"));
  aside.hidden = true;
  document.addEventListener("htmx:beforeRequest", function (event) {
    var asker = event.detail.elt, xhr = event.detail.xhr;
    xhr.addEventListener("readystatechange", function () {
      if (xhr.readyState !== XMLHttpRequest.DONE || asker.isConnected) return;
      asker.replaceChildren();
      aside.replaceChildren(asker);
    });
  });
  /* What is told of parts of a card that was closed meanwhile has no place any more. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    answering = answering || document.activeElement !== document.body;
    var answer = document.createElement("template");
    answer.innerHTML = event.detail.serverResponse;
    var late = Array.from(answer.content.querySelectorAll("[hx-swap-oob]")).filter(function (part) { var of = /^v\d+(?=-)/.exec(part.id); return of && !document.getElementById(part.id) && !answer.content.getElementById(of[0]); });
    if (!late.length) return;
    late.forEach(function (part) { part.remove(); });
    event.detail.serverResponse = answer.innerHTML;
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
  window.rvEditor = { open: open, openId: openId, card: card, url: url, ask: ask, answered: answered, draw: draw, focusNext: function () { wantFocus = { from: openId() }; }, focusHere: function () { wantFocus = true; }, sending: function () { return posts > 0; } };
  /* "Lưu, đề xuất việc" led here: the document proposes at once. Going back to the page asks for nothing again. */
  var now = document.querySelector("[data-propose-now]");
  if (now) {
    history.replaceState(null, "", location.pathname);
    now.querySelector("[type=submit]").click();
  }
  /* A card asked for by address is brought into sight, also low in a long list, and has the focus. */
  var arrived = /[?&]viec=/.test(location.search);
  if (arrived) wantFocus = true;
  reconcile();
  (document.fonts ? document.fonts.ready : Promise.resolve()).then(function () { settle(arrived && "arrived"); });
})();
