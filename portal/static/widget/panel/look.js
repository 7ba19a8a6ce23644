// The portal's theme and accent, made readable: every text in the accent keeps 4.5:1 on our paper.

const ENOUGH = 4.5; // WCAG 2, level AA, for text of this size
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const spelled = (rgb) => `#${rgb.map((c) => c.toString(16).padStart(2, "0")).join("")}`;
const mixed = (a, b, share) => a.map((c, at) => Math.round(c + (b[at] - c) * share));

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const BLACK = [0, 0, 0], WHITE = [255, 255, 255];
const upon = (rgb) => (contrast(rgb, WHITE) >= ENOUGH ? WHITE : BLACK);

// Colours for one accent on light or dark paper: as text it is moved towards ink until it can be read.
export function coloursOf(hex, isDark) {
  const accent = channels(hex);
  const grounds = isDark ? ["#1d2125", "#14171a"] : ["#fffdf9", "#f3f0ea"];
  const paper = channels(grounds[0]), ink = isDark ? WHITE : BLACK;
  const soft = mixed(paper, accent, isDark ? 0.22 : 0.14);
  let text = accent, share = 0;
  while (share < 1 && [soft, ...grounds.map(channels)].some((ground) => contrast(text, ground) < ENOUGH)) {
    share += 0.04;
    text = mixed(accent, ink, Math.min(share, 1));
  }
  return {
    "--accent": spelled(text), "--accent-soft": spelled(soft), "--on-accent": spelled(upon(text)),
    "--said": spelled(accent), "--on-said": spelled(upon(accent)),
  };
}

let accent = "", theme = "auto";

function draw() {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  if (!accent) return;
  const isDark = theme === "auto" ? dark.matches : theme === "dark";
  for (const [name, value] of Object.entries(coloursOf(accent, isDark))) root.style.setProperty(name, value);
}

export function look(told) {
  accent = /^#[0-9a-f]{6}$/i.test(told.accent ?? accent) ? (told.accent ?? accent) : "";
  theme = ["light", "dark"].includes(told.theme) ? told.theme : "auto";
  draw();
}
dark.addEventListener("change", draw);
