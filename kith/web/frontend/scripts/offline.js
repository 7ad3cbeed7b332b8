// The crisis page in this language is kept for when there is no network.

export async function keepCrisisPage() {
  if (!navigator.onLine) document.querySelector("[data-offline]")?.removeAttribute("hidden");
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js").catch(() => {});
  const page = `/crisis/?lang=${document.documentElement.lang}`;
  const cache = await caches.open("pages");
  if (!(await cache.match(page))) await cache.add(page).catch(() => {});
}
