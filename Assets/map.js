// The map of an account: chooses an indicator and a zone, flat, solid or cell by cell.
"use strict";
(function () {
  const place = document.getElementById("map");
  if (!place) return;
  const byId = (id) => document.getElementById(id);
  const [indicator, zoneList, panel, legend] =
    ["map-indicator", "map-zone", "zone-panel", "map-legend"].map(byId);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let map, data, view = "flat";

  const choice = () => data.choices.find((one) => one.id === indicator.value) || data.choices[0];

  function fail() {
    const note = document.createElement("p");
    note.className = "waiting";
    note.textContent = data ? data.texts.failed : "";
    place.replaceChildren(note);
    document.documentElement.dataset.map = "failed";
  }

  // Says when all that was asked for is drawn; tests wait for it.
  function settle() {
    document.documentElement.dataset.map = "busy";
    map.once("idle", () => { document.documentElement.dataset.map = view; });
  }

  function paint() {
    map.getSource("zones").setData(shanshui.painted(data, choice()));
    const cells = view === "cells";
    const shown = cells ? data.picture : choice();
    shanshui.legend(legend, shown.classes, (cells ? data.texts.cells + " " : "") + shown.unit, data.texts.missing);
    settle();
  }

  function look(next) {
    view = next;
    for (const [id, name] of [["map-flat", "flat"], ["map-solid", "solid"], ["map-cells", "cells"]]) {
      byId(id).setAttribute("aria-pressed", String(name === view));
    }
    const show = (layer, isOn) =>
      map.getLayer(layer) && map.setLayoutProperty(layer, "visibility", isOn ? "visible" : "none");
    show("zones", view === "flat");
    show("numbers", view === "flat");
    show("solid", view === "solid");
    show("cells", view === "cells");
    const [west, south, east, north] = data.box;
    if (data.relief) {
      const rise = Math.max(1, data.relief.highest - data.relief.lowest);
      const exaggeration = Math.min(12, Math.max(1, ((north - south) * 111320 * 0.06) / rise));
      map.setTerrain(view === "solid" ? { source: "ground", exaggeration } : null);
    }
    const camera = map.cameraForBounds([[west, south], [east, north]], { padding: 24 });
    const solid = { ...camera, zoom: camera.zoom + 0.45, pitch: 56, bearing: -18 };
    const end = view === "solid" ? solid : { ...camera, pitch: 0, bearing: 0 };
    if (calm) map.jumpTo(end); else map.easeTo({ ...end, duration: 600 });
    paint();
  }

  async function choose(code) {
    zoneList.value = code;
    for (const layer of ["chosen", "chosen-above"]) map.setFilter(layer, ["==", ["get", "code"], code]);
    if (!code) return panel.replaceChildren();
    const answer = await fetch(place.dataset.zone + "&code=" + encodeURIComponent(code));
    if (!answer.ok) return;
    // The page's own markup, escaped where it was made.
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    panel.replaceChildren(...parsed.body.childNodes);
    document.documentElement.dataset.zone = code;
  }

  function begin() {
    place.replaceChildren();
    const [west, south, east, north] = data.box;
    map = new maplibregl.Map({
      container: place, attributionControl: false, fadeDuration: 0, maxPitch: 75, cooperativeGestures: true,
      locale: data.locale,
      bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 24 },
      style: { version: 8, sources: shanshui.sources(data), layers: shanshui.layers(data) },
    });
    shanshui.map = map;
    map.addControl(new maplibregl.NavigationControl({ visualizePitch: true }), "top-right");
    map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
    map.on("load", () => {
      for (const layer of ["zones", "solid"]) {
        map.on("click", layer, (event) => choose(event.features[0].properties.code));
        map.on("mousemove", layer, (event) => {
          const { name, shown } = event.features[0].properties;
          map.getCanvas().title = name + "\n" + shown;
        });
      }
      look("flat");
    });
    indicator.addEventListener("change", paint);
    zoneList.addEventListener("change", () => choose(zoneList.value));
    byId("map-flat").addEventListener("click", () => look("flat"));
    byId("map-solid").addEventListener("click", () => look("solid"));
    byId("map-cells").addEventListener("click", () => look("cells"));
    byId("map-cells").hidden = !data.picture;
  }

  fetch(place.dataset.source).then((answer) => answer.json()).then((read) => {
    data = read;
    for (const one of data.choices) indicator.add(new Option(one.label, one.id));
    begin();
  }).catch(fail);
})();
