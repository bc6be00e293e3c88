// tools.hear(address, {event: fn}, missed): listens to what the server tells,
// while the page is looked at. missed is called when it is looked at again.
const SLOWEST = 60000; // ms between two tries

tools.hear = (address, on, missed) => {
  if (!window.EventSource || !window.fetch) return;
  let source = null;
  let wait = 1000;
  let retry = 0;

  function close() {
    if (source) source.close();
    source = null;
    clearTimeout(retry);
  }

  function open() {
    close();
    source = new EventSource(address);
    source.addEventListener("open", () => {
      wait = 1000;
    });
    Object.keys(on).forEach((name) => source.addEventListener(name, on[name]));
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
      missed(); // what happened meanwhile
      open();
    }
  });
  window.addEventListener("pagehide", close);
  if (!document.hidden) open();
};
