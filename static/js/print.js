/* A button with data-print prints the page. */
(function () {
  "use strict";
  document.querySelectorAll("[data-print]").forEach(function (button) { button.addEventListener("click", function () { print(); }); });
})();
