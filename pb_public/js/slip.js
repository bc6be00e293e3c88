// data-slip: a scanned or typed code ticks its row, so that a stack is counted
// by the scanner. Without this the page is sent and comes back ticked.
behave("data-slip", (form) => {
  const scan = form.elements.quet;
  const said = form.querySelector("[data-slip-said]");
  const boxes = () => Array.from(form.querySelectorAll("input[type=checkbox][name=ho-so]"));

  scan.addEventListener("keydown", (e) => {
    const typed = scan.value.trim().toUpperCase();
    if (e.key !== "Enter" || typed.length < 4) return;
    const fits = boxes().filter((box) => typed.indexOf(box.value.toUpperCase()) >= 0 || box.value.toUpperCase().slice(-typed.length) === typed);
    if (fits.length !== 1) return; // the server knows more ways to name a dossier
    e.preventDefault();
    fits[0].checked = true;
    fits[0].dispatchEvent(new Event("change", { bubbles: true }));
    const n = boxes().filter((box) => box.checked).length;
    said.textContent = form.dataset.sayAdded.replace("{code}", fits[0].value).replace("{n}", n);
    scan.value = "";
  });
});
