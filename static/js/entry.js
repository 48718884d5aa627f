/* Entry: a chosen file is read at once, and the form filled in. The print page's button. Both work without this. */
(function () {
  "use strict";
  var form = document.querySelector("[data-entry]");
  var file = form && form.querySelector("input[type=file]");
  if (file) {
    file.addEventListener("change", function () {
      if (file.files.length && file.checkValidity()) form.requestSubmit(form.querySelector("[data-read]"));
    });
  }
  var print = document.querySelector("[data-print]");
  if (print) print.addEventListener("click", function () { window.print(); });
})();
