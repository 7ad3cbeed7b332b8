// A stop that was dragged on the map fills in its own form and sends it: the same that one can type.

document.addEventListener("kith:moved", ({ detail }) => {
  const form = document.querySelector(`form[data-move="${CSS.escape(detail.key)}"]`);
  if (!form) return;
  form.elements.latitude.value = detail.latitude.toFixed(6);
  form.elements.longitude.value = detail.longitude.toFixed(6);
  form.requestSubmit();
});
