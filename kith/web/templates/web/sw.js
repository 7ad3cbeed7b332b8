// Keeps the crisis page, and the style it wears, for when there is no network. Nothing else is
// kept: what somebody looked at here must not lie about on their phone.

const CACHE = "pages";
const PAGE = "{% url 'crisis' %}";
const STYLES = {{ styles }};
const PLAN = "{% url 'plan_kept' %}"; // a copy of somebody's own plan, there only if they put it there

async function refresh() {
  const cache = await caches.open(CACHE);
  for (const kept of await cache.keys()) await cache.delete(kept);
  await cache.addAll([PAGE, ...STYLES]);
}

async function crisisPage(address) {
  const cache = await caches.open(CACHE);
  const language = new URL(address).searchParams.get("lang");
  return (language && (await cache.match(`${PAGE}?lang=${language}`))) || (await cache.match(PAGE)) || Response.error();
}

addEventListener("install", (event) => {
  event.waitUntil(refresh().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(clients.claim());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && new URL(request.url).pathname === PLAN)
    event.respondWith(caches.open("plan").then((cache) => cache.match(PLAN)).then((kept) => kept || fetch(request)));
  else if (request.mode === "navigate")
    event.respondWith(fetch(request).catch(() => crisisPage(request.url)));
  else if (STYLES.includes(new URL(request.url).pathname))
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
});
