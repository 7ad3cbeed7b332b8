// Seals a record so that only the server can open it: this tablet throws the key away at once.
// The same as kith/road/rules/envelope.py, which says why.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = new TextEncoder().encode("kith road 1");

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export const importPublic = (text) => crypto.subtle.importKey("raw", bytesOf(text), CURVE, true, []);

// Kept where no script can read it out; it only signs what is sent.
export const importSecret = (text) =>
  crypto.subtle.importKey("raw", bytesOf(text), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export async function seal(content, device, { id, kind, base }) {
  const fresh = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", fresh.publicKey));
  const theirs = new Uint8Array(await crypto.subtle.exportKey("raw", device.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: device.publicKey }, fresh.privateKey, 256);
  const whole = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: joined(point, theirs), info: INFO };
  const key = await crypto.subtle.deriveKey(way, whole, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`${device.handle}|${id}|${kind}|${base ?? ""}`);
  const text = new TextEncoder().encode(JSON.stringify(content));
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, text);
  return joined(new Uint8Array([1]), point, iv, new Uint8Array(body));
}

export async function sign(body, secret) {
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", secret, body));
  return [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
