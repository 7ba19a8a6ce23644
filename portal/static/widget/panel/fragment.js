// Where in the original a browser is to scroll to: a text fragment (WICG Scroll To Text Fragment).

const WHOLE = 80; // characters up to which a sentence is spelled out; of a longer one both ends are
const ENDS = 4; // words of each end
const ALONE = 3; // words below which a sentence may stand elsewhere too

const spelled = (words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D");
const wordsOf = (text) => text.trim().split(/\s+/);

// `sentences` of the article, where they are known, tell a sentence from another that begins alike.
export function originalUrl(url, quote, sentences = [], at = 0) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  const words = wordsOf(quote);
  const isWhole = quote.length <= WHOLE || words.length < 2 * ENDS;
  const begins = (isWhole ? words : words.slice(0, ENDS)).join(" ");
  const isTwice = sentences.slice(0, at).some(({ text }) => wordsOf(text).join(" ").includes(begins));
  const told = isTwice || words.length <= ALONE ? inContext(words, sentences[at - 1], sentences[at + 1])
    : isWhole ? spelled(words)
    : `${spelled(words.slice(0, ENDS))},${spelled(words.slice(-ENDS))}`;
  const [page, own = ""] = url.split("#", 2);
  return `${page}#${own.split(":~:", 1)[0]}:~:text=${told}`;
}

const inContext = (words, before, after) => [
  before && `${spelled(wordsOf(before.text).slice(-ENDS))}-`,
  spelled(words),
  after && `-${spelled(wordsOf(after.text).slice(0, ENDS))}`,
].filter(Boolean).join(",");
