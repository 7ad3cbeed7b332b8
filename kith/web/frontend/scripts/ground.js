// What the ground looks like, from the tokens of map.scss: the layers that kith/region/building/
// drawing.py writes, and the shaded areas of a page below the streets, in the colours of the legend.

const WIDE = ["motorway", "trunk", "primary", "secondary"];
const MIDDLE = ["tertiary", "unclassified", "residential", "living_street", "motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link"];
const FEET = ["footway", "path", "steps", "pedestrian", "track", "cycleway", "bridleway", "service"];

const kind = (...kinds) => ["in", ["get", "kind"], ["literal", kinds.flat()]];
const grows = (...stops) => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops];

export function layers(colour, font, hasTiles) {
  const land = { id: "land", type: "background", paint: { "background-color": colour("map-land") } };
  if (!hasTiles) return [land, ...shaded(colour)];
  return [land, ...surfaces(colour), ...shaded(colour), ...ways(colour), ...names(colour, font)];
}

function surfaces(colour) {
  const fill = (id, name, more = {}) =>
    ({ id, type: "fill", source: "ground", "source-layer": id, paint: { "fill-color": colour(name) }, ...more });
  return [
    fill("green", "map-green", { filter: ["==", ["geometry-type"], "Polygon"] }),
    fill("water", "map-water", { filter: ["==", ["geometry-type"], "Polygon"] }),
    { id: "rivers", type: "line", source: "ground", "source-layer": "water",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": colour("map-water"), "line-width": grows(10, 1, 16, 8) } },
    fill("buildings", "map-building", { minzoom: 14 }),
  ];
}

function ways(colour) {
  const line = (id, layer, filter, paint, more = {}) =>
    ({ id, type: "line", source: "ground", "source-layer": layer, filter, paint,
       layout: { "line-cap": "round", "line-join": "round" }, ...more });
  const edge = colour("map-edge");
  const street = colour("map-street");
  return [
    line("feet", "streets", kind(FEET), { "line-color": colour("map-path"), "line-width": grows(13, 0.6, 18, 3), "line-dasharray": [2, 1.5] }, { minzoom: 13, layout: {} }),
    line("middle-edge", "streets", kind(MIDDLE), { "line-color": edge, "line-width": grows(11, 0.8, 14, 3.5, 18, 16) }),
    line("wide-edge", "streets", kind(WIDE), { "line-color": edge, "line-width": grows(8, 1.2, 14, 6.5, 18, 24) }),
    line("middle", "streets", kind(MIDDLE), { "line-color": street, "line-width": grows(11, 0.4, 14, 2.2, 18, 13) }, { minzoom: 12 }),
    line("wide", "streets", kind(WIDE), { "line-color": street, "line-width": grows(8, 0.7, 14, 4.8, 18, 20) }),
    line("rails", "rails", ["has", "kind"], { "line-color": colour("map-rail"), "line-width": grows(10, 0.6, 16, 2.5), "line-dasharray": [3, 2] }, { layout: {} }),
  ];
}

function shaded(colour) {
  const shade = ["match", ["get", "level"], ...[0, 1, 2, 3, 4].flatMap((n) => [n, colour(`level-${n}`)]), colour("level-5")];
  return [
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": shade, "fill-opacity": 0.85 } },
    { id: "areas-edge", type: "line", source: "areas", paint: { "line-color": shade, "line-width": 0.8 } },
  ];
}

function names(colour, font) {
  const paint = { "text-color": colour("map-label"), "text-halo-color": colour("map-land"), "text-halo-width": 1.6 };
  const label = (id, layer, layout, more = {}) =>
    ({ id, type: "symbol", source: "ground", "source-layer": layer, paint, filter: ["has", "name"],
       layout: { "text-field": ["get", "name"], "text-font": font, ...layout }, ...more });
  return [
    label("street-names", "streets", { "symbol-placement": "line", "text-size": 12 }, { minzoom: 14 }),
    { id: "stop-dots", type: "circle", source: "ground", "source-layer": "stops", minzoom: 14,
      paint: { "circle-radius": 3, "circle-color": colour("map-rail"), "circle-stroke-color": colour("map-land"), "circle-stroke-width": 1 } },
    label("place-names", "places", { "text-size": ["match", ["get", "kind"], ["city", "town"], 17, 13.5], "text-max-width": 7,
      "symbol-sort-key": ["match", ["get", "kind"], ["city", "town"], 0, ["suburb", "village"], 1, 2] }),
  ];
}
