/** Mouse and keyboard. */

import { moved } from "./caret.js";
import { Going } from "./going.js";
import { keyFor, pressed, staysHere, typing } from "./keys.js";
import { settle, snap, trim } from "./words.js";

/** @typedef {import("./types.js").Span} Span */

export class Hands extends Going {
  /** @param {AbortSignal} signal */
  mouse(signal) {
    const { transcript } = this;
    let down = false;
    transcript.scroll.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => {
      down = event.button === 0 && Boolean(transcript.under(event).row);
      if (down) transcript.hold();
    }, { signal });
    document.addEventListener("mouseup", (event) => {
      if (down) this.released(event);
      down = false;
      transcript.release();
    }, { signal });
    window.addEventListener("blur", () => transcript.release(), { signal }); // the mouse may come up elsewhere
  }

  /** @param {MouseEvent} event */
  released(event) {
    const { transcript, store } = this;
    const native = transcript.native();
    if (!native) return;
    const { text } = store.document;
    let span = native;
    const row = transcript.rows[store.turnAt(this.clickedAt)];
    if (event.detail > 1 && row) {
      const pieces = event.detail === 2 ? transcript.wordsOf(row) : transcript.sentencesOf(row);
      span = pieces.find((piece) => piece.end > this.clickedAt) ?? native;
    } else if (native.start === native.end) {
      const click = transcript.under(event);
      return click.row ? this.clicked(native.start, click.ids) : undefined;
    } else {
      span = settle(native, store.turns);
      if (!event.altKey) span = snap(span, [...transcript.rowsOf([native])].flatMap((one) => transcript.wordsOf(one)));
    }
    span = settle(trim(text, span), store.turns);
    transcript.clearNative();
    if (span.end <= span.start) return;
    const placing = this.ui.tab === "review" && (store.state.codings.get(this.ui.focus ?? "")?.start ?? 0) < 0;
    if (this.ui.focus && !this.ui.edits && !placing) this.ui.focus = null;
    this.select(span.start, span.end);
    transcript.emphasise();
    if (store.readonly || placing) this.home();
    else this.openPalette();
  }

  /**
   * A click without a selection: the caret goes there; codings take their turn, smallest first.
   * @param {number} offset
   * @param {string[]} ids
   */
  clicked(offset, ids) {
    const { ui } = this;
    this.clickedAt = offset;
    this.transcript.clearNative();
    this.stopChoosing();
    const spans = this.at(offset).filter((span) => ids.includes(span.id));
    const next = spans.length ? spans[(spans.findIndex((span) => span.id === ui.focus) + 1) % spans.length] : undefined;
    if (ui.focus !== next?.id) ui.shown = Date.now();
    ui.focus = next?.id ?? null;
    if (ui.tab !== "compare") ui.tab = "code";
    this.select(offset, offset);
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
    this.home();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (staysHere(event)) event.stopPropagation();
    if (event.isComposing) return;
    const field = typing(event.composedPath()[0]);
    const name = pressed(event);
    if (field) {
      if (/^Ctrl\+(Shift\+)?[zy]$/.test(name)) event.stopPropagation();
      return;
    }
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (target.closest?.("button, summary, [role=tab]") && /^(Enter| )$/.test(event.key)) return;
    if (target.getAttribute?.("role") === "tab" && /^Arrow|^Home$|^End$/.test(event.key)) return;
    if (this.bars.closesHelp(event)) return;
    const line = keyFor(name);
    if (!line || !this.store.loaded) return;
    event.preventDefault();
    event.stopPropagation();
    if (line.edits && this.store.readonly) return this.say(`read-only: ${this.store.readonly}`, true);
    this.commands[line.command]?.(event, name);
  }

  /** @type {Record<string, (event: KeyboardEvent, name: string) => void>} */
  commands = {
    word: (event) => this.step("word", event.key === "ArrowRight" ? 1 : -1, event.shiftKey),
    sentence: (event) => this.step("sentence", event.key === "ArrowRight" ? 1 : -1, event.shiftKey),
    line: (event) => this.step("line", event.key === "ArrowDown" ? 1 : -1, event.shiftKey),
    page: (event) => this.step("page", event.key === "PageDown" ? 1 : -1, event.shiftKey),
    turn: (event) => this.step(event.ctrlKey || event.metaKey ? "document" : "turn", event.key === "End" ? 1 : -1, event.shiftKey),
    selectSentence: () => this.grow((row) => this.transcript.sentencesOf(row)),
    selectTurn: () => this.grow((row) => [row.turn]),
    palette: () => this.openPalette(),
    digit: (event) => this.digit(Number(event.key)),
    repeat: () => this.repeat(),
    inVivo: () => this.inVivo(),
    start: (event) => this.shift("start", event.key === "]" ? 1 : -1),
    end: (event) => this.shift("end", event.key === "}" ? 1 : -1),
    recode: () => this.recode(),
    remove: () => this.remove(),
    memo: () => this.memo(),
    next: (event) => this.next(event.key === "n" ? 1 : -1),
    kind: () => this.bars.kind.focus(),
    judge: (event) => this.judge(event.key === "a"),
    acceptVisible: () => this.acceptVisible(),
    edit: () => this.edit(),
    undo: () => this.undo(),
    redo: () => this.redo(),
    find: () => this.find.open(),
    guide: () => this.openTab("guide"),
    dim: () => this.dim(),
    help: () => this.bars.help(),
    escape: () => this.escape(),
  };

  /**
   * @param {import("./caret.js").Step} step
   * @param {1|-1} way
   * @param {boolean} extend
   */
  step(step, way, extend) {
    const { ui, transcript } = this;
    const selection = this.selection();
    const from = selection && !extend ? (way > 0 ? selection.end : selection.start) : ui.head;
    const head = selection && !extend && step === "word" && way < 0 ? selection.start : moved(transcript, from, step, way, { extend, anchor: ui.anchor });
    if (!ui.edits) ui.focus = extend ? null : this.at(head)[0]?.id ?? null;
    this.select(extend ? ui.anchor : head, head);
    transcript.emphasise();
    transcript.reveal(Math.max(0, extend && head > ui.anchor ? head - 1 : head));
  }

  /** Select the piece around the caret; again: one more. @param {(row: import("./transcript.js").Row) => Span[]} pieces */
  grow(pieces) {
    const { ui, transcript, store } = this;
    const selection = this.selection();
    const all = transcript.rows.slice(store.turnAt(selection?.start ?? ui.head), store.turnAt(selection?.end ?? ui.head) + 2).flatMap(pieces);
    const around = all.filter((piece) => piece.end > (selection?.start ?? ui.head) && piece.start < (selection?.end ?? ui.head + 1));
    const [first, last] = [around[0] ?? all[0], around.at(-1) ?? all[0]];
    if (!first || !last) return;
    const same = selection && selection.start === first.start && selection.end === last.end;
    const next = same ? all.find((piece) => piece.start >= last.end) : undefined;
    if (!ui.edits) ui.focus = null;
    transcript.emphasise();
    this.select(first.start, (next ?? last).end);
    transcript.reveal((next ?? last).end - 1);
  }

  escape() {
    const { ui } = this;
    this.bars.unask();
    if (!this.find.el.hidden && !this.selection()) return this.find.close();
    const choosing = ui.choosing || ui.edits || ui.recodes || ui.memo;
    this.stopChoosing();
    if (!choosing) {
      ui.focus = null;
      if (this.selection()) this.select(ui.head, ui.head, { quiet: true });
      this.transcript.emphasise();
    }
    this.panel.show();
    this.home();
    return undefined;
  }

  /** Ctrl+C copies the selected words, although the browser knows of no selection. @param {ClipboardEvent} event */
  copy(event) {
    const selection = this.selection();
    if (!selection || typing(event.composedPath()[0])) return;
    event.clipboardData?.setData("text/plain", this.store.quote(selection));
    event.preventDefault();
    event.stopPropagation();
  }
}
