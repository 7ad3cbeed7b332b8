// The app of the tablet: what is on the screen, and what happens when there is signal.
//
// Above every screen stands, in words, how many records are not sent yet. "Sent" is said only after
// the server answered that they are on its disk.

import { Full, about, count, open, register, remember, send } from "./outbox.js";
import { draw, read, restore, watchDraft } from "./forms.js";
import { ORDER, SCREENS, Wrong, visited } from "./screens.js";
import { button, clock, h, help, hour, now, number, say, side, toursOfToday } from "./ui.js";

const at = document.body.dataset;
const root = document.getElementById("road");
const KEPT = "road-pack";
const EVERY = 30_000;
const state = { screen: "home", device: null, member: null, link: "unsent", mayHandIn: false, csrf: "", visits: {} };

// What the tablet takes along --------------------------------------------------------------------

async function takeAlong() {
  const cache = await caches.open(KEPT);
  const fresh = await fetch(at.pack, { redirect: "error" }).catch(() => null);
  if (fresh?.ok) await cache.put(at.pack, fresh.clone()).catch(() => {});
  const found = fresh?.ok ? fresh : await cache.match(at.pack);
  if (found) now.pack = await found.json();
}

async function whoIsHere() {
  const answer = await fetch(`${at.here}?device=${state.device?.handle ?? ""}`, { redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const told = await answer.json();
  Object.assign(state, { csrf: told.csrf, mayHandIn: told.may_hand_in });
  if (state.device && told.device !== "known") state.link = told.device;
  if (told.device === "known" || !state.device) {
    state.member = told.member;
    await remember("member", told.member);
  }
}

// The bar ----------------------------------------------------------------------------------------

async function bar() {
  const { waiting, refused, sent } = await count();
  const words = state.link === "revoked" ? say("revoked") : state.link === "unknown" ? say("unknown")
    : waiting ? say("unsent", { count: number(waiting) }) : say("all_sent");
  const more = [];
  if (state.link === "sending") more.push(say("sending"));
  else if (waiting && !navigator.onLine) more.push(say("no_signal"));
  if (refused) more.push(say("refused", { count: number(refused) }));
  const text = h("p", { class: "road-count", "data-unsent": waiting, "data-sent": sent, role: "status" }, h("strong", {}, words), " ", more.join(" "));
  const press = state.link === "revoked" && state.mayHandIn
    ? button(say("hand_in"), handIn, { class: "btn btn-outline-primary", "data-hand-in": true })
    : waiting ? button(say("send"), flush, { class: "btn btn-outline-primary", "data-send": true }) : null;
  return h("div", { class: `road-bar${waiting || refused ? " is-waiting" : ""}` }, text, press);
}

async function tellCount() {
  document.querySelector(".road-bar")?.replaceWith(await bar());
}

async function flush() {
  if (!state.device) return;
  if (state.link === "revoked") return tellCount(); // only a supervisor hands in
  const before = state.link;
  state.link = "sending";
  await tellCount();
  const found = await send(at.sync, { told: tellCount });
  state.link = found === "busy" ? before : found;
  await tellCount();
}

async function handIn() {
  await send(at.handIn, { csrf: state.csrf, told: tellCount, isPatient: true });
  await tellCount();
}

// Screens ----------------------------------------------------------------------------------------

const title = (name) => h("h1", { tabindex: "-1", "data-screen": name }, say(name === "home" ? "title" : name));

async function top() {
  const languages = now.pack?.languages ?? [];
  const select = h("select", { class: "form-select", "aria-label": say("language"), "data-language": true,
    onchange: (event) => speak(event.target.value) },
  languages.map(([code, name]) => h("option", { value: code, lang: code, selected: code === now.language }, name)));
  const back = state.screen === "home" ? null : button(say("back"), () => go("home"), { class: "btn btn-outline-primary", "data-back": true });
  const alarm = state.screen === "concern" || !state.device ? null
    : button(say("concern"), () => go("concern"), { class: "btn btn-danger road-alarm", "data-go": "concern" });
  return h("header", { class: "road-top" }, state.device ? await bar() : null, h("div", { class: "road-row" }, back, alarm, languages.length ? select : null));
}

async function home() {
  const tours = toursOfToday();
  const doors = ORDER.map((name) => h("li", {}, button(say(name), () => go(name), { class: "btn btn-primary road-door", "data-go": name })));
  return [title("home"), h("p", { class: "road-you" }, say("you", { name: state.member.name }), " · ", state.device.name),
    h("ul", { class: "road-doors" }, doors),
    h("h2", {}, say("today")), tours.length ? tours.map(tourOf) : h("p", {}, say("no_tour"))];
}

const tourOf = (tour) => h("section", { class: "road-tour", "aria-label": tour.unit }, h("h3", {}, h("bdi", {}, tour.unit)),
  h("ol", {}, tour.visits.map((visit) => visitOf(visit))));

function visitOf(visit) {
  const was = state.visits[visit.id];
  const press = visit.is_off ? h("p", {}, say("called_off"))
    : was?.what === "left" ? h("p", {}, say("done_left"), " ", clock(was.at))
      : was ? [h("p", {}, say("done_arrived"), " ", clock(was.at)), button(say("left"), () => mark(visit, "left"), { "data-visit": "left" })]
        : button(say("arrived"), () => mark(visit, "arrived"), { "data-visit": "arrived" });
  return h("li", {}, h("strong", {}, h("bdi", {}, visit.stop)), h("p", { dir: "auto" }, visit.where),
    h("p", {}, say("open_from", { from: hour(visit.opens), until: hour(visit.closes) })), press);
}

async function mark(visit, what) {
  try {
    await visited(visit, what);
  } catch (error) {
    return notKept(error);
  }
  await show();
  flush();
}

async function entering(name) {
  const screen = SCREENS[name];
  const form = h("form", { class: "road-form", novalidate: true, autocomplete: "off", "data-form": name }, (await screen.fields()).map(draw));
  const helping = h("div", { "data-helping": true, "aria-live": "polite" });
  form.append(h("div", { class: "road-keep" }, h("button", { class: "btn btn-primary", type: "submit" }, say("keep"))));
  const draft = screen.noDraft ? null : watchDraft(form, name);
  const begun = h("p", { class: "alert", hidden: true, "data-begun": true }, say("draft"), " ",
    button(say("empty_it"), async () => { await draft.drop(); show({ fresh: true }); }, { class: "btn btn-link" }));
  const watch = () => {
    const isNeeded = screen.help || screen.helpWhen?.(read(form), form);
    if (Boolean(helping.firstChild) !== Boolean(isNeeded)) helping.replaceChildren(...(isNeeded ? [help()] : []));
  };
  form.addEventListener("change", watch);
  form.addEventListener("submit", (event) => { event.preventDefault(); keeping(name, form, draft); });
  state.form = { form, watch };
  if (draft && await restore(form, name)) begun.hidden = false;
  watch();
  return [title(name), helping, begun, form];
}

async function keeping(name, form, draft) {
  const press = form.querySelector(".road-keep button");
  if (press.disabled) return; // pressed twice
  press.disabled = true;
  for (const told of form.querySelectorAll(".road-wrong")) told.remove();
  try {
    const values = read(form);
    const missing = [...form.querySelectorAll("[required]")].find((input) => !input.closest("[hidden]") && !input.validity.valid);
    if (missing) throw new Wrong(missing.name, say("required"));
    const isUrgent = Boolean(SCREENS[name].help || SCREENS[name].helpWhen?.(values, form));
    const person = await SCREENS[name].keep(values);
    await draft?.drop();
    await done(name, person, isUrgent);
  } catch (error) {
    press.disabled = false;
    notKept(error, form);
  }
}

// Nothing typed is lost: the form stays as it is, and says what to do.
function notKept(error, form = document.querySelector("main")) {
  const field = error instanceof Wrong ? form.querySelector(`[name="${error.field}"]`) : null;
  const words = error instanceof Wrong ? error.message : say(error instanceof Full || error?.name === "QuotaExceededError" ? "full" : "broken");
  const told = h("p", { class: "alert alert-danger road-wrong", role: "alert", tabindex: "-1" }, words);
  const place = field?.closest(".road-field, .answer");
  if (place) place.before(told);
  else (form.querySelector(".road-keep") ?? form).before(told);
  if (!(error instanceof Wrong) && !(error instanceof Full)) console.error(error?.name ?? "not kept");
  told.focus();
  told.scrollIntoView({ block: "center" });
}

async function done(name, person, isUrgent) {
  state.screen = "home";
  state.form = null;
  const told = h("p", { class: "road-untold", "data-untold": true }, say("help_untold"));
  const helping = isUrgent ? [told, help()] : [];
  const code = person ? [h("p", { class: "road-code", "data-code": person.code }, say("their_code", { code: "" }), h("bdi", {}, person.code)), h("p", {}, say("their_code_help"))] : [];
  root.replaceChildren(await top(), h("main", { id: "content", class: "road-page" },
    h("h1", { tabindex: "-1", "data-screen": "done" }, say("kept")), code, helping, button(say("back"), () => go("home"), { class: "btn btn-primary road-door", "data-done": true })));
  root.querySelector("h1").focus();
  scrollTo(0, 0);
  await flush();
  if (isUrgent && state.link === "sent") told.replaceChildren(say("help_told"));
}

async function registering() {
  if (!state.member || !state.csrf) {
    const offline = navigator.onLine ? [] : [h("p", { class: "alert" }, say("register_offline"))];
    return [title("register_title"), ...offline, h("p", {}, say("sign_in_first")), h("a", { class: "btn btn-primary", href: at.signIn }, say("sign_in_again"))];
  }
  const form = h("form", { class: "road-form", "data-form": "register" }, h("p", {}, say("register_about")),
    draw({ name: "name", label: say("register_name"), required: true }), h("button", { class: "btn btn-primary", type: "submit" }, say("register")));
  const key = crypto.randomUUID();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ name: form.elements.name.value, replay_key: key, csrfmiddlewaretoken: state.csrf });
    const answer = await fetch(at.register, { method: "POST", body, redirect: "error" }).catch(() => null);
    if (!answer?.ok) return notKept(new Wrong("name", say(answer ? "required" : "register_offline")), form);
    state.device = await register(await answer.json());
    state.link = "sent";
    await show();
  });
  return [title("register_title"), form];
}

