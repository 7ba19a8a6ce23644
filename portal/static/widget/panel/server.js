// What the panel asks of the server, as whoever the token names. No cookie is sent or kept.

import { asViewer } from "./host.js";
import { remember, remembered } from "./memory.js";
import { bearer, renewed } from "./pass.js";
import { happenings } from "./stream.js";
import { locale } from "./words.js";

const root = new URL("./", document.baseURI);

export class Refusal extends Error {
  constructor(status, told, wait) {
    super(told);
    this.status = status;
    this.wait = wait; // seconds to wait before the next, where the server says
  }
}

export const href = (path) => new URL(path, root).href;

function attempt(path, options, token) {
  const headers = { ...options.headers };
  if (token) headers.authorization = `Bearer ${token}`;
  else headers["x-sourceline-session"] = session();
  return fetch(href(path), { ...options, headers, credentials: asViewer ? "same-origin" : "omit", cache: "no-store" });
}

// Somebody without a name is told apart by this alone, as long as the page is open.
function session() {
  const known = remembered("asker");
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  remember("asker", id);
  return id;
}

async function send(path, options = {}) {
  let response = await attempt(path, options, await bearer());
  if (response.status === 401) {
    const fresh = await renewed();
    if (fresh) response = await attempt(path, options, fresh);
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({}));
  throw new Refusal(response.status, told.error ?? "", Number(response.headers.get("retry-after")) || 0);
}

const posted = (body, accept, signal) => ({
  method: "POST",
  headers: { "content-type": "application/json", accept },
  body: JSON.stringify(body),
  signal,
});

// Events of one answer, in order; aborting `signal` ends the work at the server too.
export async function* asked(question, conversation, signal) {
  const body = { question, locale, ...(conversation && { conversation_id: conversation }) };
  const response = await send("api/v1/ask", posted(body, "text/event-stream", signal));
  yield* happenings(response.body);
}

const json = async (path) => (await send(path)).json();
const named = (id) => encodeURIComponent(id);

export const examples = async () => (await json("api/v1/examples")).questions;
export const article = (id) => json(`api/v1/articles/${named(id)}`);
export const conversation = (id) => json(`api/v1/conversations/${named(id)}`);

export const vote = (answer, thumb, reason) =>
  send("api/v1/feedback", posted({ answer_id: answer, vote: thumb, ...(reason && { reason }) }, "application/json"));

// Our page of an article with this sentence lit; ids that are steps in a path go into the query.
export function articlePath(cited, more = {}) {
  const step = cited.article_id === "." || cited.article_id === "..";
  const query = new URLSearchParams({
    ...(step && { id: cited.article_id }),
    sentences: cited.sentence,
    numbers: cited.number,
    version: cited.version,
    locale,
    ...more,
  });
  return `articles/${step ? "" : named(cited.article_id)}?${query}`;
}

export const articleFragment = async (cited) => (await send(articlePath(cited, { fragment: 1 }))).text();
