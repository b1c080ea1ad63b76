/** Marks that come and go with a selection or a search, painted by the browser without touching the text. */

/** One view's share of a highlight of the page; the name goes when the last view has nothing to show. */
export class Painter {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {any} */
    this.registry = /** @type {any} */ (globalThis.CSS)?.highlights;
    this.works = Boolean(this.registry && /** @type {any} */ (globalThis).Highlight);
    /** @type {Range[]} */
    this.ranges = [];
  }

  /** @param {Range[]} ranges */
  set(ranges) {
    if (!this.works) return;
    let shared = this.registry.get(this.name);
    if (shared) for (const range of this.ranges) shared.delete(range);
    this.ranges = ranges;
    if (ranges.length && !shared) {
      shared = new /** @type {any} */ (globalThis).Highlight();
      this.registry.set(this.name, shared);
    }
    for (const range of ranges) shared.add(range);
    if (shared && !shared.size) this.registry.delete(this.name);
  }
}
