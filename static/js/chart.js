/* Draws [data-chart] from the table its data-source names: ECharts, colours from the tokens, drawn again when the
   theme changes. The table stays for readers and without script. Load with vendor/echarts/dist/echarts.min.js. */
(function () {
  "use strict";
  var charts = new Map();
  /* Resolve a token (oklch, light-dark) to a plain colour that a canvas understands. */
  function token(name) {
    var probe = document.createElement("i");
    probe.className = "rv-probe";
    probe.style.color = "var(" + name + ")";
    document.body.appendChild(probe);
    var pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    pen.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    pen.fillRect(0, 0, 1, 1);
    var c = pen.getImageData(0, 0, 1, 1).data;
    return "rgba(" + c[0] + "," + c[1] + "," + c[2] + "," + (c[3] / 255).toFixed(3) + ")";
  }
  /* Numbers are written by the page's language: 1.284,5 in Vietnamese, 1,284.5 in English. */
  var english = document.documentElement.lang.indexOf("en") === 0;
  function shown(value) { return Number(value).toLocaleString(english ? "en-GB" : "vi-VN"); }
  function number(cell) {
    var text = cell.textContent.trim();
    return Number(english ? text.replace(/,/g, "") : text.replace(/\./g, "").replace(",", "."));
  }
  function option(place, table) {
    var heads = Array.from(table.tHead.rows[0].cells).slice(1), rows = Array.from(table.tBodies[0].rows);
    var ink = token("--rv-ink-2"), rule = token("--rv-rule"), ground = token("--rv-surface");
    return {
      animation: false, aria: { enabled: false },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 40, right: 34, top: 56, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 9, itemGap: 12, width: "100%", textStyle: { color: ink, fontSize: 12 } },
      tooltip: { trigger: "axis", renderMode: "richText", backgroundColor: ground, borderColor: rule, textStyle: { color: ink, fontSize: 12 } },
      xAxis: { type: "category", data: rows.map(function (r) { return r.cells[0].textContent; }), axisTick: { show: false }, axisLine: { lineStyle: { color: rule } }, axisLabel: { color: ink, fontSize: 11, interval: place.clientWidth < 460 ? 1 : 0, hideOverlap: true } },
      yAxis: { type: "value", minInterval: 1, splitNumber: 3, axisLabel: { color: ink, fontSize: 11, formatter: shown }, splitLine: { lineStyle: { color: rule } } },
      series: heads.map(function (th, i) {
        var colour = token(th.dataset.token), data = rows.map(function (r) { return number(r.cells[i + 1]); });
        if (th.dataset.kind !== "line") return { name: th.textContent, type: "bar", stack: "done", data: data, barMaxWidth: 18, itemStyle: { color: colour } };
        return { name: th.textContent, type: "line", data: data, symbol: "circle", symbolSize: 6, lineStyle: { color: colour, width: 2.5 },
          itemStyle: { color: colour, borderColor: ground, borderWidth: 1.5 }, endLabel: { show: true, color: colour, fontSize: 12, fontWeight: 600, distance: 4, formatter: function (at) { return shown(at.value); } }, z: 3 };
      })
    };
  }
  function drawAll() {
    if (!window.echarts) return;
    document.querySelectorAll("[data-chart]").forEach(function (place) {
      var table = document.getElementById(place.dataset.source), data = table.closest("details");
      if (!charts.has(place)) { charts.set(place, echarts.init(place, null, { renderer: "canvas" })); if (data) data.open = false; }
      charts.get(place).setOption(option(place, table), true);
    });
  }
  document.addEventListener("rv:theme", drawAll);
  document.addEventListener("htmx:afterSettle", drawAll);
  /* Paper is light: draw for it, and again for the screen. */
  var screenTheme = null, root = document.documentElement;
  addEventListener("beforeprint", function () { screenTheme = root.getAttribute("data-bs-theme"); root.setAttribute("data-bs-theme", "light"); drawAll(); });
  addEventListener("afterprint", function () { root.setAttribute("data-bs-theme", screenTheme || "light"); drawAll(); });
  addEventListener("resize", function () { charts.forEach(function (c) { c.resize(); }); });
  (document.fonts ? document.fonts.ready : Promise.resolve()).then(drawAll);
})();
