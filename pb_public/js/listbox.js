// The list of suggestions under a combobox: draws, marks, closes. It knows
// nothing of where suggestions come from.
const MOST = 20;

function option(item, id) {
  const li = document.createElement("li");
  li.id = id;
  li.className = "mc-combobox__option";
  li.setAttribute("role", "option");
  li.textContent = item.label;
  if (item.hint) {
    const hint = document.createElement("span");
    hint.className = "mc-combobox__hint";
    hint.textContent = item.hint;
    li.append(" ", hint);
  }
  li.addEventListener("mousedown", (e) => e.preventDefault()); // the box keeps the cursor
  return li;
}

tools.listbox = (box, label, chosen) => {
  const list = document.createElement("ul");
  let items = [];
  let at = -1;
  list.id = box.id + "-list";
  list.className = "mc-combobox__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  box.after(list);

  const it = {
    open: () => !list.hidden,
    marked: () => at >= 0,
    close() {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    },
    move(step) {
      at = Math.min(items.length - 1, Math.max(0, at + step));
      Array.from(list.children).forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    },
    choose(n) {
      chosen(items[n === undefined ? at : n]);
      it.close();
    },
    show(found) {
      items = found.slice(0, MOST);
      list.textContent = "";
      items.forEach((item, i) => {
        const li = option(item, list.id + "-" + i);
        li.addEventListener("click", () => it.choose(i));
        list.appendChild(li);
      });
      if (!items.length) {
        it.close();
        return;
      }
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      at = -1;
      it.move(1);
    },
  };
  return it;
};
