/** What a view is made of, and what is selected and focused in it. */

import { Bars } from "./bars.js";
import { h, plural } from "./dom.js";
import { Find } from "./find.js";
import { Palette } from "./palette.js";
import { active, Panel } from "./panel.js";
import { Ruler } from "./ruler.js";
import { Store } from "./store.js";
import { hues, isDark } from "./theme.js";
import { Transcript } from "./transcript.js";
import { countWords } from "./words.js";

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

export class Frame {
  /** @param {import("./types.js").Model} model */
  constructor(model) {
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
    const view = /** @type {import("./view.js").View} */ (/** @type {unknown} */ (this));
    this.transcript = new Transcript(view);
    this.find = new Find(view);
    this.palette = new Palette(view);
    this.ruler = new Ruler(view);
    this.panel = new Panel(view);
    this.bars = new Bars(view);
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
  }

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
    const now = active(this.root);
    if (had && (!now || !this.root.contains(now) || now.checkVisibility?.() === false)) this.home();
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

  /** @param {string} tab */
  openTab(tab) {
    Object.assign(this.ui, { tab, panel: true });
    this.bars.show();
    this.panel.draw();
    this.panel.enter();
  }

  /** @param {string} text @param {boolean} [alarm] */
  say(text, alarm = false) {
    this.live.textContent = alarm ? "" : text;
    this.alarm.textContent = alarm ? text : "";
  }
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
