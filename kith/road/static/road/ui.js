// Small parts the screens are made of; words come from the pack, in the language of the moment.

export const now = { pack: null, language: "en" };

export const side = () => now.pack?.in[now.language] ?? { words: {} };
export function say(name, values = {}) {
  let text = side().words[name] ?? name;
  for (const [key, value] of Object.entries(values)) text = text.replace(`{${key}}`, value);
  return text;
}
export const number = (value) => new Intl.NumberFormat(now.language).format(value);
export const hour = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
export const clock = (at) => new Date(at).toTimeString().slice(0, 5);

// h("p", { class: "note", onclick: f }, "words", child)
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// By the tablet's own clock and zone.
export function toursOfToday() {
  const today = new Date();
  const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
  return (now.pack?.days ?? []).filter((tour) => tour.day === day);
}

export const bdi = (text) => h("bdi", {}, text);

export const button = (words, onclick, more = {}) =>
  h("button", { type: "button", class: "btn btn-primary", ...more, onclick }, words);

// What somebody reads who holds a telephone: numbers to tap, then what to do meanwhile.
export function help(note = "") {
  const { lines = [], steps = [] } = side();
  const emergency = now.pack?.emergency;
  const calls = lines.map((line) =>
    h("a", { class: "call", href: `tel:${line.dial}` }, h("span", {},
      line.name === line.number ? say("emergency") : line.name, " ", h("strong", {}, bdi(line.number)),
      line.always ? h("span", {}, " ", say("always")) : line.hours ? h("span", {}, " ", bdi(line.hours)) : null,
      line.sure ? null : h("em", {}, " ", say("check_number")))));
  if (emergency && !lines.some((line) => line.dial === emergency))
    calls.push(h("a", { class: "call", href: `tel:${emergency}` }, h("span", {}, say("emergency"), " ", h("strong", {}, bdi(emergency)))));
  return h("section", { class: "road-help", "data-help": true, "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, say("help_title")), note ? h("p", { class: "road-untold" }, note) : null, calls,
    h("h3", {}, say("helpers")), h("ol", { class: "steps" }, steps.map((step) => h("li", {}, step))));
}
