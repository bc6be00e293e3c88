// data-many: one act on many dossiers, sent one by one, so that its progress
// shows and a broken line can be tried again: each has a key of its own on the
// server, so sending it twice does it once. Without this the form sends all.
behave("data-many", (form) => {
  const bar = form.querySelector("progress");
  const said = form.querySelector("[data-many-said]");
  const button = form.querySelector("button");
  let failed = false;

  async function one(item) {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (name !== "ho-so" && typeof value === "string") fields.append(name, value);
    });
    fields.append("ho-so", item.dataset.item);
    const answer = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin", headers: { "X-Part": "item" } });
    const html = await answer.text();
    if (!answer.ok || html.indexOf("data-item") < 0) throw new Error("no line");
    const box = document.createElement("template");
    box.innerHTML = html;
    item.replaceWith(box.content);
  }

  form.addEventListener("submit", async (e) => {
    const items = Array.from(form.querySelectorAll("[data-item]")).filter((item) => !item.querySelector("[data-done]"));
    if (failed || items.length < 2 || !form.checkValidity()) return; // few, or no network for us: the plain way
    e.preventDefault();
    button.disabled = true;
    bar.hidden = false;
    bar.max = items.length;
    for (let i = 0; i < items.length; i++) {
      try {
        const line = one(items[i]);
        bar.value = await line.then(() => i + 1);
      } catch (error) {
        failed = true;
        break;
      }
      said.textContent = i + 1 + "/" + items.length;
    }
    const done = form.querySelectorAll("[data-done]").length;
    button.disabled = false;
    if (!failed) button.hidden = true;
    said.textContent = form.dataset[failed ? "sayFailed" : "sayDone"].replace("{n}", done).replace("{all}", items.length);
    const printed = Array.from(form.querySelectorAll("[data-item]")).filter((item) => item.querySelector("[data-done]")).map((item) => "ma=" + encodeURIComponent(item.dataset.item));
    if (form.elements.viec.value === "print" && printed.length) location.assign(form.dataset.print + "?" + printed.join("&"));
    const slip = form.querySelector("[data-many-slip]");
    if (form.elements.viec.value === "forward" && printed.length) {
      const link = slip.querySelector("a");
      link.href = "/mot-cua/ban-giao?den=" + encodeURIComponent(form.elements["forward.to"].value) + "&" + printed.join("&");
      slip.hidden = false;
      link.focus();
    }
  });
});
