/* Live boards. The server says only which board changed; every part with data-board="directive.5 unit.7" that follows
   it and has hx-trigger="rv:changed" fetches itself again through the usual checks, after a little jitter.
   Also on every reconnection, and each minute while there is no connection. What changed between the making of the page
   and the first connection is told by the server, which knows when the page began (data-began). */
(function () {
  "use strict";
  var wait = 1000, socket = null, poll = null, pending = new Map();
  var began = Number(document.currentScript.dataset.began || 0);
  var boards = new Set((document.currentScript.dataset.boards || "").split(" ").filter(Boolean));
  function collect() {
    document.querySelectorAll("[data-board]").forEach(function (part) { part.dataset.board.split(" ").forEach(function (b) { boards.add(b); }); });
    return Array.from(boards);
  }
  /* data-board-soon: a part whose numbers must move within a second, watched by few. */
  function jitter(part) { return part.hasAttribute("data-board-soon") ? 50 + Math.random() * 200 : 200 + Math.random() * 1300; }
  function refresh(part) {
    if (pending.has(part)) return;
    pending.set(part, setTimeout(function () {
      pending.delete(part);
      /* A part still fetching might show what was before this change: ask again once its answer has taken its place. */
      if (part.classList.contains("htmx-request")) { refresh(part); return; }
      if (!part.isConnected && part.id) part = document.getElementById(part.id) || part;
      if (!part.isConnected) return;
      var active = document.activeElement, busy = part.contains(active) && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName) && active.type !== "checkbox";
      if (busy || part.querySelector("details[data-menu][open]")) { refresh(part); return; }
      part.dispatchEvent(new CustomEvent("rv:changed", { bubbles: false }));
    }, jitter(part)));
  }
  function changed(board) {
    document.querySelectorAll("[data-board]").forEach(function (part) { if (!board || part.dataset.board.split(" ").includes(board)) refresh(part); });
  }
  function unread(count) {
    document.querySelectorAll("[data-unread]").forEach(function (n) { n.textContent = count > 99 ? "99+" : count; n.hidden = !count; });
    var bell = document.querySelector("[data-bell]");
    if (bell) bell.setAttribute("aria-label", bell.dataset.bell.replace("{n}", count));
  }
  function status(lost) { document.querySelectorAll("[data-live-status]").forEach(function (n) { n.hidden = !lost; }); }
  function askUnread() {
    var bell = document.querySelector("[data-unread-url]");
    if (bell) fetch(bell.dataset.unreadUrl, { credentials: "same-origin" }).then(function (r) { return r.ok ? r.json() : null; }).then(function (d) { if (d) unread(d.count); }).catch(function () {});
  }
  function startPoll() { if (!poll) poll = setInterval(function () { if (!document.hidden) { changed(""); askUnread(); } }, 60000); }
  function connect() {
    socket = new WebSocket((location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/ws/");
    socket.addEventListener("open", function () {
      var again = wait > 1000;
      wait = 1000;
      clearInterval(poll); poll = null;
      status(false);
      socket.send(JSON.stringify({ type: "watch", boards: collect(), since: began }));
      if (again) changed("");
    });
    socket.addEventListener("message", function (event) {
      var message = JSON.parse(event.data);
      if (message.type === "board.changed") changed(message.board);
      if (message.type === "unread") unread(message.count);
    });
    socket.addEventListener("close", function () {
      startPoll();
      if (wait > 8000) status(true);
      setTimeout(connect, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, 60000);
    });
  }
  /* A part that fetches itself anew while a link or button in it has the focus: the focus stays where it was.
     (htmx itself keeps it only on what has an id.) */
  var held = null;
  function likes(part, was) { return Array.from(part.querySelectorAll(was.tag)).filter(function (e) { return !was.href || e.getAttribute("href") === was.href; }); }
  document.addEventListener("htmx:beforeSwap", function (event) {
    var part = event.detail.target, at = document.activeElement;
    held = null;
    if (!part || !part.id || !part.contains(at) || at === part || at.id) return;
    held = { part: part.id, tag: at.tagName, href: at.getAttribute("href") };
    held.nth = likes(part, held).indexOf(at);
  });
  document.addEventListener("htmx:afterSettle", function () {
    var part = held && document.getElementById(held.part), like = part ? likes(part, held) : [];
    if (like.length && (document.activeElement === document.body || !document.activeElement)) (like[held.nth] || like[like.length - 1]).focus({ preventScroll: true });
    held = null;
  });
  document.addEventListener("htmx:afterSettle", function () {
    var before = boards.size;
    if (collect().length > before && socket && socket.readyState === 1) socket.send(JSON.stringify({ type: "watch", boards: collect() }));
  });
  connect();
})();
