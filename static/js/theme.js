/* Light or dark before the first paint. Runs in <head>, so the page never flashes.
   The choice is a cookie (the server reads it too); without one the device decides. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function choice() { return root.dataset.themeChoice || "auto"; }
  function apply() {
    var theme = choice() === "auto" ? (dark.matches ? "dark" : "light") : choice();
    root.setAttribute("data-bs-theme", theme);
    document.querySelectorAll("[data-theme-set]").forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.themeSet === choice())); });
    document.dispatchEvent(new Event("rv:theme"));
  }
  function choose(next) {
    var secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "theme=" + (next === "auto" ? "; Max-Age=0" : next + "; Max-Age=31536000") + "; Path=/; SameSite=Lax" + secure;
    root.dataset.themeChoice = next;
    apply();
  }
  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", apply);
  document.addEventListener("click", function (event) {
    var set = event.target.closest("[data-theme-set]");
    if (set) choose(set.dataset.themeSet);
    else if (event.target.closest("[data-theme-toggle]")) choose(root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark");
  });
})();
