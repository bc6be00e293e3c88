// data-fold on a <details open>: folded on a phone, where it would push the
// page away, open on anything wider. Without this it simply stays open.
behave("data-fold", (details) => {
  const phone = window.matchMedia("(max-width: 40em)");
  const set = () => {
    details.open = !phone.matches;
  };
  set();
  if (phone.addEventListener) phone.addEventListener("change", set);
  else phone.addListener(set); // Safari 13
});
