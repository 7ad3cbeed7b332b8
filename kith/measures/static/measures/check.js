// The self-check: scored here, and nothing leaves the browser. Without script the form is sent,
// scored and forgotten. The rules are those of kith/measures/rules; a test compares the two.

const form = document.querySelector("[data-check]");
const result = document.querySelector("[data-result]");

function score(answers, { kind, times, rule, most }) {
  const known = answers.filter((answer) => answer !== "").map(Number);
  const open = answers.length - known.length;
  const sum = known.reduce((total, answer) => total + answer, 0);
  if (kind !== "sum" || known.length === 0) return null;
  if (open === 0) return sum * Number(times);
  if (rule !== "mean" || open > Number(most)) return null;
  return Math.floor((sum * answers.length * Number(times)) / known.length + 0.5);
}

function show(points) {
  for (const band of result.querySelectorAll("[data-from]")) {
    const { from, below } = band.dataset;
    band.hidden = points === null || points < Number(from) || points >= Number(below);
  }
  result.querySelector("[data-points]").hidden = points === null;
  result.querySelector("[data-open]").hidden = points !== null;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  result.querySelector("[data-score]").textContent = points === null ? "" : number.format(points);
  result.hidden = false;
  result.focus();
  result.scrollIntoView({ block: "start" });
}

if (form && result) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const names = new Set([...form.querySelectorAll("input[type=radio]")].map((one) => one.name));
    show(score([...names].map((name) => data.get(name) ?? ""), form.dataset));
  });
}
