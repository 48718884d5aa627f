/* Files: [data-drop] around an <input type=file> becomes a place to drop them, lists what was chosen and says at once
   when a file is over the limit (data-max, bytes). Without script the plain control stays. */
(function () {
  "use strict";
  var vi = document.documentElement.lang === "vi";
  function size(bytes) {
    /* As the server says it once the file has come (workflows.words.file_size). */
    if (bytes < 1000) return bytes + " B";
    if (bytes < 999500) return Math.round(bytes / 1000) + " kB";
    var mega = (bytes / 1e6).toFixed(1);
    return (vi ? mega.replace(".", ",") : mega) + " MB";
  }
  function element(name, css, text) { var e = document.createElement(name); e.className = css; if (text) e.textContent = text; return e; }
  function set(input, files) {
    var box = new DataTransfer();
    files.forEach(function (f) { box.items.add(f); });
    input.files = box.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  /* A browser never gives a chosen file back to a page that is loaded anew: say which to choose again. */
  function key(input) { return "rv-picked:" + location.pathname + ":" + input.name; }
  function note(input) {
    var names = Array.from(input.files).map(function (f) { return f.name; }).join(", ");
    try { if (names) sessionStorage.setItem(key(input), names); else sessionStorage.removeItem(key(input)); } catch (e) { /* private window: forgets */ }
  }
  function lost(drop, input) {
    var names = "", again = performance.getEntriesByType("navigation")[0], box;
    try { names = sessionStorage.getItem(key(input)) || ""; sessionStorage.removeItem(key(input)); } catch (e) { return; }
    if (!names || input.files.length || (input.form && input.form.querySelector("[data-kept]"))) return;
    if (!(again && again.type === "reload") && !document.querySelector(".rv-errors")) return;
    box = element("p", "rv-warn rv-drop-lost", vi ? "Trang đã tải lại nên tệp chưa gửi bị bỏ. Hãy chọn lại: " + names + "." : "The page was loaded anew and the file not sent. Choose it again: " + names + ".");
    box.setAttribute("role", "status");
    drop.prepend(box);
  }
  function list(drop, input) {
    var place = drop.querySelector("[data-files]"), max = Number(drop.dataset.max || 0), over = false;
    place.textContent = "";
    Array.from(input.files).forEach(function (file, i) {
      var row = element("li", "rv-fileline"), off = element("button", "rv-iconbtn", "×");
      var big = max && file.size > max;
      over = over || big;
      off.type = "button";
      off.setAttribute("aria-label", (vi ? "Bỏ tệp " : "Remove ") + file.name);
      off.addEventListener("click", function () { input.focus(); set(input, Array.from(input.files).filter(function (_f, at) { return at !== i; })); });
      row.append(element("span", "", file.name), element("span", big ? "rv-strong" : "rv-mute num", size(file.size) + (big ? (vi ? ", quá lớn: nhiều nhất " : ", too large: at most ") + size(max) : "")), off);
      place.appendChild(row);
    });
    if (over) {
      var told = element("li", "rv-error", vi ? "Tệp quá lớn nên không gửi được. Hãy nén ảnh hoặc tách nhỏ tệp." : "The file is too large to be sent. Compress its pictures or split it.");
      told.setAttribute("role", "alert");
      place.appendChild(told);
    }
    input.setCustomValidity(over ? (vi ? "Có tệp quá lớn. Hãy bỏ bớt hoặc chia nhỏ." : "A file is too large.") : "");
  }
  function prepare(drop) {
    var input = drop.querySelector("input[type=file]");
    if (!input || drop.dataset.ready) return;
    drop.dataset.ready = "1";
    var zone = element("label", "rv-drop-zone"), files = element("ul", "");
    files.dataset.files = "";
    zone.htmlFor = input.id;
    zone.innerHTML = vi ? "<span><span class=\"rv-drop-drag\">Kéo tệp vào đây hoặc </span><u>chọn tệp</u></span>" : "<span><span class=\"rv-drop-drag\">Drop files here or </span><u>choose</u></span>";
    input.classList.add("visually-hidden");
    drop.append(files, zone);
    lost(drop, input);
    input.addEventListener("change", function () {
      drop.querySelectorAll(".rv-drop-lost").forEach(function (p) { p.remove(); });
      note(input);
      list(drop, input);
    });
    /* Also where the form asks for no validation: hundreds of megabytes would go out only to be refused. */
    if (input.form) input.form.addEventListener("submit", function (e) { if (input.validity.customError) { e.preventDefault(); input.focus(); } });
    ["dragenter", "dragover"].forEach(function (name) { drop.addEventListener(name, function (e) { e.preventDefault(); drop.classList.add("rv-drop-over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("rv-drop-over"); }); });
    drop.addEventListener("drop", function (e) {
      e.preventDefault();
      var dropped = Array.from(e.dataTransfer.files);
      set(input, input.multiple ? Array.from(input.files).concat(dropped) : dropped.slice(0, 1));
    });
  }
  function all() { document.querySelectorAll("[data-drop]").forEach(prepare); }
  all();
  /* Of files chosen on another page nothing is asked any more. */
  try { Object.keys(sessionStorage).filter(function (k) { return k.startsWith("rv-picked:"); }).forEach(function (k) { sessionStorage.removeItem(k); }); } catch (e) { /* as above */ }
  document.addEventListener("htmx:afterSettle", all);
})();
