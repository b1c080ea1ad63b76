/** One view of one document: what is selected and focused, and everything a person can do to it. */

import { Bars } from "./bars.js";
import { moved } from "./caret.js";
import { h, plural, short } from "./dom.js";
import { Find } from "./find.js";
import { keyFor, mark, pressed, staysHere, typing } from "./keys.js";
import { KINDS, stops } from "./next.js";
import { Palette } from "./palette.js";
import { active, Panel } from "./panel.js";
import { slot } from "./rank.js";
import { Ruler } from "./ruler.js";
import { Store } from "./store.js";
import { hues, isDark, onTheme } from "./theme.js";
import { Transcript } from "./transcript.js";
import { countWords, settle, snap, trim } from "./words.js";

/**
 * @typedef {import("./types.js").Span} Span
 * @typedef {import("./types.js").Coding} Coding
 *
 * @typedef {object} Ui
 * @property {number} anchor
 * @property {number} head
 * @property {string|null} focus       the coding, suggestion or other's coding that keys act on
 * @property {string} [edits]          the suggestion that is being edited
 * @property {string} [recodes]        the coding that gets another code
 * @property {boolean} choosing        the palette is open
 * @property {string} tab
 * @property {string} kind             of what n and p go through
 * @property {boolean} [kindChosen]
 * @property {string} dim
 * @property {boolean} suggestions
 * @property {boolean} panel
 * @property {boolean} narrow
 * @property {string[]} recent         codes, the last used first
 * @property {string[]} slots          behind the digits
 * @property {string[]} last           the last set of codes on one span
 * @property {string} [lastSpan]
 * @property {string|null} [parent]    of the next new code
 * @property {number} shown            when the focused suggestion came into focus
 * @property {string|null} memo        what the memo editor is open on: a coding's id
 */

let views = 0;

