/** The text: turns, the marks drawn in those near the window, and where a mouse or a caret stands in it. */

import { button, clock, h, plural } from "./dom.js";
import { Painter } from "./highlight.js";
import { LANES, lanes } from "./lanes.js";
import { layoutMargins } from "./margin.js";
import { segments } from "./segments.js";
import { sentences, words } from "./words.js";

/**
 * @typedef {import("./types.js").Span} Span
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {Span & {id: string, kind: "mine"|"suggested"|"other"|"asked"|"pending"|"found", lane: number, code: string}} Drawn
 *
 * @typedef {object} Row
 * @property {number} index
 * @property {Turn} turn
 * @property {any} el
 * @property {any} words
 * @property {any} number
 * @property {{margin: any, left: any, chips: any}|null} sides  made when first needed
 * @property {import("./margin.js").Measured|null} measured    until it is drawn again or the page changes its width
 * @property {number} [reach]  how far its labels reach into the next turn
 * @property {string} laid  what its labels were laid out for
 * @property {boolean} drawn
 * @property {{node: Text, start: number}[]} nodes
 * @property {{el: any, ids: string[]}[]} marks
 * @property {Span[]|null} wordList
 * @property {Span[]|null} sentenceList
 */

const NEAR = 300;
const LINE = 75; // characters
const LONG = 170_000; // characters, about 30,000 words: from here on the browser lays out only what it shows

