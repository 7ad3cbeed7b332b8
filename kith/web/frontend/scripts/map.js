// Maps: every `[data-kith-map]` of the page becomes one. What it shows stands in a JSON script beside
// it (kith/web/templatetags/maps.py); tiles come in ranges from our own site. Nothing is asked of
// anybody else, letters included: without an address for glyphs MapLibre draws those of the page.

import maplibregl from "maplibre-gl";
import { Protocol } from "pmtiles";
import { layers } from "./ground.js";

maplibregl.addProtocol("pmtiles", new Protocol().tile);

const NOTHING = { type: "FeatureCollection", features: [] };
const isDark = matchMedia("(prefers-color-scheme: dark)");

for (const box of document.querySelectorAll("[data-kith-map]")) {
  const shown = JSON.parse(document.getElementById(box.dataset.kithMap).textContent);
  if (shown.bounds || shown.ground) draw(box, shown);
}

function draw(box, shown) {
  box.classList.add("map-live"); // first: it gives the box the height that everything is fitted to
  const said = {
    "Map.Title": box.getAttribute("aria-label"),
    "NavigationControl.ZoomIn": box.dataset.closer,
    "NavigationControl.ZoomOut": box.dataset.farther,
  };
  box.removeAttribute("role"); // the map inside has it, and its name
  box.removeAttribute("aria-label");
  const map = new maplibregl.Map({
    container: box,
    style: style(box, shown),
    bounds: shown.bounds ?? shown.ground.bounds,
    fitBoundsOptions: { padding: 28, maxZoom: 15 },
    attributionControl: false,
    locale: said,
    cooperativeGestures: false,
    dragRotate: false,
    touchPitch: false,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
  if (shown.ground)
    map.addControl(new maplibregl.AttributionControl({ compact: false, customAttribution: shown.ground.attribution }));
  let pins = [];

  function show(next) {
    Object.assign(shown, next);
    map.getSource("areas")?.setData(shown.areas ?? NOTHING);
    pins.forEach((one) => one.remove());
    pins = (shown.points ?? []).map((point) => pin(box, point).addTo(map));
  }

  show({});
  isDark.addEventListener("change", () => map.setStyle(style(box, shown)));
  map.on("click", "areas", (event) => {
    const { name } = event.features[0].properties;
    if (name) new maplibregl.Popup().setLngLat(event.lngLat).setText(name).addTo(map);
  });
  box.kithMap = { map, show };
}

function style(box, shown) {
  const said = getComputedStyle(box);
  const colour = (name) => said.getPropertyValue(`--${name}`).trim();
  const font = said.fontFamily.split(",").map((name) => name.trim().replaceAll('"', ""));
  const sources = { areas: { type: "geojson", data: shown.areas ?? NOTHING } };
  if (shown.ground)
    sources.ground = { type: "vector", url: `pmtiles://${new URL(shown.ground.tiles, location.href)}` };
  return { version: 8, sources, layers: layers(colour, font, Boolean(shown.ground)) };
}

// A link or a mark with its number; whoever listens hears where a dragged one was put down.
function pin(box, point) {
  const mark = document.createElement(point.href ? "a" : "span");
  if (point.href) mark.href = point.href;
  mark.className = ["map-pin", point.tone && `map-pin-${point.tone}`, !point.n && "map-pin-bare", point.drag && "map-pin-drags"]
    .filter(Boolean)
    .join(" ");
  mark.textContent = point.n;
  mark.title = point.name;
  mark.setAttribute("aria-label", `${point.n} ${point.name}`.trim());
  if (!point.href) mark.setAttribute("role", "img");
  const marker = new maplibregl.Marker({ element: mark, draggable: Boolean(point.drag) });
  marker.setLngLat([point.lon, point.lat]);
  marker.on("dragend", () => {
    const { lat, lng } = marker.getLngLat();
    const detail = { key: point.key, latitude: lat, longitude: lng };
    box.dispatchEvent(new CustomEvent("kith:moved", { detail, bubbles: true }));
  });
  return marker;
}
