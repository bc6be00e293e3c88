// data-ticks: a list whose rows can be ticked. Says how many are, ticks a whole
// stretch with Shift, and lets the key of an act mean the row under the cursor
// when nothing is ticked.
behave("data-ticks", (form) => {
  const words = form.querySelector("[data-picked]");
  const plain = words ? words.textContent : "";
  let last = -1;
  const boxes = () => Array.from(form.querySelectorAll("input[type=checkbox][name=ho-so]"));

  function say() {
    const n = boxes().filter((box) => box.checked).length;
    if (words) words.textContent = n ? words.dataset.say.replace("{n}", n) : plain;
  }

  form.addEventListener("click", (e) => {
    const all = boxes();
    const at = all.indexOf(e.target);
    if (at < 0) return;
    if (e.shiftKey && last >= 0) {
      all.slice(Math.min(at, last), Math.max(at, last) + 1).forEach((box) => {
        box.checked = e.target.checked;
      });
    }
    last = at;
    say();
  });
  form.addEventListener("change", say);
  form.addEventListener("click", (e) => {
    const button = e.target.closest && e.target.closest("button[name=viec]");
    if (!button || boxes().some((box) => box.checked)) return;
    const row = tools.lastRow && form.contains(tools.lastRow) ? tools.lastRow : null;
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.checked = true;
  }, true);
  form.addEventListener("focusin", (e) => {
    tools.lastRow = e.target.closest("[data-row]") || tools.lastRow;
  });
  say();
});
