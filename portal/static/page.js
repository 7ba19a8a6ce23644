// The page's own script: chips, cards, copying, and what is pressed in a pane told to the server.
// Everything is delegated from the document, since the panes are drawn anew with each event.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const phone = () => matchMedia("(max-width: 820px)").matches;
  const answerOf = (node) => node.closest("[data-answer]");
  const field = (id) => byId(id)?.querySelector("textarea, input");
  const STALE = 65000; // ms; the server gives up on an answer before that

  // ---- telling the server -------------------------------------------------------------------

  function put(input, value) {
    const kind = input.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Gradio takes a value over in its next tick, so the press comes after it.
  const press = (id) => setTimeout(() => byId(id)?.click(), 30);

  function tell(action) {
    if (!field("sl-told")) return;
    put(field("sl-told"), JSON.stringify({ ...action, at: Date.now() }));
    press("sl-act");
  }

  // A question is let through when there is one, the page is there, and none is under way.
  let askedAt = 0, busySince = 0;
  function mayAsk() {
    const turns = document.querySelector("#sl-log .sl-turns");
    const busy = turns?.getAttribute("aria-busy") === "true" && Date.now() - busySince < STALE;
    if (!turns || busy || Date.now() - askedAt < 800 || !field("sl-question").value.trim()) return false;
    askedAt = Date.now();
    return true;
  }
  let held = false;
  function guard(event) {
    const enter = event.key === "Enter" && !event.isComposing && event.target.closest?.("#sl-question");
    const click = event.type === "click" && event.target.closest?.("#sl-go");
    if (!enter && !click) return;
    if (event.type !== "keypress") held = event.repeat || !mayAsk();
    if (!held) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  for (const name of ["keydown", "keypress", "click"]) document.addEventListener(name, guard, true);

  // ---- the article --------------------------------------------------------------------------

  const sheet = (open) => document.documentElement.classList.toggle("sl-open", open);
  const shown = () => document.querySelector("#sl-article .sl-article");
  const inAnswer = (article) =>
    article.dataset.from ? document.querySelectorAll(`#a-${article.dataset.from} .sl-chip`) : [];

  function reveal(mark) {
    const pane = byId("sl-side");
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight * 0.3 });
  }

  // The chosen sentence, its number in the margin and its chips in the answer go together.
  function light(sentence) {
    const article = shown();
    const mark = article?.querySelector(`mark[data-sentence="${sentence}"]`);
    if (!mark) return false;
    article.querySelectorAll("mark, .sl-margin").forEach((one) => {
      one.classList.toggle("on", one.dataset.sentence === sentence);
    });
    matchChips();
    reveal(mark);
    return true;
  }

  function matchChips() {
    const article = shown();
    const on = article?.querySelector("mark.on")?.dataset.sentence;
    document.querySelectorAll("#sl-log .sl-chip.on").forEach((one) => one.classList.remove("on"));
    if (!on) return;
    inAnswer(article).forEach((one) => {
      const same = one.dataset.article === article.dataset.article && one.dataset.sentence === on;
      one.classList.toggle("on", same);
    });
  }

  // ---- what can be done with an answer ------------------------------------------------------

  async function copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const was = button.textContent;
    button.textContent = "✓ " + was;
    setTimeout(() => { button.textContent = was; }, 1500);
  }

  function download(answer, text) {
    const link = document.createElement("a");
    link.href = "data:text/markdown;charset=utf-8," + encodeURIComponent(text);
    link.download = `answer-${answer.dataset.answer.slice(0, 8)}.md`;
    link.click();
  }

  function address(conversation, answer) {
    const url = new URL(location.href);
    if (conversation) url.searchParams.set("conversation", conversation);
    else url.searchParams.delete("conversation");
    url.hash = answer ? `a-${answer}` : "";
    return url.href.replace(/#$/, "");
  }
  const go = (url) => history.replaceState(null, "", url);

  // What was pressed goes away, and focus with it; on a phone a keyboard would cover the answer.
  const type = () => { if (!phone()) field("sl-question").focus(); };

  const acts = {
    ask(button) { put(field("sl-question"), button.textContent); press("sl-go"); type(); },
    new() { sheet(false); go(address("")); press("sl-anew"); type(); },
    list() { sheet(true); wanted = true; tell({ act: "list" }); },
    chat() { if (document.querySelector(".sl-embed")) tell({ act: "chat" }); else sheet(false); },
    embed() { sheet(true); wanted = true; tell({ act: "embed", site: location.origin }); },
    take: (button) => copy(button, button.parentElement.querySelector("pre").textContent),
    close: () => sheet(false),
    open(button) {
      const { article, sentence } = button.dataset;
      const answer = answerOf(button)?.dataset.answer;
      sheet(true);
      const here = shown();
      const same = here?.dataset.article === article && (here.dataset.from ?? "") === (answer ?? "");
      if (same && light(sentence)) return;
      wanted = true;
      tell({ act: "open", article, sentence, answer });
    },
    copy: (button, answer) => copy(button, answer.querySelector("textarea").value),
    download: (_button, answer) => download(answer, answer.querySelector("textarea").value),
    link(button, answer) {
      const { conversation } = answer.closest("[data-conversation]").dataset;
      go(address(conversation, answer.dataset.answer));
      copy(button, location.href);
    },
    up: (_button, answer) => tell({ act: "up", answer: answer.dataset.answer }),
    down: (_button, answer) => tell({ act: "down", answer: answer.dataset.answer }),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act]?.(button, answerOf(button));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".sl-reason, .sl-find, .sl-may");
    if (!form) return;
    event.preventDefault();
    const text = form.querySelector("input").value;
    if (form.matches(".sl-find")) { wanted = true; tell({ act: "list", text }); }
    else if (form.matches(".sl-may")) { wanted = true; tell({ act: "embed", site: location.origin, text }); }
    else if (text.trim()) tell({ act: "down", answer: answerOf(form).dataset.answer, reason: text });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (document.activeElement?.matches?.(".sl-chip")) document.activeElement.blur();
    else sheet(false);
  });

  // A chip under pointer or focus: its card stays inside the pane, its sentence is lit stronger.
  function near(event, on) {
    const cite = event.target.closest?.(".sl-cite");
    if (!cite) return;
    const chip = cite.querySelector(".sl-chip");
    const line = cite.parentElement.getBoundingClientRect();
    const pane = byId("sl-log").getBoundingClientRect();
    if (on) cite.classList.toggle("sl-up", line.bottom + 190 > pane.bottom && line.top - 190 > pane.top);
    const article = shown();
    if (article?.dataset.article !== chip.dataset.article) return;
    article.querySelector(`mark[data-sentence="${chip.dataset.sentence}"]`)?.classList.toggle("near", on);
  }
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => near(event, on));
  }

  // ---- what was drawn anew ------------------------------------------------------------------

  let article = null, log = null, announced = null, linked = false, wanted = false;

  function drawnArticle() {
    const chosen = article?.querySelector("mark.on");
    const first = chosen ?? article?.querySelector("mark");
    if (first) reveal(first);
    else byId("sl-side")?.scrollTo({ top: 0 });
    if (chosen) sheet(true);
    else if (!wanted) sheet(false);
    wanted = false;
    const verdict = article?.querySelector(".sl-verdict");
    if (!verdict) return;
    article.querySelector(".sl-may input").focus();
    byId("sl-live").textContent = verdict.textContent;
  }

  // The tabs stand in the header, which is drawn anew by itself; so does the page's language.
  function drawnHeader() {
    const bar = document.querySelector("#sl-header .sl-bar");
    if (!bar) return;
    document.documentElement.lang = bar.lang;
    document.documentElement.dir = bar.dir;
    const tab = document.querySelector(".sl-embed") ? "embed" : "chat";
    bar.querySelectorAll("nav button").forEach((one) => {
      if (one.dataset.act === tab) one.setAttribute("aria-current", "page");
      else one.removeAttribute("aria-current");
    });
  }

  function drawnLog() {
    const pane = byId("sl-log");
    const answers = log.querySelectorAll("[data-answer]");
    const last = answers[answers.length - 1];
    const busy = log.getAttribute("aria-busy") === "true";
    askedAt = 0;
    busySince = busy ? busySince || Date.now() : 0;
    log.querySelector(".sl-reason input")?.focus();
    const target = !linked && location.hash.startsWith("#a-") && byId(location.hash.slice(1));
    if (target) {
      linked = true;
      (target.previousElementSibling ?? target).scrollIntoView({ block: "start" });
      if (target !== last) target.querySelector(".sl-chip")?.click();
    } else if (busy) pane.scrollTo({ top: pane.scrollHeight });
    if (busy || !last || last.dataset.answer === announced) return;
    announced = last.dataset.answer;
    byId("sl-live").textContent = last.dataset.spoken;
    if (!target) last.previousElementSibling.scrollIntoView({ block: "nearest" });
    const { conversation } = log.dataset;
    if (conversation && !target) go(address(conversation));
  }

  function drawn() {
    const nowLog = document.querySelector("#sl-log .sl-turns");
    const nowArticle = document.querySelector("#sl-article .sl-pane");
    const newLog = nowLog !== log && nowLog, newArticle = nowArticle !== article && nowArticle;
    log = nowLog;
    article = nowArticle;
    drawnHeader();
    if (newArticle) drawnArticle();
    if (newLog) drawnLog();
    if (newLog || newArticle) matchChips();
    turn();
  }

  // A question runs as its words do; with none yet, as the house's do.
  function turn() {
    const question = field("sl-question");
    const way = question?.value ? "auto" : document.documentElement.dir;
    if (question && way && question.dir !== way) question.dir = way;
  }
  document.addEventListener("input", turn);

  function begin() {
    const live = document.createElement("div");
    live.id = "sl-live";
    live.className = "sl-unseen";
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
    document.body.append(live);
    new MutationObserver(drawn).observe(document.body, { childList: true, subtree: true });
    drawn();
  }
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
