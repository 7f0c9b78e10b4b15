// Charts arrive as pictures. Whoever points at one, or asks to look closer, gets it drawn by the chart library from the
// figure in its json_script element: with the values under the pointer, and a way to save it.
"use strict";

const SOURCES = document.currentScript.dataset;

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

// Several lines on one small sheet cannot be told apart: each gets a row of its own, on the same scale.
const ROW_HEIGHT = 150;
const BETWEEN_ROWS = 0.22;

function giveEachItsRow({ data, layout }) {
  const groups = [...new Set(data.map((trace) => trace.legendgroup))];
  if (layout.meta?.names !== "beside" || groups.length < 2) return;
  const names = groups.map((group) => {
    const own = data.filter((trace) => trace.legendgroup === group);
    return own.find((trace) => trace.showlegend !== false)?.name ?? own[0].name;
  });
  const top = (place) => 1 - (place + BETWEEN_ROWS) / groups.length;
  const axisOf = (place) => (place ? `y${place + 1}` : "y");
  for (const trace of data) trace.yaxis = axisOf(groups.indexOf(trace.legendgroup));
  const axis = layout.yaxis;
  for (const place of groups.keys()) {
    const domain = [1 - (place + 1) / groups.length, top(place)];
    layout[axisOf(place).replace("y", "yaxis")] = { ...axis, domain, ...(place && { matches: "y" }) };
  }
  const place = { xref: "paper", yref: "paper", x: 0, xanchor: "left", yanchor: "bottom", showarrow: false };
  const titles = names.map((name, index) => ({ ...place, y: top(index), text: name, font: { size: 12 } }));
  layout.annotations = [...(layout.annotations ?? []), ...titles];
  layout.xaxis.anchor = axisOf(groups.length - 1);
  layout.height = groups.length * ROW_HEIGHT + layout.margin.b;
  layout.showlegend = false;
}

// The legend takes the whole width, not the plot's alone, so that names stand side by side.
const PHONE_LEGEND = { xref: "container", yref: "container", x: 0, y: 1, yanchor: "top", font: { size: 11 } };

function fitPhone(figure) {
  const { layout } = figure;
  giveEachItsRow(figure);
  breakRowNames(layout);
  nameEveryOther(layout);
  layout.legend = { ...layout.legend, ...PHONE_LEGEND };
  layout.margin = { ...layout.margin, l: 8, r: 8, t: 8 };
}

function fetchScript(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

// A fetch that failed is tried again the next time that somebody asks.
let fetched = null;

function fetchLibrary() {
  fetched ??= fetchScript(SOURCES.library)
    .then(() => SOURCES.locale && fetchScript(SOURCES.locale))
    // Plotly 4 offers to upload charts to its maker's cloud unless it is told not to.
    .then(() => Plotly.setPlotConfig({ showSendToCloud: false, plotlyServerURL: "", displaylogo: false }))
    .catch((error) => {
      fetched = null;
      throw error;
    });
  return fetched;
}

function lookCloser(place) {
  fetchLibrary().then(() => place.dataset.figure && drawChart(place)).catch(() => {});
}

function drawChart(place) {
  place.closest(".chart-figure").querySelector("[data-look-closer]").hidden = true;
  const source = document.getElementById(place.dataset.figure);
  const figure = JSON.parse(source.textContent);
  const font = { ...figure.layout.font, family: getComputedStyle(document.body).fontFamily };
  if (figure.layout.height) place.classList.add("chart-sized");
  if (place.clientWidth < NARROW) fitPhone(figure);
  place.replaceChildren();
  Plotly.newPlot(place, figure.data, { ...figure.layout, font, autosize: true }, {
    ...CHART_CONFIG,
    toImageButtonOptions: { filename: document.title, scale: 2 },
  });
  place.removeAttribute("data-figure");
}

function offerCloserLook(root) {
  for (const button of root.querySelectorAll("[data-look-closer]")) button.hidden = false;
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

offerCloserLook(document);
document.addEventListener("htmx:load", (event) => offerCloserLook(event.target));
document.addEventListener("pointerover", (event) => {
  const place = event.target.closest("[data-figure]");
  if (place) lookCloser(place);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-look-closer]");
  if (button) lookCloser(button.closest(".chart-figure").querySelector(".chart"));
});
window.addEventListener("beforeprint", fitForPrint);
window.addEventListener("afterprint", restoreAfterPrint);
