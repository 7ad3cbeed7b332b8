// A photo drawn anew: what the camera wrote beside the picture (where, when, whose) stays behind.

const LONGEST = 1280; // pixels
const MOST = 900_000; // bytes

export class NoPicture extends Error {}

export async function redrawn(file) {
  const picture = await createImageBitmap(file).catch(() => { throw new NoPicture(); });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.8, 0.6, 0.4]) {
    const text = canvas.toDataURL("image/jpeg", quality);
    if (text.length * 3 / 4 < MOST) return text.slice(text.indexOf(",") + 1);
  }
  throw new NoPicture();
}
