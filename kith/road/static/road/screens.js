// One screen a kind of record. Each says its fields, and what the record says once they are filled in.

import { about, keep, meet, remember, uuid7 } from "./outbox.js";
import { draw, instruments, known, list, whoOf } from "./forms.js";
import { NoPicture, redrawn } from "./photo.js";
import { h, help, now, say, side, toursOfToday } from "./ui.js";

// What is wrong with a form, by field.
export class Wrong extends Error {
  constructor(field, words) {
    super(words);
    this.field = field;
  }
}

const codeOf = (id) => id.replaceAll("-", "").slice(-6).toUpperCase();
const severities = () => ["high", "moderate", "low"].map((name) => [name, say(`severity_${name}`)]);
const spoken = () => [["", "–"], ...(now.pack?.spoken ?? [])];
// The vehicle: the one that goes out today, where there is a choice.
const units = () => {
  const all = now.pack?.units ?? [];
  const today = toursOfToday()[0]?.unit_id ?? (all.length === 1 ? all[0][0] : "");
  return all.length ? [{ name: "unit", type: "select", label: say("unit"), options: [["", "–"], ...all], value: today }] : [];
};
const here = async () => ({ visit: (await about("visit"))?.id ?? null, language: now.language });

// Which record last said each detail of somebody: a change names what it was written over.
// refused: to which of them it was a no.
async function saidOf(id, record, fields, refused = []) {
  const person = (await known()).find((each) => each.id === id) ?? { id, code: codeOf(id), at: Date.now(), said: {} };
  for (const field of fields) person.said[field] = record;
  person.refused = [...(person.refused ?? []).filter((field) => !fields.includes(field)), ...refused];
  await meet(person);
  return person;
}
const lastSaid = async (id, field) => (await known()).find((each) => each.id === id)?.said?.[field] ?? null;

const hasRefused = async (id, field) => (await known()).find((each) => each.id === id)?.refused?.includes(field) ?? false;

const heardWords = (purpose) => side().agreed?.[purpose] ?? { words: "", version: "" };
const agreedTo = (purpose) => ({ ...heardWords(purpose), language: now.language });
const readAloud = (purpose) => h("p", { class: "road-words", "data-words": purpose, dir: "auto" }, heardWords(purpose).words);

const signIn = {
  fields: async () => {
    const many = draw({ name: "people", label: say("how_many"), type: "number", min: 1, max: 500, value: 1, mode: "numeric" });
    const name = draw({ name: "name", label: say("first_name") });
    const changed = (who) => { many.hidden = who !== ""; name.hidden = who !== "new"; };
    return [{ type: "who", nobody: true, fresh: true, people: await known(), changed }, { node: many }, { node: name }];
  },
  async keep(values) {
    const id = uuid7();
    const isCount = !values.who || (values.who === "new" && !values.name.trim());
    const people = values.who ? 1 : Math.max(1, Number(values.people) || 1);
    const name = values.who === "new" ? values.name.trim() : "";
    const content = { ...(await here()), who: isCount ? null : whoOf(values, id), name, people };
    const record = await keep("sign_in", content);
    return isCount || values.who !== "new" ? null : saidOf(id, record, ["name"]);
  },
};

const intake = {
  fields: async () => {
    const ways = ["none", "call", "text"].map((name) => [name, say(`way_${name}`)]);
    return [
      { type: "who", fresh: true, people: await known() },
      { name: "asked_by", type: "one", label: say("asked_by"), options: [["person", say("for_myself")], ["helper", say("for_other")]], value: "person" },
      { name: "unsafe", type: "tick", label: say("unsafe") },
      { name: "needs", type: "many", label: say("needs"), options: side().needs ?? [] },
      { name: "story", type: "textarea", label: say("story") },
      { name: "obstacles", type: "many", label: say("obstacles"), options: side().obstacles ?? [] },
      { name: "spoken", type: "select", label: say("spoken"), options: spoken(), value: now.language },
      { name: "place", label: say("place"), help: say("place_help") },
      { name: "age", type: "number", label: say("age"), min: 0, max: 120, mode: "numeric" },
      { name: "name", label: say("name"), help: say("name_help") },
      { name: "ways", type: "many", label: say("ways"), options: ways },
      { name: "phone", type: "tel", label: say("phone") },
      { name: "hours", label: say("hours") },
      { name: "voicemail", type: "tick", label: say("voicemail") },
      { name: "code_word", label: say("code_word") },
      { node: readAloud("intake") },
      { name: "agree", type: "tick", label: say("agree") },
    ];
  },
  helpWhen: (values) => Boolean(values.unsafe),
  async keep(values) {
    const [needs, obstacles, ways] = [list(values.needs), list(values.obstacles), list(values.ways)];
    if (!needs.length && !obstacles.length && !values.story.trim() && !values.unsafe) throw new Wrong("story", say("say_something"));
    if (ways.some((way) => way !== "none") && !values.phone.trim()) throw new Wrong("phone", say("phone_missing"));
    if (!values.agree) throw new Wrong("agree", say("agree_missing"));
    const id = uuid7();
    const who = whoOf(values, id);
    const content = {
      ...(await here()), who, needs, obstacles, ways, story: values.story.trim(), unsafe: Boolean(values.unsafe),
      asked_by: values.asked_by, spoken: values.spoken, place: values.place.trim(), name: values.name.trim(),
      age: values.age === "" ? null : Number(values.age), phone: values.phone.trim(), hours: values.hours.trim(),
      voicemail: Boolean(values.voicemail), code_word: values.code_word.trim(), agreed: agreedTo("intake"),
    };
    const record = await keep("intake", content, who.id ? await lastSaid(who.id, "name") : null);
    const said = [["name", values.name], ["phone", values.phone], ["place", values.place], ["language", values.spoken]];
    return who.id ? saidOf(who.id, record, said.filter(([, text]) => text.trim()).map(([field]) => field)) : null;
  },
};

