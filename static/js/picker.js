/* Suggestions under a box that names a unit or a person. The form works without this: the server reads the typed name. */
(function () {
  "use strict";
  var count = 0;

  function set(box) {
    if (box.dataset.ready) return;
    box.dataset.ready = "1";
    var many = "many" in box.dataset;
    var text = box.querySelector("input[type=text]");
    var hidden = box.querySelector("[data-picker-id]");
    var chosen = box.querySelector("[data-picker-chosen]");
    var list = document.createElement("ul");
    var timer = 0, asked = 0, active = -1;
    list.className = "rv-picker-list";
    list.id = "rv-picker-" + (++count);
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.appendChild(list);
    text.setAttribute("role", "combobox");
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-expanded", "false");
    text.setAttribute("aria-controls", list.id);

    function close() { list.hidden = true; active = -1; text.setAttribute("aria-expanded", "false"); text.removeAttribute("aria-activedescendant"); }
    function mark(next) {
      var rows = list.querySelectorAll("[role=option]");
      if (!rows.length) return;
      active = (next + rows.length) % rows.length;
      rows.forEach(function (row, at) { row.setAttribute("aria-selected", String(at === active)); });
      text.setAttribute("aria-activedescendant", rows[active].id);
      rows[active].scrollIntoView({ block: "nearest" });
    }
    function choose(row) {
      if (many) { add(row.dataset.id, row.dataset.label); text.value = ""; }
      else { hidden.value = row.dataset.id; text.value = row.dataset.label; }
      close();
      text.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function add(id, label) {
      if (chosen.querySelector('input[value="' + id + '"]')) return;
      var chip = document.createElement("li"), input = document.createElement("input"), button = document.createElement("button");
      chip.className = "rv-token";
      input.type = "hidden"; input.name = box.dataset.name; input.value = id;
      button.type = "button"; button.dataset.pickerRemove = ""; button.textContent = "×";
      button.setAttribute("aria-label", box.dataset.remove + " " + label);
      chip.append(input, label, button);
      chosen.appendChild(chip);
    }
    function show(rows) {
      list.replaceChildren();
      rows.forEach(function (row, at) {
        var item = document.createElement("li"), sub = document.createElement("span");
        item.setAttribute("role", "option");
        item.id = list.id + "-" + at;
        item.dataset.id = row.id; item.dataset.label = row.label;
        item.textContent = row.name;
        sub.textContent = row.detail;
        item.appendChild(sub);
        list.appendChild(item);
      });
      if (!rows.length) { var none = document.createElement("li"); none.className = "rv-hint"; none.textContent = box.dataset.none; list.appendChild(none); }
      active = -1;
      list.hidden = false;
      text.setAttribute("aria-expanded", "true");
    }
    function ask() {
      var mine = ++asked, query = text.value.trim();
      if (!query) { close(); return; }
      fetch(box.dataset.source + "?q=" + encodeURIComponent(query), { headers: { Accept: "application/json" }, credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.json() : { rows: [] }; })
        .then(function (data) { if (mine === asked && document.activeElement === text) show(data.rows); })
        .catch(close);
    }

    text.addEventListener("input", function () { if (hidden) hidden.value = ""; clearTimeout(timer); timer = setTimeout(ask, 150); });
    text.addEventListener("keydown", function (event) {
      if (list.hidden) return;
      if (event.key === "ArrowDown") { mark(active + 1); event.preventDefault(); }
      else if (event.key === "ArrowUp") { mark(active - 1); event.preventDefault(); }
      else if (event.key === "Escape") { close(); event.stopPropagation(); }
      else if (event.key === "Enter" && active >= 0) { choose(list.querySelectorAll("[role=option]")[active]); event.preventDefault(); }
    });
    text.addEventListener("blur", function () { setTimeout(close, 150); });
    list.addEventListener("mousedown", function (event) { var row = event.target.closest("[role=option]"); if (row) { event.preventDefault(); choose(row); } });
    if (chosen) chosen.addEventListener("click", function (event) { if (event.target.closest("[data-picker-remove]")) event.target.closest("li").remove(); });
  }

  function all(root) { root.querySelectorAll("[data-picker]").forEach(set); }
  all(document);
  document.addEventListener("htmx:load", function (event) { all(event.target); });
})();
