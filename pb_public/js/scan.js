// data-search (the staff's search form): a barcode scanner is a fast typist
// ending with Enter. Typed outside any box, a burst goes to the search box and
// opens what it names; inside a box it is that box's. Escape leaves a box.
const GAP = 35; // ms between keys; people stay above, scanners below 20
const LEAST = 8; // letters; shorter bursts are somebody's fingers

behave("data-search", (form) => {
  const box = form.querySelector("input[type=search]");
  let burst = "";
  let last = 0;

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || typing(e.target)) return;
    if (e.timeStamp - last > GAP) burst = "";
    if (e.key === "Enter") {
      if (burst.length >= LEAST) {
        e.preventDefault();
        e.stopPropagation();
        box.value = burst;
        box.focus();
        send(form);
      }
      burst = "";
    } else if (e.key.length === 1) {
      burst += e.key;
      last = e.timeStamp;
      if (burst.length > 1) e.preventDefault(); // a space in a burst must not press a button
    }
  }, true);

  // Not while capturing: an open list of suggestions takes Escape first.
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !e.defaultPrevented && typing(document.activeElement)) document.activeElement.blur();
  });
});
