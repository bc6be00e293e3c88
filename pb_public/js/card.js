// Citizen card QR in the number box: [data-card] form, [data-card-number] input. Does as identity.ParseCard does; without it
// the server parses the same text. The raw text is put nowhere else. [data-card-birth] is one box, or three for day, month, year.
const latin = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

// UTF-8 that a scanner typed byte by byte as Windows letters, put right; null when it is something else.
function mend(text) {
  if (!/[ÃÄÅÆá]/.test(text)) return null;
  let hex = '';
  for (const c of text) {
    const at = latin.indexOf(c), byte = at < 0 ? c.codePointAt(0) : 0x80 + at;
    if (byte > 0xff) return null;
    hex += '%' + byte.toString(16).padStart(2, '0');
  }
  try { return decodeURIComponent(hex); } catch (e) { return null; } // not UTF-8: leave it as it came
}

const fold = s => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
const tidy = s => s.normalize('NFC').replace(/\s+/g, ' ').trim();
const trimmed = s => s.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

// The six fields after the number, by the card's separator or else by its two dates; null when it is no card.
function fields(rest) {
  const sep = rest[0] || '';
  if (!/[\p{L}\p{N} .,-]/u.test(sep)) {
    const parts = rest.slice(1).split(sep);
    if (parts.length >= 6 && /^\D*\d{8}\D*$/.test(parts[2])) return parts.slice(0, 6);
  }
  const m = /^(.*?)(\d{8})(?!\d)(.*)$/.exec(rest.replace(/\d{12}|\d{9}(?!\d)/, ''));
  if (!m) return null;
  const tail = /^(.*\D)(\d{8})(?!\d)/.exec(m[3]) || ['', m[3], ''];
  const words = trimmed(tail[1]).split(/[^\p{L}\p{M}]+/u), sex = words[0] || '';
  return ['', trimmed(m[1]), m[2], sex, trimmed(trimmed(tail[1]).slice(sex.length)), tail[2]];
}

function parse(typed) {
  const mended = mend(typed), text = (mended || typed).trim().replace(/^\][A-Za-z]\d/, '');
  const m = /(?:^|\D)(\d{12}(?:\d{9}|\d{12})?)(?!\d)/.exec(text);
  if (!m || text.length > 2000) return null;
  const rest = text.slice(m.index + m[0].length), f = fields(rest);
  if (!f) return null;
  const birth = /(\d\d)(\d\d)(\d{4})/.exec(f[2]) || [], sexWord = fold(f[3]);
  const known = sexWord === 'nam' || sexWord === 'nu', male = known ? sexWord === 'nam' : m[1][3] % 2 === 0;
  const name = tidy(f[1]), address = tidy(f[4]), letters = name + f[3] + address;
  const strange = name.split(' ').some(w => /[fjwz\d]|aa|ee|oo|dd|[srx]$|[^\p{L}\p{M}'’.-]/iu.test(w) || /\p{Ll}.*\p{Lu}|\p{Lu}{2}.*\p{Ll}/u.test(w));
  return {
    number: m[1].slice(0, 12), name, address, day: birth.slice(1), sex: male ? 'male' : 'female',
    doubtful: !!mended || rest[0] !== '|' || !known || !name || !address || !birth[0] || strange || /[?\ufffd\\^~|]/.test(letters) || /^[\0-\x7f]*$/.test(letters),
  };
}

function put(input, value) {
  if (input.type === 'radio') input.checked = input.value === value; else input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

for (const form of document.querySelectorAll('[data-card]')) {
  const number = form.querySelector('[data-card-number]'), all = name => Array.from(form.querySelectorAll('[data-card-' + name + ']'));
  if (!number) continue;
  const fill = card => {
    const [d, m, y] = card.day, birth = all('birth'), filled = [];
    const set = (inputs, values) => inputs.forEach((input, i) => { const v = values[i % values.length]; if (v) { put(input, v); filled.push(input); } });
    put(number, card.number);
    set(all('name'), [card.name]);
    set(all('address'), [card.address]);
    if (y) set(birth, birth.length === 3 ? (d === '00' ? ['', '', y] : [d, m, y]) : [d === '00' ? y : d + '/' + m + '/' + y]);
    all('sex').forEach(input => put(input, input.type === 'text' ? (card.sex === 'male' ? 'Nam' : 'Nữ') : card.sex));
    all('note').forEach(note => { note.hidden = !card.doubtful; });
    filled.forEach(input => {
      input.toggleAttribute('data-card-doubt', card.doubtful);
      input.addEventListener('input', () => input.removeAttribute('data-card-doubt'), { once: true });
    });
    const after = Array.from(form.elements), next = after.slice(after.indexOf(number) + 1)
      .find(e => /^(INPUT|SELECT|TEXTAREA)$/.test(e.tagName) && !/^(hidden|radio|checkbox|submit|button)$/.test(e.type) && !e.disabled && !e.readOnly && !e.value && e.offsetParent);
    if (next) next.focus(); else number.focus();
  };
  let taken = false;
  const take = (event, text) => {
    const card = parse(text);
    if (!card) return;
    taken = true;
    event.preventDefault(); // the Enter of a scanner sends no form, a pasted card is not left in the box
    fill(card);
  };
  number.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === 'Tab') take(e, number.value); });
  // Its keypress may come after the focus has moved on: it is the same Enter.
  form.addEventListener('keydown', () => { taken = false; }, true);
  form.addEventListener('keypress', e => { if (e.key === 'Enter' && taken) e.preventDefault(); });
  number.addEventListener('paste', e => take(e, e.clipboardData.getData('text')));
  number.addEventListener('change', e => take(e, number.value));
}
