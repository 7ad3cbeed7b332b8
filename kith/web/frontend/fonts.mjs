// Fonts, cut down to the letters the pages need, so that a first page brings at most 30 kB of them
// (docs/decisions/0009-fonts-by-letters.md). Atkinson Hyperlegible Next is made for reading with
// tired or weak eyes; Noto Sans stands in for other scripts. Each comes late and only where a page
// holds one of its letters (unicode-range).

import fs from "node:fs";
import path from "node:path";
import fontEditor from "fonteditor-core";
import subset from "subset-font";

const LATIN = [
  [0x20, 0x7e], [0xa0, 0xff], 0x131, [0x152, 0x153], [0x2bb, 0x2bc], 0x2c6, 0x2da, 0x2dc,
  [0x2000, 0x200a], [0x2010, 0x206f], 0x20ac, 0x2122, 0x2191, 0x2193, 0x2212, 0xfffd,
];
const LATIN_MORE = [[0x100, 0x130], [0x132, 0x151], [0x154, 0x24f], [0x1e00, 0x1eff]];
const NUMBERS = [0x20, [0x28, 0x3b], 0xa0, [0x2010, 0x2013]]; // of telephones, hours and codes
// The alphabets of Arabic, Persian, Dari, Pashto, Urdu, Sorani and Uyghur in one file: letters join
// only within one.
const ARABIC = [
  0x60c, 0x61b, 0x61f, [0x621, 0x63a], [0x640, 0x652], 0x654, 0x670, 0x679, 0x67c, 0x67e, 0x681,
  0x685, 0x686, [0x688, 0x689], 0x691, 0x693, [0x695, 0x696], 0x698, 0x69a, 0x6a4, 0x6a9, 0x6ab,
  0x6af, 0x6b5, 0x6ba, 0x6bc, 0x6be, 0x6c0, 0x6c1, [0x6c6, 0x6c8], [0x6cb, 0x6cd], 0x6ce, 0x6d0,
  0x6d2, 0x6d5, [0x200c, 0x200d],
];
const ARABIC_DIGITS = [[0x660, 0x66c], [0x6f0, 0x6f9]];

const each = (ranges) =>
  ranges.flatMap((range) => {
    const [first, last] = Array.isArray(range) ? range : [range, range];
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  });
const points = (text) => [...text].map((letter) => letter.codePointAt(0));
const without = (all, some) => all.filter((point) => !some.includes(point));
const asText = (all) => all.map((point) => String.fromCodePoint(point)).join("");
const hex = (point) => point.toString(16);

// Neighbours as one span: "U+20-7e,U+131".
function asRange(all) {
  const spans = [];
  for (const point of [...all].sort((one, other) => one - other)) {
    const span = spans.at(-1);
    if (span && point === span[1] + 1) span[1] = point;
    else spans.push([point, point]);
  }
  return spans.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(",");
}

const HAN = each([[0x2e80, 0x9fff], [0xf900, 0xfaff], [0xff00, 0xffef]]);

