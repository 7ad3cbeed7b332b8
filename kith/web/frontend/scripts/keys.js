// j and k walk through a list ([data-rows]), Enter opens (it is a link), / goes to the page's search
// box, else to the desk's, ? shows the keys. Single letters can be switched off (WCAG 2.1.4): some
// people speak to machines.

const OFF = "kith-keys-off";

function isTyping(target) {
  if (target.matches("[type=checkbox], [type=radio]")) return false;
  return target.closest("input, textarea, select, [contenteditable], dialog[open]");
}

function walk(step) {
  const rows = [...document.querySelectorAll("[data-rows] > *, [data-item]")].filter((row) =>
    row.querySelector("a"),
  );
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[here < 0 && step < 0 ? rows.length - 1 : here + step];
  row?.querySelector("a").focus();
  row?.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  "/": () =>
    (document.querySelector("main [type=search]") ?? document.querySelector("[data-slash]"))?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

export function watchKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!Object.hasOwn(KEYS, event.key) || localStorage.getItem(OFF)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  const choice = document.getElementById("keys-off");
  if (!choice) return;
  choice.checked = Boolean(localStorage.getItem(OFF));
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.setItem(OFF, "yes");
    else localStorage.removeItem(OFF);
  });
  for (const button of document.querySelectorAll("[data-keys]"))
    button.addEventListener("click", KEYS["?"]);
}
