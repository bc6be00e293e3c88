// A second press within a second is a slip of the finger. Comfort only: the
// one-time key in the form is what makes a second sending harmless.
document.addEventListener("submit", (e) => {
  const form = e.target;
  const now = Date.now();
  if (now - Number(form.dataset.sent || 0) < 1000) e.preventDefault();
  else form.dataset.sent = String(now);
});
