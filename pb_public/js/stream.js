// data-list, too: listens for what others do. The server says only that
// something changed; then the list is asked for again.
const SOON = 400; // ms: several changes are one question
const CALM = 8000; // ms: a change that is not mine can wait

behave("data-list", () => {
  let timer = 0;
  let due = 0;

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

  tools.hear("/su-kien", { list: (e) => later(e.data === "mine" ? SOON : CALM + Math.random() * CALM) }, () => later(SOON));
});
