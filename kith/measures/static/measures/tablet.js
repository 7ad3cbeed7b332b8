// A device in a person's hands. One question at a time; whatever is answered is kept on the device,
// locked, until the server has said that it has it (static/build/queue.js). A dangerous answer shows
// help at once, from this page itself, and says when nobody has been told yet.

const QUEUE = "tablet";
const STATE = "tablet-state"; // never sent: what a page that was reloaded without signal shows again
const CALL = "-call";
const ORDER = ["", "low", "moderate", "high"];
const SOON = 1500; // milliseconds: an answer that is changed at once was a slip
const form = document.querySelector("[data-tablet]");
const find = (name) => document.querySelector(`[data-${name}]`);
const show = (name, isShown) => { const part = find(name); if (part) part.hidden = !isShown; };

function fragment(html) {
  return document.createRange().createContextualFragment(html);
}

function worst(severities) {
  return severities.reduce((one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one), "");
}

const dangerOf = (fields) => Object.fromEntries(fields ?? []).danger ?? "";

// What waits on this device, and whether somebody may be in danger by it.
async function unsent() {
  const waiting = await kithQueue.waiting(QUEUE);
  const dangers = await Promise.all(waiting.map(async ({ id }) => dangerOf(await kithQueue.read(QUEUE, id))));
  return { count: waiting.length, danger: worst(dangers) };
}

async function say() {
  const { count, danger } = await unsent();
  show("unsent", count > 0);
  show("nothing-waits", count === 0);
  show("offline-note", count > 0);
  show("untold", count > 0 && danger);
  show("untold-staff", count > 0 && danger);
  return count;
}

// The form ------------------------------------------------------------------------------------

class Questionnaire {
  constructor() {
    this.id = form.dataset.tablet;
    this.questions = [...form.querySelectorAll("fieldset.question")];
    this.at = 0;
    this.isOne = Boolean(find("progress"));
    this.isEnded = false;
    this.turn = Promise.resolve();
  }

  get danger() {
    return worst([...form.querySelectorAll("input:checked")].map((input) => input.dataset.raises ?? ""));
  }

  fields(go, danger = this.danger) {
    const given = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return [...given, ["go", go], ["danger", danger]];
  }

  // One after the other: an older picture of the form must not be laid over a newer one.
  inTurn(work) {
    this.turn = this.turn.then(work, work);
    return this.turn;
  }

  remember() {
    const picture = [...this.fields("state"), ["place", String(this.at)], ["ended", this.isEnded ? "yes" : ""]];
    return this.inTurn(() => kithQueue.keep(STATE, this.id, "", picture));
  }

  async restore() {
    const kept = Object.fromEntries((await kithQueue.read(STATE, this.id)) ?? []);
    if (!("place" in kept)) return;
    for (const input of form.querySelectorAll("input[type=radio]"))
      if (kept[input.name] === input.value) input.checked = true;
    this.at = Math.min(Number(kept.place) || 0, this.questions.length);
    show("restored", this.at > 0);
    if (kept.ended) this.end();
  }

  // After the last question comes a page of its own, with nothing but "Finish".
  step(by) {
    this.at = Math.max(0, Math.min(this.at + by, this.questions.length));
    this.draw();
    this.questions[this.at]?.querySelector("legend").setAttribute("tabindex", "-1");
    (this.questions[this.at]?.querySelector("legend") ?? find("finish")).focus();
    scrollTo(0, 0);
  }

  draw() {
    if (!find("progress")) return; // the server shows one at a time itself
    const isLast = this.at >= this.questions.length - 1;
    for (const [place, question] of this.questions.entries())
      question.hidden = this.isOne && place !== Math.min(this.at, this.questions.length - 1);
    show("next", this.isOne && !isLast);
    show("before", this.isOne && this.at > 0);
    show("finish", !this.isOne || isLast);
    show("one", !this.isOne);
    show("all", this.isOne);
    show("progress", this.isOne);
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const progress = find("progress");
    progress.textContent = progress.dataset.words
      .replace("{at}", number.format(Math.min(this.at + 1, this.questions.length)))
      .replace("{count}", number.format(this.questions.length));
  }