const contact = {
  fields: async () => [
    { type: "who", people: await known() },
    { name: "means", type: "one", label: say("means"), options: ["visit", "call", "group"].map((name) => [name, say(`means_${name}`)]), value: "visit" },
    { name: "minutes", type: "number", label: say("minutes"), min: 0, max: 1440, mode: "numeric" },
    { name: "note", type: "textarea", label: say("note") },
    { name: "worry", type: "one", label: say("worry"), options: [["", say("worry_none")], ...severities()], value: "" },
  ],
  helpWhen: (values) => Boolean(values.worry),
  async keep(values) {
    const minutes = values.minutes === "" ? null : Number(values.minutes);
    await keep("contact", { ...(await here()), who: whoOf(values), means: values.means, minutes, note: values.note.trim(), worry: values.worry });
  },
};

const concern = {
  help: true,
  fields: async () => [
    { name: "severity", type: "one", label: say("severity"), options: severities(), value: "high" },
    { type: "who", nobody: true, people: await known() },
    { name: "words", type: "textarea", label: say("concern_words") },
  ],
  async keep(values) {
    await keep("concern", { ...(await here()), who: whoOf(values), severity: values.severity, words: values.words.trim() });
  },
};

const textOf = (instrument) => instrument.texts[now.language] ?? instrument.texts.en ?? Object.values(instrument.texts)[0];
const languageOf = (instrument) => (instrument.texts[now.language] ? now.language : instrument.texts.en ? "en" : Object.keys(instrument.texts)[0]);

const assessment = {
  fields: async () => {
    const all = instruments();
    if (!all.length) return [{ node: h("p", { class: "alert" }, say("no_instrument")) }];
    const questions = h("div", { "data-questions": true });
    const select = draw({ name: "instrument", type: "select", label: say("instrument"), options: all.map((each) => [each.name, each.short]) });
    const show = () => questions.replaceChildren(...asked(all.find((each) => each.name === select.querySelector("select").value)));
    select.addEventListener("change", show);
    select.restored = show;
    show();
    return [{ type: "who", people: await known() }, { node: select }, { node: questions }];
  },
  helpWhen: (_values, form) => Boolean(form.querySelector("[data-raises]:checked")),
  async keep(values) {
    const instrument = instruments().find((each) => each.name === values.instrument);
    const answers = {};
    for (const item of instrument.items) {
      const given = values[`q-${item.id}`];
      if (given !== undefined && given !== "") answers[item.id] = item.values.find((value) => String(value) === given);
    }
    await keep("assessment", { ...(await here()), language: languageOf(instrument), who: whoOf(values), instrument: instrument.name, answers });
  },
};

function asked(instrument) {
  const text = textOf(instrument);
  const dir = text.rtl ? "rtl" : "ltr";
  const questions = instrument.items.map((item, place) => {
    const options = item.values.map((value, at) => {
      const raises = item.raises[String(value)];
      return [String(value), text.options[at] ?? String(value), raises ? { "data-raises": raises } : {}];
    });
    return draw({ name: `q-${item.id}`, type: "one", dir, label: text.items[place], options: [...options, ["", say("rather_not")]] });
  });
  return [h("p", { class: "stem", dir }, text.instructions), ...questions, text.source ? h("p", { class: "form-text", dir: "auto" }, text.source) : ""];
}

