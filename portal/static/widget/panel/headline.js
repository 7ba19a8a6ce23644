// The short answer, never without its hedge: what was only possible is not shown as settled.

const REACH = 40; // characters between a hedge and the short answer, in "possible by the end of"

// Where the short answer stands in the first statement, from its hedge on where that is near.
export function placeOf({ statements: [{ text }], short_answer: span, hedge }) {
  const start = span ? text.indexOf(span) : -1;
  if (start < 0) return null;
  const hedged = hedge ? text.slice(0, start).lastIndexOf(hedge) : -1;
  const near = hedged >= 0 && start - hedged <= hedge.length + REACH;
  return [near ? hedged : start, start + span.length];
}

export function headlineOf(answer, language) {
  const place = placeOf(answer);
  let told = place ? answer.statements[0].text.slice(...place) : answer.short_answer;
  if (answer.hedge && !told.includes(answer.hedge)) told = `${answer.hedge}: ${told}`;
  const [first = ""] = told;
  return upper(first, language) + told.slice(first.length);
}

// In Azerbaijani and Turkish i becomes İ.
function upper(letter, language) {
  try {
    return letter.toLocaleUpperCase(language || undefined);
  } catch {
    return letter.toUpperCase();
  }
}
