// Draws every chart of a page from the figure in its json_script element.
"use strict";

// Plotly 4 offers to upload charts to its maker's cloud unless it is told not to.
Plotly.setPlotConfig({ showSendToCloud: false, plotlyServerURL: "", displaylogo: false });

const NARROW = 480;
const CHART_CONFIG = {
  locale: document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-US",
  responsive: true,
  scrollZoom: false,
  modeBarButtons: [["toImage"]],
};

// Long names of rows would leave no room for the bars on a phone: they get a third of the width, broken into lines.
const ROW_NAMES = 0.36;

const inLines = (name) => name.replace(/(.{9,}?)\s/g, "$1<br>").replace(/(\p{sc=Han}{10})(?=\p{sc=Han})/gu, "$1<br>");

function breakRowNames(layout) {
  const names = layout.yaxis?.categoryarray;
  if (!names) return;
  const broken = names.map(inLines);
  const lines = Math.max(...broken.map((name) => name.split("<br>").length));
  const ticks = { tickmode: "array", tickvals: names, ticktext: broken, tickfont: { size: 10 } };
  Object.assign(layout.yaxis, ticks, { automargin: false });
  layout.xaxis.domain = [ROW_NAMES, 1];
  layout.height += names.length * (lines - 1) * 8;
}

// Twelve months side by side would turn on their heads: every other one is named.
function nameEveryOther(layout) {
  const { tickvals, ticktext } = layout.xaxis;
  if (!ticktext) return;
  const isEven = (_, place) => place % 2 === 0;
  Object.assign(layout.xaxis, { tickvals: tickvals.filter(isEven), ticktext: ticktext.filter(isEven) });
}

// The legend takes the whole width, not the plot's alone, so that names stand side by side.
const PHONE_LEGEND = { xref: "container", yref: "container", x: 0, y: 1, yanchor: "top", font: { size: 11 } };

function fitPhone(layout) {
  breakRowNames(layout);
  nameEveryOther(layout);
  layout.legend = { ...layout.legend, ...PHONE_LEGEND };
  layout.margin = { ...layout.margin, l: 8, r: 8, t: 8 };
}

function drawChart(place) {
  const source = document.getElementById(place.dataset.figure);
  const figure = JSON.parse(source.textContent);
  const font = { ...figure.layout.font, family: getComputedStyle(document.body).fontFamily };
  if (figure.layout.height) place.classList.add("chart-sized");
  if (place.clientWidth < NARROW) fitPhone(figure.layout);
  place.replaceChildren();
  Plotly.newPlot(place, figure.data, { ...figure.layout, font, autosize: true }, {
    ...CHART_CONFIG,
    toImageButtonOptions: { filename: document.title, scale: 2 },
  });
  place.removeAttribute("data-figure");
}

function drawCharts(root) {
  for (const place of root.querySelectorAll("[data-figure]")) drawChart(place);
}

// Paper is narrower than the screen, and nobody can open a table on it.
function fitForPrint() {
  for (const table of document.querySelectorAll("details.chart-data:not([open])")) {
    table.open = true;
    table.dataset.openedForPrint = "";
  }
  for (const place of document.querySelectorAll(".chart.js-plotly-plot")) Plotly.relayout(place, { width: 640 });
}

function restoreAfterPrint() {
  for (const table of document.querySelectorAll("details[data-opened-for-print]")) {
    table.open = false;
    delete table.dataset.openedForPrint;
  }
  for (const place of document.querySelectorAll(".chart.js-plotly-plot")) {
    Plotly.relayout(place, { width: null, autosize: true });
  }
}

drawCharts(document);
document.addEventListener("htmx:load", (event) => drawCharts(event.target));
window.addEventListener("beforeprint", fitForPrint);
window.addEventListener("afterprint", restoreAfterPrint);
