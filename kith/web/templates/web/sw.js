// Keeps the crisis page, and the style it wears, for when there is no network. Nothing else is
// kept: what somebody looked at here must not lie about on their phone.

const CACHE = "pages";
const PAGE = "{% url 'crisis' %}";
const STYLES = {{ styles }};
const STATIC = "{{ static }}";
const CONTACT = "{% url 'contact_shell' %}"; // a form without anybody in it, there only for a peer who works on this phone
const MINE = "{% url 'my_peer' %}";
const PLAN = "{% url 'plan_kept' %}"; // a copy of somebody's own plan, there only if they put it there
const TABLET = "{% url 'tablet' %}"; // a form on a device that was handed over, while it is

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

async function contactPage(address) {
  const found = (await caches.has("contacts")) && (await (await caches.open("contacts")).match(CONTACT));
  return found || crisisPage(address);
}

async function kept(name, what) {
  const found = (await caches.has(name)) && (await (await caches.open(name)).match(what));
  return found || Response.error();
}

addEventListener("install", (event) => {
  event.waitUntil(refresh().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(clients.claim());
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = clients.matchAll({ type: "window", includeUncontrolled: true });
  event.waitUntil(open.then((pages) => (pages[0] ? pages[0].focus() : clients.openWindow("{% url 'concerns' %}"))));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && new URL(request.url).pathname === PLAN)
    event.respondWith(caches.open("plan").then((cache) => cache.match(PLAN)).then((kept) => kept || fetch(request)));
  else if (request.mode === "navigate" && new URL(request.url).pathname.startsWith(TABLET))
    event.respondWith(fetch(request).catch(() => kept("tablet", TABLET)));
  else if (request.mode === "navigate" && new URL(request.url).pathname.startsWith(MINE))
    event.respondWith(fetch(request).catch(() => contactPage(request.url)));
  else if (request.mode === "navigate")
    event.respondWith(fetch(request).catch(() => crisisPage(request.url)));
  else if (new URL(request.url).pathname.startsWith(STATIC))
    event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
});
