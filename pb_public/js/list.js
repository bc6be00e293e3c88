// data-list: a list that can be shown again without a reload. It is never put
// under somebody who types, marks text, ticks rows or has a menu open: they get
// one sentence and a button instead, and only the numbers change.
behave("data-list", (root) => {
  const news = root.querySelector("[data-news]");
  let asking = false;

  const part = () => document.getElementById("viec");
  const picks = (el) => Array.from(el.querySelectorAll("[data-row]")).map((row) => row.dataset.row);

  function busy() {
    const at = document.activeElement;
    const marked = window.getSelection ? String(window.getSelection()) : "";
    return (typing(at) && (at.value || part().contains(at))) || marked !== "" || document.querySelector("dialog[open]") !== null ||
      part().querySelector("input:checked") !== null;
  }

  function put(fresh) {
    const now = part();
    const at = document.activeElement;
    const row = at && at.closest ? at.closest("[data-row]") : null;
    const links = now.contains(at) && at.getAttribute ? at.getAttribute("href") : null;
    now.innerHTML = fresh.innerHTML;
    arrived(now);
    news.textContent = "";
    const same = row && Array.from(now.querySelectorAll("[data-row]")).find((el) => el.dataset.row === row.dataset.row);
    const target = same ? same.querySelector("a[href]") : links && Array.from(now.querySelectorAll("a[href]")).find((a) => a.getAttribute("href") === links);
    if (target) target.focus({ preventScroll: true });
  }

  function tell(fresh) {
    const have = picks(part());
    const n = picks(fresh).filter((pick) => have.indexOf(pick) < 0).length;
    const line = document.createElement("p");
    line.textContent = n === 1 ? root.dataset.sayOne : n > 1 ? root.dataset.sayMany.replace("{n}", n) : root.dataset.sayChanged;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mc-button";
    button.textContent = root.dataset.sayShow;
    button.addEventListener("click", () => ask(true));
    line.appendChild(button);
    news.textContent = "";
    news.appendChild(line);
    const old = part().querySelectorAll(".mc-nav__count");
    fresh.querySelectorAll(".mc-nav__count").forEach((el, i) => {
      if (old[i]) old[i].textContent = el.textContent; // a number disturbs nobody
    });
  }

  async function ask(anyway) {
    if (asking) return;
    asking = true;
    try {
      const here = location.pathname + location.search;
      const answer = await fetch(here, { headers: { "X-Part": "viec" }, credentials: "same-origin", redirect: "error" });
      const html = answer.ok ? await answer.text() : "";
      const box = document.createElement("template");
      box.innerHTML = html;
      const fresh = box.content.querySelector("#viec");
      if (fresh && text(fresh) !== text(part())) {
        if (anyway || !busy()) put(fresh);
        else tell(fresh);
      }
    } catch (error) {
      // signed out or no network: the page still works by a reload
    }
    asking = false;
  }

  // The bar of ticks writes into the list; only what the server says counts.
  const text = (el) => Array.from(el.querySelectorAll("[data-row], .mc-tabs__list, .mc-empty, .mc-notice")).map((x) => x.textContent.replace(/\s+/g, " ")).join("|");

  tools.showList = ask;
});
