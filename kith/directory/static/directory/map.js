// The results as points on a plain ground: no tiles, so nobody else learns where somebody looks.

const place = document.querySelector("[data-map]");
const points = JSON.parse(document.querySelector("#points").textContent);
const from = place.querySelector("[data-from]")?.dataset.from.split(",").map(Number);

function ground() {
  return getComputedStyle(document.documentElement).getPropertyValue("--sage").trim() || "#e4ece3";
}

function pin(point) {
  const link = document.createElement("a");
  link.className = "pin";
  link.href = `#r${point.n}`;
  link.textContent = point.n;
  link.setAttribute("aria-label", `${point.n} ${point.name}`);
  link.title = point.name;
  return link;
}

function draw() {
  place.replaceChildren();
  const bounds = new maplibregl.LngLatBounds();
  const map = new maplibregl.Map({
    container: place,
    style: { version: 8, sources: {}, layers: [
      { id: "ground", type: "background", paint: { "background-color": ground() } },
    ] },
    attributionControl: false,
    maxZoom: 17,
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
  if (from) {
    const mark = document.createElement("span");
    mark.className = "pin pin-from";
    new maplibregl.Marker({ element: mark }).setLngLat([from[1], from[0]]).addTo(map);
    bounds.extend([from[1], from[0]]);
  }
  for (const point of points) {
    new maplibregl.Marker({ element: pin(point) }).setLngLat([point.lon, point.lat]).addTo(map);
    bounds.extend([point.lon, point.lat]);
  }
  map.fitBounds(bounds, { padding: 48, maxZoom: 15, animate: false });
}

if (points.length && globalThis.maplibregl) draw();
