// What was filled in while there was no signal waits on this device, locked, and is sent once.
//
// Each record is sealed with AES-GCM under a key that no script can read out (IndexedDB keeps it as
// it is); when nothing waits any more the key goes too, and with it whatever a disk still holds.
// "Once" is the server's doing: every record carries an id, and the address answers a second sending
// of the same id like the first. A page that uses this shows how many wait, always: nothing is
// called sent before the server has said so.
//
//   kithQueue.isHere                          whether this browser can (https, IndexedDB)
//   kithQueue.keep(kind, id, address, fields) fields: [[name, value]]; the same id replaces
//   kithQueue.read(kind, id)                  its fields, or null
//   kithQueue.waiting(kind)                   [{id, at, refused}], oldest first
//   kithQueue.send(kind, heard)               tries all; heard(id, answer, data) for each taken one
//   kithQueue.drop(kind, id)                  it is done with
//   kithQueue.whenSignal(ask)                 now, when the network is back, and every half minute
//
// Rooms load static/build/queue.js and use it as `kithQueue`.

import { openDB } from "idb";

const NAME = "kith-queue";
const PATIENCE = 15_000; // milliseconds until a server that does not answer counts as none
const EVERY = 30_000;
const PARTS = { name: "AES-GCM", length: 256 };
const isHere = Boolean(globalThis.isSecureContext && globalThis.crypto?.subtle && globalThis.indexedDB);

const placeOf = (kind, id) => `${kind}|${id}`;

function open() {
  return openDB(NAME, 1, {
    upgrade(database) {
      database.createObjectStore("records", { keyPath: "place" });
      database.createObjectStore("keys");
    },
  });
}

async function within(work) {
  const database = await open();
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

async function keyOf(database) {
  const known = await database.get("keys", "current");
  if (known) return known;
  const fresh = await crypto.subtle.generateKey(PARTS, false, ["encrypt", "decrypt"]);
  // Two pages at once: the first one's key stands.
  const step = database.transaction("keys", "readwrite");
  const found = await step.store.get("current");
  if (!found) await step.store.put(fresh, "current");
  await step.done;
  return found ?? fresh;
}

async function seal(key, place, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  const text = new TextEncoder().encode(JSON.stringify(content));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text) };
}

async function unseal(key, { place, iv, sealed }) {
  const additionalData = new TextEncoder().encode(place);
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, sealed);
  return JSON.parse(new TextDecoder().decode(text));
}

async function keep(kind, id, address, fields) {
  const place = placeOf(kind, id);
  await within(async (database) => {
    const content = await seal(await keyOf(database), place, { address, fields });
    const before = await database.get("records", place);
    await database.put("records", { place, kind, id, at: before?.at ?? Date.now(), refused: 0, ...content });
  });
}

async function read(kind, id) {
  return within(async (database) => {
    const record = await database.get("records", placeOf(kind, id));
    return record ? (await unseal(await keyOf(database), record)).fields : null;
  });
}

async function recordsOf(database, kind) {
  const all = await database.getAll("records");
  return all.filter((record) => record.kind === kind).sort((one, other) => one.at - other.at);
}

async function waiting(kind) {
  if (!isHere) return [];
  const records = await within((database) => recordsOf(database, kind));
  return records.map(({ id, at, refused }) => ({ id, at, refused }));
}

async function drop(kind, id) {
  await within(async (database) => {
    await database.delete("records", placeOf(kind, id));
    if ((await database.count("records")) === 0) await database.delete("keys", "current");
  });
}

// A server that cannot, or will not now, is asked again; one that refuses this record is not, and the
// record stays where it can be seen.
const isForLater = (status) => status >= 500 || status === 423 || status === 429 || status === 408;

async function post(address, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  return fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", ...(token ? { "X-CSRFToken": token } : {}) },
    redirect: "error", // led to the sign-in page: not taken
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function sendOne(database, record, heard) {
  const { address, fields } = await unseal(await keyOf(database), record);
  const answer = await post(address, fields);
  if (answer.ok) {
    const data = await answer.json();
    const now = await database.get("records", record.place);
    // Changed while it was on its way: the newer one waits for its own turn.
    if (now && now.iv.join() === record.iv.join()) await drop(record.kind, record.id);
    await heard?.(record.id, answer, data);
    return;
  }
  if (isForLater(answer.status)) throw new Error(answer.status);
  await database.put("records", { ...record, refused: answer.status });
}

async function send(kind, heard) {
  if (!isHere) return 0;
  const turn = async (lock) => {
    if (lock) await within(async (database) => {
      for (const record of await recordsOf(database, kind))
        if (!record.refused) await sendOne(database, record, heard);
    }).catch(() => {}); // no signal: they wait
    return (await waiting(kind)).length;
  };
  // One page sends at a time; the others look again later.
  return navigator.locks ? navigator.locks.request(`${NAME}-${kind}`, { ifAvailable: true }, turn) : turn(true);
}

function whenSignal(ask) {
  addEventListener("online", ask);
  setInterval(ask, EVERY);
  return ask();
}

globalThis.kithQueue = { isHere, keep, read, waiting, drop, send, whenSignal };
