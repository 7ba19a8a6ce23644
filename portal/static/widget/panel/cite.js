// A chip: the numbered button that leads to a cited sentence, the same wherever one is cited.

import { h } from "./nodes.js";
import { say } from "./words.js";

let opener = () => {};
export function onChip(open) {
  opener = open;
}

export function chip(cited) {
  const button = h("button", {
    type: "button",
    class: "chip",
    "data-cited": key(cited),
    "aria-label": say("source", { number: cited.number, text: cited.quote }),
    onclick: () => opener(cited, button),
  }, String(cited.number));
  return button;
}

const key = (cited) => `${cited.article_id} ${cited.sentence} ${cited.number}`;

// Of the chips of one answer, those of this citation are lit; of others none.
export function lightChips(cited, among) {
  for (const one of document.querySelectorAll(".chip.on")) one.classList.remove("on");
  if (!cited) return;
  for (const one of among?.querySelectorAll(".chip") ?? []) one.classList.toggle("on", one.dataset.cited === key(cited));
}
