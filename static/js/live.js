/* Live boards. The server says only which board changed; every part with data-board="directive.5 unit.7" that follows
   it and has hx-trigger="rv:changed" fetches itself again through the usual checks, after a little jitter.
   Also on every (re)connection, and each minute while there is no connection. */
(function () {
  "use strict";
  var wait = 1000, socket = null, poll = null, pending = new Map();
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
      socket.send(JSON.stringify({ type: "watch", boards: collect() }));
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
  document.addEventListener("htmx:afterSettle", function () {
    var before = boards.size;
    if (collect().length > before && socket && socket.readyState === 1) socket.send(JSON.stringify({ type: "watch", boards: collect() }));
  });
  connect();
})();
