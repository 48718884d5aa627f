/* Decomposition editor: the owner picker as a combobox (WAI-ARIA): type, arrows, Enter; click works as well. */
(function () {
  "use strict";
  function options(box) { return Array.from(box.querySelectorAll("[data-owner]")); }
  function input(box) { return document.querySelector('[aria-controls="' + box.id + '"]'); }
  function activate(box, option) {
    options(box).forEach(function (o) { o.setAttribute("aria-selected", o === option ? "true" : "false"); });
    var field = input(box);
    if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
    else field.removeAttribute("aria-activedescendant");
  }
  function close(box) {
    box.replaceChildren();
    var field = input(box);
    if (field) { field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); }
  }
  function choose(option) {
    var box = option.closest(".rv-found"), item = option.closest("[data-task]"), values = {};
    values[option.dataset.role] = option.dataset.owner;
    values.seen = document.getElementById(item.id + "-seen").value;
    var field = input(box), id = field.id, card = item.id;
    close(box);
    window.rvEditor.flush().then(function () { return window.rvEditor.ask("POST", box.dataset.ownerUrl, values); }).then(function () {
      var again = document.getElementById(id);
      if (again === field) again.value = ""; // a new field is empty, or holds what was typed meanwhile
      if (again) { again.focus(); return; }
      /* The name is settled and its box gone: on to what the page asks of it next, whether to remember it. */
      var teach = document.querySelector("#" + card + " [data-teach]");
      if (teach) teach.focus();
    });
  }
  document.addEventListener("htmx:afterSwap", function (event) {
    if (!event.target.matches || !event.target.matches(".rv-found")) return;
    input(event.target).setAttribute("aria-expanded", options(event.target).length ? "true" : "false");
    activate(event.target, options(event.target)[0]);
  });
  document.addEventListener("keydown", function (event) {
    if (!event.target.matches("[data-owner-search]")) return;
    var box = document.getElementById(event.target.getAttribute("aria-controls")), list = options(box);
    var at = list.findIndex(function (o) { return o.getAttribute("aria-selected") === "true"; });
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.length) activate(box, list[(at + (event.key === "ArrowDown" ? 1 : -1) + list.length) % list.length]);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      if (list[at]) choose(list[at]);
      else if (event.target.value.trim()) event.target.parentElement.querySelector("[data-owner-add]").click();
    } else if (event.key === "Escape" && box.firstChild) { event.stopPropagation(); close(box); }
    else if (event.key === "Backspace" && !event.target.value) {
      var drops = event.target.closest(".rv-tokens").querySelectorAll("[name=drop]");
      if (drops.length) drops[drops.length - 1].focus();
    }
  }, true);
  document.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[data-owner]");
    if (option) { event.preventDefault(); choose(option); }
  });
  document.addEventListener("focusout", function (event) {
    if (!event.target.matches("[data-owner-search]")) return;
    var box = document.getElementById(event.target.getAttribute("aria-controls"));
    setTimeout(function () { if (box && !box.contains(document.activeElement) && document.activeElement !== event.target) close(box); }, 150);
  });
})();
