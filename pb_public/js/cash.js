// data-cash: the form of one receipt adds up while it is filled in: what is
// ticked, and what the payer gets back. The server reckons it all again.
behave("data-cash", (form) => {
  const sum = form.querySelector("[data-cash-sum]");
  const change = form.querySelector("[data-cash-change]");
  const code = form.querySelector("[data-cash-qr]");
  const dong = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".") + " đồng";
  const read = (text) => Number(String(text).replace(/[^\d]/g, ""));
  let shown = "";

  function total() {
    let n = 0;
    form.querySelectorAll("[name=line]").forEach((box) => {
      if (!box.checked) return;
      n += box.dataset.typed ? read(form.elements[box.dataset.typed].value) : Number(box.dataset.amount);
    });
    return n;
  }

  function show() {
    const n = total();
    if (sum.textContent !== dong(n)) sum.textContent = dong(n);
    if (code) code.hidden = shown !== "" && shown !== String(n); // drawn for another sum: “Tính lại” draws it anew
    if (shown === "") shown = String(n);
    const given = read(form.elements.given.value);
    const cash = form.elements.mode.value === "cash";
    change.hidden = !cash || given === 0;
    change.textContent = given < n ? change.dataset.cashShort + " " + dong(n - given) : change.dataset.cashChange + " " + dong(given - n);
  }

  form.addEventListener("input", (e) => {
    const box = form.querySelector('[data-typed="' + e.target.name + '"]');
    if (box && e.target.value !== "") box.checked = true; // a sum was typed: it is meant
    show();
  });
  form.addEventListener("change", show);
  show();
});
