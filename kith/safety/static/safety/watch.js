// Asks every ten seconds whether somebody waits, on every open desk page. It goes on after the
// network was away, says when it last heard from the server, and never claims that all is well
// while it cannot know.

const EVERY = 10_000; // milliseconds
const bar = document.querySelector("[data-concern-bar]");
const heard = document.querySelector("[data-heard]");
const sound = document.querySelector("[data-sound]");
const SOUND = "kith-concern-sound";
let waiting = null;
let lastHeard = new Date();

function time(moment) {
  return moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function beep() {
  if (!sound?.checked) return;
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.4);
}

function show(answer) {
  bar.hidden = answer.waiting === 0;
  bar.querySelector("[data-count]").textContent = answer.waiting;
  if (answer.waiting > 0 && (waiting === null || answer.waiting > waiting)) beep();
  const changed = waiting !== null && answer.waiting !== waiting;
  waiting = answer.waiting;
  if (changed && document.querySelector("[data-watch-list]")) location.reload();
}

function say(isHeard) {
  if (!heard) return;
  heard.hidden = false;
  const words = heard.querySelector("[data-heard-words]").dataset;
  heard.querySelector("span").textContent = isHeard
    ? `${words.heardWords} ${time(lastHeard)}`
    : `${words.lostWords} ${time(lastHeard)}. ${words.callWords}`;
  heard.classList.toggle("alert", !isHeard);
}

async function ask() {
  try {
    const answer = await fetch(bar.dataset.concernBar, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000) });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    show(await answer.json());
    lastHeard = new Date();
    say(true);
  } catch {
    say(false);
  }
  setTimeout(ask, EVERY);
}

if (bar) {
  for (const hint of document.querySelectorAll("[data-no-script]")) hint.hidden = true;
  if (sound) {
    sound.checked = Boolean(localStorage.getItem(SOUND));
    sound.addEventListener("change", () => {
      if (sound.checked) localStorage.setItem(SOUND, "yes");
      else localStorage.removeItem(SOUND);
      beep();
    });
  }
  addEventListener("online", ask, { once: true });
  ask();
}
