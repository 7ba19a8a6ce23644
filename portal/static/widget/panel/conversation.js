// The conversation: what was asked, what is being answered, what was said.

import { actions } from "./actions.js";
import { answerParts, question, reading, saidSoFar, searching, spoken } from "./answer.js";
import { happened } from "./host.js";
import { markdownOf } from "./markdown.js";
import { remember, remembered } from "./memory.js";
import { h } from "./nodes.js";
import { asked, conversation } from "./server.js";
import { say } from "./words.js";

let id = "", stop = null, next = "", unanswered = "";
let answers = [];
export const log = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": say("conversation"), tabindex: "0" });
export const live = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
const changed = [];
const announce = () => changed.forEach((listener) => listener({ busy: Boolean(stop), empty: !log.childElementCount, answers, unanswered }));
export function onChange(listener) {
  changed.push(listener);
  announce();
}

function keep(now) {
  id = now;
  remember("conversation", now);
}

// What was said before the page was loaded anew, where the server still has it for this person.
export async function takeUp() {
  id = remembered("conversation");
  if (!id) return;
  try {
    const { turns } = await conversation(id);
    for (const answer of turns) finish(turnOf(answer.question), answer);
  } catch (error) {
    if (error.status) keep("");
  }
  announce();
}

export function begin() {
  next = unanswered = "";
  stop?.abort();
  answers = [];
  log.replaceChildren();
  keep("");
  announce();
}

export const halt = () => stop?.abort();

function turnOf(text) {
  const turn = h("section", { class: "turn", "aria-label": say("answer_to", { question: text }) });
  log.append(question(text), turn);
  return turn;
}

function failed(turn, error) {
  const key = { 401: "not_allowed", 403: "not_allowed", 429: "too_many", 503: "busy" }[error.status];
  const told = key ? say(key, { seconds: error.wait || 60 })
    : error.status ? error.message || say("failed")
    : error instanceof TypeError ? say("unreachable") : say("failed");
  turn.append(h("p", { class: "held", role: "alert", dir: "auto" }, told));
  happened("error", { status: error.status ?? 0, reason: told });
}

function finish(turn, answer) {
  answers.push(answer);
  turn.replaceChildren(...answerParts(answer), ...actions(answer, (error) => failed(turn, error)));
}

export async function ask(text) {
  const wanted = text.trim();
  if (!wanted) return;
  if (stop) { next = wanted; halt(); return; }
  const mine = (stop = new AbortController());
  unanswered = "";
  const turn = turnOf(wanted);
  const so = h("div"), doing = h("div", {}, searching());
  turn.append(so, doing);
  turn.previousSibling.scrollIntoView({ block: "start" });
  announce();
  happened("question", { text: wanted });
  try {
    await follow(turn, so, doing, asked(wanted, id, mine.signal), mine.signal);
  } catch (error) {
    doing.remove();
    if (mine.signal.aborted) turn.append(h("p", { class: "sought" }, say("stopped")));
    else {
      failed(turn, error);
      unanswered = wanted;
    }
  }
  stop = null;
  announce();
  if (next) ask(next);
  next = "";
}

async function follow(turn, so, doing, events, signal) {
  let whole = false;
  for await (const { name, detail } of events) {
    if (signal.aborted) throw new DOMException("stopped", "AbortError");
    if (name === "sources") doing.replaceChildren(reading(detail));
    else if (name === "statement") so.append(saidSoFar(detail));
    else if (name === "error") throw Object.assign(new Error(detail.error), { status: detail.status });
    else if (name === "done") {
      finish(turn, detail);
      if (detail.conversation_id) keep(detail.conversation_id);
      live.textContent = spoken(detail);
      happened("answer", { id: detail.id, status: detail.status, text: detail.text, citations: detail.citations });
      bring(turn);
      whole = true;
    }
  }
  if (!whole) throw new TypeError("the answer ended before it was whole");
}

// A whole answer is read from its question on.
function bring(turn) {
  const seen = log.parentElement.getBoundingClientRect();
  if (turn.getBoundingClientRect().bottom > seen.bottom) turn.previousSibling.scrollIntoView({ block: "start" });
}

export function download() {
  const text = answers.map(markdownOf).join("\n---\n\n");
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  h("a", { href: url, download: `sourceline-${new Date().toISOString().slice(0, 10)}.md` }).click();
  setTimeout(URL.revokeObjectURL, 10000, url);
}
