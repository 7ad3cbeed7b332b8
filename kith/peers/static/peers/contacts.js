// A contact written down where there is no signal waits on this phone, sealed, until there is one.
//
// First it is kept, then it is sent, then it is taken away: whatever dies in between, it is there
// again. The server knows each by the form's own key and keeps it once, however often it arrives.
// The key that seals (AES-GCM) cannot be read out of the browser; nothing readable lies beside it.
// Where a browser cannot do that, the form is sent as every form is.

const STORE = "contacts"; // the name of the database and of the cache; see leaving.js
const AGAIN = 20_000; // milliseconds until the next try
const page = document.querySelector("[data-contacts]");
const words = page?.dataset ?? {};
const text = new TextEncoder();

const opened = () =>
  idb.openDB(STORE, 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("entries", { keyPath: "id" });
      db.createObjectStore("people");
    },
    blocking: (_from, _to, event) => event.target.close(), // signing out wipes: let it
  });

async function keyOf(db) {
  const kept = await db.get("keys", "own");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await db.add("keys", made, "own").catch(() => {}); // another tab was quicker
  return db.get("keys", "own");
}

async function seal(db, name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const way = { name: "AES-GCM", iv, additionalData: text.encode(name) };
  const sealed = await crypto.subtle.encrypt(way, await keyOf(db), text.encode(JSON.stringify(value)));
  return { iv, sealed };
}

async function unseal(db, name, { iv, sealed }) {
  const way = { name: "AES-GCM", iv, additionalData: text.encode(name) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(way, await keyOf(db), sealed)));
}

// Who works here, whom they walk with, and a token for sending; null without a signal, and
// "signed out" where the server no longer knows us.
async function pulse(db) {
  const answer = await fetch(words.pulse, { redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  if (!answer.ok) return "signed out";
  const said = await answer.json();
  await db.put("people", await seal(db, "people", { who: said.who, people: said.people }), "now");
  return said;
}

async function lastPulse(db) {
  const kept = await db.get("people", "now");
  return kept ? unseal(db, "people", kept) : { who: "", people: [] };
}

async function keep(db, form) {
  const fields = Object.fromEntries(new FormData(form));
  const id = fields.replay_key || crypto.randomUUID();
  const { who, people } = await lastPulse(db);
  const match = fields.match || form.dataset.match;
  const reference = people.find((one) => one.id === match)?.reference ?? "";
  const { means, reached, minutes, note } = fields;
  const entry = { match, reference, means, reached, minutes, note, at: Date.now() };
  await db.put("entries", { id, who, ...(await seal(db, id, entry)) });
  return id;
}

async function send(db, row, said) {
  const entry = await unseal(db, row.id, row);
  const age = Math.max(0, Math.round((Date.now() - entry.at) / 1000)); // the phone's clock may be wrong
  const body = new URLSearchParams({ ...entry, age, replay_key: row.id, csrfmiddlewaretoken: said.token });
  const answer = await fetch(words.send, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!answer || !answer.headers.get("Content-Type")?.includes("json")) return "waits";
  const { state, words: told } = await answer.json();
  if (state === "kept") await db.delete("entries", row.id);
  else await db.put("entries", { ...row, refused: told });
  return state;
}

const ours = (rows, who) => rows.filter((row) => row.who === who);

// One tab at a time sends; returns what became of each, by id.
async function sendAll(db) {
  const work = async () => {
    const said = await pulse(db);
    if (!said || said === "signed out") return { said, went: {} };
    const went = {};
    for (const row of ours(await db.getAll("entries"), said.who))
      if (!row.refused) went[row.id] = await send(db, row, said);
    return { said, went };
  };
  return navigator.locks ? navigator.locks.request(STORE, work) : work();
}

function line(row, entry) {
  const item = document.getElementById("kept-line").content.cloneNode(true).firstElementChild;
  const say = (name, value) => { item.querySelector(`[data-${name}]`).textContent = value; };
  say("reference", entry.reference);
  say("moment", new Date(entry.at).toLocaleString(document.documentElement.lang));
  say("note", entry.note || "");
  say("why", row.refused || words.waits);
  item.dataset.state = row.refused ? "refused" : "waits";
  const drop = item.querySelector("[data-drop]");
  drop.hidden = !row.refused;
  drop.addEventListener("click", async () => {
    const db = await opened();
    await db.delete("entries", row.id);
    await show(db);
  });
  return item;
}

async function show(db, said) {
  const { who, people } = await lastPulse(db);
  const rows = ours(await db.getAll("entries"), who);
  const waiting = rows.filter((row) => !row.refused).length;
  localStorage.setItem(STORE, String(rows.length)); // a number only, for the warning at signing out
  const list = page.querySelector("[data-kept-list]");
  const lines = await Promise.all(rows.map(async (row) => line(row, await unseal(db, row.id, row))));
  list.replaceChildren(...lines);
  page.querySelector("[data-kept]").hidden = rows.length === 0;
  page.querySelector("[data-count]").textContent = waiting ? words.count.replace("0", waiting) : "";
  page.querySelector("[data-signed-out]").hidden = said !== "signed out";
  const choice = document.querySelector("form[data-contact] select[name=match]");
  if (choice && choice.options.length === 1)
    for (const one of people) choice.add(new Option(one.reference, one.id));
}

function tell(message) {
  const status = page.querySelector("[data-status]");
  status.textContent = message;
  status.hidden = !message;
}

async function round(db) {
  const { said, went } = await sendAll(db);
  await show(db, said);
  if (Object.values(went).includes("kept")) tell(words.sent);
  return went;
}

async function submitted(event) {
  event.preventDefault();
  const form = event.target;
  if (!form.reportValidity()) return;
  const db = await opened();
  const id = await keep(db, form);
  form.reset();
  if (form.elements.replay_key) form.elements.replay_key.value = crypto.randomUUID();
  delete form.dataset.sent; // the form may be used again
  tell(words.waits);
  await show(db);
  const went = await round(db);
  if (went[id] !== "kept" || !form.dataset.done) return;
  sessionStorage.setItem(STORE, "sent"); // said on the next page
  location.assign(form.dataset.done);
}

// The page that works without a signal, and what it wears.
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js").catch(() => {});
  const cache = await caches.open(STORE);
  const shell = await fetch(words.shell, { redirect: "manual" }).catch(() => null);
  if (!shell?.ok) return;
  await cache.put(words.shell, shell.clone());
  const kept = new DOMParser().parseFromString(await shell.text(), "text/html");
  const files = [...kept.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
  await cache.addAll(files).catch(() => {});
  document.documentElement.dataset.shell = "kept";
}

async function begin() {
  if (!page || !globalThis.idb || !globalThis.crypto?.subtle) return;
  const db = await opened();
  for (const form of document.querySelectorAll("form[data-contact]")) {
    form.addEventListener("submit", submitted);
    form.dataset.ready = "yes";
  }
  await show(db);
  if (sessionStorage.getItem(STORE)) tell(words.sent);
  sessionStorage.removeItem(STORE);
  const again = () => round(db).catch(() => {});
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  setInterval(again, AGAIN);
  await again();
  await keepShell();
}

begin();
