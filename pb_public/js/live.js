// data-live="/address": while a form is filled in, its fields are posted and
// the answer, a piece of HTML from our own server, is shown. Children of the
// answer that carry an id replace the content of the element with that id;
// without ids all goes to the element named by data-live-target. A part in
// which somebody is typing, or that says the same as before, is left alone.
behave("data-live", (form) => {
  const said = {};
  let timer = 0;
  let running = null;

  function show(id, html) {
    const place = document.getElementById(id);
    if (!place || said[id] === html || (place.contains(document.activeElement) && typing(document.activeElement))) return;
    said[id] = html;
    place.innerHTML = html;
    arrived(place);
  }

  async function ask() {
    if (running) running.abort();
    running = new AbortController();
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") fields.append(name, value);
    });
    try {
      const answer = await fetch(form.dataset.live, { method: "POST", body: fields, signal: running.signal, credentials: "same-origin" });
      if (!answer.ok) return; // the page still works by sending it
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      const parts = Array.from(box.content.children).filter((el) => el.id);
      if (parts.length) parts.forEach((el) => show(el.id, el.innerHTML));
      else show(form.dataset.liveTarget, box.innerHTML);
    } catch (error) {
      // broken off by the next question, or no network: nothing to say here
    }
  }

  // What was asked before the last stroke of a key is out of date: its answer
  // must not come over what has been typed since.
  function later(wait) {
    if (running) running.abort();
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }
  form.addEventListener("input", () => later(250));
  form.addEventListener("change", () => later(30)); // a choice was made: say at once what follows
});
