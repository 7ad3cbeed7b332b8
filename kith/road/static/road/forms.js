// Forms from a list of fields. What was typed is kept on the way (locked; see build/queue.js), and is
// there again after a reload; it goes when the record is sealed.

import { people } from "./outbox.js";
import { clock, h, now, say, side } from "./ui.js";

const DRAFT = "road-draft";

const described = (field) => (field.help ? { "aria-describedby": `${field.name}-help` } : {});
const helpOf = (field) => (field.help ? h("p", { class: "form-text", id: `${field.name}-help` }, field.help) : null);

function typed(field) {
  const id = `f-${field.name}`;
  const common = { id, name: field.name, class: "form-control", autocomplete: "off", required: field.required, ...described(field) };
  const input = field.type === "textarea"
    ? h("textarea", { ...common, rows: 4, maxlength: 4000, dir: "auto" })
    : h("input", { ...common, type: field.type ?? "text", maxlength: 200, min: field.min, max: field.max, inputmode: field.mode, dir: field.type === "tel" ? "ltr" : "auto" });
  if (field.value !== undefined) input.value = field.value;
  return h("div", { class: "road-field" }, h("label", { for: id, class: "form-label" }, field.label), input, helpOf(field));
}

function chosen(field) {
  const id = `f-${field.name}`;
  const options = field.options.map(([value, words]) => h("option", { value, selected: value === field.value }, words));
  return h("div", { class: "road-field" }, h("label", { for: id, class: "form-label" }, field.label),
    h("select", { id, name: field.name, class: "form-select", ...described(field) }, options), helpOf(field));
}

// Large rows to tap, one or several.
function taps(field) {
  const kind = field.type === "many" ? "checkbox" : "radio";
  const rows = field.options.map(([value, words, more = {}]) =>
    h("label", { class: "answer" }, h("input", { type: kind, name: field.name, value, class: "form-check-input",
      checked: field.value === value, required: kind === "radio" && field.required, ...more }), h("span", { dir: "auto" }, words)));
  return h("fieldset", { class: "road-field", dir: field.dir }, h("legend", {}, field.label), helpOf(field), rows);
}

function ticked(field) {
  return h("label", { class: "answer road-field" },
    h("input", { type: "checkbox", name: field.name, class: "form-check-input", required: field.required }), h("span", {}, field.label));
}

// Somebody: nobody, new, met on this tablet, or by what they carry.
function whoever(field) {
  const options = [];
  if (field.nobody) options.push(["", say("who_nobody")]);
  if (field.fresh) options.push(["new", say("who_new")]);
  for (const person of field.people.slice(0, 12)) options.push([person.id, say("met_at", { code: person.code, time: clock(person.at) })]);
  options.push(["code", say("who_code")]);
  const first = options.length > 1 ? options[0][0] : "code";
  const box = taps({ ...field, type: "one", name: "who", label: say("who"), options, value: field.value ?? first });
  const code = typed({ name: "code", label: say("code"), help: say("code_help"), mode: "text" });
  const watch = () => {
    const is = box.querySelector("input:checked")?.value;
    code.hidden = is !== "code";
    code.querySelector("input").required = is === "code";
    field.changed?.(is);
  };
  box.addEventListener("change", watch);
  const whole = h("div", {}, box, code);
  whole.restored = watch;
  watch();
  return whole;
}

const KINDS = { textarea: typed, select: chosen, one: taps, many: taps, tick: ticked, who: whoever };
export const draw = (field) => (field.node ? field.node : (KINDS[field.type] ?? typed)(field));

export function read(form) {
  const data = new FormData(form);
  const values = {};
  for (const name of new Set(data.keys())) {
    const all = data.getAll(name);
    values[name] = all.length > 1 ? all : all[0];
  }
  return values;
}
export const list = (value) => (value === undefined ? [] : [value].flat());

// who as a record says it; null for nobody by name.
export function whoOf(values, freshId) {
  if (values.who === "code") return { code: values.code.trim() };
  if (values.who === "new") return { id: freshId };
  return values.who ? { id: values.who } : null;
}

export const known = () => people();

// Drafts ----------------------------------------------------------------------------------------

export async function restore(form, name) {
  const kept = (await kithQueue.read(DRAFT, name).catch(() => null)) ?? null;
  if (!kept) return false;
  for (const input of form.querySelectorAll("input:not([type=file]), textarea, select")) {
    const values = kept.filter(([key]) => key === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
    else if (values.length) input.value = values[0];
  }
  for (const part of form.querySelectorAll("*")) part.restored?.();
  return true;
}

export function watchDraft(form, name) {
  let timer = 0;
  const save = () => {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    // Where there is no room for a draft it is still on the screen; keeping the record says so.
    kithQueue.keep(DRAFT, name, "", fields).catch(() => {});
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });
  return { drop: () => { clearTimeout(timer); return kithQueue.drop(DRAFT, name).catch(() => {}); } };
}

export const instruments = () => (now.pack?.instruments ?? []);
export const words = side;
