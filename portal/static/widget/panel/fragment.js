// Where in the original a browser is to scroll to: a text fragment (WICG Scroll To Text Fragment).

const WHOLE = 80; // characters up to which a sentence is spelled out; of a longer one both ends are
const ENDS = 4; // words of each end

const spelled = (words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D");

export function originalUrl(url, quote) {
  if (!/^https?:\/\//i.test(url ?? "")) return null;
  const words = quote.trim().split(/\s+/);
  const told = quote.length <= WHOLE || words.length < 2 * ENDS
    ? spelled(words)
    : `${spelled(words.slice(0, ENDS))},${spelled(words.slice(-ENDS))}`;
  const [page, own = ""] = url.split("#", 2);
  return `${page}#${own.split(":~:", 1)[0]}:~:text=${told}`;
}
