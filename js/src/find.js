/** Finding words in the text. */

import { h } from "./dom.js";

/** @typedef {import("./types.js").Span} Span */

/**
 * Every place of the words in the turns, whatever their case; blanks stand for any blanks.
 *
 * @param {string} query
 * @param {string} text
 * @param {Span[]} turns
 * @returns {Span[]}
 */
export function places(query, text, turns) {
  const asked = query.trim();
  if (!asked) return [];
  const pattern = new RegExp(asked.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
  return turns.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(pattern)].map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length })));
}

export class Find {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    /** @type {Span[]} */
    this.hits = [];
    this.at = -1;
    this.input = h("input", {
      type: "text",
      class: "cs-query",
      placeholder: "find in the text",
      "aria-label": "Find in the text",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.search(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event),
    });
    this.count = h("span", { class: "cs-found", role: "status" });
    const step = (/** @type {1|-1} */ way) => () => this.go(way);
    const tool = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) =>
      h("button", { type: "button", class: "cs-tool", "aria-label": label, title: label, onclick: act }, text);
    this.el = h("div", { class: "cs-find", role: "search", hidden: true }, this.input, this.count,
      tool("↑", "Previous hit (Shift+Enter)", step(-1)), tool("↓", "Next hit (Enter)", step(1)), tool("✕", "Close (Esc)", () => this.close()));
  }

  open() {
    this.el.hidden = false;
    this.input.focus({ preventScroll: true });
    this.input.select();
    if (this.input.value) this.search();
  }

  close() {
    const hit = this.hits[this.at];
    this.el.hidden = true;
    this.hits = [];
    this.at = -1;
    if (hit) this.view.select(hit.start, hit.end);
    this.view.transcript.paint();
    this.view.ruler.draw();
    this.view.home();
  }

  search() {
    const { store, ui, transcript } = this.view;
    this.hits = places(this.input.value, store.document.text, store.turns);
    const here = this.hits.findIndex((hit) => hit.start >= ui.head);
    this.at = this.hits.length ? Math.max(0, here) : -1;
    this.show();
    transcript.paint();
    this.view.ruler.draw();
  }

  /** @param {1|-1} way */
  go(way) {
    if (!this.hits.length) return;
    this.at = (this.at + way + this.hits.length) % this.hits.length;
    this.show();
    this.view.transcript.paint();
  }

  show() {
    const asked = this.input.value.trim();
    this.count.textContent = this.hits.length ? `${this.at + 1} of ${this.hits.length}` : asked ? "nothing found" : "";
    const hit = this.hits[this.at];
    if (hit) this.view.transcript.reveal(hit.start, "near");
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
