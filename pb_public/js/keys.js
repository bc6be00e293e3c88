// Single keys for the staff's daily acts, off inside boxes and by choice
// (WCAG 2.1.4). A key presses the button that carries its letter: data-key="n";
// the key of an open form moves into it;
// g then a letter follows data-go="h". Every one has a visible button.
const WAIT = 60; // ms: a scanner's next letter comes sooner, then it was no shortcut
let timer = 0;
let going = 0;
let last = 0;

const on = () => document.body.dataset.keys !== "off";

function visible(selector) {
  return Array.from(document.querySelectorAll(selector)).find((el) => el.offsetParent !== null && !el.disabled);
}

function move(step) {
  const links = Array.from(document.querySelectorAll("[data-rows] [data-row]")).map((row) => row.querySelector("a[href]")).filter(Boolean);
  if (!links.length) return;
  const row = document.activeElement.closest("[data-row]");
  const at = links.findIndex((link) => row !== null && row.contains(link));
  const to = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[to].focus();
}

// The form of the act a page is about stands open: its key goes into it, and
// sends nothing.
function enter(form) {
  const first = Array.from(form.querySelectorAll("input:not([type=hidden]), select, textarea, button")).find((el) => el.offsetParent !== null && !el.disabled);
  if (first) first.focus();
}

function press(key) {
  if (going > Date.now() - 1500) {
    going = 0;
    const link = visible('[data-go="' + key + '"]');
    if (link) link.click();
    return;
  }
  if (key === "g") going = Date.now();
  else if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (key === "/") document.getElementById("q").focus();
  else if (key === "?") tools.openDialog("keys-help");
  else {
    const button = visible('[data-key="' + key + '"]');
    if (button && button.tagName === "FORM") enter(button);
    else if (button) button.click();
  }
}

document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
    const form = (e.target.closest && e.target.closest("form[data-submit]")) || document.querySelector("form[data-submit]");
    if (form) {
      e.preventDefault();
      send(form);
    }
    return;
  }
  clearTimeout(timer);
  const burst = e.timeStamp - last < 35;
  last = e.timeStamp;
  if (e.ctrlKey || e.altKey || e.metaKey || e.repeat || typing(e.target) || document.querySelector("dialog[open]")) return;
  if (!/^[jknptbdghx/?]$/.test(e.key) || !on()) return;
  if (e.key === "/" || e.key === "?") { // no code on our papers holds these: act at once
    e.preventDefault(); // Firefox would open its own search
    if (!burst) press(e.key);
  } else {
    timer = setTimeout(press, WAIT, e.key);
  }
});

behave("data-help", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => tools.openDialog("keys-help"));
});
