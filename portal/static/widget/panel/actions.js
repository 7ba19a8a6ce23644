// The quiet words under an answer: copy, helpful, not right and why.

import { foreign } from "./answer.js";
import { happened } from "./host.js";
import { markdownOf } from "./markdown.js";
import { h, quiet } from "./nodes.js";
import { vote } from "./server.js";
import { say } from "./words.js";

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy"); // where the page's policy gives a frame no clipboard
    area.remove();
  }
}

async function copy({ currentTarget: button }, answer) {
  await copied(markdownOf(answer));
  button.textContent = `✓ ${say("copied")}`;
  setTimeout(() => { button.textContent = say("embed_copy"); }, 1500);
}

export function actions(answer, failed) {
  const up = quiet(say("helpful"), () => cast("up"), { "aria-pressed": "false" });
  const down = quiet(say("not_right"), () => cast("down"), { "aria-pressed": "false" });
  const why = h("input", { maxlength: 500, "aria-label": say("reason"), placeholder: say("reason"), enterkeyhint: "send" });
  const form = h("form", { class: "reason", hidden: true, onsubmit: send }, why, h("button", {}, say("send")));

  function mark(thumb) {
    up.setAttribute("aria-pressed", String(thumb === "up"));
    down.setAttribute("aria-pressed", String(thumb === "down"));
  }

  async function cast(thumb, reason = "") {
    try {
      await vote(answer.id, thumb, reason);
    } catch (error) {
      failed(error);
      return;
    }
    happened("feedback", { answer_id: answer.id, vote: thumb, reason });
    const asks = thumb === "down" && !reason;
    mark(thumb);
    up.textContent = say(thumb === "up" ? "thanks" : "helpful");
    down.textContent = say(reason ? "thanks" : "not_right");
    form.hidden = !asks;
    if (asks) why.focus();
    else (thumb === "up" ? up : down).focus();
  }

  function send(event) {
    event.preventDefault();
    if (why.value.trim()) cast("down", why.value.trim());
  }

  if (answer.vote) mark(answer.vote);
  const told = foreign(answer).map((one) => h("span", {}, one));
  const row = h("div", { class: "src" }, told, quiet(say("embed_copy"), (event) => copy(event, answer), { "aria-label": say("copy") }), up, down);
  return [row, form];
}
