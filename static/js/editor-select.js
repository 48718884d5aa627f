/* Decomposition editor: words selected in the text, by mouse, finger or keys, and what can be made of them.
   A block carries data-s, the place of its first character in the document; its text nodes, less those under data-x,
   are exactly the document's characters, counted as code points like the server does. */
(function () {
  "use strict";
  var editor = window.rvEditor, sheet = document.getElementById("ed-sheet"), doc = document.getElementById("ed-doc"), bar = document.getElementById("ed-pick");
  var picked = null, timer = null;
  function block(node) { return (node.nodeType === 1 ? node : node.parentElement).closest("[data-s]"); }
  function textOf(fragment) {
    fragment.querySelectorAll("[data-x]").forEach(function (x) { x.remove(); });
    return fragment.textContent;
  }
  function offset(node, at) {
    var home = block(node), range = document.createRange();
    if (!home) return null;
    range.setStart(home, 0);
    range.setEnd(node, at);
    return Number(home.dataset.s) + Array.from(textOf(range.cloneContents())).length;
  }
  /* A selection may begin or end between blocks: take the nearest block inside it. */
  function ends(range) {
    var start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    var inside = start === null || end === null ? Array.from(sheet.querySelectorAll("[data-s]")).filter(function (b) { return range.intersectsNode(b); }) : [];
    if (start === null && inside.length) start = Number(inside[0].dataset.s);
    if (end === null && inside.length) { var last = inside[inside.length - 1]; end = offset(last, last.childNodes.length); }
    return start === null || end === null || start >= end ? null : { start: start, end: end };
  }
  function hide() { bar.hidden = true; picked = null; }
  function show() {
    var selection = getSelection(), range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range || !sheet.contains(range.commonAncestorContainer)) { if (!bar.contains(document.activeElement)) hide(); return; }
    var found = ends(range), words = textOf(range.cloneContents()).replace(/\s+/g, " ").trim();
    if (!found || !words) { hide(); return; }
    picked = { start: found.start, end: found.end, words: words };
    var item = editor.card(editor.openId());
    bar.querySelectorAll("[data-pick-of], [data-act]:not([data-act=create])").forEach(function (part) { part.hidden = !item; });
    if (item) bar.querySelector("[data-pick-number]").textContent = item.querySelector(".rv-mark").textContent;
    bar.hidden = false;
    var rects = range.getClientRects(), last = rects[rects.length - 1], size = bar.getBoundingClientRect();
    var top = last.bottom + 8;
    if (top + size.height > innerHeight - 40) top = Math.max(60, rects[0].top - size.height - 8);
    bar.style.top = top + "px";
    bar.style.left = Math.max(8, Math.min(last.right - size.width / 2, innerWidth - size.width - 8)) + "px";
  }
  document.addEventListener("selectionchange", function () { clearTimeout(timer); timer = setTimeout(function () { timer = null; show(); }, 120); });
  /* A key pressed before the bar has come stands for the words selected now. The browser itself tells of a selection
     only with its next picture, so that a quick key comes before selectionchange as well. */
  document.addEventListener("keydown", function () {
    clearTimeout(timer);
    timer = null;
    show();
  }, true);
  document.addEventListener("rv:clear", function () { getSelection().removeAllRanges(); hide(); });
  doc.addEventListener("scroll", function () { if (!bar.hidden) show(); });
  bar.addEventListener("mousedown", function (event) { event.preventDefault(); });
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]");
    if (!button) return;
    clearTimeout(timer);
    timer = null;
    show();
    if (!picked) return;
    var act = button.dataset.act, span = picked;
    /* A card just chosen may still be on its way: what was selected belongs to that one. */
    var done = editor.answered().then(editor.flush).then(function () {
      var id = editor.openId(), item = editor.card(id), edition = document.getElementById("ed-edition").value;
      if (act === "create") { editor.focusNext(); return editor.ask("POST", sheet.closest("#ed-body").dataset.base + "viec/", { start: span.start, end: span.end, edition: edition }); }
      if (!item) return;
      if (act === "lead" || act === "coordinate") {
        var values = { selected: span.words, start: span.start, end: span.end }; values[act] = "?";
        return editor.ask("POST", item.dataset.ownerUrl, values);
      }
      return editor.ask("POST", editor.url(id), { do: act, selected: span.words, start: span.start, end: span.end });
    });
    getSelection().removeAllRanges();
    hide();
    return done;
  });
  /* Keys: arrows take a word, Shift widens; the document pane must have the focus. */
  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.target.closest("a, button, input, textarea")) return;
    var move = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] }[event.key];
    var selection = getSelection(), here = selection.rangeCount > 0 && sheet.contains(selection.anchorNode);
    if (!move || (!here && move[1] === "line")) return;
    event.preventDefault();
    if (!here) {
      var first = Array.from(sheet.querySelectorAll("[data-s]")).find(function (b) { return b.getBoundingClientRect().top > doc.getBoundingClientRect().top + 34; });
      if (!first) return;
      var walker = document.createTreeWalker(first, NodeFilter.SHOW_TEXT);
      selection.collapse(walker.nextNode() || first, 0);
    } else if (!event.shiftKey) {
      if (move[0] === "forward") selection.collapseToEnd(); else selection.collapseToStart();
      if (move[1] === "line") selection.modify("move", move[0], "line");
    }
    var step = event.shiftKey ? move[1] : "word";
    selection.modify("extend", event.shiftKey || move[1] === "word" ? move[0] : "forward", event.altKey ? "character" : step);
    var focus = selection.focusNode && block(selection.focusNode);
    if (focus) focus.scrollIntoView({ block: "nearest" });
  });
})();
