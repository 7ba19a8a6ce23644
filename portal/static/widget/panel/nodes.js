// Elements made of text: nothing that came over the wire is ever read as HTML.

export function h(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...inside.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "fa", "he", "ps", "ug", "ur", "yi"]);

// Attributes of a text of an article: which language it is in, and which way it runs.
export const tongue = (language) => ({
  lang: language,
  dir: RIGHT_TO_LEFT.has(language) ? "rtl" : "auto",
});

export const quiet = (label, act, attributes = {}) =>
  h("button", { type: "button", onclick: act, ...attributes }, label);
