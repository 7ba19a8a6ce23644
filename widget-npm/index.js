// Puts the widget's line on the page, for portals whose pages are made by a script.
// The loader itself comes from the Sourceline server, so that the two are of one version.

const NAMES = [
  "mode", "target", "theme", "accent", "position", "width", "height", "title", "greeting",
  "suggestions", "locale", "persist", "open", "citations", "tokenEndpoint",
];

let wanted = false;

/** Resolves to `window.Sourceline`; rejects where the loader cannot be fetched. */
export function mount({ src, integrity, ...options }) {
  const unknown = Object.keys(options).filter((name) => !NAMES.includes(name));
  if (unknown.length) throw new TypeError(`Sourceline has no option ${unknown.join(", ")}; it has ${NAMES.join(", ")}`);
  wanted = true;
  if (isThere()) return Promise.resolve(window.Sourceline);
  const script = document.createElement("script");
  script.src = src;
  if (integrity) {
    script.integrity = integrity;
    script.crossOrigin = "anonymous";
  }
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    script.dataset[name] = name === "suggestions" ? JSON.stringify(value) : String(value);
  }
  return new Promise((resolve, reject) => {
    script.addEventListener("load", () => {
      const api = window.Sourceline;
      if (!wanted) api.destroy();
      resolve(api);
    });
    script.addEventListener("error", () => reject(new Error(`${src} could not be loaded: is the server running, and does this page's policy name it in script-src?`)));
    document.head.append(script);
  }).finally(() => script.remove());
}

/** Takes the widget away, now or as soon as it comes. */
export function unmount() {
  wanted = false;
  if (isThere()) window.Sourceline.destroy();
}

// Before the loader has come, `q` is at most a list of calls that wait for it.
const isThere = () => Boolean(window.Sourceline) && !Array.isArray(window.Sourceline.q);
