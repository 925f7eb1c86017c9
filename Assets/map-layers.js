// What the map draws, as a style of MapLibre made from what the page's map.json says. Texts come from there too.
"use strict";
window.shanshui = window.shanshui || {};

// Outlines with the class, colour, height and number of one choice.
shanshui.painted = function (data, choice) {
  const highest = Math.max(0, ...choice.rates.filter((rate) => rate !== null));
  const [west, south, east, north] = data.box;
  const metres = Math.max((north - south) * 111320, (east - west) * 111320 * Math.cos((south * Math.PI) / 180));
  data.zones.forEach((zone, index) => {
    const step = choice.steps[index];
    const rate = choice.rates[index];
    zone.properties.colour = step === null ? "#e8e8e8" : choice.classes[step].colour;
    zone.properties.ink = step === null ? "#111111" : choice.classes[step].ink;
    zone.properties.number = step === null ? "" : String(step + 1);
    zone.properties.height = rate > 0 && highest > 0 ? (rate / highest) * metres * 0.16 : 0;
    zone.properties.shown = choice.shown[index];
  });
  return { type: "FeatureCollection", features: data.zones };
};

shanshui.sources = function (data) {
  const at = (path) => new URL(path, location.href).href.replace(/%7B/g, "{").replace(/%7D/g, "}");
  const sources = {
    zones: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    borders: { type: "geojson", data: { type: "FeatureCollection", features: data.borders } },
  };
  if (data.picture) {
    const [west, south, east, north] = data.picture.box;
    const coordinates = [[west, north], [east, north], [east, south], [west, south]];
    sources.cells = { type: "image", url: at(data.picture.url), coordinates };
  }
  if (data.relief) {
    const relief = {
      type: "raster-dem", tiles: [at(data.relief.tiles)], tileSize: 256, encoding: "terrarium",
      bounds: data.relief.box, maxzoom: data.relief.closest, minzoom: Math.max(0, data.relief.closest - 4),
    };
    // Shading and terrain each want a source of their own.
    sources.relief = relief;
    sources.ground = { ...relief };
  }
  return sources;
};

shanshui.layers = function (data) {
  const hidden = { visibility: "none" };
  const layers = [{ id: "paper", type: "background", paint: { "background-color": "#e9e6da" } }];
  if (data.relief) {
    layers.push({
      id: "shade", type: "hillshade", source: "relief",
      paint: { "hillshade-exaggeration": 0.45, "hillshade-shadow-color": "#4d5a50" },
    });
  }
  if (data.picture) {
    layers.push({
      id: "cells", type: "raster", source: "cells", layout: hidden,
      paint: { "raster-resampling": "nearest", "raster-fade-duration": 0 },
    });
  }
  return layers.concat([
    {
      id: "zones", type: "fill", source: "zones",
      paint: { "fill-color": ["get", "colour"], "fill-opacity": data.relief ? 0.8 : 1 },
    },
    {
      id: "lines", type: "line", source: "zones",
      paint: { "line-color": "#3a3a3a", "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.3, 14, 1.2] },
    },
    {
      // The higher a zone stands, the heavier its line.
      id: "borders", type: "line", source: "borders",
      paint: { "line-color": "#1d1d1d", "line-width": ["+", 0.8, ["*", 0.7, ["get", "above"]]] },
    },
    {
      id: "solid", type: "fill-extrusion", source: "zones", layout: hidden,
      paint: {
        "fill-extrusion-color": ["get", "colour"], "fill-extrusion-height": ["get", "height"],
        "fill-extrusion-opacity": 0.92,
      },
    },
    {
      id: "chosen", type: "line", source: "zones", filter: ["==", ["get", "code"], ""],
      paint: { "line-color": "#c2410c", "line-width": 3.5 },
    },
    {
      id: "chosen-above", type: "line", source: "borders", filter: ["==", ["get", "code"], ""],
      paint: { "line-color": "#c2410c", "line-width": 4 },
    },
    {
      id: "numbers", type: "symbol", source: "zones",
      layout: { "text-field": ["get", "number"], "text-size": 11, "text-padding": 6 },
      paint: { "text-color": ["get", "ink"], "text-halo-color": ["get", "colour"], "text-halo-width": 1 },
    },
  ]);
};

// The legend under the map: squares with the number of their class.
shanshui.legend = function (list, classes, unit, missing) {
  const item = (colour, ink, number, text) => {
    const entry = document.createElement("li");
    const square = document.createElement("span");
    square.className = "swatch";
    square.style.background = colour;
    square.style.color = ink;
    square.textContent = number;
    entry.append(square, text);
    return entry;
  };
  const items = classes.map((one, index) =>
    item(one.colour, one.ink || "#111111", one.ink ? String(index + 1) : "", one.text));
  const head = document.createElement("li");
  head.textContent = unit;
  list.replaceChildren(head, ...items, item("#e8e8e8", "#111111", "", missing));
};
