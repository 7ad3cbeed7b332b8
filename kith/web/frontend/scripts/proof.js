// A worker that looks for the number; see kith/core/proof.py. WebCrypto would make a promise of
// each of thirty thousand hashes and does not exist on plain http, so the sum is done here.

import { sha256 } from "@noble/hashes/sha2";

function hasZeroBits(digest, bits) {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i += 1) if (digest[i]) return false;
  return digest[whole] >> (8 - (bits & 7)) === 0;
}

onmessage = ({ data: signed }) => {
  const text = signed.slice(0, signed.lastIndexOf("."));
  const bits = Number(text.split(".")[1]);
  const start = sha256.create().update(new TextEncoder().encode(`${text}.`));
  for (let number = 0; ; number += 1) {
    const digest = start.clone().update(new TextEncoder().encode(String(number))).digest();
    if (hasZeroBits(digest, bits)) {
      postMessage(String(number));
      return;
    }
  }
};
