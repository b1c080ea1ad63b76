/** The page of what a person must read again, and of codings that have lost their words. */

import { button, h, plural, short } from "../dom.js";
import { editor, why } from "./cards.js";

/**
 * @typedef {import("../panel.js").Panel} Panel
 * @typedef {import("../types.js").Coding} Coding
 */

/** @param {Panel} panel */
export function reviewPage(panel) {
  const { view } = panel;
  const list = view.again();
  const cards = list.map((one) => againCard(panel, one));
  const lost = list.filter((one) => one.start < 0).length;
  panel.page.replaceChildren(h("section", {},
    h("h3", {}, lost ? `${plural(lost, "coding")} lost ${lost === 1 ? "its" : "their"} text` : "To read again"),
    h("p", { class: "cs-hint" }, "They are left out of every count until somebody has looked."),
    ...(cards.length ? cards : [h("p", { class: "cs-none" }, "Nothing left to read again.")])));
}

/** @param {Panel} panel @param {Coding} coding */
function againCard(panel, coding) {
  const { view } = panel;
  const { store, ui } = view;
  const code = store.code(coding.code);
  const lost = coding.start < 0;
  const selection = view.selection();
  const gone = !store.state.codes.has(coding.code);
  /** @type {Node[]} */
  const acts = [];
  const act = (/** @type {string} */ text, /** @type {() => void} */ run, /** @type {Record<string, any>} */ more = {}) =>
    acts.push(button(text, run, { class: "cs-tool", "data-key": `${text}-${coding.id}`, ...more }));
  if (!store.readonly) {
    if (lost) {
      act("place here", () => placeHere(panel, coding), { disabled: !selection, title: selection ? "On the selected words" : "Select its words in the text first" });
      act("keep as note", () => keepAsNote(panel, coding));
      act("retire", () => view.bars.ask(`Retire this coding (${code.name})? Its record stays, it no longer counts.`, "Retire", () => store.act("retire", { coding: coding.id })));
    } else {
      if (!gone) act("still right", () => store.act("confirm", { coding: coding.id }));
      act("recode", () => { view.focusOn(coding.id); view.recode(); });
      act("remove", () => view.removeCoding(coding.id));
    }
  }
  const words = lost ? coding.quote ?? "" : store.quote(coding);
  return h("div", { class: `cs-card${coding.id === ui.focus ? " cs-on" : ""}`, "data-coding": coding.id, style: view.hue(coding.code) },
    h("div", { class: "cs-line" }, h("span", { class: "cs-swatch" }),
      button(code.name, () => view.focusOn(coding.id, true), { class: "cs-item", "data-key": `go-${coding.id}`, title: code.path })),
    h("div", { class: "cs-odd" }, `⚠ ${why(panel, coding.id, coding)}`),
    h("blockquote", { class: "cs-quote", dir: "auto" }, short(words, 160)),
    ui.memo === coding.id
      ? editor(panel, `coding:${coding.id}`, coding.memo ?? "", (memo) => store.act("memo", { coding: coding.id, memo }), () => { ui.memo = null; })
      : coding.memo ? h("p", { class: "cs-memo", dir: "auto" }, coding.memo) : null,
    h("div", { class: "cs-row" }, ...acts));
}

/** @param {Panel} panel @param {Coding} coding */
function placeHere(panel, coding) {
  const selection = panel.view.selection();
  if (!selection) return panel.view.say("Select its words in the text first.");
  panel.view.store.act("move", { coding: coding.id, ...selection });
  panel.view.say(`Placed: ${panel.view.name(coding.code)}`);
  return undefined;
}

/** Its memo goes to the document's memo, without the words, and the coding retires. @param {Panel} panel @param {Coding} coding */
function keepAsNote(panel, coding) {
  const { store } = panel.view;
  const note = `${panel.view.name(coding.code)}: ${coding.memo || "its passage is no longer in the text"} (coding ${coding.id})`;
  const memo = [store.state.memos["document"], note].filter(Boolean).join("\n");
  store.act("memo", { about: "document", memo });
  store.act("retire", { coding: coding.id });
  panel.view.say("Kept as a note in the document's memo");
}
