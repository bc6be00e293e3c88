// data-intake="/address of known people": what makes the intake quick for
// hands on a keyboard. Everything here can be done without it by sending the
// form. The number of a person is only ever posted.
const fields = ["identity_number", "name", "birth", "sex", "address", "phone", "email"];

// next is the field after one, for Enter: a desk types down the form.
function next(form, from) {
  const list = Array.from(form.elements).filter((el) => /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(el.tagName) &&
    el.type !== "hidden" && el.name !== "nguoi" && !el.disabled && el.offsetParent !== null && !el.closest("details:not([open])"));
  return list[list.indexOf(from) + 1];
}

// tick fills in as many papers as the list asks for, and takes them back.
function tick(box) {
  const counts = Array.from(box.closest("li").querySelectorAll("[data-usual]"));
  if (box.checked && counts.every((c) => c.value === "")) counts.forEach((c) => { c.value = c.dataset.usual; });
  else if (!box.checked) counts.forEach((c) => { c.value = ""; });
}

// counted ticks a paper whose number was typed.
function counted(count) {
  const box = count.closest("li").querySelector("[data-tick]");
  if (box && Number(count.value) > 0) box.checked = true;
}

behave("data-intake", (form) => {
  form.querySelectorAll("[data-nojs]").forEach((el) => el.remove()); // the page itself now asks what follows
  form.querySelectorAll("[data-again]").forEach((el) => { el.type = "button"; });
  const field = (name) => form.elements["applicant." + name];
  let asked = "";

  // fill writes what is known; over also where something stands already.
  function fill(person, over) {
    fields.forEach((name) => {
      const el = field(name);
      if (el && person[name] && (over || !el.value)) el.value = person[name];
      if (el && el === document.activeElement && el.select) el.select(); // typing goes on instead of what was filled in
    });
    form.dispatchEvent(new Event("change"));
  }

  async function know(body, over) {
    try {
      const answer = await fetch(form.dataset.intake, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) return false;
      const person = await answer.json();
      if (person.found) fill(person, over);
      return person.found;
    } catch (error) {
      return false; // no network: the form is still there, and still sends
    }
  }

  form.addEventListener("change", (e) => {
    const el = e.target;
    if (!el.matches) return;
    if (el.matches("[data-tick]")) tick(el);
    else if (el.matches("[data-usual]")) counted(el);
    else if (el === field("identity_number") && /^[\d .-]{9,16}$/.test(el.value) && el.value !== asked) {
      asked = el.value;
      know(new URLSearchParams({ "applicant.identity_number": el.value, procedure: form.elements.procedure.value }), false);
    }
  });
  form.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.defaultPrevented || e.ctrlKey || e.metaKey || e.target.tagName !== "INPUT") return;
    e.preventDefault();
    const to = next(form, e.target);
    if (to) to.focus();
  });
  // Some input methods and scanners send the letter of an Enter on its own: it goes on, too, and sends nothing.
  form.addEventListener("keypress", (e) => { if (e.key === "Enter" && e.target.tagName === "INPUT") e.preventDefault(); });
  each(form, "[data-again]", (button) => button.addEventListener("click", async () => {
    asked = field("identity_number").value;
    const found = await know(new URLSearchParams({ nguoi: "1" }), true);
    field(found ? "phone" : "identity_number").focus(); // the number is read aloud once more
  }));
});

// The first question of a procedure that was just chosen: whoever went on with
// Tab is with the person already, and is led back to it: once a procedure, or
// a later answer of the server would take the focus from under a scanner.
let led = "";
behave("data-question", (place) => {
  const at = document.activeElement, chosen = place.closest("form").elements.procedure.value;
  if (led === chosen) return;
  led = chosen;
  const first = place.parentElement.querySelector("input:not([type=hidden]), select");
  const beyond = at && (at.name === "nguoi" || (at.name === "applicant.identity_number" && !at.value));
  if (first && place.contains(first) && beyond) first.focus();
});
