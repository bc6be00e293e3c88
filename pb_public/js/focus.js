// data-focus: where the cursor stands when a page opens. The first one in the
// page wins, so the list of problems comes before the form. Its value says
// what is meant: nothing = the element itself or the first field of a form,
// "search" = the search box, "first" = the first link inside (a work list),
// unless that lies below the screen: what stands above it is read first.
let done = Boolean(location.hash);

behave("data-focus", (el) => {
  if (done) return;
  done = true;
  const how = el.dataset.focus;
  let target = el;
  if (how === "search") target = document.getElementById("q");
  else if (how === "first") target = el.querySelector("a[href]");
  else if (el.tagName === "FORM") target = el.querySelector("input:not([type=hidden]), select, textarea");
  if (how === "first" && target && target.getBoundingClientRect().top > window.innerHeight) return;
  if (target) target.focus();
  if (target && target.select && target.value) target.select();
});
