// What every behaviour registers with. A behaviour belongs to a data-…
// attribute, only adds to what already works without it, and is told of parts
// that arrive later. ES2019: no ?. and no ??, browsers of 2020 read this.
const behaviours = [];

// tools is where a file leaves what another one uses.
const tools = {};

function each(root, selector, fn) {
  if (root.matches && root.matches(selector)) fn(root);
  root.querySelectorAll(selector).forEach(fn);
}

// behave runs attach(element) once for each element that carries attribute,
// first when all files of the bundle have been read.
function behave(attribute, attach) {
  const seen = new WeakSet();
  const run = (root) => each(root, "[" + attribute + "]", (el) => {
    if (seen.has(el)) return;
    seen.add(el);
    try {
      attach(el);
    } catch (error) {
      console.error(attribute, error); // one broken behaviour must not stop the others
    }
  });
  behaviours.push(run);
  Promise.resolve().then(() => run(document));
}

// arrived tells all behaviours of a part that was swapped in.
function arrived(root) {
  behaviours.forEach((run) => run(root));
}

// typing reports whether keys now belong to a box somebody writes in.
function typing(el) {
  if (!el || !el.tagName) return false;
  if (el.isContentEditable || el.tagName === "TEXTAREA" || el.tagName === "SELECT") return true;
  return el.tagName === "INPUT" && !/^(checkbox|radio|button|submit|file)$/.test(el.type);
}

// send submits a form as if its button had been pressed, so that checks and
// the submit event happen; requestSubmit is younger than some browsers.
function send(form) {
  if (form.requestSubmit) {
    form.requestSubmit();
    return;
  }
  const button = form.querySelector("button:not([type=button]), input[type=submit]");
  if (button) button.click();
  else form.submit();
}
