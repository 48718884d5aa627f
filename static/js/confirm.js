/* Asks before a form with data-confirm="sentence" (on the form or on the button pressed) is sent.
   data-confirm-ok="verb" names the button. Runs before htmx, so it guards hx-post forms as well. */
(function () {
  "use strict";
  var passed = new WeakSet();
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    var asks = button && button.dataset.confirm !== undefined ? button : form;
    if (asks.dataset.confirm === undefined || passed.has(form)) { passed.delete(form); return; }
    var dialog = document.getElementById("rv-confirm");
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-confirm-text]").textContent = asks.dataset.confirm;
    var yes = dialog.querySelector("[data-confirm-yes]");
    yes.textContent = asks.dataset.confirmOk || yes.dataset.default;
    dialog.returnValue = "no";
    dialog.addEventListener("close", function () {
      if (dialog.returnValue === "yes") { passed.add(form); form.requestSubmit(button); }
      else if (button) button.focus();
    }, { once: true });
    dialog.showModal();
  }, true);
})();
