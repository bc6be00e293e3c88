// data-dialog with data-open="id" and data-close. Browsers of 2020 may not know
// <dialog>: then open is set by hand and the keyboard is led in and back out.
let opener = null;

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.hasAttribute("open")) return;
  opener = document.activeElement;
  if (dialog.showModal) {
    dialog.showModal();
    return;
  }
  dialog.setAttribute("open", "");
  dialog.setAttribute("role", "dialog");
  const first = dialog.querySelector("[data-close], button, a[href], input");
  if (first) first.focus();
}

function closeDialog(dialog) {
  if (dialog.close) dialog.close();
  else dialog.removeAttribute("open");
  if (opener && opener.focus) opener.focus();
}

behave("data-open", (button) => button.addEventListener("click", () => openDialog(button.dataset.open)));
behave("data-dialog", (dialog) => {
  each(dialog, "[data-close]", (button) => button.addEventListener("click", () => closeDialog(dialog)));
  dialog.addEventListener("click", (e) => {
    if (e.target === dialog) closeDialog(dialog); // a press on the veil
  });
  dialog.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !dialog.close) closeDialog(dialog);
  });
});
tools.openDialog = openDialog;
