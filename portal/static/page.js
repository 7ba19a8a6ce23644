// The page's own script: chips, cards, copying, and what is pressed in a pane told to the server.
// Everything is delegated from the document, since the panes are drawn anew with each event.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const phone = () => matchMedia("(max-width: 760px)").matches;

  function put(field, value) {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Svelte takes a value over in its next tick, so the press comes after it.
  function tell(action) {
    const field = byId("sl-told")?.querySelector("textarea, input");
    if (!field) return;
    put(field, JSON.stringify({ ...action, at: Date.now() }));
    setTimeout(() => byId("sl-act").click(), 30);
  }

  function ask(text) {
    put(byId("sl-question").querySelector("textarea, input"), text);
    setTimeout(() => byId("sl-go").click(), 30);
  }

  function sheet(open) {
    document.documentElement.classList.toggle("sl-open", open);
  }

  function light(number, article) {
    const shown = document.querySelector("#sl-article .sl-article");
    if (!shown || (article && shown.dataset.article !== article)) return false;
    const mark = shown.querySelector(`mark[data-number="${number}"]`);
    if (!mark) return false;
    shown.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
    shown.querySelectorAll(`[data-number="${number}"]`).forEach((one) => one.classList.add("on"));
    reveal(mark);
    return true;
  }

  function reveal(mark) {
    const pane = byId("sl-side");
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight * 0.3 });
  }

  const answerOf = (node) => node.closest("[data-answer]");

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

  function linkTo(answer) {
    const conversation = answer.closest("[data-conversation]").dataset.conversation;
    return `${location.origin}/?conversation=${conversation}#a-${answer.dataset.answer}`;
  }

  const acts = {
    ask: (button) => ask(button.dataset.text),
    new: () => { sheet(false); history.replaceState(null, "", "/"); tell({ act: "new" }); },
    open(button) {
      const { article, sentence, number } = button.dataset;
      sheet(true);
      const answer = answerOf(button);
      const last = [...document.querySelectorAll("[data-answer]")].pop();
      if (number && answer === last && light(number, article)) return;
      tell({ act: "open", article, sentence, answer: answer?.dataset.answer });
    },
    copy: (button, answer) => copy(button, answer.querySelector("textarea").value),
    download: (_button, answer) => download(answer, answer.querySelector("textarea").value),
    link(button, answer) { history.replaceState(null, "", linkTo(answer)); copy(button, linkTo(answer)); },
    up: (_button, answer) => tell({ act: "up", answer: answer.dataset.answer }),
    down(_button, answer) {
      const form = answer.querySelector(".sl-reason");
      form.hidden = !form.hidden;
      if (!form.hidden) form.querySelector("input").focus();
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && acts[button.dataset.act]) acts[button.dataset.act](button, answerOf(button));
    if (event.target.closest(".sl-sheet")) sheet(false);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".sl-reason");
    if (!form) return;
    event.preventDefault();
    const reason = form.querySelector("input").value;
    tell({ act: "down", answer: answerOf(form).dataset.answer, reason });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (document.activeElement?.matches?.(".sl-chip")) document.activeElement.blur();
    else sheet(false);
  });

  // A chip under pointer or focus: its card stays inside the pane, its sentence is lit stronger.
  function near(event, on) {
    const chip = event.target.closest?.(".sl-cite")?.querySelector(".sl-chip");
    if (!chip) return;
    const cite = chip.parentElement;
    const box = chip.getBoundingClientRect();
    const pane = byId("sl-log").getBoundingClientRect();
    cite.classList.toggle("sl-left", box.left + 430 > pane.right && box.left > pane.left + 300);
    cite.classList.toggle("sl-up", box.bottom + 190 > pane.bottom && box.top - 190 > pane.top);
    const shown = document.querySelector("#sl-article .sl-article");
    if (shown?.dataset.article !== chip.dataset.article) return;
    shown.querySelector(`mark[data-number="${chip.dataset.number}"]`)?.classList.toggle("near", on);
  }
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => near(event, on));
  }

  // What was drawn anew: scroll to the newest turn and to the lit sentence, announce, keep the URL.
  let announced = null, lit = null, linked = false;
  function drawn() {
    const turns = document.querySelector("#sl-log .sl-turns");
    const answers = document.querySelectorAll("#sl-log [data-answer]");
    const last = answers[answers.length - 1];
    const article = document.querySelector("#sl-article .sl-article");
    const mark = article?.querySelector("mark.on");
    if (mark && lit !== mark) {
      lit = mark;
      article.querySelectorAll(`.sl-margin[data-number="${mark.dataset.number}"]`)
        .forEach((one) => one.classList.add("on"));
      reveal(mark);
      sheet(true);
    }
    if (!turns) return;
    const pane = byId("sl-log");
    const target = !linked && location.hash.startsWith("#a-") && byId(location.hash.slice(1));
    if (target) { linked = true; target.scrollIntoView({ block: "start" }); }
    else if (turns.getAttribute("aria-busy") === "true") pane.scrollTo({ top: pane.scrollHeight });
    if (last && last.dataset.answer !== announced && turns.getAttribute("aria-busy") === "false") {
      announced = last.dataset.answer;
      byId("sl-live").textContent = last.dataset.spoken;
      if (!target) last.previousElementSibling.scrollIntoView({ block: "nearest" });
      if (!article?.querySelector("mark.on") && phone()) sheet(false);
      const { conversation } = turns.dataset;
      const wanted = `/?conversation=${conversation}`;
      if (conversation && !location.search.includes(conversation)) history.replaceState(null, "", wanted);
    }
  }

  function begin() {
    const live = document.createElement("div");
    live.id = "sl-live";
    live.className = "sl-sr";
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
    const handle = document.createElement("button");
    handle.className = "sl-sheet";
    handle.type = "button";
    handle.setAttribute("aria-label", "Close the article");
    document.body.append(live, handle);
    new MutationObserver(drawn).observe(document.body, { childList: true, subtree: true });
    drawn();
  }
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
