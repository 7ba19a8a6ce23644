// An answer for a document: question, statements, then every quote with what it is from.

import { dateInWords, say } from "./words.js";

// Article text as text: no Markdown of its own takes effect.
const inert = (text) =>
  text.trim().replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~&]/g, "\\$&").replace(/^(\d{0,9})([-+=.)])(?=[-+=\s]|$)/, "$1\\$2");

const link = (url) => (/^https?:\/\//i.test(url ?? "") ? `<${url.replace(/[<>\s]/g, encodeURIComponent)}>` : "");

function origin(cited) {
  const told = [cited.title, cited.publisher, dateInWords(cited.published), say("sentence", { number: cited.sentence + 1 })];
  return [...told.filter(Boolean).map(inert), link(cited.url)].filter(Boolean).join(" · ");
}

export function markdownOf(answer) {
  const lines = [`**${inert(answer.question)}**`, ""];
  let cited = answer.citations;
  if (answer.statements.length) {
    lines.push(inert(answer.text), "");
    for (const part of answer.missing) lines.push(inert(say("missing", { part })), "");
    for (const { about, says } of answer.differs) {
      lines.push(inert(say("differs", { about })), "");
      for (const one of says) lines.push(`- ${inert(one.value)} [${one.citation}]`);
      lines.push("");
    }
  } else {
    cited = answer.nearest;
    const denied = say(answer.status === "unverified" ? "unverified" : "not_in_articles");
    lines.push(cited.length ? `${denied} ${say("nearest")}` : denied, "");
  }
  for (const one of cited) lines.push(`> [${one.number}] ${inert(one.quote)}`, `> — ${origin(one)}`, "");
  if (answer.notice) lines.push(inert(answer.notice), "");
  return lines.join("\n");
}
