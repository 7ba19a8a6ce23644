// Sourceline's widget as a portal loads it: a launcher in a shadow root, and a frame with the panel.
// Needs `script-src` and `frame-src` of its server and nothing more; holds no key, sets no cookie.
(() => {
  "use strict";
  if (window.Sourceline && !Array.isArray(window.Sourceline.q)) return; // two tags, one widget
  const VERSION = 1;
  const EVENTS = ["ready", "open", "close", "question", "answer", "citation-click", "feedback", "error"];
  const script = document.currentScript ?? document.querySelector("script[src*='widget.js']");
  const address = new URL(script.src);
  const base = address.origin + address.pathname.replace(/(widget\/[0-9a-f]+\/)?widget\.js$/, "");
  const set = { ...script.dataset };
  const mode = ["inline", "sidebar"].includes(set.mode) ? set.mode : "launcher";
  const gone = new AbortController();
  const { signal } = gone;
  const phone = matchMedia("(max-width: 640px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const DRAWER = 420; // px that the drawer takes beside the conversation

  // ---- how it looks -------------------------------------------------------------------------
  // Inside a shadow root an !important of ours outweighs the page's own, so no rule of it gets in.

  const STYLE = `
:host { all: initial !important; display: block !important; position: static !important; color-scheme: light; }
:host([hidden]) { display: none !important; }
.all { --paper: #fffdf9; --line: #ddd8ce; --accent: #0b6660; --on-accent: #fff; --edge: 24px; }
.all[data-theme=dark] { --paper: #1d2125; --line: #343a41; --accent: #6fd0c4; --on-accent: #0c1f1d; color-scheme: dark; }
.box { position: fixed; z-index: 2147483001; box-sizing: border-box; overflow: hidden; background: var(--paper); border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 18px 60px #0005; width: min(var(--width), 100vw - 48px); height: min(var(--height), 100dvh - 116px); transition: opacity .15s, transform .15s; }
.box.wide { width: min(var(--width) + ${DRAWER}px, 100vw - 48px); }
.box:not(.open) { visibility: hidden; opacity: 0; transform: translateY(8px); transition: opacity .15s, transform .15s, visibility 0s .15s; }
iframe { display: block; width: 100%; height: 100%; border: 0; background: var(--paper); color-scheme: inherit; }
iframe:not(.ready) { visibility: hidden; }
button { position: fixed; z-index: 2147483000; box-sizing: border-box; width: 56px; height: 56px; margin: 0; padding: 0; border: 0; border-radius: 50%; background: var(--accent); color: var(--on-accent); box-shadow: 0 8px 24px #0004; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
svg { display: block; width: 26px; height: 26px; margin: auto; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; }
.right { right: max(var(--edge), env(safe-area-inset-right)); } .left { left: max(var(--edge), env(safe-area-inset-left)); }
button.bottom { bottom: max(var(--edge), env(safe-area-inset-bottom)); } button.top { top: var(--edge); }
.box.bottom { bottom: 92px; } .box.top { top: 92px; }
.sidebar.box { top: 0; bottom: 0; height: 100dvh; border-radius: 0; border-width: 0 1px; } .sidebar.right { right: 0; } .sidebar.left { left: 0; }
.sidebar.box.open ~ button { visibility: hidden; }
.inline.box { position: relative; z-index: auto; width: 100%; height: var(--height); box-shadow: none; }
@media (max-width: 640px) {
  .box:not(.inline) { inset: var(--top, 0) 0 auto 0; width: 100%; height: var(--tall, 100dvh); border: 0; border-radius: 0; padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
  .box.open:not(.inline) ~ button { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { .box.box { transition: none; } }
@media print { .box:not(.inline), button { display: none; } }`;
  const LINES = "M4 6h16M4 12h16M4 18h9", CROSS = "M6 6l12 12M18 6L6 18";

  function made(tag, attributes, ...inside) {
    const node = /^(svg|path)$/.test(tag)
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...inside);
    return node;
  }

  const rightToLeft = () => getComputedStyle(document.documentElement).direction === "rtl";
  const length = (told, otherwise) => {
    const value = /^\d+$/.test(told ?? "") ? `${told}px` : told;
    return value && CSS.supports("width", value) ? value : otherwise;
  };
  const place = set.position ?? "";
  const side = /left|right/.exec(place)?.[0] ?? (rightToLeft() ? "left" : "right");
  const edge = place.includes("top") && mode === "launcher" ? "top" : "bottom";

  const host = made("sourceline-widget", {});
  const shadow = host.attachShadow({ mode: "open" });
  const path = made("path", { d: LINES });
  const button = made("button", { type: "button", class: `${side} ${edge}`, "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "box" },
    made("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path));
  const box = made("div", { id: "box", class: `box ${mode} ${side} ${edge}`, role: mode === "inline" ? "group" : "dialog" });
  const all = made("div", { class: "all", role: "region" }, box);
  if (mode !== "inline") all.append(button);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(all);
  all.style.setProperty("--width", length(set.width, "400px"));
  all.style.setProperty("--height", length(set.height, "620px"));

  // Relative luminance and contrast as WCAG 2 has them; black or white always reaches 4.5:1.
  function onAccent(hex) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
  }
  const accent = /^#[0-9a-f]{6}$/i.test(set.accent ?? "") ? set.accent : "";
  if (accent) {
    all.style.setProperty("--accent", accent);
    all.style.setProperty("--on-accent", onAccent(accent));
  }

  const themeOf = (told) => (["light", "dark"].includes(told) ? told : "auto");
  let theme = themeOf(set.theme);
  const drawTheme = () => { all.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme; };

  function named(label) {
    for (const node of [button, box, all]) node.setAttribute("aria-label", label);
    frame?.setAttribute("title", label);
  }

  // ---- events and calls ---------------------------------------------------------------------

  const handlers = new Map();
  function emit(name, detail = {}) {
    const event = new CustomEvent(`sourceline:${name}`, { detail, cancelable: name === "citation-click" });
    return document.dispatchEvent(event);
  }

  // ---- the frame ----------------------------------------------------------------------------

  let frame = null, ready = false, opened = false, focused = false, before = null;
  let warming = 0, doubt = 0, waiting = [];

  function post(type, detail) {
    if (ready) frame.contentWindow.postMessage({ sourceline: VERSION, type, detail }, address.origin);
    else waiting.push([type, detail]);
  }

  function build() {
    if (frame) return;
    const query = new URLSearchParams({ locale: set.locale || document.documentElement.lang });
    if (theme !== "auto") query.set("theme", theme);
    frame = made("iframe", { src: `${base}embed?${query}`, allow: "clipboard-write", referrerpolicy: "no-referrer" });
    named(set.title || "Sourceline");
    frame.addEventListener("load", greet, { signal });
    box.append(frame);
  }

  // A frame that a policy keeps out loads too, as an empty page that never answers.
  function greet() {
    ready = false;
    const hello = {
      title: set.title, greeting: set.greeting, suggestions: suggestions(), accent, theme, mode, side, kept,
      citations: set.citations === "page" ? "page" : "drawer",
      tokens: Boolean(source),
    };
    frame.contentWindow.postMessage({ sourceline: VERSION, type: "hello", detail: hello }, address.origin);
    clearTimeout(doubt);
    doubt = setTimeout(refused, 3000);
  }

  function refused() {
    const reason = `${base}embed could not be shown on ${location.origin}: name this origin in the server's SOURCELINE_ALLOWED_ORIGINS, and ${address.origin} in the frame-src of this page's policy`;
    console.error(`Sourceline: ${reason}`);
    frame?.remove();
    frame = null;
    close();
    emit("error", { reason });
  }

  function suggestions() {
    try {
      const told = JSON.parse(set.suggestions ?? "null");
      return Array.isArray(told) ? told.filter((one) => typeof one === "string") : null;
    } catch {
      console.error("Sourceline: data-suggestions is no JSON list of texts");
      return null;
    }
  }

  // ---- the token: fetched with the portal's own session, handed to the frame and to nobody else

  let source = set.tokenEndpoint ? fromEndpoint : null;

  async function fromEndpoint() {
    const response = await fetch(new URL(set.tokenEndpoint, document.baseURI), { credentials: "same-origin", cache: "no-store", signal });
    if (!response.ok) throw new Error(`the token endpoint answered ${response.status}`);
    const text = (await response.text()).trim();
    return text.startsWith("{") || text.startsWith('"') ? JSON.parse(text) : text;
  }

  async function giveToken() {
    let token = null;
    try {
      const told = await source?.();
      token = typeof told === "string" ? told : (told?.token ?? null);
    } catch (error) {
      if (signal.aborted) return;
      emit("error", { reason: `no token: ${error.message}` });
    }
    if (frame) post("token", { token });
  }

  // ---- what the frame asks to be kept: which conversation it was in, and an anonymous session's id.
  // Here, since a frame of another site may not store anything.

  const KEY = `sourceline ${base}`;
  const shelf = () => (set.persist === "none" ? null : set.persist === "local" ? localStorage : sessionStorage);
  let kept = {};
  try {
    kept = JSON.parse(shelf()?.getItem(KEY) ?? "{}") ?? {};
  } catch { /* the portal's own storage is closed: what is kept lasts as long as the page */ }

  function keep({ name, value }) {
    kept[String(name)] = String(value);
    try {
      shelf()?.setItem(KEY, JSON.stringify(kept));
    } catch { /* as above */ }
  }

  // ---- what the frame tells -----------------------------------------------------------------

  const told = {
    ready({ title }) {
      clearTimeout(doubt);
      ready = true;
      frame.classList.add("ready");
      named(set.title || title);
      const late = waiting;
      waiting = [];
      if (opened) enter();
      for (const [type, detail] of late) post(type, detail);
      emit("ready");
    },
    token: giveToken,
    close: () => close(),
    drawer({ open }) { box.classList.toggle("wide", open && mode !== "inline"); },
    keep,
    event({ name, detail, id }) {
      if (!EVENTS.includes(name)) return;
      const goesOn = emit(name, detail);
      if (id) post("verdict", { id, goesOn });
    },
  };

  window.addEventListener("message", ({ source: from, origin, data }) => {
    if (!frame || from !== frame.contentWindow || origin !== address.origin) return;
    if (data?.sourceline === VERSION && Object.hasOwn(told, data.type)) told[data.type](data.detail ?? {});
  }, { signal });

  // ---- open and closed ----------------------------------------------------------------------

  // Over the whole of a phone's screen it is a modal dialog: what is behind cannot be reached.
  let hushed = false;
  function draw() {
    box.classList.toggle("open", opened);
    button.setAttribute("aria-expanded", String(opened));
    path.setAttribute("d", opened ? CROSS : LINES);
    const modal = opened && phone.matches && mode !== "inline";
    if (modal) box.setAttribute("aria-modal", "true");
    else box.removeAttribute("aria-modal");
    if (modal !== hushed && document.body && !(modal && document.body.inert)) document.body.inert = hushed = modal;
    fit();
  }

  // A keyboard on a phone covers what is fixed to the bottom, and tells it here alone.
  function fit() {
    const seen = window.visualViewport;
    if (!hushed || !seen) return;
    box.style.setProperty("--tall", `${seen.height}px`);
    box.style.setProperty("--top", `${seen.offsetTop}px`);
  }

  // With the page (data-open) it opens without taking the focus from whoever reads there.
  function show({ focus }) {
    build();
    if (opened) return;
    opened = true;
    focused = focus;
    before = [host, document.body].includes(document.activeElement) ? button : document.activeElement;
    draw();
    if (ready) enter();
    emit("open");
  }

  function enter() {
    if (focused) frame.focus({ preventScroll: true }); // what is hidden yet cannot have it
    post("open", { focus: focused });
  }

  function close() {
    if (!opened || mode === "inline") return;
    const inside = document.activeElement === host;
    opened = false;
    draw();
    if (inside) (before?.isConnected ? before : button).focus({ preventScroll: true });
    emit("close");
  }

  // ---- what a portal can call ---------------------------------------------------------------

  const calls = {
    open() { show({ focus: true }); },
    close,
    toggle() { if (opened) close(); else calls.open(); },
    ask(text) { calls.open(); post("ask", { text: String(text) }); },
    newConversation() { build(); post("new"); },
    setToken(given) {
      source = typeof given === "function" ? given : async () => given;
      if (frame) giveToken();
    },
    setTheme(given) { theme = themeOf(given); drawTheme(); if (frame) post("theme", { theme }); },
    on(name, handler) {
      if (!EVENTS.includes(name)) throw new Error(`Sourceline has no event ${name}; it has ${EVENTS.join(", ")}`);
      const wrapped = (event) => handler(event.detail, event);
      handlers.set(handler, [...(handlers.get(handler) ?? []), [name, wrapped]]);
      document.addEventListener(`sourceline:${name}`, wrapped, { signal });
    },
    off(name, handler) {
      for (const [known, wrapped] of handlers.get(handler) ?? []) {
        if (known === name) document.removeEventListener(`sourceline:${name}`, wrapped);
      }
    },
    destroy() {
      gone.abort();
      watcher.disconnect();
      clearTimeout(doubt);
      (window.cancelIdleCallback ?? clearTimeout)(warming);
      if (hushed) document.body.inert = false;
      host.remove();
      frame = null;
      handlers.clear();
      if (window.Sourceline === calls) delete window.Sourceline;
    },
    q: { push(...more) { for (const [name, ...values] of more) calls[name]?.(...values); } },
  };
  const early = window.Sourceline?.q ?? [];
  window.Sourceline = calls;

  // ---- into the page, and again whenever the page has thrown it out ---------------------------

  function settle() {
    if (host.isConnected) return;
    const target = mode === "inline" ? document.querySelector(set.target ?? "[data-sourceline]") : document.documentElement;
    if (!target) return;
    ready = false;
    target.append(host);
    if (mode === "inline") show({ focus: false });
  }
  const watcher = new MutationObserver(settle);

  function start() {
    if (signal.aborted) return;
    drawTheme();
    named(set.title || "Sourceline");
    settle();
    watcher.observe(document.documentElement, { childList: true, subtree: mode === "inline" });
    button.addEventListener("click", calls.toggle, { signal });
    button.addEventListener("pointerenter", build, { signal });
    shadow.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); }, { signal });
    dark.addEventListener("change", drawTheme, { signal });
    phone.addEventListener("change", draw, { signal });
    for (const name of ["resize", "scroll"]) window.visualViewport?.addEventListener(name, fit, { signal });
    if (mode !== "inline" && !navigator.connection?.saveData) {
      warming = (window.requestIdleCallback ?? setTimeout)(build, { timeout: 4000 });
    }
    if (set.open === "true" || set.open === "") show({ focus: false });
    calls.q.push(...early);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true, signal });
  else start();
})();
