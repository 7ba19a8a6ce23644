// The token that says who asks: kept in memory alone, made by the portal, renewed before it ends.

import { happened, hostOrigin, take, tell } from "./host.js";

const RENEWED_AT = 0.8; // of its life, so that none ends on its way to the server
const PATIENCE = 15000; // ms that the portal has to make one

let token = "", made = 0, ends = Infinity, subject = "";
let given = false, coming = null, arrived = null;
let whenOther = () => {};

// `tokens`: whether the page has any to give; `other` is called when somebody else asks from now on.
export function expectTokens(tokens, other) {
  given = tokens;
  whenOther = other;
}

export async function bearer() {
  const due = made + (ends - made) * RENEWED_AT;
  if (given && (!token || Date.now() > due)) await renewed();
  return token;
}

// A fresh one, or "" where the page has none to give.
export function renewed() {
  if (!given) return Promise.resolve("");
  coming ??= new Promise((resolve) => {
    arrived = resolve;
    setTimeout(resolve, PATIENCE, "");
    tell("token");
  }).finally(() => { coming = null; });
  return coming;
}

function claims(told) {
  try {
    const [, payload] = told.split(".");
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

// Who may ask is the server's to say; this only keeps another page's token from being sent.
take("token", ({ token: told }) => {
  const known = typeof told === "string" ? claims(told) : null;
  if (known && known.origin === hostOrigin()) {
    given = true;
    token = told;
    made = Date.now();
    ends = known.exp ? Math.max(known.exp * 1000, made) : Infinity;
    if (subject && subject !== known.sub) whenOther();
    subject = known.sub;
  } else if (told) {
    happened("error", { reason: `the token is not for ${hostOrigin()}: sign that origin into it` });
  }
  arrived?.(token);
});
