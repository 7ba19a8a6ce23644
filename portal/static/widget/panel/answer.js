// An answer as a person sees it: the short answer first, then what it rests on, or an honest no.

import { chip } from "./cite.js";
import { headlineOf, placeOf } from "./headline.js";
import { h, tongue } from "./nodes.js";
import { apart, dateInWords, languageName, locale, say, sayOf } from "./words.js";

const SHOWN = 4; // sentences that are shown while they are being read

export const question = (text) => h("p", { class: "q", dir: "auto" }, text);

export function saidSoFar({ text, citations }) {
  return h("p", { class: "said", ...tongue(citations[0]?.language) }, text, " ", citations.map(chip));
}

export const searching = () => h("div", { class: "reading" }, say("searching"));

export function reading({ sentences, articles }) {
  const told = sayOf("reading", articles, { sentences: sentences.length, articles });
  const listed = sentences.slice(0, SHOWN).map((one) => h("li", tongue(one.language), one.quote));
  return h("div", { class: "reading" }, told, h("ul", {}, listed));
}

export function answerParts(answer) {
  return [
    ...(answer.statements.length ? said(answer) : [notSaid(answer)]),
    withheld(answer.withheld),
    answer.notice ? h("p", { class: "held", dir: "auto" }, answer.notice) : null,
  ].filter(Boolean);
}

// What a screen reader is told when the answer is done.
export function spoken(answer) {
  if (!answer.statements.length) return say(denial(answer));
  return answer.statements.map((one) => one.text).join(" ");
}

const denial = ({ status }) => (status === "unverified" ? "unverified" : "not_in_articles");

function said(answer) {
  const cited = new Map(answer.citations.map((one) => [one.number, one]));
  const chips = (numbers) => numbers.map((number) => chip(cited.get(number)));
  const languageOf = ({ citations: [first] }) => cited.get(first)?.language;
  const parts = [];
  if (answer.searched_for !== answer.question.trim().split(/\s+/).join(" ")) {
    parts.push(h("p", { class: "sought", dir: "auto" }, say("searched_for", { text: answer.searched_for })));
  }
  if (answer.short_answer) {
    const [first] = answer.statements, language = languageOf(first);
    parts.push(h("p", { class: "short", ...tongue(language) }, headlineOf(answer, language), " ", chips(first.citations.slice(0, 1))));
    if (answer.said_by) parts.push(h("p", { class: "by", dir: "auto" }, say("said_by", { name: answer.said_by })));
  }
  answer.statements.forEach((one, at) => {
    const text = at === 0 ? emphasised(answer) : [one.text];
    parts.push(h("p", { class: "said", ...tongue(languageOf(one)) }, text, " ", chips(one.citations)));
  });
  for (const part of answer.missing) parts.push(h("p", { class: "missing", dir: "auto" }, say("missing", { part })));
  for (const one of answer.differs) parts.push(difference(one, cited));
  return parts;
}

function emphasised(answer) {
  const { text } = answer.statements[0], place = placeOf(answer);
  if (!place) return [text];
  const [start, end] = place;
  return [text.slice(0, start), h("b", {}, text.slice(start, end)), text.slice(end)];
}

function difference({ about, says }, cited) {
  const rows = says.map(({ citation, value }) => {
    const source = cited.get(citation);
    const who = `${apart(source.publisher || source.title)}, ${dateInWords(source.published)}`;
    return h("li", {}, say("says", { who, value }), " ", chip(source));
  });
  return h("div", { class: "two" }, h("h2", { dir: "auto" }, say("differs", { about })), h("ul", {}, rows));
}

function notSaid(answer) {
  const { nearest } = answer;
  const told = say("searched_for", { text: answer.searched_for }) + (nearest.length ? ` ${say("nearest")}` : "");
  const listed = nearest.map((one) => h("li", tongue(one.language), one.quote, " ", chip(one)));
  return h("div", { class: "none" }, h("h2", {}, say(denial(answer))), h("p", { dir: "auto" }, told),
    listed.length ? h("ul", {}, listed) : null);
}

function withheld(held) {
  if (!held.length) return null;
  const listed = held.map((one) => h("li", { dir: "auto" }, h("s", {}, one.text), " ", one.reason));
  return h("details", { class: "held" }, h("summary", {}, sayOf("withheld", held.length)), h("ul", {}, listed));
}

// Languages of what is cited that are not the reader's own.
export function foreign(answer) {
  const cited = answer.statements.length ? answer.citations : answer.nearest;
  const languages = new Set(cited.map((one) => one.language).filter((one) => one && one !== locale));
  return [...languages].sort().map((one) => say("in_language", { language: languageName(one) }));
}
