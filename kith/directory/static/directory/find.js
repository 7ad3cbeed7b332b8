// Small comforts of finding; every page works without them.

const here = document.querySelector("[data-here]");
const near = document.querySelector("[data-near]");
const place = document.querySelector("#place");

if (here && near && "geolocation" in navigator) {
  here.hidden = false;
  here.addEventListener("click", () => {
    here.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // About a hundred metres: near enough to search from, not a door.
        near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        place.value = "";
        near.form.requestSubmit();
      },
      () => { here.disabled = false; place.focus(); },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
  place.addEventListener("input", () => { near.value = ""; });
}

for (const time of document.querySelectorAll(".find-at select, .find-at input")) {
  time.addEventListener("change", () => { time.form.elements.when.value = "at"; });
}

// Empty fields would only make the shared address longer.
for (const form of document.querySelectorAll(".find-form")) {
  form.addEventListener("formdata", ({ formData }) => {
    const timed = formData.get("when") === "at";
    for (const [name, value] of [...formData.entries()]) {
      if (value === "" || (!timed && (name === "day" || name === "time"))) formData.delete(name);
    }
  });
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => globalThis.print());
}
