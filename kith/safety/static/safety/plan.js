// A person's own plan is kept on their phone when they choose it, and not otherwise.
// What is kept is a plain page without forms or numbers, under one address; the service worker
// shows it from there, with or without a network.

const CACHE = "plan";
const STYLE = document.querySelector("link[rel=stylesheet]");

function page(article, lang, dir) {
  const copy = article.cloneNode(true);
  for (const icon of copy.querySelectorAll("svg")) icon.remove();
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${document.title}</title>`;
  const style = STYLE ? `<link rel="stylesheet" href="${STYLE.getAttribute("href")}">` : "";
  const heading = document.querySelector("h1").textContent;
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head>${head}${style}</head><body class="public"><main class="page" id="content"><h1></h1>${copy.outerHTML}</main></body></html>`.replace("<h1></h1>", `<h1>${heading}</h1>`);
}

async function keep(button) {
  const { lang, dir } = document.documentElement;
  const html = page(document.querySelector("[data-plan]"), lang, dir);
  const cache = await caches.open(CACHE);
  await cache.put(
    button.dataset.address,
    new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }),
  );
  document.querySelector("[data-kept]").hidden = false;
}

for (const button of document.querySelectorAll("[data-keep]"))
  button.addEventListener("click", () => keep(button));
