// Proof of work (kith/core/proof.py): begins when somebody starts to fill in a form, so that it is
// done before they are. If it is not, sending waits for it a while and then goes without.

const PATIENCE = 8000; // milliseconds

function startProof(form, worker) {
  const field = form.querySelector("[data-proof]");
  if (!field || field.dataset.proof) return;
  field.dataset.proof = "working";
  const solver = new Worker(worker);
  solver.onmessage = ({ data }) => {
    form.elements.proof_answer.value = data;
    finish(form, field, solver);
  };
  solver.onerror = () => finish(form, field, solver);
  solver.postMessage(field.value);
}

function finish(form, field, solver) {
  solver.terminate();
  field.dataset.proof = "done";
  form.dispatchEvent(new Event("proved"));
}

export function watchProofs(worker) {
  if (!worker || !globalThis.Worker) return;
  for (const name of ["focusin", "input"])
    addEventListener(name, (event) => event.target.form && startProof(event.target.form, worker));
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const field = form.querySelector("[data-proof]");
    if (!field || field.dataset.proof === "done") return;
    event.preventDefault();
    startProof(form, worker);
    submitter?.setAttribute("aria-busy", "true");
    let waiting = true;
    const send = () => {
      if (!waiting) return;
      waiting = false;
      field.dataset.proof = "done";
      form.requestSubmit(submitter);
    };
    form.addEventListener("proved", send, { once: true });
    setTimeout(send, PATIENCE);
  }, { capture: true });
}
