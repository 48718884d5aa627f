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
  function list(drop, input) {
    var place = drop.querySelector("[data-files]"), max = Number(drop.dataset.max || 0), over = false;
    place.textContent = "";
    Array.from(input.files).forEach(function (file, i) {
      var row = element("li", "rv-fileline"), off = element("button", "rv-iconbtn", "×");
      var big = max && file.size > max;
      over = over || big;
      off.type = "button";
      off.setAttribute("aria-label", (vi ? "Bỏ tệp " : "Remove ") + file.name);
      off.addEventListener("click", function () { set(input, Array.from(input.files).filter(function (_f, at) { return at !== i; })); });
      row.append(element("span", "", file.name), element("span", big ? "rv-strong" : "rv-mute num", size(file.size) + (big ? (vi ? ", quá lớn: nhiều nhất " : ", too large: at most ") + size(max) : "")), off);
      place.appendChild(row);
    });
    input.setCustomValidity(over ? (vi ? "Có tệp quá lớn. Hãy bỏ bớt hoặc chia nhỏ." : "A file is too large.") : "");
  }
  function prepare(drop) {
    var input = drop.querySelector("input[type=file]");
    if (!input || drop.dataset.ready) return;
    drop.dataset.ready = "1";
    var zone = element("label", "rv-drop-zone"), files = element("ul", "");
    files.dataset.files = "";
    zone.htmlFor = input.id;
    zone.innerHTML = vi ? "<span>Kéo tệp vào đây hoặc <u>chọn tệp</u></span>" : "<span>Drop files here or <u>choose</u></span>";
    input.classList.add("visually-hidden");
    drop.append(files, zone);
    input.addEventListener("change", function () { list(drop, input); });
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
  document.addEventListener("htmx:afterSettle", all);
})();
