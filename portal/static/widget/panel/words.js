// The house's own words in the reader's language, as the server put them into the page.

const table = JSON.parse(document.getElementById("words").textContent);
export const locale = document.documentElement.lang;

const inDigits = (text) => text.replace(/\d/g, (digit) => table._digits[digit]);
const grouped = (count) => inDigits(String(count).replace(/\B(?=(\d{3})+$)/g, table._group));
const shown = (value) => (Number.isInteger(value) ? grouped(value) : apart(String(value)));

// A text that runs the other way than the words around it is isolated (UAX 9).
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufefc]/g;
const isFromRight = document.documentElement.dir === "rtl";
export function apart(text) {
  const rest = text.replace(FROM_RIGHT, "");
  return (isFromRight ? /\p{L}/u.test(rest) : rest !== text) ? `\u2068${text}\u2069` : text;
}

export const say = (key, values = {}) =>
  table[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));

// As the language counts: the few of Slavic languages are 2 to 4, 22 to 24 and so on.
function form(count) {
  if (table._plural !== "slavic") return count === 1 ? "one" : "many";
  const teen = count % 100 > 10 && count % 100 < 15;
  return (!teen && { 1: "one", 2: "few", 3: "few", 4: "few" }[count % 10]) || "many";
}

export function sayOf(stem, count, values = {}) {
  const key = `${stem}_${form(count)}`;
  return say(key in table ? key : `${stem}_many`, { count, ...values });
}

export function dateInWords(published) {
  if (!published) return say("no_date");
  const [whole, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(published) ?? [];
  const name = say("months").split(" ")[Number(month) - 1];
  const real = whole && !Number.isNaN(Date.parse(whole)) && new Date(`${whole}T00:00Z`).getUTCDate() === Number(day);
  return real && name ? say("day", { day: Number(day), month: name, year: inDigits(year) }) : published;
}

export function languageName(code) {
  const known = table[`language_${code}`];
  if (known) return known;
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
