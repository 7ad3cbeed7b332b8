// What is typed at the desk into a form marked data-draft outlives a lost page, within this tab.
// Never kept: passwords, files, hidden fields, and whatever is marked data-sensitive, for a browser's
// storage is readable by whoever opens the machine next.

const NEVER = "[type=password], [type=file], [type=hidden], [data-sensitive], [data-sensitive] *";
const keyOf = (form) => `draft:${location.pathname}:${form.dataset.draft}`;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && field.type !== "submit" && !field.matches(NEVER),
  );
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function save(form) {
  const kept = fieldsOf(form).map((field, place) => [
    place, field.name, isChoice(field) ? field.checked : field.value,
  ]);
  sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null");
  if (!kept || form.querySelector(".is-invalid")) return; // the server has brought the words back
  const fields = fieldsOf(form);
  for (const [place, name, value] of kept) {
    const field = fields[place];
    if (field?.name !== name) continue;
    if (isChoice(field)) field.checked = value;
    else if (field.tagName === "SELECT" || !field.value) field.value = value;
  }
  form.querySelector("[data-draft-note]")?.removeAttribute("hidden");
}

export function watchDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    restore(form);
    form.addEventListener("input", () => save(form));
    form.addEventListener("submit", () => sessionStorage.removeItem(keyOf(form)));
  }
}
