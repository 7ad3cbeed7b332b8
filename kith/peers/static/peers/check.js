// The square code on a certificate leads here with the number behind a "#", which no browser sends
// to a server. It is put into the form, and taken out of the address bar and the history.
const number = decodeURIComponent(window.location.hash.slice(1));
const field = document.querySelector("input[name=number]");
if (field && /^[0-9A-Za-z-]{12,40}$/.test(number)) {
  field.value = number;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
}