const consent = {
  fields: async () => {
    const words = h("div", {});
    const purpose = draw({ name: "purpose", type: "one", label: say("consent_about"), options: side().purposes ?? [], value: "check_in" });
    const show = () => words.replaceChildren(readAloud(purpose.querySelector("input:checked").value));
    purpose.addEventListener("change", show);
    purpose.restored = show;
    show();
    return [{ type: "who", people: await known() }, { node: purpose }, { node: words },
      { name: "given", type: "one", label: "", required: true, options: [["yes", say("said_yes")], ["no", say("said_no")]] }];
  },
  async keep(values) {
    if (!values.given) throw new Wrong("given", say("required"));
    const [who, isGiven] = [whoOf(values), values.given === "yes"];
    const base = who.id ? await lastSaid(who.id, values.purpose) : null;
    const record = await keep("consent", { ...(await here()), who, purpose: values.purpose, is_given: isGiven, agreed: agreedTo(values.purpose) }, base);
    if (who.id) await saidOf(who.id, record, [values.purpose], isGiven ? [] : [values.purpose]);
  },
};

const photo = {
  fields: async () => {
    const preview = h("img", { class: "road-photo", alt: "", hidden: true });
    const input = h("input", { type: "file", id: "f-photo", name: "photo", accept: "image/*", capture: "environment", class: "form-control", "aria-describedby": "photo-help" });
    const drawn = h("input", { type: "hidden", name: "jpeg" });
    input.addEventListener("change", async () => {
      drawn.value = "";
      preview.hidden = true;
      if (!input.files.length) return;
      drawn.value = await redrawn(input.files[0]).catch((error) => { if (error instanceof NoPicture) return "-"; throw error; });
      preview.hidden = drawn.value === "-";
      if (!preview.hidden) preview.src = `data:image/jpeg;base64,${drawn.value}`;
    });
    const whole = h("div", { class: "road-field" }, h("label", { for: "f-photo", class: "form-label" }, say("take_photo")), input,
      h("p", { class: "form-text", id: "photo-help" }, say("photo_about")), preview, drawn);
    return [{ node: whole }, { type: "who", nobody: true, people: await known() }];
  },
  noDraft: true,
  async keep(values) {
    if (!values.jpeg) throw new Wrong("photo", say("photo_missing"));
    if (values.jpeg === "-") throw new Wrong("photo", say("photo_broken"));
    const who = whoOf(values);
    if (who?.id && await hasRefused(who.id, "photo")) throw new Wrong("who", say("photo_refused"));
    // The yes it stands on: taken back, the photo goes with it.
    await keep("photo", { ...(await here()), who, jpeg: values.jpeg }, who?.id ? await lastSaid(who.id, "photo") : null);
  },
};

const change = {
  fields: async () => [
    { type: "who", people: await known() },
    { name: "field", type: "one", label: say("field"), options: side().fields ?? [], value: "phone" },
    { name: "value", label: say("value"), required: true },
  ],
  async keep(values) {
    if (!values.value.trim()) throw new Wrong("value", say("required"));
    const who = whoOf(values);
    const base = who.id ? await lastSaid(who.id, values.field) : null;
    const record = await keep("change", { ...(await here()), who, field: values.field, value: values.value.trim() }, base);
    if (who.id) await saidOf(who.id, record, [values.field]);
  },
};

const check = {
  fields: async () => [
    ...units(),
    ...Object.entries(side().check ?? {}).map(([name, words]) => ({ name: `c-${name}`, type: "tick", label: words })),
    { name: "note", type: "textarea", label: say("note") },
  ],
  async keep(values) {
    const items = Object.fromEntries(Object.keys(side().check).map((name) => [name, Boolean(values[`c-${name}`])]));
    await keep("check", { language: now.language, unit: values.unit || null, items, note: values.note.trim() });
  },
};

const supplies = {
  fields: async () => [
    ...units(),
    { name: "way", type: "one", label: say("supplies"), options: [["out", say("supplies_out")], ["back", say("supplies_back")]], value: "out" },
    ...Object.entries(side().supplies ?? {}).map(([name, words]) => ({ name: `s-${name}`, type: "number", label: words, min: 0, max: 100000, mode: "numeric" })),
  ],
  async keep(values) {
    const amounts = {};
    for (const name of Object.keys(side().supplies)) if (values[`s-${name}`] !== "") amounts[name] = Number(values[`s-${name}`]);
    if (!Object.keys(amounts).length) throw new Wrong("way", say("amount_missing"));
    await keep("supplies", { language: now.language, unit: values.unit || null, way: values.way, amounts });
  },
};

// Arrived, or leaving: one press on the tour.
export async function visited(visit, what) {
  const was = (await about("visits")) ?? {};
  const record = await keep("visit", { language: now.language, visit: visit.id, what }, what === "left" ? was[visit.id]?.record ?? null : null);
  was[visit.id] = { what, at: Date.now(), record };
  await remember("visits", was);
  await remember("visit", what === "arrived" ? { id: visit.id } : null);
}

export const SCREENS = { sign_in: signIn, intake, contact, assessment, consent, photo, change, check, supplies, concern };
export const ORDER = ["sign_in", "intake", "contact", "assessment", "consent", "change", "photo", "check", "supplies"];
export { help };
