// Keeps the shell of the app for when there is no network: one page that holds nobody, its scripts
// and styles. What the tablet takes along (words, numbers, the tour) the app keeps itself.

const CACHE = "road-{{ version }}";
const KEPT = "road-pack"; // the app's own; see static/road/app.js
const HOME = "{% url 'road' %}";
const PARTS = [{% for part in parts %}"{{ part|escapejs }}", {% endfor %}];
const STATIC = "{{ static|escapejs }}";
const TOGETHER = [{% for part in parts %}{% if "/road/" in part %}"{{ part|escapejs }}", {% endif %}{% endfor %}];

// A script asks for its neighbours by their plain names, the page for the hashed ones: both are kept.
const plain = (address) => address.replace(/\.[0-9a-f]{12}(\.\w+)$/, "$1");

async function take(cache, address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(address); // the sign-in page is not the shell
  await cache.put(address, answer);
}

async function refresh() {
  const cache = await caches.open(CACHE);
  await Promise.all([HOME, ...new Set([...PARTS, ...TOGETHER.map(plain)])].map((address) => take(cache, address)));
}

async function forget() {
  for (const name of await caches.keys())
    if (name.startsWith("road-") && name !== CACHE && name !== KEPT) await caches.delete(name);
}

async function kept(request) {
  return (await caches.open(CACHE)).match(request, { ignoreSearch: true });
}

// Letters and the like, kept the first time they are seen.
async function keptOnSight(request) {
  const found = await kept(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone()).catch(() => {});
  return answer;
}

addEventListener("install", (event) => event.waitUntil(refresh().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(forget().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === HOME)
    event.respondWith(kept(HOME).then((found) => found || fetch(request)));
  else if (request.mode === "navigate")
    event.respondWith(fetch(request).catch(async () => (await kept(HOME)) || Response.error()));
  else if (pathname.startsWith(STATIC)) event.respondWith(keptOnSight(request));
});