const isSet = () => state.device && state.member;

async function content() {
  if (!now.pack) return [h("h1", { tabindex: "-1" }, document.title), h("a", { class: "btn btn-primary", href: at.signIn }, "→")];
  if (!isSet()) return registering();
  return state.screen === "home" ? home() : entering(state.screen);
}

async function show() {
  state.visits = (await about("visits").catch(() => null)) ?? {};
  state.form = null;
  const inside = await content();
  root.replaceChildren(await top(), h("main", { id: "content", class: "road-page" }, inside));
}

async function go(screen) {
  state.screen = screen;
  if (location.hash !== `#${screen}`) history.pushState(null, "", `#${screen}`);
  await show();
  root.querySelector("h1")?.focus();
  scrollTo(0, 0);
}

// Language, without signal: the same screen in other words, with what was typed.
async function speak(language) {
  const before = state.form ? [...new FormData(state.form.form)] : [];
  now.language = language;
  await remember("language", language).catch(() => {});
  face();
  await show();
  if (!state.form) return;
  const { form, watch } = state.form;
  for (let turn = 0; turn < 2; turn += 1) {
    for (const input of form.querySelectorAll("input:not([type=file]), textarea, select")) {
      const values = before.filter(([name]) => name === input.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
      else if (values.length) input.value = values[0];
    }
    if (turn === 0) for (const part of form.querySelectorAll("*")) part.restored?.();
  }
  watch();
}

function face() {
  const isRtl = (now.pack?.languages ?? []).find(([code]) => code === now.language)?.[2] ?? false;
  document.documentElement.lang = now.language;
  document.documentElement.dir = isRtl ? "rtl" : "ltr";
  for (const sheet of document.querySelectorAll("link[data-side]")) sheet.disabled = sheet.dataset.side !== (isRtl ? "rtl" : "ltr");
  document.title = now.pack ? say("title") : document.title;
}

async function begin() {
  const worker = navigator.serviceWorker?.register(at.worker, { scope: at.home }).catch(() => null);
  state.device = (await open()) ?? null;
  state.member = (await about("member")) ?? null;
  now.language = (await about("language")) ?? document.documentElement.lang;
  await Promise.all([takeAlong(), whoIsHere()]);
  face();
  if (location.hash.slice(1) in SCREENS) state.screen = location.hash.slice(1);
  await show();
  addEventListener("popstate", () => { state.screen = location.hash.slice(1) in SCREENS ? location.hash.slice(1) : "home"; show(); });
  addEventListener("online", () => { whoIsHere().then(flush); });
  addEventListener("offline", tellCount);
  setInterval(flush, EVERY);
  await worker;
  await flush();
}

begin();
