// data-combobox: an input or a select inside becomes a box with suggestions
// (WAI-ARIA combobox). With data-src it asks there with ?q= and gets
// [{"value","label","hint"}]; a select without searches its own options. The chosen
// value goes into a hidden field that takes over the name; typed text is sent
// as <name>_text, for the server to ask back when nothing was chosen.
const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

function optionsOf(select) {
  return Array.from(select.options).filter((o) => o.value).map((o) => ({ value: o.value, label: o.text, hint: o.dataset.hint }));
}

// replace puts an input in the select's place, with its name and descriptions.
function replace(select) {
  const box = document.createElement("input");
  ["id", "name", "aria-describedby", "aria-invalid", "aria-required"].forEach((a) => select.hasAttribute(a) && box.setAttribute(a, select.getAttribute(a)));
  box.className = "mc-field__input";
  box.value = select.value ? select.options[select.selectedIndex].text : "";
  select.replaceWith(box);
  return box;
}

behave("data-combobox", (root) => {
  const old = root.querySelector("select, input:not([type=hidden])");
  const select = old.tagName === "SELECT";
  const own = select && !root.dataset.src ? optionsOf(old) : null;
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.value = select ? old.value : root.dataset.value || "";
  const box = select ? replace(old) : old;
  hidden.name = box.name;
  box.name += "_text";
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id + "-list", autocomplete: "off" };
  Object.keys(roles).forEach((a) => box.setAttribute(a, roles[a]));
  const list = tools.listbox(box, root.dataset.label || "", (item) => {
    box.value = item.label;
    hidden.value = item.value;
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.after(hidden);

  let timer = 0;
  let asked = 0;
  async function ask() {
    const words = fold(box.value.trim());
    const turn = (asked += 1);
    if (own) {
      list.show(own.filter((o) => words.split(/\s+/).every((w) => fold(o.label + " " + o.value).includes(w))));
      return;
    }
    try {
      const src = root.dataset.src;
      const answer = await fetch(src + (src.includes("?") ? "&" : "?") + "q=" + encodeURIComponent(box.value.trim()), { credentials: "same-origin" });
      const body = await answer.json();
      if (turn === asked && document.activeElement === box) list.show(Array.isArray(body) ? body : body.items || []);
    } catch (error) {
      list.close(); // what was typed is still sent
    }
  }

  box.addEventListener("input", (e) => {
    e.stopPropagation(); // half a word is no answer yet: data-live waits for the choice
    hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, own ? 0 : 150);
  });
  box.addEventListener("blur", () => setTimeout(list.close, 100));
  box.addEventListener("keydown", (e) => {
    const open = list.open();
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "ArrowDown" && !open) ask();
    else if (e.key === "ArrowDown") list.move(1);
    else if (e.key === "ArrowUp" && open) list.move(-1);
    else if (e.key === "Enter" && open && list.marked()) list.choose();
    else if (e.key === "Escape" && open) list.close();
    else {
      if (e.key === "Tab" && open && list.marked() && box.value) list.choose();
      return;
    }
    e.preventDefault();
  });
});
