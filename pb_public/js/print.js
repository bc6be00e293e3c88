// data-print: a button that prints the page (hidden until now, since without
// this it would do nothing). data-autoprint: print once when the page opens,
// not again on reload or on coming back.
behave("data-print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
behave("data-autoprint", (el) => {
  const key = "motcua.printed:" + (el.dataset.autoprint || location.pathname);
  try {
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
  } catch (error) {
    return; // cannot remember, so better not to print twice
  }
  if (document.readyState === "complete") window.print();
  else window.addEventListener("load", () => window.print());
});
