/** Putting codes on words, and changing what was put there. */

import { plural, short } from "./dom.js";
import { Frame } from "./frame.js";
import { slot } from "./rank.js";
import { countWords } from "./words.js";

/** @typedef {import("./types.js").Span} Span */

export class Coding extends Frame {
  stopChoosing() {
    Object.assign(this.ui, { choosing: false, edits: undefined, recodes: undefined, memo: null });
    this.palette.input.value = "";
  }

  /** What choosing a code means now. */
  mode() {
    const { ui } = this;
    if (ui.recodes) return { kind: "recode", says: "Another code for this coding", creates: false };
    if (ui.edits) return { kind: "edit", says: "Accept with a change", creates: false };
    return { kind: "code", says: "Selection", creates: true };
  }

  /** The span that a code would go to: the selection, else the focused coding's. @returns {Span|null} */
  goal() {
    const selection = this.selection();
    if (selection) return selection;
    const focused = this.ui.focus ? this.span(this.ui.focus) : undefined;
    return focused && focused.start >= 0 ? { start: focused.start, end: focused.end } : null;
  }

  /** The codes that stand on the goal already. @returns {Set<string>} */
  applied() {
    const goal = this.goal();
    if (this.ui.edits) return new Set();
    if (this.ui.recodes) return new Set([this.store.state.codings.get(this.ui.recodes)?.code ?? ""]);
    if (!goal) return new Set();
    return new Set(this.store.placed().filter((one) => one.start === goal.start && one.end === goal.end).map((one) => one.code));
  }

  /** Open the palette on the selection, or on the word at the caret's coding. */
  openPalette() {
    const { ui, store, transcript } = this;
    if (!this.goal()) {
      const row = transcript.rows[store.turnAt(ui.head)];
      const word = row && transcript.wordsOf(row).find((one) => one.end > ui.head);
      if (!word) return;
      this.select(word.start, word.end, { quiet: true });
    }
    Object.assign(ui, { choosing: true, tab: "code", panel: true, parent: undefined });
    this.bars.show();
    this.panel.draw();
    this.palette.open();
  }

  /**
   * A code was chosen in the palette: on, or off where it stood already.
   * @param {string} code
   * @param {boolean} [stay]
   */
  choose(code, stay = false) {
    const { ui, store } = this;
    const goal = this.goal();
    if (ui.recodes) {
      const coding = store.state.codings.get(ui.recodes);
      if (coding && coding.code !== code) store.act("recode", { coding: coding.id, code });
      this.say(`Recoded: ${this.name(code)}`);
    } else if (ui.edits) {
      const id = ui.edits;
      const span = this.selection() ?? goal;
      if (span) this.accept(id, { code, ...span });
    } else if (goal) this.toggle(code, goal);
    else return this.say("Select some text first: drag with the mouse, or Shift and the arrow keys.");
    this.used(code);
    if (stay && !ui.recodes && !ui.edits) return this.panel.show();
    this.settleOn(goal, code);
    this.stopChoosing();
    this.panel.show();
    this.home();
    return undefined;
  }

  /** After coding: no selection any more, the keys act on what was just coded. @param {Span|null} goal @param {string} code */
  settleOn(goal, code) {
    const { ui, store } = this;
    const made = store.placed().find((one) => one.code === code && one.start === goal?.start && one.end === goal?.end);
    if (made) ui.focus = made.id;
    if (goal) this.select(goal.start, goal.start, { quiet: true });
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
  }

  /** @param {string} code @param {Span} goal */
  toggle(code, goal) {
    const { store, ui } = this;
    const there = store.placed().find((one) => one.code === code && one.start === goal.start && one.end === goal.end);
    if (there) {
      store.act("remove", { coding: there.id });
      this.say(`Removed: ${this.name(code)}`);
      if (ui.focus === there.id) ui.focus = null;
      return;
    }
    this.apply(code, goal);
  }

  /** @param {string} code @param {Span} goal */
  apply(code, { start, end }) {
    const { store, ui } = this;
    if (store.placed().some((one) => one.code === code && one.start === start && one.end === end)) {
      return this.say(`${this.name(code)} is on these words already.`);
    }
    const key = `${start}-${end}`;
    ui.last = ui.lastSpan === key ? [...new Set([...ui.last, code])] : [code];
    ui.lastSpan = key;
    store.act("add", { code, start, end });
    this.used(code);
    this.say(`Coded: ${this.name(code)}, ${plural(countWords(store.quote({ start, end })), "word")}`);
    return undefined;
  }

  /** @param {string} code */
  used(code) {
    const { ui } = this;
    ui.slots = slot(ui.slots, code, ui.recent).filter((id) => this.store.state.codes.has(id));
    ui.recent = [code, ...ui.recent.filter((id) => id !== code)].slice(0, 30);
  }

  /** A new code has got its id: whatever knew it by its first name learns that. @param {string} from @param {string} to */
  named(from, to) {
    const { ui } = this;
    const learn = (/** @type {string[]} */ ids) => [...new Set(ids.map((id) => (id === from ? to : id)))];
    Object.assign(ui, { recent: learn(ui.recent), slots: learn(ui.slots), last: learn(ui.last) });
    if (ui.parent === from) ui.parent = to;
    this.used(to);
  }

  /** @param {number} digit */
  digit(digit) {
    const code = this.ui.slots[digit - 1];
    const goal = this.goal();
    if (!code) return this.say(`No code behind ${digit} yet: the first nine that you use get the digits.`);
    if (!goal) return this.say("Select some text first.");
    this.apply(code, goal);
    this.settleOn(goal, code);
    this.panel.show();
    return undefined;
  }

