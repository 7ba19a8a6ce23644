// The panel: one conversation in a frame on somebody's portal.

import { onChip } from "./cite.js";
import { ask, begin, download, halt, live, log, onChange, takeUp } from "./conversation.js";
import { closeDrawer, drawer, drawerIn, isOpen, openCitation } from "./drawer.js";
import { greeted, happened, mayGoOn, take, tell } from "./host.js";
import { look } from "./look.js";
import { recall } from "./memory.js";
import { h, quiet } from "./nodes.js";
import { expectTokens } from "./pass.js";
import { articlePath, examples, href } from "./server.js";
import { say } from "./words.js";

const title = h("h1", { dir: "auto" }, say("ask_label"));
const anew = quiet(say("anew"), startAnew, { "aria-label": say("new") });
const load = quiet(say("download"), download);
const shut = quiet("✕", () => tell("close"), { class: "shut", "aria-label": say("close_panel") });
const greeting = h("div", { dir: "auto" }, h("h2", {}, say("welcome")), h("p", {}, say("welcome_more")));
const tries = h("ul", { class: "try" });
const welcome = h("div", { class: "welcome" }, greeting, tries);
const input = h("input", { id: "question", autocomplete: "off", maxlength: 2000, enterkeyhint: "send", oninput: direct, placeholder: say("ask_placeholder"), "aria-label": say("ask_label") });
const go = h("button", { class: "go" }, say("ask"));
const form = h("form", { onsubmit: submit }, input, go);
const touch = matchMedia("(hover: none) and (pointer: coarse)"); // a keyboard would cover the answer
// A tab of its own sends no token: where nobody is let in without one, it would only say so.
const pages = document.documentElement.hasAttribute("data-pages");
let busy = false, wanted = false;

// What is typed runs as its letters do; the placeholder, as the page does.
function direct() {
  input.dir = input.value ? "auto" : "";
}

function submit(event) {
  event.preventDefault();
  if (busy) halt();
  else put(input.value);
}

function put(text) {
  if (!text.trim()) return;
  input.value = "";
  direct();
  ask(text);
  if (touch.matches) input.blur();
}

function startAnew() {
  closeDrawer();
  begin();
  suggest();
  if (!touch.matches) input.focus();
}

onChange((now) => {
  busy = now.busy;
  go.textContent = say(busy ? "stop" : "ask");
  go.classList.toggle("stop", busy);
  log.setAttribute("aria-busy", String(busy));
  welcome.hidden = !now.empty;
  anew.disabled = now.empty;
  load.disabled = !now.answers.length;
  if (now.unanswered && !input.value) input.value = now.unanswered; // one key asks it again
  direct();
});

// The portal's suggestions, or questions that the server knows its articles to answer.
let told = null;
async function suggest() {
  if (tries.childElementCount || !wanted) return;
  const questions = told ?? (await examples().catch(() => []));
  const buttons = questions.slice(0, 4).map((text) => h("li", {}, quiet(text, () => put(text), { dir: "auto" })));
  tries.replaceChildren(...buttons);
}

function opened({ focus }) {
  wanted = true;
  suggest();
  if (focus && !touch.matches) input.focus();
  else if (focus) log.focus({ preventScroll: true });
}

async function cite(cited, button, citations) {
  if (!(await mayGoOn("citation-click", cited))) return;
  if (citations === "page" && pages) window.open(href(articlePath(cited)), "_blank", "noopener");
  else openCitation(cited, button);
}

// WebKit lets a frame of another site focus nothing of its own until somebody has done something in
// it: where the field could not be focused on opening, the first letter does it, and stands in it.
const lost = ({ key, ctrlKey, metaKey, altKey }) =>
  document.activeElement === document.body && /^\S$/u.test(key) && !ctrlKey && !metaKey && !altKey;

document.addEventListener("keydown", (event) => {
  if (lost(event)) input.focus();
  if (event.key !== "Escape" || event.isComposing) return;
  if (isOpen()) closeDrawer();
  else tell("close");
});

async function start() {
  const hello = await greeted;
  const { mode = "inline", side = "right", citations } = hello;
  look(hello);
  recall(hello.kept);
  document.body.dataset.side = side;
  document.body.dataset.mode = mode;
  if (hello.title) document.title = title.textContent = hello.title;
  if (hello.greeting) greeting.replaceChildren(h("p", {}, hello.greeting));
  told = hello.suggestions ?? null;
  shut.hidden = mode === "inline";
  expectTokens(Boolean(hello.tokens), startAnew);
  drawerIn(mode !== "inline");
  onChip((cited, button) => cite(cited, button, citations));
  take("open", opened);
  take("ask", ({ text }) => put(text));
  take("new", startAnew);
  take("theme", look);
  const bar = h("header", { class: "bar" }, title, h("div", {}, anew, load, shut));
  const chat = h("main", { class: "chat" }, bar, h("div", { class: "desk" }, welcome, log), form, live);
  document.body.append(chat, drawer);
  tell("ready", { title: say("ask_label") });
  if (window.parent === window) opened({ focus: true });
  await takeUp();
}

start().catch((error) => happened("error", { reason: String(error) }));
