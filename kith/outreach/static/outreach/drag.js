// A visit that is dragged to another day, or van, fills in the form of moving it and sends it: what it
// breaks is said there, and it is taken back as any other change. Who has no pointer opens the visit.

const A_CLICK = 6; // points that a hand trembles
const A_REST = 350; // milliseconds that a finger rests on a visit; before that it scrolls
const EDGE = 70; // points from the edge of the window where the page begins to move
const STEP = 14;

const board = document.querySelector("[data-drag]");
const form = document.querySelector("[data-drag-form]");
const says = document.querySelector("[data-drag-says]");
const vans = document.querySelector("[data-drag-vans]");
let held = null;
let isDropped = false;

function take(event) {
  const visit = event.target.closest("[data-move]");
  if (!visit || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { left, top } = visit.getBoundingClientRect();
  const { pointerId, clientX: x, clientY: y } = event;
  held = { visit, pointerId, x, y, fromX: x, fromY: y, inX: x - left, inY: y - top };
  if (event.pointerType === "mouse") return;
  held.rest = setTimeout(lift, A_REST);
}

function lift() {
  const { visit, pointerId } = held;
  held.ghost = visit.cloneNode(true);
  held.ghost.classList.add("week-ghost");
  held.ghost.removeAttribute("href");
  held.ghost.setAttribute("aria-hidden", "true");
  held.ghost.style.width = `${visit.offsetWidth}px`;
  document.body.append(held.ghost);
  visit.setPointerCapture(pointerId);
  visit.classList.add("is-held");
  board.classList.add("is-dragging");
  each();
}

function each() {
  if (!held?.ghost) return;
  follow();
  requestAnimationFrame(each);
}

function follow() {
  const { ghost, x, y, inX, inY } = held;
  ghost.style.transform = `translate(${x - inX}px, ${y - inY}px)`;
  aim(document.elementFromPoint(x, y));
  const up = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
  const wide = board.getBoundingClientRect();
  const aside = x < wide.left + EDGE / 2 ? -STEP : x > wide.right - EDGE / 2 ? STEP : 0;
  if (up) scrollBy({ top: up, behavior: "instant" });
  if (aside) board.scrollBy({ left: aside, behavior: "instant" });
}

function aim(under) {
  const day = under?.closest("td[data-day]") ?? null;
  if (day !== held.day) {
    clear();
    held.day = day;
    day?.classList.add("is-target");
    if (day && vans) day.append(vans.content.cloneNode(true));
    if (day) says.textContent = nameOf(day);
  }
  const unit = under?.closest("[data-van]")?.dataset.van ?? held.visit.dataset.unit;
  held.unit = unit;
  for (const van of day?.querySelectorAll("[data-van]") ?? [])
    van.classList.toggle("is-target", van.dataset.van === unit);
}

function clear() {
  held.day?.classList.remove("is-target");
  held.day?.querySelector(".week-vans")?.remove();
}

const nameOf = (day) => day.querySelector(".week-day").textContent.trim().replace(/\s+/g, " ");

function move(event) {
  if (event.pointerId !== held?.pointerId) return;
  held.x = event.clientX;
  held.y = event.clientY;
  const far = Math.hypot(held.x - held.fromX, held.y - held.fromY) > A_CLICK;
  if (held.ghost || !far) return;
  if (held.rest) putBack();
  else lift();
}

function drop(event) {
  if (event.pointerId !== held?.pointerId) return;
  if (held.ghost) aim(document.elementFromPoint(event.clientX, event.clientY));
  const { visit, day, unit, ghost } = held;
  const isElsewhere = day && (day !== visit.closest("td") || unit !== visit.dataset.unit);
  if (!ghost || !isElsewhere) return putBack();
  isDropped = true;
  says.textContent = says.dataset.moves.replace("{day}", nameOf(day));
  const { opens, minutes } = visit.dataset;
  const told = { day: day.dataset.day, opens, minutes, unit, replay_key: crypto.randomUUID() };
  for (const [name, value] of Object.entries(told)) form.elements[name].value = value;
  form.action = visit.dataset.move;
  form.submit();
}

function putBack() {
  if (!held) return;
  clearTimeout(held.rest);
  if (held.ghost) {
    clear();
    held.ghost.remove();
    held.visit.classList.remove("is-held");
    board.classList.remove("is-dragging");
    says.textContent = says.dataset.stays;
    isDropped = true;
    setTimeout(() => { isDropped = false; });
  }
  held = null;
}

if (board && globalThis.crypto?.randomUUID) {
  board.classList.add("can-drag");
  document.querySelector("[data-drag-hint]").hidden = false;
  board.addEventListener("pointerdown", take);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", putBack);
  document.addEventListener("keydown", (event) => event.key === "Escape" && putBack());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  board.addEventListener("dragstart", (event) => event.preventDefault());
  board.addEventListener("click", (event) => isDropped && event.preventDefault(), true);
  board.addEventListener("contextmenu", (event) => held?.rest && event.preventDefault());
  board.addEventListener("touchmove", (event) => held?.ghost && event.preventDefault(), { passive: false });
}
