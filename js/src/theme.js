/** Dark or light, as the page around us is; and a colour for each branch that can be seen there. */

const LIGHT = ["#5c2340", "#9952e0", "#f05000", "#31136c", "#c77a6b", "#800000", "#1414ff", "#559bbe"];
const DARK = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#c9d1d3"];
const HEX = /^#[0-9a-f]{6}$/i;

/** Tell whether the page is dark: JupyterLab says so, others by a class, else the system. */
export function isDark() {
  const told = document.body?.dataset["jpThemeLight"];
  if (told) return told === "false";
  const { classList, dataset } = document.documentElement;
  if (classList.contains("dark") || dataset["theme"] === "dark") return true;
  if (classList.contains("light") || dataset["theme"] === "light") return false;
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * Call back whenever that may have changed, until the signal says stop.
 * @param {() => void} callback
 * @param {AbortSignal} signal
 */
export function onTheme(callback, signal) {
  const watcher = new MutationObserver(callback);
  const attributeFilter = ["data-jp-theme-light", "data-jp-theme-name", "class", "data-theme"];
  for (const place of [document.body, document.documentElement]) watcher.observe(place, { attributes: true, attributeFilter });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback, { signal });
  signal.addEventListener("abort", () => watcher.disconnect());
}

/**
 * A branch's colour on light and on dark: its own where it has 3:1 there, else the palette's; only #rrggbb is believed.
 * @param {string|undefined} own
 * @param {number} place  of the branch in the codebook
 * @returns {{light: string, dark: string}}
 */
export function hues(own, place) {
  const from = (/** @type {string[]} */ palette) => /** @type {string} */ (palette[Math.max(0, place) % palette.length]);
  const given = own && HEX.test(own) ? own.toLowerCase() : "";
  return {
    light: given && contrast(given, "#ffffff") >= 3 ? given : from(LIGHT),
    dark: given && contrast(given, "#111111") >= 3 ? given : from(DARK),
  };
}

/**
 * Contrast of two colours, as WCAG defines it.
 * @param {string} one
 * @param {string} two
 */
export function contrast(one, two) {
  const [dim, bright] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (/** @type {number} */ (bright) + 0.05) / (/** @type {number} */ (dim) + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * /** @type {number} */ (red) + 0.7152 * /** @type {number} */ (green) + 0.0722 * /** @type {number} */ (blue);
}
