/* Entry: a chosen file is read at once, in the background when it takes its time, and the form filled in. The address
   names the upload (data-address), so that loading the page anew does not send the file again. The print page's button.
   All work without this. */
(function () {
  "use strict";
  var form = document.querySelector("[data-entry]");
  var file = form && form.querySelector("input[type=file]");
  if (form && form.dataset.address && location.pathname + location.search !== form.dataset.address) history.replaceState(history.state, "", form.dataset.address);
  var told = form && form.querySelector("[data-told]");
  if (told && !form.querySelector("[data-error-summary]")) told.focus();
  if (file) {
    file.addEventListener("change", function () {
      if (file.files.length && file.checkValidity()) form.requestSubmit(form.querySelector("[data-read]"));
    });
    /* Sending and looking through a large file takes its seconds. */
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented || !file.files.length) return;
      var busy = document.createElement("p"), words = document.createElement("span"), spin = document.createElement("span");
      busy.className = "dv-reading-h";
      busy.setAttribute("role", "status");
      spin.className = "rv-spin";
      words.textContent = document.documentElement.lang === "vi" ? "Đang gửi và xem tệp…" : "Sending the file…";
      busy.append(spin, words);
      form.querySelectorAll("[data-busy]").forEach(function (old) { old.remove(); });
      busy.dataset.busy = "";
      file.closest(".rv-field").after(busy);
    });
    /* A page that comes back out of the browser's memory is as it was left. */
    window.addEventListener("pageshow", function (event) { if (event.persisted) form.querySelectorAll("[data-busy]").forEach(function (old) { old.remove(); }); });
    /* Saved or dropped in another window: said in its place, and asked for no more. */
    document.addEventListener("htmx:beforeSwap", function (event) {
      if (event.detail.target.id !== "doc-tep" || event.detail.xhr.status !== 404) return;
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    });
    /* A file read in the background comes into the form by itself, unless somebody is filling it in meanwhile. */
    var touched = false, text = form.querySelector("[name=text]");
    form.addEventListener("input", function (event) { if (event.target !== file) touched = true; });
    document.addEventListener("htmx:afterSettle", function () {
      var take = form.querySelector("[data-take]");
      if (take && !touched && !text.value.trim()) form.requestSubmit(take);
    });
  }
  var print = document.querySelector("[data-print]");
  if (print) print.addEventListener("click", function () { window.print(); });
})();
