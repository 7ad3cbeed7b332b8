// What was entered waits here, sealed, until the server has said that it has it on its disk.
//
//   open()                        who this tablet is; null until it was registered
//   keep(kind, content, base)     seals and keeps; its id, or Full where there is no room
//   count()                       {waiting, refused, sent}
//   send()                        tries all; "sent", "offline", "unknown" or "revoked"
//
// A record leaves only with the server's answer. Nothing here can be read back, by us neither.

import { base64, importPublic, importSecret, seal, sign } from "./seal.js";

const NAME = "kith-road";
const MOST = 50; // records a sending, and its bytes
const HEAVY = 1_500_000;
const PATIENCE = 30_000; // milliseconds until a server that does not answer counts as none

export class Full extends Error {}

const database = () =>
  idb.openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "id" });
      db.createObjectStore("people", { keyPath: "id" }); // ids, codes and times: nobody's name
      db.createObjectStore("about"); // the device's keys, who works here, counts
    },
  });

let opened = null;
const db = () => (opened ??= database());

// One step that is on the disk, or did not happen.
async function step(stores, work) {
  const transaction = (await db()).transaction(stores, "readwrite", { durability: "strict" });
  try {
    await Promise.all([work(transaction), transaction.done]);
  } catch (error) {
    const cause = transaction.error ?? error;
    throw cause?.name === "QuotaExceededError" || error?.name === "QuotaExceededError" ? new Full() : error;
  }
}

export const about = async (name) => (await db()).get("about", name);
export const remember = (name, value) => step(["about"], (on) => on.objectStore("about").put(value, name));
export const open = () => about("device");

export async function register(told) {
  const device = {
    handle: told.handle, name: told.name, organization: told.organization,
    publicKey: await importPublic(told.public_key), secret: await importSecret(told.secret),
  };
  await remember("device", device);
  await navigator.storage?.persist?.();
  return device;
}

// RFC 9562, version 7: milliseconds, then chance. Greater than the last one, whatever the clock does.
let last = 0n;
export function uuid7() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  let ticks = BigInt(Date.now()) << 12n | BigInt(random[8] << 4 | random[9] >> 4);
  if (ticks <= last) ticks = last + 1n;
  last = ticks;
  const tail = random.slice(0, 8).reduce((sum, byte) => sum << 8n | BigInt(byte), 0n) & ((1n << 62n) - 1n);
  const whole = (ticks >> 12n) << 80n | 7n << 76n | (ticks & 0xfffn) << 64n | 2n << 62n | tail;
  const text = whole.toString(16).padStart(32, "0");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export async function keep(kind, content, base = null) {
  const [device, member] = [await open(), await about("member")];
  const id = uuid7();
  const whole = { v: 1, by: member.id, made_at: new Date().toISOString(), ...content };
  const sealed = await seal(whole, device, { id, kind, base });
  await step(["outbox"], (on) => on.objectStore("outbox").add({ id, kind, base, sealed, refused: "" }));
  return id;
}

export async function count() {
  const all = await (await db()).getAll("outbox");
  const refused = all.filter((record) => record.refused).length;
  return { waiting: all.length - refused, refused, sent: (await about("sent")) ?? 0 };
}

// Who was met on this tablet today: a code and a time, newest first; and what was last said of them.
export async function people() {
  const found = await (await db()).getAll("people");
  return found.sort((one, other) => other.at - one.at);
}
export const meet = (person) => step(["people"], (on) => on.objectStore("people").put(person));

async function batch() {
  const all = (await (await db()).getAll("outbox")).filter((record) => !record.refused);
  const chosen = [];
  let weight = 0;
  for (const record of all.sort((one, other) => (one.id < other.id ? -1 : 1))) {
    weight += record.sealed.length * 4 / 3;
    if (chosen.length && (chosen.length === MOST || weight > HEAVY)) break;
    chosen.push(record);
  }
  return chosen;
}

async function post(device, records, address, csrf) {
  const envelopes = records.map(({ id, kind, base, sealed }) => ({ id, kind, base, sealed: base64(sealed) }));
  const said = { v: 1, device: device.handle, sent_at: new Date().toISOString(), envelopes };
  const body = new TextEncoder().encode(JSON.stringify(said));
  const headers = { "Content-Type": "application/json", "X-Kith-Signature": await sign(body, device.secret) };
  if (csrf) headers["X-CSRFToken"] = csrf;
  return fetch(address, {
    method: "POST", body, headers, credentials: csrf ? "same-origin" : "omit", redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function heard(answers) {
  await step(["outbox", "about"], async (on) => {
    const outbox = on.objectStore("outbox");
    let kept = 0;
    for (const { id, state, why } of answers) {
      const record = await outbox.get(id);
      if (!record) continue;
      if (state === "kept") kept += 1;
      await (state === "kept" ? outbox.delete(id) : outbox.put({ ...record, refused: why || "refused" }));
    }
    const counts = on.objectStore("about");
    await counts.put(((await counts.get("sent")) ?? 0) + kept, "sent");
  });
}

async function sendAll(address, csrf, told) {
  const device = await open();
  if (!device) return "unknown";
  for (let records = await batch(); records.length; records = await batch()) {
    const answer = await post(device, records, address, csrf).catch(() => null);
    if (answer?.status === 401) return "unknown";
    if (answer?.status === 403) return "revoked";
    if (!answer?.ok) return "offline";
    await heard((await answer.json()).answers);
    await told?.();
  }
  return "sent";
}

// One page sends at a time; another one finds that it is being done, or waits for its turn.
export function send(address, { csrf = "", told = null, isPatient = false } = {}) {
  const turn = (lock) => (lock ? sendAll(address, csrf, told) : "busy");
  return navigator.locks.request(NAME, { ifAvailable: !isPatient }, turn);
}
