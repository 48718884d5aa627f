/* htmx on this site: says so when a request fails, keeps what was typed. Rows of tabs show the one that is open. */
(function () {
  "use strict";
  function say(text) {
    var box = document.getElementById("thong-diep");
    if (!box) return;
    var note = document.createElement("div");
    note.className = "rv-message rv-message-error";
    note.setAttribute("role", "alert");
    note.dataset.message = "";
    note.textContent = text;
    box.querySelectorAll("[data-message]").forEach(function (old) { if (old.textContent === text) old.remove(); });
    box.appendChild(note);
    setTimeout(function () { note.remove(); }, 12000);
  }
  function showTab() {
    document.querySelectorAll(".rv-tabs-box .active").forEach(function (tab) {
      var box = tab.closest(".rv-tabs-box"), at = tab.getBoundingClientRect(), frame = box.getBoundingClientRect();
      if (at.left < frame.left || at.right > frame.right) box.scrollLeft += at.left - frame.left - (frame.width - at.width) / 2;
    });
  }
  showTab();
  document.addEventListener("htmx:afterSettle", showTab);
  var vi = document.documentElement.lang === "vi";
  /* What is on its way when the page goes is dropped by the browser: no news to anybody. */
  var leaving = false;
  addEventListener("pagehide", function () { leaving = true; });
  addEventListener("beforeunload", function () { leaving = true; setTimeout(function () { leaving = false; }, 3000); });
  addEventListener("pageshow", function () { leaving = false; });
  /* Without a line the browser would put its own error page in the place of a form and what stands in it. */
  document.addEventListener("submit", function (event) {
    if (navigator.onLine || event.target.method === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(vi ? "Máy đang mất kết nối nên chưa gửi được. Những gì đã nhập vẫn còn; có mạng lại thì bấm lại." : "This computer is offline, nothing was sent. What you typed is kept; press again when the network is back.");
  }, true);
  document.addEventListener("htmx:sendError", function () { if (!leaving) say(vi ? "Không nối được máy chủ. Những gì đã nhập vẫn còn; hãy thử lại." : "The server cannot be reached. What you typed is kept; try again."); });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 403) say(vi ? "Bạn không có quyền làm việc này, hoặc phiên làm việc đã hết. Tải lại trang." : "You may not do this, or your session has ended. Reload the page.");
    else if (status === 404) say(vi ? "Nội dung này không còn nữa. Tải lại trang." : "This is no longer there. Reload the page.");
    else say(vi ? "Chưa làm được, máy chủ báo lỗi " + status + ". Hãy thử lại." : "Not done, the server answered " + status + ". Try again.");
  });
})();
