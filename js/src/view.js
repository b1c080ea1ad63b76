/** One view of one document: it listens to Python, to the page and to the person, and is gone without a trace. */

import { Hands } from "./hands.js";
import { mark, staysHere } from "./keys.js";
import { onTheme } from "./theme.js";

/** @typedef {import("./types.js").Span} Span */

export class View extends Hands {
  /**
   * @param {import("./types.js").Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    super(model);
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
    on("acked", ({ op_id, code }) => code && this.named(`new:${op_id}`, code));
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
}