export async function makeFonts(modules, out, letters) {
  for (const file of fs.readdirSync(out))
    if (file.endsWith(".woff2")) fs.unlinkSync(path.join(out, file));
  const source = (family, cut) =>
    fs.readFileSync(path.join(modules, "@fontsource", family, "files", `${family}-${cut}.woff2`));
  const names = points(letters.names);
  const latin = each(LATIN);
  const more = each(LATIN_MORE);
  const arabic = each(ARABIC);

  // Cuts one file; answers with its rule. `ask` are the letters it is asked for, if not its own.
  async function cut(family, name, weight, from, all, ask = all) {
    const file = `${name}-${weight}.woff2`;
    fs.writeFileSync(path.join(out, file), await subset(from, asText(all), { targetFormat: "woff2" }));
    return (
      `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};` +
      `font-display:swap;src:url("./${file}") format("woff2");unicode-range:${asRange(ask)}}`
    );
  }
  const atkinson = (name, weight, part, all) =>
    cut("Atkinson", name, weight, source("atkinson-hyperlegible-next", `${part}-${weight}-normal`), all);
  const noto = (name, weight, all) =>
    cut("Noto Arabic Kith", name, weight, source("noto-sans-arabic", `arabic-${weight}-normal`), all);

  const byName = more.filter((point) => names.includes(point));
  const hanNames = points(letters.han).filter((point) => names.includes(point));
  const han = await hanOf(modules, points(letters.han));
  const everywhere = [
    await noto("arabic", 400, arabic),
    await noto("arabic", 700, arabic),
    await noto("arabic-digits", 400, each(ARABIC_DIGITS)),
    await atkinson("latin-names", 400, "latin-ext", byName),
    await atkinson("latin-more", 400, "latin-ext", without(more, byName)),
    await cut("Noto Han Kith", "han-names", 400, han, hanNames),
    withLocal(
      await cut("Noto Han Kith", "han", 400, han, points(letters.han), without(HAN, hanNames)),
    ),
  ];
  return {
    ltr: [await atkinson("latin", 400, "latin", latin), await atkinson("latin", 700, "latin", latin)]
      .concat(everywhere).join(""),
    rtl: [await atkinson("numbers", 400, "latin", each(NUMBERS))].concat(everywhere).join(""),
  };
}

// Whoever has a Chinese font keeps it; nobody is sent 120 kB in its place.
const HAN_FONTS = [
  "PingFang SC", "PingFangSC-Regular", "Microsoft YaHei", "Noto Sans CJK SC", "NotoSansCJKsc-Regular",
  "Noto Sans CJK SC Regular", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
];

function withLocal(rule) {
  return rule.replace("src:", `src:${HAN_FONTS.map((name) => `local("${name}")`).join(",")},`);
}

const SLICE = /url\(\.\/(files\/[^)]+)\)[^}]*unicode-range:\s*([^;]+);/g;

// Noto Sans SC comes in a hundred slices; what is needed of each is put into one font again.
async function hanOf(modules, wanted) {
  const folder = path.join(modules, "@fontsource-variable", "noto-sans-sc");
  const rules = fs.readFileSync(path.join(folder, "index.css"), "utf8");
  const slices = rules.matchAll(SLICE);
  const left = new Set(wanted);
  let whole = null;
  for (const [, file, ranges] of slices) {
    const mine = [...left].filter((point) => isIn(point, ranges));
    if (!mine.length) continue;
    mine.forEach((point) => left.delete(point));
    const slice = await subset(fs.readFileSync(path.join(folder, file)), asText(mine), {
      targetFormat: "truetype",
      variationAxes: { wght: 400 },
    });
    const font = fontEditor.createFont(slice, { type: "ttf" });
    whole = whole ? whole.merge(font, { scale: 1 }) : font;
  }
  if (left.size) throw new Error(`Noto Sans SC has no ${asText([...left])}`);
  return whole.write({ type: "ttf", toBuffer: true });
}

function isIn(point, ranges) {
  return spansOf(ranges).some(([first, last]) => point >= first && point <= last);
}

// "U+20-7e,U+131" as pairs of numbers.
function spansOf(ranges) {
  return ranges.split(",").map((range) => {
    const [first, last] = range.trim().slice(2).split("-").map((end) => Number.parseInt(end, 16));
    return [first, last ?? first];
  });
}

// All of Noto Sans SC as its slices come, for what is printed here: a name may hold any sign, and
// they hold Vietnamese and Cyrillic as well. Read by kith/peers/paper; no page asks for them.
export function laySlices(modules, out) {
  const folder = path.join(modules, "@fontsource-variable", "noto-sans-sc");
  const paper = path.join(out, "paper");
  fs.rmSync(paper, { recursive: true, force: true });
  fs.mkdirSync(paper);
  const rules = fs.readFileSync(path.join(folder, "index.css"), "utf8");
  const index = [...rules.matchAll(SLICE)].map(([, file, ranges]) => {
    fs.copyFileSync(path.join(folder, file), path.join(paper, path.basename(file)));
    return [path.basename(file, ".woff2"), spansOf(ranges)];
  });
  fs.writeFileSync(path.join(paper, "slices.json"), JSON.stringify(index));
}
