// Builds style sheets, scripts, fonts and icons into one folder. Called by kith/web/build.py, which
// says on standard input where to, which icons are used, and which templates the styles serve:
//   { "out": path, "icons": [name], "public": [path], "desk": [path],
//     "letters": { "names": text, "han": text } }

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { laySlices, makeFonts } from "./fonts.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const wish = JSON.parse(fs.readFileSync(0, "utf8"));

// Classes that are put together from values, which no search for whole words can see.
const COMPOSED = [/^state-/, /^alert-/, /^btn-/, /^htmx-/, /^is-invalid$/, /^maplibregl-/, /^timeline-dot-/];
// Bootstrap says these to nobody here: its own names for the browser's old prefixes.
const SILENCED = ["import", "global-builtin", "color-functions", "if-function"];

function compile(name) {
  const { css } = sass.compile(path.join(here, "styles", `${name}.scss`), {
    loadPaths: [modules],
    style: "expanded",
    quietDeps: true,
    silenceDeprecations: SILENCED.filter((id) => id in sass.deprecations),
  });
  return css;
}

// Bootstrap is a box of everything; only what a template names is sent to a telephone.
async function keepUsed(css, files) {
  const content = files.map((file) => ({
    raw: fs.readFileSync(file, "utf8"),
    extension: path.extname(file).slice(1),
  }));
  const [kept] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    safelist: { standard: COMPOSED },
    variables: true,
    keyframes: true,
  });
  return kept.css;
}

async function minify(css) {
  const { code } = await esbuild.transform(css, {
    loader: "css",
    minify: true,
    target: ["chrome90", "firefox90", "safari15"],
  });
  return code;
}

async function styles(name, files, faces) {
  const css = await keepUsed(compile(name), files);
  write(`${name}.css`, await minify(faces.ltr + css));
  write(`${name}.rtl.css`, await minify(faces.rtl + rtlcss.process(css)));
}

async function scripts() {
  await esbuild.build({
    entryPoints: ["public", "desk", "proof", "htmx", "map", "idb", "queue"].map((name) =>
      path.join(here, "scripts", `${name}.js`),
    ),
    outdir: wish.out,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "linked",
    logLevel: "warning",
  });
}

// The inside of each icon by name; kith/web/icons.py draws them into the pages.
function icons() {
  const folder = path.join(modules, "bootstrap-icons", "icons");
  const unknown = wish.icons.filter((name) => !fs.existsSync(path.join(folder, `${name}.svg`)));
  if (unknown.length) throw new Error(`no such icon: ${unknown.join(", ")}`);
  const drawn = wish.icons.map((name) => {
    const svg = fs.readFileSync(path.join(folder, `${name}.svg`), "utf8");
    const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return [name, inside.replace(/\s*\n\s*/g, "")];
  });
  write("icons.json", JSON.stringify(Object.fromEntries(drawn)));
}

function write(name, text) {
  fs.writeFileSync(path.join(wish.out, name), text);
}

const faces = await makeFonts(modules, wish.out, wish.letters);
laySlices(modules, wish.out);
await Promise.all([
  styles("public", wish.public, faces),
  styles("desk", wish.desk, faces),
  scripts(),
]);
icons();
write("map.css", await minify(compile("map"))); // as it is in every direction: a map is not mirrored
