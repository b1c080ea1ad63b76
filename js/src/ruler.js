/** The whole document beside its scrollbar: how densely it is coded, what is suggested, found, or by the other coder. */

import { h } from "./dom.js";

const WIDTH = 16;

export class Ruler {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.frame = 0;
    this.el = h("canvas", {
      class: "cs-ruler",
      width: WIDTH,
      height: 10,
      "aria-hidden": "true",
      title: "coded (blue), suggested (dashes), found (bars): click to go there",
      onclick: (/** @type {MouseEvent} */ event) => {
        const box = this.el.getBoundingClientRect();
        const goal = Math.floor(((event.clientY - box.top) / box.height) * view.store.document.text.length);
        view.transcript.reveal(goal, "middle");
      },
    });
  }

  close() {
    cancelAnimationFrame(this.frame);
  }

  draw() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    const { store, find, transcript } = this.view;
    const height = this.el.clientHeight;
    const total = store.document.text.length;
    const pen = this.el.getContext("2d");
    if (!height || !total || !pen) return;
    const scale = globalThis.devicePixelRatio || 1;
    this.el.width = WIDTH * scale;
    this.el.height = height * scale;
    pen.scale(scale, scale);
    const style = getComputedStyle(this.view.root);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || "gray";
    const y = (/** @type {number} */ offset) => (offset / total) * height;
    const depth = new Uint8Array(Math.ceil(height) + 1);
    for (const { start, end } of store.placed()) {
      for (let at = Math.floor(y(start)); at <= Math.floor(y(end)); at += 1) depth[at] = Math.min(4, (depth[at] ?? 0) + 1);
    }
    pen.fillStyle = colour("--cs-depth");
    for (const [at, count] of depth.entries()) {
      if (!count) continue;
      pen.globalAlpha = 0.25 + 0.18 * count;
      pen.fillRect(5, at, 7, 1);
    }
    pen.globalAlpha = 1;
    const dots = (/** @type {Iterable<{start: number}>} */ spans, /** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ width) => {
      pen.fillStyle = colour(name);
      for (const { start } of spans) if (start >= 0) pen.fillRect(x, Math.floor(y(start)), width, 2);
    };
    const kinds = [...transcript.spans.values()].flat();
    dots(kinds.filter((span) => span.kind === "suggested"), "--cs-mark", 13, 3);
    dots(kinds.filter((span) => span.kind === "other"), "--cs-warm", 1, 3);
    dots(kinds.filter((span) => span.kind === "asked"), "--cs-accent", 1, 3);
    const odd = new Set(store.review.map((one) => one.coding));
    dots(store.placed().filter((coding) => odd.has(coding.id)), "--cs-warm", 5, 8);
    dots(find.hits, "--cs-ink", 0, WIDTH);
  }
}
