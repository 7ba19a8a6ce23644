// What outlives this frame: the page around it keeps that for us, since browsers keep frames of
// other sites from storing anything. It is told names of things, never a token or a text.

import { tell } from "./host.js";

let held = {};

export function recall(kept) {
  held = { ...kept };
}

export const remembered = (name) => held[name] ?? "";

export function remember(name, value) {
  held[name] = value;
  tell("keep", { name, value });
}