  helpHere() {
    const box = find("help");
    if (box.querySelector(".help-now")) return;
    box.replaceChildren(find("help-here").content.cloneNode(true));
    box.focus();
    scrollTo(0, 0);
  }

  async keep(go, id = this.id, danger = this.danger) {
    const sending = this.fields(go, danger);
    this.inTurn(() => kithQueue.keep(QUEUE, id, form.dataset.send, sending));
    await this.remember();
    await flush();
  }

  end(said = "") {
    this.isEnded = true;
    find("page").hidden = true;
    const end = find("end");
    if (said) find("said").replaceChildren(fragment(said));
    end.hidden = false;
    end.focus();
    const box = find("help");
    if (box.querySelector(".help-now")) end.prepend(box);
  }

  heard({ went, help, said }) {
    if (help) find("help").replaceChildren(fragment(help));
    if (went === "finished" && said) find("said")?.replaceChildren(fragment(said));
  }
}

let page = null;

async function flush() {
  await kithQueue.send(QUEUE, (id, answer, data) => page && id.startsWith(page.id) && page.heard(data));
  await say();
}

function watch() {
  let timer = 0;
  form.addEventListener("change", (event) => {
    if (event.target.dataset.raises) page.helpHere();
    page.remember();
    clearTimeout(timer);
    timer = setTimeout(() => page.keep("save"), SOON);
  });
  form.addEventListener("submit", (event) => {
    const go = event.submitter?.value;
    if (go === "one") {
      event.preventDefault();
      page.isOne = true;
      page.draw();
    }
    if (!["finish", "stop", "call"].includes(go)) return;
    event.preventDefault();
    clearTimeout(timer);
    if (go === "call") {
      page.helpHere();
      page.keep("call", page.id + CALL, "high");
      return;
    }
    page.end();
    page.keep(go);
  });
  find("next")?.addEventListener("click", () => { page.step(1); clearTimeout(timer); page.keep("save"); });
  find("before")?.addEventListener("click", () => page.step(-1));
  find("all")?.addEventListener("click", () => { page.isOne = false; page.draw(); });
  find("give-back")?.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const wasEnded = page.isEnded;
    page.end();
    find("said").replaceChildren(); // what was said to one person is not left for the next
    show("go-on", !wasEnded);
    if (!wasEnded) page.keep("save");
  });
  find("go-on")?.addEventListener("click", () => {
    page.isEnded = false;
    find("end").hidden = true;
    find("page").hidden = false;
    page.remember();
  });
}

// Without signal the desk cannot be opened: said here, instead of a page of the browser's.
function watchWayBack() {
  find("way-back")?.addEventListener("click", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    show("no-way", true);
  });
}

// The page itself, so that a reload without signal finds it. It holds a form, and no answer.
async function keepPage() {
  if (!("serviceWorker" in navigator) || !globalThis.caches) return;
  const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((part) => part.href || part.src);
  const cache = await caches.open("tablet");
  await cache.addAll(["/tablet/", ...parts]);
}

// The desk has the device again: nothing of the person stays on it, but what must still be sent.
async function tidy() {
  await globalThis.caches?.delete("tablet");
  const sending = (await kithQueue.waiting(QUEUE)).map(({ id }) => id.replace(CALL, ""));
  for (const { id } of await kithQueue.waiting(STATE)) if (!sending.includes(id)) await kithQueue.drop(STATE, id);
}

async function begin() {
  if (!globalThis.kithQueue?.isHere) return; // each press goes to the server, as without script
  if (form) {
    sessionStorage.clear(); // the desk's drafts are not for these hands
    new BroadcastChannel("kith-handed").postMessage(location.href); // other tabs follow
    page = new Questionnaire();
    await page.restore();
    page.draw();
    watch();
    if (page.danger && !page.isEnded) page.helpHere(); // said before this page was loaded again
    keepPage().catch(() => {});
  }
  watchWayBack();
  await kithQueue.whenSignal(flush);
  if (find("returned") || find("nothing-waits")) await tidy();
}

begin();
