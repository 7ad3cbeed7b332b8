// "Leave this page": gone from the screen at once, then from the tab's own history entry.

const WITHIN = 1500; // milliseconds for pressing Shift three times
const TIMES = 3;

function leave(address) {
  document.documentElement.hidden = true;
  document.title = " ";
  globalThis.caches?.delete("contacts"); // also where no network lets the server do it
  globalThis.indexedDB?.deleteDatabase("contacts");
  location.replace(address);
}

export function watchLeaving() {
  const link = document.getElementById("leave");
  if (!link) return;
  let pressed = [];
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") pressed = []; // Shift for a capital letter does not count
    else if (!event.repeat) pressed.push(event.timeStamp);
    pressed = pressed.filter((moment) => event.timeStamp - moment < WITHIN);
    if (pressed.length >= TIMES) leave(link.href);
  });
}
