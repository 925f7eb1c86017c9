// The composition of an account: a bar for each indicator, cut by ecosystems, told apart by patterns too.
"use strict";
(function () {
  const place = document.getElementById("composition");
  if (!place) return;

  function options(data, isNarrow) {
    const last = data.series.length - 1;
    const series = data.series.map((one, index) => ({
      name: one.name, type: "bar", stack: "all", data: one.values, barMaxWidth: 26,
      label: index === last
        ? { show: true, position: "right", color: "#20302d", formatter: (at) => data.totals[at.dataIndex] }
        : { show: false },
    }));
    const family = getComputedStyle(document.body).fontFamily;
    return {
      textStyle: { fontFamily: family }, animation: false,
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      color: ["#009e73", "#0072b2", "#e69f00", "#56b4e9", "#d55e00", "#f0e442", "#cc79a7", "#999999"],
      grid: { left: 8, right: isNarrow ? 62 : 90, top: isNarrow ? 96 : 56, bottom: 36, containLabel: true },
      legend: { top: 0, left: 0, type: "plain", itemGap: 12, textStyle: { fontSize: 12, fontFamily: family } },
      tooltip: {
        trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, confine: true,
        valueFormatter: (value) => (value === null ? "—" : value.toPrecision(4)),
      },
      xAxis: { type: "value", name: data.unit, nameLocation: "middle", nameGap: 28, splitNumber: isNarrow ? 3 : 6 },
      yAxis: {
        type: "category", inverse: true, data: data.indicators,
        axisLabel: { width: isNarrow ? 96 : 210, overflow: "break", fontSize: 12 },
      },
      series,
    };
  }

  fetch(place.dataset.source).then((answer) => answer.json()).then((data) => {
    if (data.indicators.length === 0) return place.remove();
    const draw = () => {
      const isNarrow = place.clientWidth < 560;
      place.style.height = Math.max(260, data.indicators.length * 40 + (isNarrow ? 150 : 100)) + "px";
      chart.resize();
      chart.setOption(options(data, isNarrow), true);
    };
    const chart = echarts.init(place, null, { renderer: "canvas" });
    draw();
    window.addEventListener("resize", draw);
    document.documentElement.dataset.chart = "drawn";
  });
})();
