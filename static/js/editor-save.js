/* Decomposition editor: saves while one types, says when it did, keeps what could not be saved; keys inside a card. */
(function () {
  "use strict";
  var editor = window.rvEditor, timer = null, dirty = false, retry = null;
  function form() { return document.querySelector("[data-card-form]"); }
  function say(text, time) {
    var box = document.querySelector("[data-saved]");
    if (!box) return;
    box.textContent = text + (time ? " " : "");
    if (time) { var n = document.createElement("span"); n.className = "num"; n.textContent = time; box.appendChild(n); }
  }
  function words(name) { var box = document.querySelector("[data-saved]"); return box ? box.dataset[name] : ""; }
  function save() {
    clearTimeout(timer); timer = null;
    var f = form();
    if (f) htmx.trigger(f, "rv:save");
  }
  /* Resolves when nothing is waiting to be sent any more and what was sent is answered: a late answer would open its card. */
  editor.flush = function () {
    var unsent = (timer || dirty) && form();
    if (!unsent && !editor.sending()) return Promise.resolve();
    return new Promise(function (done) {
      document.addEventListener("htmx:afterRequest", function saved(event) {
        if (event.detail.requestConfig.verb !== "post") return;
        document.removeEventListener("htmx:afterRequest", saved);
        setTimeout(done, 0);
      });
      if (unsent) save();
      setTimeout(done, 3000);
    });
  };
  document.addEventListener("input", function (event) {
    if (!event.target.matches("[data-card-form] [data-save]")) return;
    dirty = true;
    say(words("savingText"));
    clearTimeout(timer);
    timer = setTimeout(save, 700);
  });
  document.addEventListener("change", function (event) {
    var other = event.target.dataset.dueOther;
    if (other && event.target.value) document.getElementById(other).checked = true;
    if (event.target.matches("[data-card-form] [data-save]")) { dirty = true; save(); }
  });
  document.addEventListener("focusin", function (event) {
    var other = event.target.dataset && event.target.dataset.dueOther;
    if (other) document.getElementById(other).checked = true;
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.requestConfig.verb === "post") { dirty = false; say(words("savingText")); }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.requestConfig.verb !== "post") return;
    clearTimeout(retry);
    if (event.detail.successful) { if (!dirty) say(words("savedText"), document.getElementById("ed-sync").dataset.clock); return; }
    dirty = true;
    say(words("failedText"));
    if (!event.detail.xhr.status || event.detail.xhr.status >= 500) retry = setTimeout(save, 6000);
  });
  addEventListener("online", function () { if (dirty) save(); });
  document.addEventListener("visibilitychange", function () { if (document.hidden && timer) save(); });
  addEventListener("beforeunload", function (event) { if (dirty || timer) { save(); event.preventDefault(); } });

  document.addEventListener("click", function (event) {
    var keep = event.target.closest("[data-keep-mine]"), split = event.target.closest("[data-split]"), cut = event.target.closest("[data-cut]");
    if (keep) {
      var item = keep.closest("[data-task]");
      document.getElementById(item.id + "-seen").value = keep.dataset.keepMine;
      document.getElementById(item.id + "-conflict").replaceChildren();
      save();
    } else if (split) {
      event.preventDefault();
      var text = document.getElementById("v" + editor.openId() + "-content"), at = Number(text.dataset.caret || 0);
      if (at > 0 && at < text.value.length) editor.ask("POST", editor.url(editor.openId()), { do: "split", cursor: Array.from(text.value.slice(0, at)).length, content: text.value });
      else editor.ask("GET", split.dataset.split);
    } else if (cut) editor.ask("POST", editor.url(cut.dataset.cutTask), { do: "split", at: cut.dataset.cut });
  });
  /* Where the cursor was last in the content, for splitting there after leaving the field. */
  ["keyup", "click", "select"].forEach(function (name) {
    document.addEventListener(name, function (event) { if (event.target.matches && event.target.matches("textarea[name=content]")) event.target.dataset.caret = event.target.selectionStart; });
  });
  document.addEventListener("keydown", function (event) {
    var item = event.target.closest && event.target.closest("[data-open-card]");
    if (!item) return;
    if (event.key === "Enter" && event.target === item) { event.preventDefault(); document.getElementById(item.id + "-content").focus(); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); var go = item.querySelector("[name=do][value=confirm]"); if (go) go.click(); }
    else if (event.key === "Escape" && event.target !== item && !document.querySelector("details[data-menu][open]")) { item.focus(); }
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.matches && event.target.matches("[name=do][value=confirm], [name=do][value=delete]")) editor.focusNext();
  });
  /* Somebody else changed the decomposition: follow at once when nothing of ours is unsaved. */
  document.addEventListener("htmx:afterSettle", function () {
    var catchUp = document.querySelector("#ed-pulse [data-catch-up]");
    if (catchUp && !dirty && !timer && !(document.activeElement && document.activeElement.closest("[data-open-card] input, [data-open-card] textarea"))) catchUp.click();
  });
})();