export class View {
  /**
   * @param {import("./types.js").Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    views += 1;
    this.uid = `cs${views}-${Math.random().toString(36).slice(2, 7)}`;
    this.model = model;
    this.stop = new AbortController();
    this.opened = false;
    this.turns = "";
    this.away = false;
    this.clickedAt = 0;
    /** What the caret was last heard to stand in. */
    this.heard = "";
    /** @type {{top: number, anchor: number, head: number}|undefined} */
    this.place = undefined;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.timer = undefined;
    this.storage = storage("localStorage");
    this.session = storage("sessionStorage");
    this.store = new Store(model, this.storage);
    /** @type {Ui} */
    this.ui = {
      anchor: 0, head: 0, focus: null, choosing: false, tab: "code", kind: "suggested", dim: "", suggestions: true, panel: true,
      narrow: false, recent: [], slots: [], last: [], shown: 0, memo: null,
    };
    /** @type {Map<string, Record<string, string>>} */
    this.hues = new Map();
    this.transcript = new Transcript(this);
    this.find = new Find(this);
    this.palette = new Palette(this);
    this.ruler = new Ruler(this);
    this.panel = new Panel(this);
    this.bars = new Bars(this);
    this.live = h("div", { class: "cs-live", role: "status", "aria-live": "polite" });
    this.alarm = h("div", { class: "cs-alarm", role: "alert", "aria-live": "assertive" });
    this.stage = h("div", { class: "cs-stage" }, this.find.el, h("div", { class: "cs-page" }, this.transcript.scroll, this.ruler.el));
    this.root = h(
      "div",
      { class: "cs-coder", role: "group", "aria-label": "Coding", "data-view": this.uid },
      this.bars.header,
      this.bars.tools,
      h("div", { class: "cs-body" }, this.stage, this.panel.el),
      h("div", { class: "cs-foot" }, this.live, this.alarm),
    );
    this.listen();
    el.replaceChildren(this.root);
    this.theme();
    this.bars.status();
    this.panel.show();
  }

  listen() {
    const { signal } = this.stop;
    const { store, root } = this;
    const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ act) =>
      store.addEventListener(type, (event) => act(/** @type {CustomEvent} */ (event).detail), { signal });
    on("doc", (detail) => this.onDoc(detail));
    on("change", ({ touched }) => this.onChange(touched));
    on("status", () => this.bars.status());
    on("other", () => this.onOther());
    on("goto", (turn) => this.goToTurn(turn));
    on("said", ({ text, alarm }) => this.say(text, alarm));
    on("acked", (message) => message.code && this.used(message.code));
    root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onKey(event), { signal });
    globalThis.addEventListener("keydown", (event) => mark(event, root), { signal, capture: true });
    for (const type of ["keypress", "keyup"]) {
      root.addEventListener(type, (/** @type {KeyboardEvent} */ event) => staysHere(event) && event.stopPropagation(), { signal });
    }
    root.addEventListener("copy", (/** @type {ClipboardEvent} */ event) => this.copy(event), { signal });
    root.addEventListener("focusin", () => this.store.loaded && Date.now() - this.store.pinged > 2000 && this.store.ping(), { signal });
    this.mouse(signal);
    this.transcript.scroll.addEventListener("scroll", () => this.rememberSoon(), { signal, passive: true });
    onTheme(() => this.theme(), signal);
    this.model.on("change:height", (this.resize = () => this.theme()));
    this.watcher = new ResizeObserver(() => this.onResize());
    this.watcher.observe(root);
    this.watcher.observe(this.transcript.scroll);
    globalThis.addEventListener("beforeunload", (/** @type {BeforeUnloadEvent} */ event) => {
      if (!this.store.outbox.durable && this.store.outbox.waiting.size) event.preventDefault();
    }, { signal });
  }

  close() {
    if (this.stop.signal.aborted) return;
    this.stop.abort();
    this.watcher?.disconnect();
    clearTimeout(this.timer);
    this.model.off("change:height", this.resize);
    this.transcript.close();
    this.ruler.close();
    this.store.close();
    this.root.remove();
  }

  // ---- what comes in

  /** @param {{changed: boolean, goto: number|null}} detail */
  onDoc({ changed, goto }) {
    const { store, ui, transcript } = this;
    const first = !this.opened;
    const place = first ? this.remembered() : { top: transcript.scroll.scrollTop, anchor: ui.anchor, head: ui.head };
    this.opened = true;
    this.paintHues();
    if (first) {
      ui.suggestions = store.prefs.suggestions !== false;
      this.takeRecent();
    }
    this.theme();
    const turns = JSON.stringify(store.turns);
    if (changed || turns !== this.turns) transcript.load();
    this.turns = turns;
    const length = store.document.text.length;
    const begin = store.turns[0]?.start ?? 0;
    ui.anchor = Math.min(place?.anchor ?? begin, length);
    ui.head = Math.min(place?.head ?? begin, length);
    if (ui.focus && !this.span(ui.focus)) ui.focus = null;
    transcript.scroll.scrollTop = place?.top ?? 0;
    if (goto !== null) this.goToTurn(goto);
    this.onChange(null);
    if (changed && !first) this.say("The text was corrected; codings were carried over.");
  }

  /** @param {Set<Span>|null} touched */
  onChange(touched) {
    const { ui } = this;
    this.paintHues();
    if (ui.focus && !this.span(ui.focus) && !this.store.other?.disagreements.some((one) => one.id === ui.focus)) ui.focus = null;
    if (!ui.kindChosen) ui.kind = this.store.state.suggestions.size && !this.store.blind ? "suggested" : "uncoded";
    this.transcript.refresh(touched);
    this.bars.show();
    this.panel.show();
    this.ruler.draw();
  }

  onOther() {
    const { other } = this.store;
    if (other && !other.refused) {
      this.ui.tab = "compare";
      if (other.disagreements.length) Object.assign(this.ui, { kind: "disagreement", kindChosen: true });
    } else if (this.ui.kind === "disagreement") this.ui.kindChosen = false;
    this.root.classList.toggle("cs-comparing", Boolean(other && !other.refused));
    this.onChange(null);
  }

  takeRecent() {
    const { ui, store } = this;
    const made = [...store.state.codings.values()].sort((one, two) => ((one.created ?? "") < (two.created ?? "") ? 1 : -1));
    ui.recent = [...new Set(made.map((coding) => coding.code))].filter((id) => store.state.codes.has(id)).slice(0, 30);
    ui.slots = ui.recent.slice(0, 9);
    ui.last = ui.recent.slice(0, 1);
  }

  // ---- looks

  theme() {
    this.root.classList.toggle("cs-dark", isDark());
    const height = Number(this.model.get("height") ?? this.store.prefs.height ?? 640) || 640;
    this.root.style.setProperty("--cs-height", `${height}px`);
    this.ruler.draw();
  }

  paintHues() {
    this.hues.clear();
    const branches = [...new Set([...this.store.state.codes.values()].map((code) => code.branch))];
    const own = new Map([...this.store.state.codes.values()].map((code) => [code.id, code.colour]));
    for (const [place, branch] of branches.entries()) {
      const { light, dark } = hues(own.get(branch), place);
      this.hues.set(branch, { "--cs-light": light, "--cs-darkhue": dark });
    }
  }

  /** The colours of a code's branch, as properties for an element's style. @param {string} code @returns {Record<string, string>} */
  hue(code) {
    return this.hues.get(this.store.code(code).branch) ?? { "--cs-light": "#5b6a70", "--cs-darkhue": "#9fb0b6" };
  }

  onResize() {
    const { width, height } = this.root.getBoundingClientRect();
    if (!width || !height) {
      this.away = true;
      return;
    }
    if (this.away) {
      this.away = false;
      const place = this.remembered();
      if (place) this.transcript.scroll.scrollTop = place.top;
    }
    const narrow = width < 700;
    this.root.classList.toggle("cs-narrow", narrow);
    this.root.classList.toggle("cs-medium", width < 1020);
    if (narrow !== this.ui.narrow) {
      this.ui.narrow = narrow;
      this.transcript.refresh(null);
    } else this.transcript.scheduleMargins(true);
    this.ruler.draw();
  }

  // ---- where we are

  /** Keep the place, but not more often than a person can notice. */
  rememberSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.remember();
    }, 150);
  }

  /** Keep the place, so that it is found again when the notebook takes the widget out and puts it back. */
  remember() {
    const { scroll } = this.transcript;
    if (!scroll.isConnected || !scroll.clientHeight || !this.store.key) return;
    const { anchor, head } = this.ui;
    this.place = { top: scroll.scrollTop, anchor, head };
    try {
      this.session?.setItem(`collabstudy/place/${this.store.key}`, JSON.stringify(this.place));
    } catch {
      this.session = null; // full or forbidden: the place is then kept only while the view lives
    }
  }

  /** @returns {{top: number, anchor: number, head: number}|undefined} */
  remembered() {
    if (this.place) return this.place;
    try {
      return JSON.parse(this.session?.getItem(`collabstudy/place/${this.store.key}`) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns {Span|null} */
  selection() {
    const { anchor, head } = this.ui;
    return anchor === head ? null : { start: Math.min(anchor, head), end: Math.max(anchor, head) };
  }

  /** Draw something anew without losing the keys: whoever types on must not type into the notebook. @param {() => void} draw */
  holdingFocus(draw) {
    const had = this.root?.contains(active(this.root));
    draw();
    if (had && !this.root.contains(active(this.root))) this.home();
  }

  /** Keys go to the text again. */
  home() {
    this.transcript.scroll.focus({ preventScroll: true });
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {{quiet?: boolean}} [how]
   */
  select(start, end, { quiet = false } = {}) {
    const { ui, transcript } = this;
    const before = this.selection();
    ui.anchor = start;
    ui.head = end;
    if (!transcript.pending.works) transcript.refresh([before, this.selection()].filter((span) => span !== null));
    transcript.paint();
    this.rememberSoon();
    this.panel.show();
    if (!quiet) this.hear();
  }

  /** Say what the caret or the selection has come to. */
  hear() {
    const selection = this.selection();
    if (selection) return this.say(`${plural(countWords(this.store.quote(selection)), "word")} selected`);
    /** @type {string} */
    const names = this.at(this.ui.head).map((span) => this.name(span.code)).join(", ");
    if (names !== this.heard) this.say(names ? `in ${names}` : "uncoded");
    this.heard = names;
    return undefined;
  }

  /** The placed codings and suggestions at an offset, smallest first. @param {number} offset */
  at(offset) {
    const spans = this.transcript.spans.get(this.store.turnAt(offset)) ?? [];
    return spans
      .filter((span) => span.start <= offset && offset < span.end && span.kind !== "asked" && span.kind !== "pending")
      .sort((one, two) => one.end - one.start - (two.end - two.start));
  }

  /** A coding, suggestion or other's coding by its id. @param {string} id @returns {Coding|undefined} */
  span(id) {
    const { state, other } = this.store;
    return state.codings.get(id) ?? state.suggestions.get(id) ?? other?.codings.get(id);
  }

  /** @param {string} code */
  name(code) {
    return this.store.code(code).name;
  }

  /** @param {string} id */
  question(id) {
    return this.store.questions.find((question) => question.id === id)?.text ?? id;
  }

  /** The codings that a person should look at again, as far as nobody has yet. */
  again() {
    return this.store.review.flatMap(({ coding }) => {
      const one = this.store.state.codings.get(coding);
      return one && one.status !== "retired" && (this.odd(one) || one.start < 0) ? [one] : [];
    });
  }

  /** Whether a person should look at this coding again. @param {Coding|undefined} coding */
  odd(coding) {
    return Boolean(coding?.status && !["kept", "moved", "retired"].includes(coding.status));
  }

  /**
   * @param {string} id
   * @param {boolean} [go]  also bring it into view
   */
  focusOn(id, go = false) {
    const span = this.span(id);
    if (!span) return;
    const { ui } = this;
    if (ui.focus !== id) ui.shown = Date.now();
    ui.focus = id;
    ui.tab = ui.tab === "compare" || ui.tab === "review" ? ui.tab : "code";
    if (span.start >= 0) {
      ui.anchor = ui.head = span.start;
      if (go) this.transcript.reveal(span.start);
    }
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
    this.transcript.paint();
    this.panel.show();
  }

  /** @param {string|null} id */
  hover(id) {
    for (const row of this.transcript.rows) {
      if (row.drawn) for (const { el, ids } of row.marks) el.classList.toggle("cs-hover", id !== null && ids.includes(id));
    }
  }

  /** @param {number} index */
  showTurn(index) {
    const row = this.transcript.rows[index];
    if (!row) return;
    this.ui.tab = "code";
    this.ui.panel = true;
    this.select(row.turn.start, row.turn.start);
    this.bars.show();
  }

  /** @param {number} number */
  goToTurn(number) {
    const turn = this.store.turns.find((one) => one.n === number);
    if (!turn) return;
    this.select(turn.start, turn.start);
    this.transcript.reveal(turn.start, "middle");
  }

  /** @param {string} text @param {boolean} [alarm] */
  say(text, alarm = false) {
    this.live.textContent = alarm ? "" : text;
    this.alarm.textContent = alarm ? text : "";
  }

  // ---- mouse

  /** @param {AbortSignal} signal */
  mouse(signal) {
    const { scroll } = this.transcript;
    let down = false;
    scroll.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => {
      down = event.button === 0 && Boolean(this.transcript.under(event).row);
    }, { signal });
    document.addEventListener("mouseup", (event) => {
      if (!down) return;
      down = false;
      this.released(event);
    }, { signal });
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

  // ---- keys

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

  stopChoosing() {
    Object.assign(this.ui, { choosing: false, edits: undefined, recodes: undefined, memo: null });
    this.palette.input.value = "";
  }

  // ---- coding

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
    this.store.act("newcode", fields);
    this.say(goal ? `New code, applied: ${fields.name}` : `New code: ${fields.name}`);
    if (!stay) {
      if (goal) this.select(goal.start, goal.start, { quiet: true });
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

  /** Ctrl+C copies the selected words, although the browser knows of no selection. @param {ClipboardEvent} event */
  copy(event) {
    const selection = this.selection();
    if (!selection || typing(event.composedPath()[0])) return;
    event.clipboardData?.setData("text/plain", this.store.quote(selection));
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- going through

  /** @param {1|-1} way */
  next(way) {
    const { ui, transcript } = this;
    ui.kindChosen = true;
    const list = stops(this, ui.kind);
    const kind = KINDS.find((one) => one.id === ui.kind)?.name ?? ui.kind;
    if (!list.length) return this.say(`Nothing here: ${kind}.`);
    const current = list.findIndex((stop) => stop.id !== null && stop.id === ui.focus);
    let at = current + way;
    if (current < 0) {
      const after = list.findIndex((stop) => stop.start > ui.head || (stop.start === ui.head && !this.arrived(stop)));
      const before = list.findLastIndex((stop) => stop.start < ui.head);
      at = way > 0 ? (after < 0 ? list.length : after) : before;
    }
    const stop = list[at];
    if (!stop) return this.say(way > 0 ? `That was the last: ${kind}.` : `That was the first: ${kind}.`);
    this.stopChoosing();
    if (stop.tab) Object.assign(ui, { tab: stop.tab, panel: true });
    if (ui.focus !== stop.id) ui.shown = Date.now();
    ui.focus = stop.id;
    if (stop.start >= 0) {
      ui.anchor = ui.head = stop.start;
      transcript.reveal(stop.start);
    }
    transcript.emphasise();
    transcript.scheduleMargins();
    transcript.paint();
    this.panel.show();
    this.rememberSoon();
    this.say(`${kind} ${at + 1} of ${list.length}: ${stop.says}`);
    return undefined;
  }

  /** Whether the caret stands on a stop that has no id of its own. @param {{start: number, id: string|null}} stop */
  arrived(stop) {
    return stop.id === null && stop.start === this.ui.head;
  }

  /** Accept or reject, then on to the next. @param {boolean} accepted */
  judge(accepted) {
    const { ui, store } = this;
    const id = store.state.suggestions.has(ui.focus ?? "") ? ui.focus : this.at(ui.head).find((span) => span.kind === "suggested")?.id;
    if (!id) return this.say("No suggestion has the focus: n goes to the next.");
    const list = stops(this, "suggested");
    const at = list.findIndex((stop) => stop.id === id);
    if (accepted) this.accept(id);
    else this.reject(id);
    const next = list[at + 1];
    if (next?.id) {
      Object.assign(ui, { kind: "suggested", kindChosen: true });
      this.focusOn(next.id, true);
    }
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

  /** @param {string} id */
  reject(id) {
    const suggestion = this.store.state.suggestions.get(id);
    if (!suggestion) return;
    this.store.act("reject", { suggestion: id });
    this.say(`Rejected: ${this.name(suggestion.code)}`);
  }

  /** Take a suggestion into the selection, to change its span or its code before it is accepted. */
  edit() {
    const { ui, store } = this;
    const id = store.state.suggestions.has(ui.focus ?? "") ? ui.focus : this.at(ui.head).find((span) => span.kind === "suggested")?.id;
    const suggestion = store.state.suggestions.get(id ?? "");
    if (!suggestion) return this.say("No suggestion has the focus: n goes to the next.");
    ui.edits = suggestion.id;
    ui.focus = suggestion.id;
    ui.choosing = false;
    Object.assign(ui, { tab: "code", panel: true });
    this.select(suggestion.start, suggestion.end, { quiet: true });
    this.say(`Editing ${this.name(suggestion.code)}: Shift and arrows, or [ ] { }, change the span; Enter chooses the code.`);
    return undefined;
  }

  acceptVisible() {
    const seen = this.seen();
    if (!seen.length) return this.say("No suggestion on the screen.");
    this.bars.ask(`Accept the ${plural(seen.length, "suggestion")} on the screen?`, `Accept ${seen.length}`, () => {
      for (const suggestion of seen) this.accept(suggestion.id);
      this.say(`Accepted ${plural(seen.length, "suggestion")}`);
    });
    return undefined;
  }

  /** The suggestions on the screen. */
  seen() {
    const { store, ui, transcript } = this;
    if (!ui.suggestions || store.blind) return [];
    const { start, end } = transcript.visible();
    return [...store.state.suggestions.values()].filter((one) => one.start < end && one.end > start);
  }

  // ---- the rest

  dim() {
    const { ui, root } = this;
    ui.dim = { "": "uncoded", uncoded: "coded", coded: "" }[ui.dim] ?? "";
    for (const kind of ["uncoded", "coded"]) root.classList.toggle(`cs-dim-${kind}`, ui.dim === kind);
    this.say(ui.dim ? `What is ${ui.dim} is dimmed.` : "Nothing is dimmed.");
  }

  /** @param {string} tab */
  openTab(tab) {
    Object.assign(this.ui, { tab, panel: true });
    this.bars.show();
    this.panel.draw();
    this.panel.enter();
  }

  /** What is left to do in this document, in words. */
  left() {
    const { store } = this;
    const turns = store.turns.filter((turn) => !turn.interviewer && turn.kind !== "heading");
    const uncoded = stops(this, "uncoded").length;
    const marked = new Set([...store.state.asked.values()].map((mark) => mark.question));
    const unasked = store.questions.filter((question) => !marked.has(question.id));
    const said = [uncoded ? `${uncoded} of ${plural(turns.length, "turn")} have no coding` : `all ${plural(turns.length, "turn")} have a coding`];
    if (store.state.suggestions.size && !store.blind) said.push(`${plural(store.state.suggestions.size, "suggestion")} not judged`);
    if (this.again().length) said.push(`${this.again().length} to read again`);
    if (store.questions.length && !marked.size) said.push("no question is marked as asked, so all count as asked");
    else if (unasked.length) said.push(`marked as asked: ${[...marked].join(", ")}; the others count as not asked: ${unasked.map((one) => one.id).join(", ")}`);
    return said;
  }

  done() {
    const { store } = this;
    if (store.state.done?.this_text) {
      return this.bars.ask("Take back that this document is done?", "Take back", () => store.act("done", { undo: true }));
    }
    const words = `Mark ${store.document.id} as done by ${store.coder}? From then on a code that is not here counts as absent. ${capital(this.left().join("; "))}.`;
    return this.bars.ask(words, "Mark as done", () => store.act("done"));
  }

  /** What was not saved, one operation a line. */
  download() {
    const { store } = this;
    const text = store.outbox.jsonl({ document: store.document.id, coder: store.coder });
    const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
    const link = h("a", { href: url, download: `${store.document.id}-${store.coder}-not-saved.jsonl` });
    this.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The browser's storage, or nothing where it is forbidden.
 * @param {"localStorage"|"sessionStorage"} name
 * @returns {Storage|null}
 */
function storage(name) {
  try {
    const found = globalThis[name];
    found.setItem("collabstudy/try", "1");
    found.removeItem("collabstudy/try");
    return found;
  } catch {
    return null;
  }
}
