// data-list, too: listens for what others do. The server says only that
// something changed; then the list is asked for again.
const SOON = 400; // ms: several changes are one question
const CALM = 8000; // ms: a change that is not mine can wait
const SLOWEST = 60000;

behave("data-list", () => {
  if (!window.EventSource || !window.fetch) return;
  let source = null;
  let wait = 1000;
  let timer = 0;
  let due = 0;
  let retry = 0;

  function later(ms) {
    const at = Date.now() + ms;
    if (timer && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      timer = 0;
      tools.showList(false);
    }, ms);
  }

  function close() {
    if (source) source.close();
    source = null;
    clearTimeout(retry);
  }

  function open() {
    close();
    source = new EventSource("/su-kien");
    source.addEventListener("open", () => {
      wait = 1000;
    });
    source.addEventListener("list", (e) => later(e.data === "mine" ? SOON : CALM + Math.random() * CALM));
    source.addEventListener("end", close);
    source.addEventListener("error", () => {
      close(); // our own pace: slower each time, and not all pages at once
      retry = setTimeout(() => {
        if (!document.hidden) open();
      }, wait + Math.random() * wait);
      wait = Math.min(SLOWEST, wait * 2);
    });
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else {
      later(SOON); // what happened meanwhile
      open();
    }
  });
  window.addEventListener("pagehide", close);
  if (!document.hidden) open();
});
