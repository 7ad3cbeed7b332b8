// Signing out wipes what waits on this phone; before that it says that something would be lost.

const { unsent } = document.querySelector("script[data-unsent]").dataset;
const STORE = "contacts";

function gone() {
  const request = indexedDB.deleteDatabase(STORE);
  const wiped = new Promise((done) => { request.onsuccess = request.onerror = request.onblocked = done; });
  const limit = new Promise((done) => setTimeout(done, 1000));
  localStorage.removeItem(STORE);
  return Promise.race([Promise.all([wiped, caches.delete(STORE)]), limit]);
}

addEventListener("submit", async (event) => {
  const form = event.target;
  const count = localStorage.getItem(STORE);
  if (!form.action.endsWith("/logout/") || count === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (Number(count) > 0 && !confirm(unsent.replace("0", count))) return;
  await gone();
  form.submit();
}, { capture: true });
