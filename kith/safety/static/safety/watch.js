// Asks every ten seconds whether somebody waits, on every open desk page. It goes on after the
// network was away, says when it last heard from the server, and never claims that all is well
// while it cannot know.
//
// The seconds are counted by a worker: browsers slow down the timers of a page nobody looks at, and a
// watch is a page nobody looks at until it matters. The page is never loaded anew by itself, since a
// page that was may make no sound until somebody has touched it.

const LOST_AFTER = 30_000; // milliseconds without a word from the server
const AGAIN = 3000; // after a look that failed; the ticker goes on beside it
const bar = document.querySelector("[data-concern-bar]");
const lost = document.querySelector("[data-lost]");
const heard = document.querySelector("[data-heard]");
const list = document.querySelector("[data-watch-list]");
const sound = document.querySelector("[data-sound]");
const notices = document.querySelector("[data-notices]");
const SOUND = "kith-concern-sound";
let audio = null;
let known = null; // of the concerns nobody has yet, as the page shows them
let lastHeard = Date.now();
let isAsking = false;

function time(moment) {
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

// Sound ---------------------------------------------------------------------------------------

// A browser lets a page sound only after it was touched: a touch anywhere on it is enough.
function wakeSound() {
  if (!sound?.checked) return;
  audio ??= new AudioContext();
  audio.resume().then(saySound, () => {});
}

function saySound() {
  const hint = document.querySelector("[data-touch-me]");
  if (hint) hint.hidden = !sound.checked || audio?.state === "running";
}

function beep() {
  if (!sound?.checked || audio?.state !== "running") return;
  for (const [after, tone] of [[0, 660], [0.35, 880]]) {
    const voice = audio.createOscillator();
    voice.frequency.value = tone;
    voice.connect(audio.destination);
    voice.start(audio.currentTime + after);
    voice.stop(audio.currentTime + after + 0.3);
  }
}

// Notices of this device: they say that something waits, and no more.
async function notify() {
  if (!notices || globalThis.Notification?.permission !== "granted") return;
  const words = { tag: "kith-watch", renotify: true, requireInteraction: true, lang: document.documentElement.lang };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) await registration.showNotification(notices.dataset.words, words);
  else new Notification(notices.dataset.words, words).addEventListener("click", () => focus());
}

function sayNotices() {
  if (!notices || !globalThis.Notification) return;
  notices.hidden = Notification.permission !== "default";
  for (const word of document.querySelectorAll("[data-permission]"))
    word.hidden = word.dataset.permission !== Notification.permission;
}

// The server's word ---------------------------------------------------------------------------

async function redraw() {
  if (!list) return;
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(8000) });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-watch-list]");
  if (fresh) list.replaceChildren(...fresh.childNodes);
}

async function show(answer) {
  bar.hidden = answer.waiting === 0;
  bar.querySelector("[data-count]").textContent = answer.waiting;
  const now = answer.concerns.filter(({ state }) => state === "raised").map(({ id }) => id);
  const isNew = now.some((id) => !(known ?? []).includes(id));
  const picture = JSON.stringify(answer.concerns.map(({ id, state, owner, late }) => [id, state, owner, late]));
  const isFirst = known === null;
  known = now;
  // Each by itself: a browser that refuses a sound or a notice must not hide who waits.
  if (now.length > 0) beep(); // at every look, until somebody has it
  if (isNew && !isFirst) notify().catch(() => {});
  if (list && list.dataset.picture && list.dataset.picture !== picture) await redraw();
  if (list) list.dataset.picture = picture;
}

function say() {
  const isHeard = Date.now() - lastHeard < LOST_AFTER;
  if (lost) lost.hidden = isHeard;
  if (!heard) return;
  heard.hidden = false;
  const words = heard.querySelector("[data-heard-words]").dataset;
  heard.querySelector("span").textContent = isHeard
    ? `${words.heardWords} ${time(lastHeard)}`
    : `${words.lostWords} ${time(lastHeard)}. ${words.callWords}`;
  heard.classList.toggle("alert", !isHeard);
}

async function ask() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(bar.dataset.concernBar, {
      headers: { Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(8000),
    });
    if (answer.status === 423) location.replace((await answer.json()).handed); // in a person's hands
    if (!answer.ok) throw new Error(answer.status);
    const data = await answer.json();
    lastHeard = Date.now();
    await show(data);
  } catch {
    // Said below, once it has lasted: a train in a tunnel is no alarm.
    setTimeout(ask, AGAIN);
  } finally {
    isAsking = false;
    say();
  }
}

function begin() {
  for (const hint of document.querySelectorAll("[data-no-script]")) hint.hidden = true;
  if (sound) {
    sound.checked = Boolean(localStorage.getItem(SOUND));
    sound.addEventListener("change", () => {
      if (sound.checked) localStorage.setItem(SOUND, "yes");
      else localStorage.removeItem(SOUND);
      wakeSound();
      saySound();
    });
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, wakeSound);
    saySound();
  }
  notices?.addEventListener("click", () => Notification.requestPermission().then(sayNotices));
  sayNotices();
  new Worker(bar.dataset.ticker).addEventListener("message", ask);
  addEventListener("online", ask);
  addEventListener("offline", () => { lastHeard = Math.min(lastHeard, Date.now() - LOST_AFTER); say(); });
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
}

// Another tab was handed over to a person: this one follows at once. And a page that the browser kept
// for its "back" arrow asks the server who may see it.
new BroadcastChannel("kith-handed").addEventListener("message", ({ data }) => location.replace(data));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
if (bar) begin();
