/* Dates: input[data-date] takes dd/mm/yyyy by hand; its button opens a month that strikes out days off and says why.
   Days off come from data-days-off of this script's element: <address>?thang=2023-10 -> {"2023-10-02": "Nghỉ bù"}. */
(function () {
  "use strict";
  var vi = document.documentElement.lang === "vi", source = document.currentScript.dataset.daysOff, known = {}, open = null;
  var names = vi ? ["T2", "T3", "T4", "T5", "T6", "T7", "CN"] : ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
  var full = vi ? ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"] : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  function two(n) { return String(n).padStart(2, "0"); }
  function iso(d) { return d.getFullYear() + "-" + two(d.getMonth() + 1) + "-" + two(d.getDate()); }
  function shown(d) { return two(d.getDate()) + "/" + two(d.getMonth() + 1) + "/" + d.getFullYear(); }
  function weekday(d) { return (d.getDay() + 6) % 7; }
  function read(text) {
    var m = /^\s*(\d{1,2})[\/.\-](\d{1,2})[\/.\-](\d{4})\s*$/.exec(text || "");
    var d = m && new Date(+m[3], +m[2] - 1, +m[1]);
    return d && d.getMonth() === +m[2] - 1 ? d : null;
  }
  function now() { var t = (document.body.dataset.today || "").split("-").map(Number); return t.length === 3 ? new Date(t[0], t[1] - 1, t[2]) : new Date(); }
  function make(name, css, text) { var e = document.createElement(name); if (css) e.className = css; if (text !== undefined) e.textContent = text; return e; }
  function daysOff(month) {
    if (known[month] || !source) return Promise.resolve(known[month] || {});
    return fetch(source + "?thang=" + month, { headers: { Accept: "application/json" } })
      .then(function (r) { return r.ok ? r.json() : {}; })
      .then(function (days) { known[month] = days; return days; })
      .catch(function () { return {}; });
  }
  function close(back) {
    if (!open) return;
    var input = open.input;
    open.cal.remove();
    open.button.setAttribute("aria-expanded", "false");
    open = null;
    if (back) input.focus();
  }
  function choose(input, d) {
    input.value = shown(d);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close(true);
  }
  function draw(state, month, focus) {
    var today = now(), chosen = read(state.input.value), cal = state.cal;
    daysOff(month.getFullYear() + "-" + two(month.getMonth() + 1)).then(function (off) {
      if (!open || open !== state) return;
      cal.textContent = "";
      var head = make("div", "rv-cal-head"), title = make("span", "", (vi ? "Tháng " + (month.getMonth() + 1) + "/" : two(month.getMonth() + 1) + "/") + month.getFullYear());
      [[-1, "‹", vi ? "Tháng trước" : "Previous month"], [1, "›", vi ? "Tháng sau" : "Next month"]].forEach(function (side, i) {
        var b = make("button", "btn btn-sm btn-icon", side[1]);
        b.type = "button";
        b.setAttribute("aria-label", side[2]);
        b.addEventListener("click", function () { draw(state, new Date(month.getFullYear(), month.getMonth() + side[0], 1)); });
        if (i) head.append(title, b); else head.append(b);
      });
      title.setAttribute("aria-live", "polite");
      var table = make("table"), row = table.createTHead().insertRow(), body = table.createTBody(), note = make("p", "rv-cal-note");
      names.forEach(function (n) { var th = make("th", "", n); th.scope = "col"; row.appendChild(th); });
      var first = new Date(month.getFullYear(), month.getMonth(), 1), line = body.insertRow(), to = null;
      for (var blank = 0; blank < weekday(first); blank++) line.insertCell();
      for (var d = first; d.getMonth() === month.getMonth(); d = new Date(d.getFullYear(), d.getMonth(), d.getDate() + 1)) {
        if (weekday(d) === 0 && d.getDate() > 1) line = body.insertRow();
        var b = make("button", "", d.getDate()), why = off[iso(d)];
        b.type = "button";
        b.dataset.day = iso(d);
        b.tabIndex = -1;
        b.setAttribute("aria-label", full[weekday(d)] + ", " + shown(d) + (why ? ", " + (vi ? "ngày nghỉ: " : "day off: ") + why : ""));
        if (why) b.className = "rv-cal-off";
        if (iso(d) === iso(today)) b.classList.add("rv-cal-today");
        if (chosen && iso(d) === iso(chosen)) b.setAttribute("aria-pressed", "true");
        b.addEventListener("click", choose.bind(null, state.input, d));
        b.addEventListener("focus", function (w, day) { note.textContent = w ? full[weekday(day)] + ": " + w : full[weekday(day)]; }.bind(null, why, d));
        line.insertCell().appendChild(b);
        if (iso(d) === iso(focus || chosen || today)) to = b;
      }
      cal.append(head, table, note);
      to = to || table.querySelector("[data-day]");
      to.tabIndex = 0;
      to.focus();
    });
  }
  function toggle(input, button) {
    var same = open && open.input === input;
    close(false);
    if (same) return;
    open = { input: input, button: button, cal: make("div", "rv-cal") };
    open.cal.setAttribute("role", "dialog");
    open.cal.setAttribute("aria-label", vi ? "Chọn ngày" : "Choose a date");
    button.setAttribute("aria-expanded", "true");
    input.parentNode.appendChild(open.cal);
    draw(open, read(input.value) || now());
  }
  document.addEventListener("keydown", function (event) {
    if (!open || !open.cal.contains(event.target)) return;
    var steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }, day = event.target.dataset.day;
    if (event.key === "Escape") { event.stopPropagation(); close(true); return; }
    if (!day || !(event.key in steps || event.key === "PageUp" || event.key === "PageDown")) return;
    var p = day.split("-").map(Number), to = event.key in steps ? new Date(p[0], p[1] - 1, p[2] + steps[event.key]) : new Date(p[0], p[1] - 1 + (event.key === "PageUp" ? -1 : 1), p[2]);
    event.preventDefault();
    draw(open, to, to);
  }, true);
  document.addEventListener("click", function (event) { if (open && !open.cal.contains(event.target) && !open.button.contains(event.target) && event.target.isConnected) close(false); });
  function prepare() {
    document.querySelectorAll(".rv-datebox > input[data-date]").forEach(function (input) {
      if (input.dataset.ready || input.disabled) return;
      input.dataset.ready = "1";
      var button = make("button", "rv-datebtn");
      button.type = "button";
      button.setAttribute("aria-label", vi ? "Chọn ngày trên lịch" : "Choose on a calendar");
      button.setAttribute("aria-expanded", "false");
      button.innerHTML = '<svg class="icon" aria-hidden="true"><use href="' + document.body.dataset.icons + '#calendar-event"/></svg>';
      button.addEventListener("click", toggle.bind(null, input, button));
      input.after(button);
    });
  }
  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
})();
