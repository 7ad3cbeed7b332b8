// Small things: print, share, close an open menu by clicking beside it, show which room this is.

export function watchSmallThings() {
  addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-print], [data-share]");
    if (pressed?.matches("[data-print]")) print();
    if (pressed?.matches("[data-share]")) share(pressed);
    for (const menu of document.querySelectorAll("details.me[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.me[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  const room = document.querySelector(".rail [aria-current]");
  room?.scrollIntoView({ block: "nearest", inline: "center" });
  for (const view of document.querySelectorAll(".tabs [aria-current]")) {
    const [bar, here] = [view.closest(".tabs"), view.getBoundingClientRect()];
    bar.scrollLeft += here.left + here.width / 2 - bar.getBoundingClientRect().left - bar.clientWidth / 2;
  }
  for (const hidden of document.querySelectorAll("[data-script]")) hidden.hidden = false;
}

async function share(button) {
  const url = new URL(button.dataset.share || location.href, location.href).href;
  if (navigator.share) {
    await navigator.share({ url }).catch(() => {}); // somebody who closes the sheet did not fail
    return;
  }
  await navigator.clipboard.writeText(url);
  button.querySelector("[data-done]")?.removeAttribute("hidden");
}
