/* Decomposition editor: change the order of cards with Alt and the arrows, or by dragging. */
(function () {
  "use strict";
  var editor = window.rvEditor, list = document.getElementById("ed-list"), dragged = null;
  document.addEventListener("keydown", function (event) {
    if (!event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
    var item = event.target.closest("#ed-list > [data-task]");
    if (!item || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    editor.focusHere();
    editor.ask("POST", editor.url(item.dataset.task), { do: event.key === "ArrowUp" ? "up" : "down", viec: editor.openId() });
  });
  function clear() { list.querySelectorAll(".rv-drop-above, .rv-drop-below, .rv-dragging").forEach(function (i) { i.classList.remove("rv-drop-above", "rv-drop-below", "rv-dragging"); }); }
  function over(event) {
    var item = event.target.closest("#ed-list > [data-task]"), box = item && item.getBoundingClientRect();
    return item && item !== dragged ? { item: item, below: event.clientY > box.top + box.height / 2 } : null;
  }
  list.addEventListener("dragstart", function (event) {
    dragged = event.target.closest("#ed-list > [draggable]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.task);
    setTimeout(function () { if (dragged) dragged.classList.add("rv-dragging"); }, 0);
  });
  list.addEventListener("dragover", function (event) {
    var place = dragged && over(event);
    if (!place) return;
    event.preventDefault();
    list.querySelectorAll(".rv-drop-above, .rv-drop-below").forEach(function (i) { i.classList.remove("rv-drop-above", "rv-drop-below"); });
    place.item.classList.add(place.below ? "rv-drop-below" : "rv-drop-above");
  });
  list.addEventListener("drop", function (event) {
    var place = dragged && over(event);
    if (!place) return;
    event.preventDefault();
    var before = place.item.previousElementSibling === dragged ? dragged.previousElementSibling : place.item.previousElementSibling;
    var after = place.below ? place.item : before;
    editor.ask("POST", editor.url(dragged.dataset.task), { do: "move", after: after ? after.dataset.task : 0, viec: editor.openId() });
  });
  list.addEventListener("dragend", function () { clear(); dragged = null; });
})();
