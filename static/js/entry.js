/* Entry: a chosen file is read at once, in the background when it takes its time, and the form filled in. The print
   page's button. All work without this. */
(function () {
  "use strict";
  var form = document.querySelector("[data-entry]");
  var file = form && form.querySelector("input[type=file]");
  if (file) {
    file.addEventListener("change", function () {
      if (file.files.length && file.checkValidity()) form.requestSubmit(form.querySelector("[data-read]"));
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
