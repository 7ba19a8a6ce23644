// The drawer: a cited sentence among its neighbours, and from there the whole article.

import { lightChips } from "./cite.js";
import { originalUrl } from "./fragment.js";
import { tell } from "./host.js";
import { h, quiet, tongue } from "./nodes.js";
import { article, articleFragment } from "./server.js";
import { dateInWords, languageName, say } from "./words.js";

const AROUND = 2; // sentences before and after the cited one
const HIDDEN = new Set(["byline", "furniture", "headline"]);
const BESIDE = 300; // px that it needs beside the conversation; with less it is a sheet over it

let grows = false, chat = 0, from = null, turn = 0;
const close = quiet("✕", closeDrawer, { class: "close", "aria-label": say("close") });
const body = h("div", { class: "sheet", tabindex: "-1" });
export const drawer = h("aside", { class: "drawer", hidden: true, "aria-label": say("collection") }, close, body);

// `room`: whether the page makes the frame wider for it.
export function drawerIn(room) {
  grows = room;
  addEventListener("resize", fit);
}

export const isOpen = () => !drawer.hidden;

function fit() {
  if (drawer.hidden) return;
  const kept = grows ? chat : Math.max(360, innerWidth - 460);
  const before = document.body.classList.contains("beside");
  const beside = document.body.classList.toggle("beside", innerWidth >= kept + BESIDE);
  document.body.style.setProperty("--chat", `${kept}px`);
  if (beside !== before) bring();
}

// As far down as the lit sentence needs to be seen, and no further than where it begins.
function bring() {
  body.scrollTop = 0;
  const seen = body.getBoundingClientRect(), lit = body.querySelector("mark")?.getBoundingClientRect();
  if (lit) body.scrollTop = Math.max(0, Math.min(lit.bottom - seen.bottom + 24, lit.top - seen.top - 16));
}

function show() {
  if (drawer.hidden) chat = innerWidth;
  drawer.hidden = false;
  document.body.classList.add("reading-it");
  tell("drawer", { open: true });
  fit();
}

export function closeDrawer() {
  if (drawer.hidden) return;
  drawer.hidden = true;
  document.body.classList.remove("beside", "reading-it");
  tell("drawer", { open: false });
  lightChips(null);
  if (from?.isConnected) from.focus();
}

export async function openCitation(cited, button) {
  const mine = ++turn;
  from = button;
  lightChips(cited, button.closest(".turn"));
  show();
  fill(cited, [], null);
  body.focus({ preventScroll: true });
  try {
    const whole = await article(cited.article_id);
    if (mine === turn) fill(cited, whole.sentences, whole.version === cited.version ? null : "corrected");
  } catch (error) {
    if (mine === turn && error.status === 404) fill(cited, [], "gone");
  }
}

function fill(cited, sentences, note) {
  const count = sentences.findLastIndex((one) => one.kind !== "furniture") + 1;
  const place = count && !note
    ? say("sentence_of", { number: cited.sentence + 1, count })
    : say("sentence", { number: cited.sentence + 1 });
  const meta = [cited.publisher, dateInWords(cited.published), cited.language && languageName(cited.language), place];
  const near = note ? [] : sentences.filter((one) =>
    Math.abs(one.index - cited.sentence) <= AROUND && one.index !== cited.sentence && !HIDDEN.has(one.kind));
  const plain = (one) => h("p", {}, one.text);
  const outside = originalUrl(cited.url, cited.quote, note ? [] : sentences, cited.sentence);
  body.replaceChildren(
    h("p", { class: "meta" }, meta.filter(Boolean).map((one) => h("span", {}, one))),
    note ? h("p", { class: "held", role: "note" }, say(note)) : "",
    h("div", { class: "text", ...tongue(cited.language) },
      h("h2", {}, cited.title),
      near.filter((one) => one.index < cited.sentence).map(plain),
      h("p", {}, h("span", { class: "chip on margin", "aria-hidden": "true" }, String(cited.number)), h("mark", { class: "on" }, cited.quote)),
      near.filter((one) => one.index > cited.sentence).map(plain)),
    h("p", { class: "ways" },
      note === "gone" ? "" : quiet(say("whole_article"), () => openWhole(cited), { class: "way" }),
      outside ? h("a", { class: "way", href: outside, target: "_blank", rel: "noopener noreferrer" }, say("original")) : ""));
  bring();
}

// Parsed, never run: a document made by DOMParser has no scripts, and ours allows none inline.
async function openWhole(cited) {
  const mine = ++turn;
  const html = await articleFragment(cited).catch(() => null);
  if (mine !== turn) return;
  const parsed = html === null ? null : new DOMParser().parseFromString(html, "text/html").querySelector("article");
  if (!parsed) return;
  for (const one of parsed.querySelectorAll("script, style, link, iframe")) one.remove();
  const back = quiet(say("back"), () => openCitation(cited, from), { class: "way" });
  body.replaceChildren(h("p", { class: "ways" }, back), parsed);
  const lit = parsed.querySelector("mark");
  lit?.classList.add("on");
  (lit ?? parsed).scrollIntoView({ block: "center" });
  back.focus({ preventScroll: true });
}
