/** A coding as a card with its buttons, and memos being written. */

import { button, h, plural } from "../dom.js";
import { countWords } from "../words.js";

/**
 * @typedef {import("../panel.js").Panel} Panel
 * @typedef {import("../types.js").Coding} Coding
 */

/** @param {Panel} panel @param {string} id */
export function codingCard(panel, id) {
  const { view } = panel;
  const { store, ui } = view;
  const span = view.span(id);
  if (!span) return null;
  const mine = store.state.codings.has(id);
  const suggested = store.state.suggestions.has(id);
  const code = store.code(span.code);
  const kind = mine ? "mine" : suggested ? "suggested" : "other";
  const score = suggested && typeof span.score === "number" ? ` ${span.score.toFixed(2)}` : "";
  const shown = `${code.name}${suggested ? " ?" : ""}${score}`;
  const who = suggested ? `suggested by ${span.coder}` : mine ? "" : span.coder;
  /** @type {Node[]} */
  const tools = [];
  const tool = (/** @type {string} */ text, /** @type {string} */ label, /** @type {string} */ key, /** @type {() => void} */ act) =>
    tools.push(button(text, act, { class: "cs-tool", "aria-label": `${label}: ${code.name}`, title: `${label} (${key})`, "data-key": `${label}-${id}` }));
  if (mine && !store.readonly) {
    tool("✎", "Memo", "m", () => memoOn(panel, id));
    tool("⇄", "Recode", "r", () => { view.focusOn(id); view.recode(); });
    tool("✕", "Remove", "Del", () => view.removeCoding(id));
  } else if (suggested && !store.readonly) {
    tool("✓", "Accept", "a", () => { view.focusOn(id); view.judge(true); });
    tool("✗", "Reject", "x", () => { view.focusOn(id); view.judge(false); });
    tool("…", "Edit", "e", () => { view.focusOn(id); view.edit(); });
  }
  const card = h("div", { class: `cs-card cs-${kind}${id === ui.focus ? " cs-on" : ""}`, "data-coding": id, style: view.hue(span.code) },
    h("div", { class: "cs-line" },
      h("span", { class: "cs-swatch" }),
      button(shown, () => view.focusOn(id, true), {
        class: "cs-item", "data-key": `go-${id}`, title: code.path, "aria-current": id === ui.focus ? "true" : false,
        "aria-label": `${shown}, ${code.path === code.name ? "" : `in ${code.path}, `}${mine ? "mine" : who}, ${plural(countWords(store.quote(span)), "word")}${span.memo ? ", has a memo" : ""}`,
      }),
      h("span", { class: "cs-tools" }, ...tools)),
    who ? h("div", { class: "cs-who-said" }, who) : null,
    view.odd(span) ? h("div", { class: "cs-odd" }, `⚠ ${why(panel, id, span)}`) : null,
  );
  if (ui.memo === id && mine) card.append(editor(panel, `coding:${id}`, span.memo ?? "", (memo) => store.act("memo", { coding: id, memo }), () => { ui.memo = null; }));
  else if (span.memo) card.append(h("p", { class: "cs-memo", dir: "auto" }, span.memo));
  return card;
}

/** @param {Panel} panel @param {string} id @param {Coding} coding */
export function why(panel, id, coding) {
  const review = panel.view.store.review.find((one) => one.coding === id);
  return review?.said || SAYS[review?.why ?? coding.status ?? ""] || coding.status || "";
}

/** @param {Panel} panel @param {string} id */
export function memoOn(panel, id) {
  const { ui } = panel.view;
  const coding = panel.view.store.state.codings.get(id);
  if (!coding) return;
  panel.view.focusOn(id);
  Object.assign(ui, { memo: id, tab: coding.start < 0 ? "review" : "code", panel: true });
  panel.view.bars.show();
  panel.draw();
  const area = panel.page.querySelector(`[data-draft="${CSS.escape(`coding:${id}`)}"]`);
  area?.focus({ preventScroll: true });
  panel.follow(true);
}

/**
 * A memo being written; saved by its button, by Ctrl+Enter, and when the field is left.
 * @param {Panel} panel
 * @param {string} key
 * @param {string} text
 * @param {(memo: string) => void} save
 * @param {() => void} [close]
 */
export function editor(panel, key, text, save, close) {
  const { view } = panel;
  const area = h("textarea", {
    class: "cs-area", rows: 4, "data-draft": key, "aria-label": "Memo", dir: "auto", placeholder: "memo", readonly: Boolean(view.store.readonly),
    oninput: () => panel.drafts.set(key, area.value),
    onchange: () => keep(),
    onblur: () => panel.show(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        event.stopPropagation();
        finish();
      }
    },
  });
  area.value = panel.drafts.get(key) ?? text;
  let last = text;
  const keep = () => {
    panel.drafts.delete(key);
    if (area.value === last) return;
    last = area.value;
    save(area.value);
    view.say("Memo saved");
  };
  const finish = () => {
    keep();
    close?.();
    view.home();
    panel.show();
  };
  return h("div", { class: "cs-editor" }, area, h("div", { class: "cs-row" }, button("Save memo", finish, { class: "cs-do" }), h("span", { class: "cs-hint" }, "Ctrl+Enter")));
}


/** @type {Record<string, string>} */
const SAYS = {
  orphaned: "its words are no longer in the text",
  ambiguous: "its words stand in several places",
  review: "the words around it changed: still right?",
  "moved text": "the words around it changed: still right?",
  split: "the code was split: which one now?",
  stale: "the code's definition changed since",
};
