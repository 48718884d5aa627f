/* Selection. A form with data-selectable holds checkboxes data-select, one data-select-all and a [data-bulk] bar.
   The bar shows the true count; "{n}" in a button's data-bulk-label is the number selected. */
(function () {
  "use strict";
  var last = null, kept = [];
  function boxes(scope) { return Array.from(scope.querySelectorAll("[data-select]")); }
  function update(scope) {
    var all = boxes(scope), on = all.filter(function (b) { return b.checked; });
    all.forEach(function (b) { var row = b.closest("[data-keyitem], tr"); if (row) row.classList.toggle("rv-sel", b.checked); });
    var head = scope.querySelector("[data-select-all]");
    if (head) { head.checked = on.length > 0 && on.length === all.length; head.indeterminate = on.length > 0 && on.length < all.length; }
    scope.querySelectorAll("[data-bulk]").forEach(function (bar) {
      bar.hidden = !on.length;
      bar.querySelectorAll("[data-bulk-count]").forEach(function (n) { n.textContent = on.length; });
      bar.querySelectorAll("[data-bulk-sum]").forEach(function (n) {
        n.textContent = on.reduce(function (sum, b) { return sum + Number(b.dataset[n.dataset.bulkSum] || 0); }, 0);
      });
      bar.querySelectorAll("[data-bulk-label]").forEach(function (b) {
        var text = b.querySelector("span");
        if (text) text.textContent = b.dataset.bulkLabel.replace("{n}", possible(b, on));
      });
      weigh(bar, on);
    });
  }
  /* How many of the ticked rows a button can touch: boxes say which acts they bear (data-can), or how much (data-overdue). */
  function possible(button, on) {
    var act = button.dataset.bulkAct, need = button.dataset.bulkNeed;
    if (need) return on.reduce(function (sum, b) { return sum + Number(b.dataset[need] || 0); }, 0);
    if (!act) return on.length;
    return on.filter(function (b) { return !b.dataset.can || b.dataset.can.split(" ").includes(act); }).length;
  }
  /* The first button that can do something is the primary one; one that cannot is off, and the bar says why. */
  function weigh(bar, on) {
    var weighed = Array.from(bar.querySelectorAll("[data-bulk-act], [data-bulk-need]")), every = bar.querySelector("[name=every]");
    if (!weighed.length) return;
    var all = every && every.checked, first = null, why = [], said = bar.querySelector("[data-bulk-said]");
    weighed.forEach(function (b) {
      b.disabled = !all && on.length > 0 && !possible(b, on);
      if (!b.classList.contains("btn")) return;
      if (b.hasAttribute("data-bulk-else")) b.hidden = b.disabled || !!first;
      if (!b.disabled && !first) first = b;
      b.classList.toggle("btn-primary", b === first);
      if (b.disabled && b.dataset.bulkWhy) { why.push(b.dataset.bulkWhy); if (said) b.setAttribute("aria-describedby", said.id); }
      else b.removeAttribute("aria-describedby");
    });
    if (said) said.textContent = first && first.hasAttribute("data-bulk-else") ? "" : why.join(" ");
  }
  document.addEventListener("change", function (event) {
    var scope = event.target.name === "every" && event.target.closest("[data-selectable]");
    if (scope) update(scope);
  });
  document.addEventListener("click", function (event) {
    var box = event.target;
    var scope = box.closest && box.closest("[data-selectable]");
    if (!scope) return;
    if (box.closest("[data-bulk-clear]")) { boxes(scope).forEach(function (b) { b.checked = false; }); update(scope); return; }
    if (box.matches("[data-select-all]")) { boxes(scope).forEach(function (b) { b.checked = box.checked; }); update(scope); return; }
    if (!box.matches("[data-select]")) return;
    var all = boxes(scope);
    if (event.shiftKey && last && all.includes(last)) {
      var ends = [all.indexOf(last), all.indexOf(box)].sort(function (a, b) { return a - b; });
      all.slice(ends[0], ends[1] + 1).forEach(function (b) { b.checked = box.checked; });
    }
    last = box;
    update(scope);
  });
  document.addEventListener("rv:clear", function () {
    document.querySelectorAll("[data-selectable]").forEach(function (scope) { boxes(scope).forEach(function (b) { b.checked = false; }); update(scope); });
  });
  function all() { document.querySelectorAll("[data-selectable]").forEach(update); }
  all();
  addEventListener("pageshow", all);
  /* A part that fetched itself again keeps its ticks. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var target = event.detail.target, scope = target && (target.matches("[data-selectable]") ? target : target.querySelector("[data-selectable]"));
    kept = scope ? boxes(scope).filter(function (b) { return b.checked; }).map(function (b) { return b.name + "=" + b.value; }) : [];
  });
  document.addEventListener("htmx:afterSettle", function () {
    if (kept.length) document.querySelectorAll("[data-select]").forEach(function (b) { if (kept.includes(b.name + "=" + b.value)) b.checked = true; });
    kept = [];
    all();
  });
})();
