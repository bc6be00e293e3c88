// data-seconds="58": counts down inside a button; at nothing the button goes.
// The server alone decides whether it was still in time.
behave("data-seconds", (place) => {
  const end = Date.now() + Number(place.dataset.seconds) * 1000;
  const words = place.textContent;
  const timer = setInterval(() => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) {
      place.textContent = words.replace(/\d+/, String(left));
      return;
    }
    clearInterval(timer);
    const notice = place.closest(".mc-notice");
    if (notice) notice.hidden = true;
  }, 1000);
});
