// The page that we stand in: what it tells, what it is told, and that it is always the same one.
// It is whoever above us greets first; frame-ancestors decided before that who may be above us.

const PATIENCE = 1500; // ms; nobody greets a frame on a page of ours
const alone = window.parent === window;
const takers = new Map();
let origin = "";
let verdicts = 0;

export const hostOrigin = () => origin;

export function take(type, taker) {
  takers.set(type, taker);
}

export function tell(type, detail = {}) {
  if (!alone && origin) window.parent.postMessage({ sourceline: 1, type, detail }, origin);
}

export const happened = (name, detail = {}) => tell("event", { name, detail });

// Whether the page leaves what follows to us. One that does not answer soon does.
export function mayGoOn(name, detail) {
  if (alone) return Promise.resolve(true);
  const id = ++verdicts;
  tell("event", { name, detail, id });
  return new Promise((resolve) => {
    setTimeout(resolve, 400, true);
    take("verdict", (verdict) => { if (verdict.id === id) resolve(verdict.goesOn); });
  });
}

// On the Embed tab it asks as whoever looks at that page: the browser knows them, no token does.
const isPreview = ours() && new URLSearchParams(location.search).has("preview");
export const asViewer = alone || isPreview;

export const greeted = new Promise((resolve) => {
  take("hello", resolve);
  if (asViewer) resolve({});
  else if (ours()) setTimeout(resolve, PATIENCE, {});
});

function ours() {
  try {
    return window.parent.location.origin === window.location.origin;
  } catch {
    return false;
  }
}

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || alone) return;
  const { sourceline, type, detail } = event.data ?? {};
  if (sourceline !== 1 || event.origin === "null") return;
  if (!origin && type === "hello") origin = event.origin;
  if (event.origin === origin) takers.get(type)?.(detail ?? {});
});