export class Transcript {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.store = view.store;
    this.ui = view.ui;
    this.sheet = h("div", { class: "cs-sheet" });
    this.scroll = h("div", { class: "cs-scroll", tabindex: 0, role: "region", "aria-label": "Transcript" }, this.sheet);
    this.caret = h("div", { class: "cs-caret", "aria-hidden": "true" });
    /** @type {Row[]} */
    this.rows = [];
    /** @type {WeakMap<Node, number>} */
    this.starts = new WeakMap();
    /** @type {WeakMap<Element, Row>} */
    this.rowOf = new WeakMap();
    /** @type {Map<number, Drawn[]>} */
    this.spans = new Map();
    this.pending = new Painter("collabstudy-pending");
    this.found = new Painter("collabstudy-found");
    this.here = new Painter("collabstudy-here");
    /** Turns whose text waits to be cut anew, while a mouse is selecting in it. @type {Set<Row>|null} */
    this.held = null;
    this.frame = 0;
    this.watcher = new IntersectionObserver((entries) => this.onNear(entries), { root: this.scroll, rootMargin: `${NEAR}px 0px` });
  }

  close() {
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
    for (const painter of [this.pending, this.found, this.here]) painter.set([]);
  }

  load() {
    this.watcher.disconnect();
    const { turns, document } = this.store;
    this.scroll.classList.toggle("cs-long", document.text.length > LONG);
    this.scroll.setAttribute("aria-label", `Transcript ${document.id}`);
    this.rows = turns.map((turn, index) => this.row(turn, index));
    this.sheet.replaceChildren(...this.rows.map((row) => row.el));
    const names = turns.map((turn) => (turn.speaker ?? "").length);
    this.sheet.style.setProperty("--cs-who", `${Math.max(52, Math.min(108, 18 + 8 * names.reduce((one, two) => Math.max(one, two), 0)))}px`);
    let seen = 0;
    for (const row of this.rows) {
      if (seen > 900) break;
      this.near(row, true);
      seen += 40 + (row.turn.end - row.turn.start) / 3;
    }
    for (const row of this.rows) this.watcher.observe(row.el);
  }

  /** Whether a turn is near enough to the window to have its marks and its margin. @param {Row} row @param {boolean} near */
  near(row, near) {
    row.drawn = near;
    row.el.classList.toggle("cs-near", near);
  }

  /** @param {Turn} turn @param {number} index @returns {Row} */
  row(turn, index) {
    const said = h("div", { class: "cs-words", dir: "auto" });
    const lines = Math.ceil((turn.end - turn.start) / 68);
    const number = h("div", { class: "cs-n" }, String(turn.n));
    const time = clock(turn.time);
    const el = h(
      "div",
      { class: `cs-turn cs-${turn.kind}${turn.interviewer ? " cs-asks" : ""}`, role: "group", "data-n": turn.n, style: { "--cs-lines": lines } },
      number,
      h("div", { class: "cs-who", title: turn.role ?? undefined }, turn.speaker ? h("b", {}, turn.speaker) : null, time ? h("time", {}, time) : null),
      said,
    );
    /** @type {Row} */
    const row = { index, turn, el, words: said, number, sides: null, measured: null, laid: "", drawn: false, nodes: [], marks: [], wordList: null, sentenceList: null };
    this.rowOf.set(el, row);
    this.fill(row, []);
    return row;
  }

  /**
   * Put a turn's text on the screen, cut where the given spans begin and end.
   * @param {Row} row
   * @param {Drawn[]} spans
   */
  fill(row, spans) {
    if (this.held && row.nodes.length) return void this.held.add(row);
    const { turn } = row;
    const { text } = this.store.document;
    const byId = new Map(spans.map((span) => [span.id, span]));
    row.nodes = [];
    row.marks = [];
    const children = [];
    let end = turn.start;
    for (const piece of segments(turn, spans, turn.gaps)) {
      if (piece.start > end) children.push(h("span", { class: "cs-gap" }));
      end = piece.end;
      const node = document.createTextNode(text.slice(piece.start, piece.end));
      row.nodes.push({ node, start: piece.start });
      this.starts.set(node, piece.start);
      if (!piece.ids.length) {
        children.push(node);
        continue;
      }
      const mark = h("mark", { class: look(piece.ids.map((id) => /** @type {Drawn} */ (byId.get(id))), this.ui.focus) });
      mark.append(node);
      row.marks.push({ el: mark, ids: piece.ids });
      children.push(mark);
    }
    row.words.replaceChildren(...children);
  }

  /** A selection loses its beginning when the text under it is put there anew: what comes meanwhile waits. */
  hold() {
    this.held ??= new Set();
  }

  release() {
    const held = this.held;
    this.held = null;
    for (const row of held ?? []) this.fill(row, row.drawn ? this.spans.get(row.index) ?? [] : []);
    if (held?.size) this.scheduleMargins(true);
  }

  /** @param {Row} row */
  draw(row) {
    this.near(row, true);
    row.measured = null;
    this.fill(row, this.spans.get(row.index) ?? []);
    this.describe(row);
  }

  /** @param {Row} row */
  undraw(row) {
    this.near(row, false);
    row.measured = null;
    if (row.marks.length) this.fill(row, []);
    if (!row.sides) return;
    for (const side of Object.values(row.sides)) side.remove();
    row.sides = null;
  }

  /** Turn, and what is in it, for those who hear it. @param {Row} row */
  describe(row) {
    const spans = this.spans.get(row.index) ?? [];
    const mine = spans.filter((span) => span.kind === "mine").length;
    const suggested = spans.filter((span) => span.kind === "suggested").length;
    const asked = spans.filter((span) => span.kind === "asked");
    const label = [row.turn.speaker ?? row.turn.kind, `turn ${row.turn.n}`];
    if (mine) label.push(plural(mine, "coding"));
    if (suggested) label.push(plural(suggested, "suggestion"));
    if (asked.length) label.push(`asked here: ${asked.map((span) => span.code).join(", ")}`);
    row.el.setAttribute("aria-label", label.join(", "));
    if (!asked.length && row.number.childNodes.length === 1) return;
    row.number.replaceChildren(String(row.turn.n), ...asked.map((span) => h("div", {}, h("span", { class: "cs-q", title: this.view.question(span.code) }, span.code))));
  }

  /** @param {IntersectionObserverEntry[]} entries */
  onNear(entries) {
    let came = false;
    for (const entry of entries) {
      const row = this.rowOf.get(entry.target);
      if (!row || !entry.target.isConnected) continue;
      if (entry.isIntersecting && !row.drawn) {
        this.draw(row);
        came = true;
      } else if (!entry.isIntersecting && row.drawn && entry.rootBounds?.height) this.undraw(row);
    }
    if (!came) return;
    this.scheduleMargins();
    if (this.view.find.hits.length || this.view.selection()) this.paint();
  }

  /** Which spans stand in which turn, and in which lane. */
  index() {
    const { store, ui } = this;
    const mine = store.placed();
    const suggested = ui.suggestions && !store.blind ? [...store.state.suggestions.values()] : [];
    const other = store.other && !store.other.refused ? [...store.other.codings.values()].filter((one) => one.start >= 0) : [];
    const roomy = (/** @type {import("./types.js").Coding[]} */ list) => list.map((one) => this.roomy(one));
    const lane = lanes([roomy(mine), roomy(suggested)]);
    const left = lanes([roomy(other)], LANES / 2);
    this.spans = new Map();
    for (const one of mine) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "mine", lane: lane.get(one.id) ?? -1 });
    for (const one of suggested) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "suggested", lane: lane.get(one.id) ?? -1 });
    for (const one of other) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "other", lane: left.get(one.id) ?? -1 });
    for (const one of store.state.asked.values()) this.put({ id: one.id, start: one.start, end: one.end, code: one.question, kind: "asked", lane: 0 });
    if (this.pending.works) return;
    const pending = this.view.selection();
    if (pending) this.put({ ...pending, id: "pending", code: "", kind: "pending", lane: 0 });
  }

  /**
   * A span with about a line more at its end, inside its turn: two on one line do not share a lane.
   * @param {import("./types.js").Coding} one
   */
  roomy({ id, start, end }) {
    const turn = this.store.turns[this.store.turnAt(Math.max(start, end - 1))];
    return { id, start, end: Math.max(end, Math.min(end + LINE, turn?.end ?? end)) };
  }

  /** @param {Drawn} span */
  put(span) {
    for (let at = this.store.turnAt(span.start); at < this.rows.length; at += 1) {
      const row = /** @type {Row} */ (this.rows[at]);
      if (row.turn.start >= span.end) break;
      if (row.turn.end <= span.start) continue;
      const list = this.spans.get(at);
      if (list) list.push(span);
      else this.spans.set(at, [span]);
    }
  }

  /**
   * Draw again what changed.
   * @param {Iterable<Span>|null} touched  null: everything
   */
  refresh(touched) {
    this.index();
    const rows = touched ? this.rowsOf(touched) : new Set(this.rows);
    for (const row of rows) {
      if (row.drawn) this.draw(row);
      else this.describe(row);
    }
    this.scheduleMargins();
    this.paint();
  }

  /** @param {Iterable<Span>} spans */
  rowsOf(spans) {
    /** @type {Set<Row>} */
    const found = new Set();
    for (const { start, end } of spans) {
      if (start < 0) continue;
      for (let at = this.store.turnAt(start); at < this.rows.length; at += 1) {
        const row = /** @type {Row} */ (this.rows[at]);
        if (row.turn.start >= end && row.turn.start > start) break;
        found.add(row);
      }
    }
    return found;
  }

  /** Brackets and labels of all drawn turns, once in the next frame. @param {boolean} [fresh]  measure again */
  scheduleMargins(fresh = false) {
    if (fresh) for (const row of this.rows) row.measured = null;
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.scroll.isConnected) return;
      layoutMargins(this, this.rows.filter((row) => row.drawn));
      this.paintCaret();
    });
  }

  /** Which marks belong to the focused coding. */
  emphasise() {
    for (const row of this.rows) {
      if (!row.drawn) continue;
      for (const { el, ids } of row.marks) el.classList.toggle("cs-on", ids.includes(this.ui.focus ?? ""));
      for (const label of row.el.querySelectorAll("[data-coding]")) {
        label.classList.toggle("cs-on", label.getAttribute("data-coding") === this.ui.focus);
      }
    }
  }

  /** The pending selection and what was found, over the text. */
  paint() {
    const pending = this.view.selection();
    this.pending.set(pending ? this.ranges(pending) : []);
    const { hits, at } = this.view.find;
    this.found.set(hits.flatMap((hit, place) => (place === at ? [] : this.ranges(hit, true))));
    const here = hits[at];
    this.here.set(here ? this.ranges(here) : []);
    this.paintCaret();
  }

  /** @param {Span} span @param {boolean} [drawnOnly] */
  ranges(span, drawnOnly = false) {
    const found = [];
    for (const row of this.rowsOf([span])) {
      if (drawnOnly && !row.drawn) continue;
      const range = this.range(row, span.start, span.end);
      if (range) found.push(range);
    }
    return found;
  }

  /** The word under the caret, as an outline; at a selection's moving end, a bar. */
  paintCaret() {
    const { head } = this.ui;
    const row = this.rows[this.store.turnAt(head)];
    if (!row || !this.scroll.isConnected) return void this.caret.remove();
    const selection = this.view.selection();
    const word = this.wordsOf(row).find((one) => one.end > head) ?? this.wordsOf(row).at(-1);
    const at = selection ? { start: head === selection.end ? head - 1 : head, end: head === selection.end ? head : head + 1 } : word;
    const range = at && this.range(row, at.start, at.end);
    const rects = range ? range.getClientRects() : [];
    const rect = selection && head === selection.end ? rects[rects.length - 1] : rects[0];
    if (!rect) return void this.caret.remove();
    const box = row.el.getBoundingClientRect();
    const bar = Boolean(selection);
    this.caret.classList.toggle("cs-edge", bar);
    const left = bar && selection && head === selection.end ? rect.right : rect.left;
    Object.assign(this.caret.style, {
      left: `${left - box.left - (bar ? 1 : 2)}px`,
      top: `${rect.top - box.top - 1}px`,
      width: bar ? "2px" : `${rect.width + 4}px`,
      height: `${rect.height + 2}px`,
    });
    if (this.caret.parentNode !== row.el) row.el.append(this.caret);
  }

  /** @param {Row} row @returns {Span[]} */
  wordsOf(row) {
    row.wordList ??= this.stretches(row.turn).flatMap(({ start, end }) => words(this.store.document.text.slice(start, end), start));
    return row.wordList;
  }

  /** @param {Row} row @returns {Span[]} */
  sentencesOf(row) {
    row.sentenceList ??= this.stretches(row.turn).flatMap(({ start, end }) => sentences(this.store.document.text.slice(start, end), start));
    return row.sentenceList;
  }

  /** @param {Turn} turn */
  stretches(turn) {
    return segments(turn, [], turn.gaps);
  }

  /**
   * A range over what is on the screen of a turn between two offsets.
   * @param {Row} row
   * @param {number} start
   * @param {number} end
   */
  range(row, start, end) {
    const first = row.nodes.find((one) => one.start + one.node.length > start);
    const last = row.nodes.findLast((one) => one.start < end);
    if (!first || !last || last.start < first.start) return null;
    const range = document.createRange();
    range.setStart(first.node, Math.max(0, start - first.start));
    range.setEnd(last.node, Math.min(last.node.length, end - last.start));
    return range;
  }

  /** The selection of the browser, wherever the root lives, as offsets; null if it is not in our text. */
  native() {
    const root = /** @type {any} */ (this.scroll.getRootNode());
    const selection = root.getSelection?.() ?? document.getSelection();
    if (!selection?.rangeCount) return null;
    let range = selection.getRangeAt(0);
    if (!this.scroll.contains(range.startContainer) && selection.getComposedRanges && root instanceof ShadowRoot) {
      range = selection.getComposedRanges({ shadowRoots: [root] })[0];
    }
    if (!range || !this.scroll.contains(range.startContainer)) return null;
    const start = this.offsetAt(range.startContainer, range.startOffset);
    const end = this.offsetAt(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start, end };
  }

  clearNative() {
    const root = /** @type {any} */ (this.scroll.getRootNode());
    (root.getSelection?.() ?? document.getSelection())?.removeAllRanges();
  }

  /**
   * The offset of a place in the document's tree.
   * @param {Node} container
   * @param {number} offset
   */
  offsetAt(container, offset) {
    const begin = this.starts.get(container);
    if (begin !== undefined && container.isConnected) return begin + offset;
    const after = container.childNodes[offset] ?? null;
    for (const row of this.rows) {
      const side = row.el.compareDocumentPosition(container);
      const inside = row.el === container || side & Node.DOCUMENT_POSITION_CONTAINED_BY;
      const holds = side & Node.DOCUMENT_POSITION_CONTAINS;
      if (!inside && !holds && side & Node.DOCUMENT_POSITION_FOLLOWING) continue;
      for (const { node, start } of row.nodes) {
        const place = after ?? container;
        const where = place.compareDocumentPosition(node);
        if (where & Node.DOCUMENT_POSITION_CONTAINED_BY && after) return start;
        if (where & Node.DOCUMENT_POSITION_FOLLOWING && !(where & Node.DOCUMENT_POSITION_CONTAINED_BY)) return start;
      }
    }
    return this.store.document.text.length;
  }

  /** The row and the ids under a point of the screen. @param {Event} event */
  under(event) {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    const element = target instanceof Element ? target : /** @type {any} */ (target).parentElement;
    const row = this.rowOf.get(element?.closest?.(".cs-turn"));
    const mark = element?.closest?.("mark");
    return { row, ids: row?.marks.find((one) => one.el === mark)?.ids ?? [] };
  }

  /**
   * Bring an offset into view, scrolling nothing but our own scroller.
   * @param {number} offset
   * @param {"near"|"middle"} [where]
   */
  reveal(offset, where = "near") {
    const row = this.rows[this.store.turnAt(offset)];
    if (!row) return;
    const move = () => {
      const box = this.scroll.getBoundingClientRect();
      const rect = this.range(row, offset, offset + 1)?.getClientRects()[0] ?? row.el.getBoundingClientRect();
      const room = Math.min(80, box.height / 4);
      if (where === "near" && rect.top >= box.top + room && rect.bottom <= box.bottom - room) return;
      const goal = where === "middle" ? box.height / 3 : rect.top < box.top + room ? room : box.height - room - rect.height;
      const gap = rect.top - box.top - goal;
      if (Math.abs(gap) > 1) this.scroll.scrollTop += gap;
    };
    move();
    if (this.scroll.classList.contains("cs-long")) requestAnimationFrame(move);
  }

  /** The offsets that can be seen now. @returns {Span} */
  visible() {
    const box = this.scroll.getBoundingClientRect();
    const seen = this.rows.filter((row) => {
      if (!row.drawn) return false;
      const rect = row.el.getBoundingClientRect();
      return rect.bottom > box.top + 4 && rect.top < box.bottom - 4;
    });
    return { start: seen[0]?.turn.start ?? 0, end: seen.at(-1)?.turn.end ?? 0 };
  }

  /** @param {string} text @param {() => void} act @param {Record<string, any>} attributes */
  label(text, act, attributes) {
    return button(text, act, { tabindex: -1, ...attributes });
  }
}

/**
 * The class of a drawn piece: depth of one's own codings, and what else is there.
 * @param {Drawn[]} spans
 * @param {string|null} focus
 */
function look(spans, focus) {
  const depth = Math.min(3, spans.filter((span) => span.kind === "mine").length);
  const names = ["cs-seg"];
  if (depth) names.push(`cs-d${depth}`);
  for (const kind of ["suggested", "other", "asked", "pending"]) if (spans.some((span) => span.kind === kind)) names.push(`cs-${kind}`);
  if (spans.some((span) => span.id === focus)) names.push("cs-on");
  return names.join(" ");
}
