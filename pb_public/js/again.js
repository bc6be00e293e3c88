// F2 goes on with the same person: the link or button that says so, also from
// inside a box, since no text needs that key.
document.addEventListener("keydown", (e) => {
  if (e.key !== "F2" || e.repeat || document.querySelector("dialog[open]")) return;
  const go = Array.from(document.querySelectorAll('[data-key="F2"], [data-again]')).find((el) => el.offsetParent !== null && !el.disabled);
  if (!go) return;
  e.preventDefault();
  go.click();
});