  repeat() {
    const goal = this.goal();
    if (!goal) return this.say("Select some text first.");
    if (!this.ui.last.length) return this.say("No code was used yet.");
    const codes = this.ui.last;
    for (const code of codes) this.apply(code, goal);
    this.ui.last = codes;
    this.settleOn(goal, codes.at(-1) ?? "");
    this.panel.show();
    return undefined;
  }

  /**
   * A new code, and the selection with it.
   * @param {string} name
   * @param {string|null} parent
   * @param {boolean} [stay]
   */
  create(name, parent, stay = false) {
    const goal = this.goal();
    const fields = { name: name.trim(), ...(parent ? { parent } : {}), ...(goal ?? {}) };
    if (!fields.name) return;
    const op = this.store.act("newcode", fields);
    if (op && goal && !stay) this.ui.focus = op.op_id;
    this.say(goal ? `New code, applied: ${fields.name}` : `New code: ${fields.name}`);
    if (!stay) {
      if (goal) this.select(goal.start, goal.start, { quiet: true });
      this.transcript.emphasise();
      this.stopChoosing();
      this.panel.show();
      this.home();
    }
  }

  /** The words themselves become the name of a new code, to be edited. */
  inVivo() {
    const goal = this.goal();
    if (!goal) return this.say("Select the words first that shall become a code.");
    this.select(goal.start, goal.end, { quiet: true });
    Object.assign(this.ui, { choosing: true, tab: "code", panel: true });
    this.panel.draw();
    this.palette.open(short(this.store.quote(goal), 60));
    this.palette.light(this.palette.rows.length - 1, true);
    return undefined;
  }

  /** The focused coding of one's own, or a word about what to do. */
  mine() {
    const { ui, store } = this;
    const coding = store.state.codings.get(ui.focus ?? "") ?? store.state.codings.get(this.at(ui.head).find((span) => span.kind === "mine")?.id ?? "");
    if (!coding) this.say("Click a coding first, or put the caret into it.");
    return coding;
  }

  recode() {
    const coding = this.mine();
    if (!coding) return;
    this.ui.focus = coding.id;
    this.stopChoosing();
    Object.assign(this.ui, { recodes: coding.id, choosing: true, tab: "code", panel: true });
    this.panel.draw();
    this.palette.open();
  }

  remove() {
    const coding = this.mine();
    if (coding) this.removeCoding(coding.id);
  }

  /** @param {string} id */
  removeCoding(id) {
    const coding = this.store.state.codings.get(id);
    const mark = this.store.state.asked.get(id);
    this.store.act("remove", { coding: id });
    if (this.ui.focus === id) this.ui.focus = null;
    this.say(`Removed: ${coding ? this.name(coding.code) : mark ? this.question(mark.question) : ""}. Ctrl+Z brings it back.`);
    this.panel.show();
  }

  /**
   * Move one end of the focused coding, or of the selection, by a word.
   * @param {"start"|"end"} which
   * @param {1|-1} way
   */
  shift(which, way) {
    const { transcript, store, ui } = this;
    const selection = this.selection();
    const coding = selection ? undefined : this.mine();
    const span = selection ?? coding;
    if (!span || span.start < 0) return;
    const from = span[which];
    let to = from;
    for (let at = store.turnAt(from); at >= 0 && at < transcript.rows.length && to === from; at += way) {
      const row = transcript.rows[at];
      if (!row) break;
      const places = transcript.wordsOf(row).map((word) => word[which]);
      to = (way > 0 ? places.find((place) => place > from) : places.findLast((place) => place < from)) ?? from;
    }
    const next = { start: span.start, end: span.end, [which]: to };
    if (next.start >= next.end || to === from) return this.say("It cannot be shorter than a word.");
    if (coding) {
      const { id } = coding;
      ui.focus = id;
      store.act("move", { coding: id, ...next });
      this.say(`${this.name(coding.code)}: ${plural(countWords(store.quote(next)), "word")}`);
    } else this.select(next.start, next.end);
    transcript.reveal(which === "end" ? to - 1 : to);
    return undefined;
  }

  memo() {
    const { ui, store } = this;
    const coding = store.state.codings.get(ui.focus ?? "") ?? store.state.codings.get(this.at(ui.head).find((span) => span.kind === "mine")?.id ?? "");
    ui.panel = true;
    if (coding) this.panel.memoOn(coding.id);
    else this.openTab("memos");
  }

  undo() {
    const what = this.store.can.undo;
    if (!what && !this.store.outbox.waiting.size) return this.say("Nothing to undo.");
    this.store.act("undo");
    this.say("Undone");
    return undefined;
  }

  redo() {
    const what = this.store.can.redo;
    if (!what && !this.store.outbox.ops().some((op) => op.type === "undo")) return this.say("Nothing to redo.");
    this.store.act("redo");
    this.say("Done again");
    return undefined;
  }

  /**
   * @param {string} id
   * @param {{code?: string, start?: number, end?: number}} [change]
   */
  accept(id, change = {}) {
    const suggestion = this.store.state.suggestions.get(id);
    if (!suggestion) return;
    /** @type {any} */
    const fields = { suggestion: id };
    if (change.code && change.code !== suggestion.code) fields.code = change.code;
    if (change.start !== undefined && (change.start !== suggestion.start || change.end !== suggestion.end)) {
      Object.assign(fields, { start: change.start, end: change.end });
    }
    if (this.ui.focus === id && this.ui.shown) fields.shown_ms = Date.now() - this.ui.shown;
    const op = this.store.act("accept", fields);
    if (op) this.ui.focus = op.op_id;
    this.say(`Accepted: ${this.name(change.code ?? suggestion.code)}`);
  }
}
