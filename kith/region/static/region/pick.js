// The mark that is dragged writes where it lies; the form works without it.

const field = (name) => document.querySelector(`form [name="${name}"]`);

document.addEventListener("kith:moved", ({ detail }) => {
  field("latitude").value = detail.latitude.toFixed(5);
  field("longitude").value = detail.longitude.toFixed(5);
});
