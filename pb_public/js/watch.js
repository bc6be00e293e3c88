// data-watch="/ho-so/…" data-seen="12": says on the open page of a dossier that
// a colleague did something to it since event 12. It changes nothing else: what
// is typed stays, and whoever reads decides when to load the page again.
behave("data-watch", (place) => {
  const here = place.dataset.watch;

  async function ask() {
    try {
      const answer = await fetch(here + "?tu=" + place.dataset.seen, { headers: { "X-Part": "tin" }, credentials: "same-origin", redirect: "error" });
      if (answer.status !== 200) return;
      const html = await answer.text();
      if (place.dataset.said === html) return; // it is not read out twice
      place.dataset.said = html;
      place.innerHTML = html;
    } catch (error) {
      // signed out or no network: sending tells it
    }
  }

  const code = decodeURIComponent(here.split("/").pop());
  tools.hear("/su-kien?ho-so=" + encodeURIComponent(code), { open: ask, dossier: ask }, ask);
});
