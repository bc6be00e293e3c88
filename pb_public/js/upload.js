// data-upload="/address" on a file input: each chosen file goes up at once and
// by itself, says how far it is, tries three times, then offers “Thử lại”.
// Without it the plain form sends the files by the button that is [data-nojs];
// with it that button would send nothing. Words come from data-say-….
const TRIES = 3;

function line(list, name, say) {
  const item = document.createElement("li");
  item.className = "mc-upload__item";
  item.innerHTML = '<span class="mc-upload__name"></span><progress class="mc-upload__bar" max="100" value="0"></progress><span class="mc-upload__state" role="status"></span>';
  item.firstChild.textContent = name;
  item.children[1].setAttribute("aria-label", name);
  item.state = (word, tone) => {
    item.className = "mc-upload__item" + (tone ? " mc-upload__item--" + tone : "");
    item.lastChild.textContent = word;
    item.children[1].hidden = Boolean(tone);
  };
  item.state(say.sending);
  list.appendChild(item);
  return item;
}

function post(url, data, progress) {
  return new Promise((resolve) => {
    const x = new XMLHttpRequest(); // fetch cannot tell how far an upload is
    x.open("POST", url);
    x.setRequestHeader("Accept", "application/json");
    x.upload.onprogress = (e) => e.lengthComputable && progress((100 * e.loaded) / e.total);
    x.onload = () => {
      let body = {};
      try {
        body = JSON.parse(x.responseText);
      } catch (error) {
        // an answer without JSON still has its status
      }
      resolve({ status: x.status, body });
    };
    x.onerror = () => resolve({ status: 0, body: {} });
    x.send(data);
  });
}

behave("data-upload", (input) => {
  const say = { sending: input.dataset.saySending, done: input.dataset.sayDone, failed: input.dataset.sayFailed, retry: input.dataset.sayRetry };
  const list = document.createElement("ul");
  list.className = "mc-upload__list";
  input.insertAdjacentElement("afterend", list);
  if (input.form) input.form.querySelectorAll("[data-nojs]").forEach((el) => el.remove());
  let sending = 0;
  window.addEventListener("beforeunload", (e) => {
    if (!sending) return;
    e.preventDefault(); // a file half sent is lost
    e.returnValue = "";
  });

  async function go(file, item) {
    sending += 1;
    const small = await tools.shrink(file);
    const data = new FormData();
    data.append("file", small, file.name);
    data.append("component", input.dataset.component || "");
    let answer = { status: 0, body: {} };
    for (let n = 0; n < TRIES && (answer.status === 0 || answer.status >= 500); n += 1) {
      if (n) await new Promise((wait) => setTimeout(wait, 1000 * n));
      item.state(say.sending);
      answer = await post(input.dataset.upload, data, (percent) => {
        item.children[1].value = percent;
      });
    }
    sending -= 1;
    if (answer.status >= 200 && answer.status < 300) {
      item.state(say.done + " " + Math.max(1, Math.round(small.size / 1024)) + " KB", "done");
      return;
    }
    item.state(answer.body.message || say.failed, "failed");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "mc-button mc-button--link";
    again.textContent = say.retry;
    again.onclick = () => go(file, item);
    item.lastChild.append(" ", again);
  }

  input.addEventListener("change", () => {
    Array.from(input.files).forEach((file) => go(file, line(list, file.name, say)));
    input.value = ""; // sent by itself: the form must not send it again
  });
});
