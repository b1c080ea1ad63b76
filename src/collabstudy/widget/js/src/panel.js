/** The side panel: the palette, the codings of the turn, and what else a document has beside its text. */

import { button, h, plural, short } from "./dom.js";
import { excerpt, WHY } from "./next.js";
import { countWords } from "./words.js";

/** @typedef {import("./types.js").Coding} Coding */

export class Panel {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.tabs = h("div", { class: "cs-tabs", role: "tablist", "aria-label": "Side panel", onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) });
    this.page = h("div", { class: "cs-side", role: "tabpanel", id: `${view.uid}-side` });
    this.el = h("aside", { class: "cs-panel", "aria-label": "Codes and memos" }, this.tabs, this.page);
    this.shown = "";
    this.due = false;
    /** @type {string|null} */
    this.followed = null;
    /** Notes being written: they outlive a redraw. @type {Map<string, string>} */
    this.drafts = new Map();
  }

  /** The tabs that make sense now. */
  names() {
    const { store } = this.view;
    const odd = this.view.again().length;
    const asked = new Set([...store.state.asked.values()].map((mark) => mark.question)).size;
    const tabs = [{ id: "code", name: "Code" }];
    if (odd) tabs.push({ id: "review", name: `Review ${odd}` });
    if (store.questions.length || store.state.asked.size) tabs.push({ id: "guide", name: `Guide ${asked}/${store.questions.length}` });
    tabs.push({ id: "memos", name: "Memos" });
    if (store.coders.length || store.other) tabs.push({ id: "compare", name: "Compare" });
    return tabs;
  }

  /** Draw again, once, when what happens now has happened. */
  show() {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => this.due && !this.view.stop.signal.aborted && this.draw());
  }

  draw() {
    this.due = false;
    this.view.holdingFocus(() => this.fill());
  }

  fill() {
    const { ui, store } = this.view;
    const tabs = this.names();
    if (!tabs.some((tab) => tab.id === ui.tab)) ui.tab = "code";
    this.el.hidden = !ui.panel;
    const focused = this.tabs.contains(active(this.el)) && active(this.el)?.getAttribute("data-tab");
    this.tabs.replaceChildren(...tabs.map(({ id, name }) => {
      const here = id === ui.tab;
      return button(name, () => this.view.openTab(id), { role: "tab", "data-tab": id, "aria-selected": String(here), "aria-controls": this.page.id, tabindex: here ? 0 : -1 });
    }));
    if (focused) this.tabs.querySelector(`[data-tab="${ui.tab}"]`)?.focus({ preventScroll: true });
    const writing = this.page.contains(active(this.el)) && active(this.el)?.getAttribute("data-draft");
    if (writing && this.shown === ui.tab) return; // somebody is typing: the page waits
    const focusedOn = this.page.contains(active(this.el)) ? /** @type {any} */ (active(this.el)) : null;
    const [draft, key] = ["data-draft", "data-key"].map((name) => focusedOn?.getAttribute(name));
    const typed = draft ? [focusedOn.selectionStart, focusedOn.selectionEnd] : [];
    const top = this.page.scrollTop;
    const fill = { code: () => this.code(), review: () => this.review(), guide: () => this.guide(), memos: () => this.memos(), compare: () => this.compare() }[ui.tab];
    if (store.loaded) fill?.();
    if (this.shown === ui.tab) this.page.scrollTop = top;
    this.shown = ui.tab;
    this.follow();
    const area = draft ? this.page.querySelector(`[data-draft="${CSS.escape(draft)}"]`) : null;
    if (area && area !== focusedOn) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(...typed);
    }
    if (key) (this.page.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? this.page.querySelector("button"))?.focus({ preventScroll: true });
  }

  /** Bring the card of what came into focus into view, scrolling nothing but the page. */
  follow() {
    const { focus } = this.view.ui;
    if (focus === this.followed) return;
    this.followed = focus;
    const card = this.page.querySelector(".cs-card.cs-on");
    if (!card) return;
    const [box, room] = [card.getBoundingClientRect(), this.page.getBoundingClientRect()];
    if (box.top < room.top) this.page.scrollTop += box.top - room.top - 8;
    else if (box.bottom > room.bottom) this.page.scrollTop += Math.min(box.bottom - room.bottom + 8, box.top - room.top - 8);
  }

  /** Put the focus into the page. */
  enter() {
    (this.page.querySelector("textarea, .cs-item, button") ?? this.tabs.querySelector("[aria-selected=true]"))?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const all = /** @type {HTMLElement[]} */ ([...this.tabs.children]);
    const at = all.findIndex((tab) => tab === active(this.el));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const tab = all[(to + all.length) % all.length];
    this.view.ui.tab = tab?.getAttribute("data-tab") ?? "code";
    this.draw();
    /** @type {HTMLElement|null} */ (this.tabs.querySelector("[aria-selected=true]"))?.focus({ preventScroll: true });
  }

  // ---- code

  code() {
    const { view } = this;
    const { store, ui, palette } = view;
    const goal = view.goal();
    const mode = view.mode();
    this.page.classList.toggle("cs-choosing", ui.choosing);
    const head = [];
    const words = goal ? ` (${plural(countWords(store.quote(goal)), "word")})` : "";
    if (ui.choosing || ui.edits || view.selection()) {
      head.push(h("h3", {}, mode.kind === "edit" ? `${mode.says}${words}` : mode.kind === "recode" ? mode.says : `${mode.says}${words}`));
      if (goal) head.push(h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, goal, 140)));
    } else head.push(h("p", { class: "cs-hint" }, store.readonly ? "Reading only." : "Select words: drag, double-click, or Shift and the arrow keys. Enter opens the codes."));
    if (ui.edits) {
      const suggestion = store.state.suggestions.get(ui.edits);
      head.push(h("div", { class: "cs-row" },
        button(`✓ accept as ${suggestion ? view.name(suggestion.code) : ""}`, () => this.acceptEdited(), { class: "cs-do", "data-key": "accept-edited" }),
        button("cancel", () => view.escape(), { class: "cs-tool", "data-key": "cancel-edit" })));
    }
    const palettes = store.readonly ? [] : [palette.el];
    const keep = palette.el.parentNode === this.section && this.shown === "code";
    if (!keep) this.section = h("section", {}, h("div", { class: "cs-above" }), ...palettes);
    this.section.firstChild.replaceChildren(...head);
    const list = this.turn();
    if (!keep) this.page.replaceChildren(this.section, list);
    else if (this.list) this.list.replaceWith(list);
    this.list = list;
    if (!store.readonly) palette.list();
  }

  acceptEdited() {
    const { view } = this;
    const id = view.ui.edits;
    const suggestion = view.store.state.suggestions.get(id ?? "");
    if (suggestion) view.choose(suggestion.code);
  }

  /** The codings and suggestions of the turn at the caret, as buttons. */
  turn() {
    const { view } = this;
    const { store, ui, transcript } = view;
    const index = store.turnAt(ui.head);
    const turn = store.turns[index];
    if (!turn) return h("section", {});
    const spans = (transcript.spans.get(index) ?? []).filter((span) => span.kind !== "pending");
    const sorted = [...spans].sort((one, two) => one.start - two.start || one.end - two.end);
    const mine = sorted.filter((span) => span.kind === "mine");
    const suggested = sorted.filter((span) => span.kind === "suggested");
    const other = sorted.filter((span) => span.kind === "other");
    const asked = sorted.filter((span) => span.kind === "asked");
    const head = [mine.length ? plural(mine.length, "coding") : "no coding", suggested.length ? plural(suggested.length, "suggestion") : ""];
    const seen = suggested.length > 1 || view.ui.suggestions ? view.seen().length : 0;
    return h("section", { class: "cs-turnlist" },
      h("h3", {}, `Turn ${turn.n}: ${head.filter(Boolean).join(", ")}`),
      ...mine.map((span) => this.item(span.id)),
      ...suggested.map((span) => this.item(span.id)),
      ...other.map((span) => this.item(span.id)),
      ...asked.map((span) => h("div", { class: "cs-card" },
        h("div", { class: "cs-line" }, h("span", { class: "cs-q" }, span.code), h("span", { class: "cs-grow" }, short(view.question(span.code), 70)),
          store.readonly ? null : button("✕", () => view.removeCoding(span.id), { class: "cs-tool", "aria-label": `Not asked here: ${span.code}`, title: "Not asked here" })))),
      seen > 1 && !store.readonly ? button(`accept the ${seen} visible …`, () => view.acceptVisible(), { class: "cs-tool cs-wide", "data-key": "accept-visible", title: "Shift+A" }) : null,
    );
  }

  /** @param {string} id */
  item(id) {
    const { view } = this;
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
      tool("✎", "Memo", "m", () => this.memoOn(id));
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
      view.odd(span) ? h("div", { class: "cs-odd" }, `⚠ ${this.why(id, span)}`) : null,
    );
    if (ui.memo === id && mine) card.append(this.editor(`coding:${id}`, span.memo ?? "", (memo) => store.act("memo", { coding: id, memo }), () => { ui.memo = null; }));
    else if (span.memo) card.append(h("p", { class: "cs-memo", dir: "auto" }, span.memo));
    return card;
  }

  /** @param {string} id @param {Coding} coding */
  why(id, coding) {
    const review = this.view.store.review.find((one) => one.coding === id);
    return review?.said || SAYS[review?.why ?? coding.status ?? ""] || coding.status || "";
  }

  /** @param {string} id */
  memoOn(id) {
    const { ui } = this.view;
    const coding = this.view.store.state.codings.get(id);
    if (!coding) return;
    this.view.focusOn(id);
    Object.assign(ui, { memo: id, tab: coding.start < 0 ? "review" : "code", panel: true });
    this.view.bars.show();
    this.draw();
    const area = this.page.querySelector(`[data-draft="${CSS.escape(`coding:${id}`)}"]`);
    area?.focus({ preventScroll: true });
    area?.scrollIntoView?.({ block: "nearest" });
  }

  /**
   * A memo being written; saved by its button, by Ctrl+Enter, and when the field is left.
   * @param {string} key
   * @param {string} text
   * @param {(memo: string) => void} save
   * @param {() => void} [close]
   */
  editor(key, text, save, close) {
    const { view } = this;
    const area = h("textarea", {
      class: "cs-area", rows: 4, "data-draft": key, "aria-label": "Memo", dir: "auto", placeholder: "memo", readonly: Boolean(view.store.readonly),
      oninput: () => this.drafts.set(key, area.value),
      onchange: () => keep(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.isComposing) return;
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
          event.preventDefault();
          event.stopPropagation();
          finish();
        }
      },
    });
    area.value = this.drafts.get(key) ?? text;
    let last = text;
    const keep = () => {
      this.drafts.delete(key);
      if (area.value === last) return;
      last = area.value;
      save(area.value);
      view.say("Memo saved");
    };
    const finish = () => {
      keep();
      close?.();
      view.home();
      this.show();
    };
    return h("div", { class: "cs-editor" }, area, h("div", { class: "cs-row" }, button("Save memo", finish, { class: "cs-do" }), h("span", { class: "cs-hint" }, "Ctrl+Enter")));
  }

  // ---- read again

  review() {
    const { view } = this;
    const list = view.again();
    const cards = list.map((one) => this.again(one));
    const lost = list.filter((one) => one.start < 0).length;
    this.page.replaceChildren(h("section", {},
      h("h3", {}, lost ? `${plural(lost, "coding")} lost ${lost === 1 ? "its" : "their"} text` : "To read again"),
      h("p", { class: "cs-hint" }, "They are left out of every count until somebody has looked."),
      ...(cards.length ? cards : [h("p", { class: "cs-none" }, "Nothing left to read again.")])));
  }

  /** @param {Coding} coding */
  again(coding) {
    const { view } = this;
    const { store, ui } = view;
    const code = store.code(coding.code);
    const lost = coding.start < 0;
    const selection = view.selection();
    const gone = !store.state.codes.has(coding.code);
    /** @type {Node[]} */
    const acts = [];
    const act = (/** @type {string} */ text, /** @type {() => void} */ run, /** @type {Record<string, any>} */ more = {}) =>
      acts.push(button(text, run, { class: "cs-tool", "data-key": `${text}-${coding.id}`, ...more }));
    if (!store.readonly) {
      if (lost) {
        act("place here", () => this.placeHere(coding), { disabled: !selection, title: selection ? "On the selected words" : "Select its words in the text first" });
        act("keep as note", () => this.keepAsNote(coding));
        act("retire", () => view.bars.ask(`Retire this coding (${code.name})? Its record stays, it no longer counts.`, "Retire", () => store.act("retire", { coding: coding.id })));
      } else {
        if (!gone) act("still right", () => store.act("confirm", { coding: coding.id }));
        act("recode", () => { view.focusOn(coding.id); view.recode(); });
        act("remove", () => view.removeCoding(coding.id));
      }
    }
    const words = lost ? coding.quote ?? "" : store.quote(coding);
    return h("div", { class: `cs-card${coding.id === ui.focus ? " cs-on" : ""}`, "data-coding": coding.id, style: view.hue(coding.code) },
      h("div", { class: "cs-line" }, h("span", { class: "cs-swatch" }),
        button(code.name, () => view.focusOn(coding.id, true), { class: "cs-item", "data-key": `go-${coding.id}`, title: code.path })),
      h("div", { class: "cs-odd" }, `⚠ ${this.why(coding.id, coding)}`),
      h("blockquote", { class: "cs-quote", dir: "auto" }, short(words, 160)),
      coding.memo ? h("p", { class: "cs-memo", dir: "auto" }, coding.memo) : null,
      h("div", { class: "cs-row" }, ...acts));
  }

  /** @param {Coding} coding */
  placeHere(coding) {
    const selection = this.view.selection();
    if (!selection) return this.view.say("Select its words in the text first.");
    this.view.store.act("move", { coding: coding.id, ...selection });
    this.view.say(`Placed: ${this.view.name(coding.code)}`);
    return undefined;
  }

  /** Its memo goes to the document's memo, without the words, and the coding retires. @param {Coding} coding */
  keepAsNote(coding) {
    const { store } = this.view;
    const note = `${this.view.name(coding.code)}: ${coding.memo || "its passage is no longer in the text"} (coding ${coding.id})`;
    const memo = [store.state.memos["document"], note].filter(Boolean).join("\n");
    store.act("memo", { about: "document", memo });
    store.act("retire", { coding: coding.id });
    this.view.say("Kept as a note in the document's memo");
  }

  // ---- guide

  guide() {
    const { view } = this;
    const { store } = view;
    const marks = [...store.state.asked.values()].sort((one, two) => one.start - two.start);
    const goal = view.selection();
    const turn = store.turns[store.turnAt(view.ui.head)];
    const where = goal ? "the selection" : turn ? `turn ${turn.n}` : "";
    this.page.replaceChildren(h("section", {},
      h("h3", {}, "Questions of the guide"),
      h("p", { class: "cs-hint" }, `Mark where a question was put: “asked here” marks ${where}. A code whose question was not asked does not count as absent.`),
      ...store.questions.map((question) => {
        const mine = marks.filter((mark) => mark.question === question.id);
        const codes = (question.codes ?? []).map((code) => view.name(code)).join(", ");
        return h("div", { class: `cs-card${mine.length ? " cs-ticked" : ""}` },
          h("div", { class: "cs-line cs-asking" }, h("span", { class: "cs-q" }, question.id), h("span", { class: "cs-grow", dir: "auto", title: codes || undefined }, question.text),
            store.readonly ? null : button("asked here", () => this.askedHere(question.id), { class: "cs-tool cs-item", "data-key": `asked-${question.id}`, "aria-label": `Asked here: ${question.text}` })),
          !mine.length ? null : h("div", { class: "cs-row" },
            ...mine.map((mark) => h("span", { class: "cs-mark" },
              button(`turn ${store.turns[store.turnAt(mark.start)]?.n ?? ""}`, () => { view.select(mark.start, mark.start); view.transcript.reveal(mark.start, "middle"); }, { class: "cs-tool", "aria-label": `Go to turn ${store.turns[store.turnAt(mark.start)]?.n}` }),
              store.readonly ? null : button("✕", () => view.removeCoding(mark.id), { class: "cs-tool", "aria-label": `Not asked there: ${question.text}` })))));
      })));
  }

  /** @param {string} question */
  askedHere(question) {
    const { view } = this;
    const { store } = view;
    const turn = store.turns[store.turnAt(view.ui.head)];
    const span = view.selection() ?? turn;
    if (!span) return;
    const there = [...store.state.asked.values()].some((mark) => mark.question === question && mark.start === span.start && mark.end === span.end);
    if (there) return view.say("It is marked there already.");
    store.act("asked", { question, start: span.start, end: span.end });
    view.say(`Asked here: ${view.question(question)}`);
  }

  // ---- memos

  memos() {
    const { view } = this;
    const { store, ui } = view;
    const { memos } = store.state;
    const coded = store.state.codings.get(ui.focus ?? "")?.code ?? ui.recent[0];
    const code = this.memoCode ?? coded;
    const about = [{ key: "document", name: `Document ${store.document.id}` }];
    if (store.document.case) about.push({ key: `case:${store.document.case}`, name: `Case ${store.document.case_name || store.document.case}` });
    const choose = h("select", { class: "cs-select", "aria-label": "Code of the memo", "data-key": "memo-code", onchange: () => { this.memoCode = choose.value; this.show(); } },
      ...[...store.state.codes.values()].map((one) => h("option", { value: one.id, selected: one.id === code }, `${" ".repeat(one.level)}${one.name}${memos[`code:${one.id}`] ? " ✎" : ""}`)));
    this.page.replaceChildren(h("section", {},
      ...about.flatMap(({ key, name }) => [h("h3", {}, name), this.editor(key, memos[key] ?? "", (memo) => store.act("memo", { about: key, memo }))]),
      h("h3", {}, "Code"), choose,
      ...(code ? [this.editor(`code:${code}`, memos[`code:${code}`] ?? "", (memo) => store.act("memo", { about: `code:${code}`, memo }))] : []),
      h("h3", {}, "On codings"),
      ...[...store.state.codings.values()].filter((one) => one.memo && one.status !== "retired").sort((one, two) => one.start - two.start).map((one) => this.item(one.id)),
    ));
  }

  // ---- compare

  compare() {
    const { view } = this;
    const { store } = view;
    const { other } = store;
    const pick = h("div", { class: "cs-row" }, ...store.coders.map((coder) =>
      button(other?.coder === coder ? `stop comparing with ${coder}` : `compare with ${coder}`, () => view.bars.compareWith(other?.coder === coder ? "" : coder), { class: "cs-tool", "data-key": `with-${coder}` })));
    if (!other) return void this.page.replaceChildren(h("section", {}, h("h3", {}, "Compare"), pick));
    if (other.refused) return void this.page.replaceChildren(h("section", {}, h("h3", {}, other.coder), h("p", { class: "cs-none" }, other.refused), pick));
    const undone = Object.entries(other.done).filter(([, done]) => !done).map(([coder]) => coder);
    const settled = other.disagreements.filter((one) => this.settled(one)).length;
    const consensus = other.consensus;
    this.page.replaceChildren(h("section", {},
      h("h3", {}, `${store.coder} and ${other.coder}`),
      undone.length ? h("p", { class: "cs-odd" }, `⚠ not marked as done by ${undone.join(" and ")}: a missing coding may only be not made yet`) : null,
      other.figures.length ? h("table", { class: "cs-figures" }, ...other.figures.map((figure) =>
        h("tr", { title: figure.note || undefined }, h("th", { scope: "row" }, figure.name), h("td", {}, figure.text)))) : null,
      h("h3", {}, `${plural(other.disagreements.length, "disagreement")}${settled ? `, ${settled} in the consensus` : ""}`),
      ...other.disagreements.map((one) => this.disagreement(one)),
      other.disagreements.length ? null : h("p", { class: "cs-none" }, "They agree everywhere."),
      h("div", { class: "cs-row" },
        h("span", { class: "cs-hint cs-grow" }, consensus ? `consensus: ${plural(consensus.codings.length, "coding")}${consensus.done ? ", finished" : ""}` : ""),
        store.readonly ? null : button(consensus?.done ? "take back" : "consensus is finished", () =>
          view.bars.ask(consensus?.done ? "Take back that the consensus of this document is finished?" : "Finish the consensus? From then on it alone counts for this document.", consensus?.done ? "Take back" : "Finish",
            () => store.act("done", { consensus: true, ...(consensus?.done ? { undo: true } : {}) })), { class: "cs-tool", "data-key": "consensus-done" })),
      pick));
  }

  /** Whether the consensus has something to say where two disagree. @param {import("./types.js").Disagreement} one */
  settled(one) {
    const { store } = this.view;
    const codes = new Set([...one.mine, ...one.theirs].map((id) => this.view.span(id)?.code));
    return Boolean(store.other?.consensus?.codings.some((coding) => codes.has(coding.code) && coding.start < one.end && coding.end > one.start));
  }

  /** @param {import("./types.js").Disagreement} one */
  disagreement(one) {
    const { view } = this;
    const { store, ui } = view;
    const other = /** @type {import("./types.js").Other} */ (store.other);
    const settled = this.settled(one);
    const side = (/** @type {string} */ who, /** @type {string[]} */ ids) => h("div", { class: "cs-opinion" }, h("b", {}, who), ids.length
      ? h("span", {}, ...ids.flatMap((id, at) => {
        const coding = view.span(id);
        if (!coding) return [];
        return [at ? ", " : "", h("span", { class: "cs-tag", style: view.hue(coding.code) }, h("span", { class: "cs-swatch" }), view.name(coding.code)), coding.memo ? h("i", { class: "cs-memo" }, coding.memo) : null];
      }))
      : h("span", { class: "cs-hint" }, "nothing"));
    const note = h("input", {
      type: "text", class: "cs-note", placeholder: "note", "aria-label": "Note on this disagreement", "data-draft": `note:${one.id}`,
      oninput: () => this.drafts.set(`note:${one.id}`, note.value),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && !event.isComposing) adopt([]);
        else if (event.key === "Escape") view.home();
      },
    });
    note.value = this.drafts.get(`note:${one.id}`) ?? "";
    const adopt = (/** @type {string[]} */ codings) => {
      if (!codings.length && !note.value.trim()) return view.say("Write the note first.");
      store.act("adopt", { codings, ...(note.value.trim() ? { note: note.value.trim() } : {}) });
      this.drafts.delete(`note:${one.id}`);
      view.say(codings.length ? "Taken into the consensus" : "Noted in the consensus");
      view.home();
      this.show();
      return undefined;
    };
    const tool = (/** @type {string} */ text, /** @type {string[]} */ ids) =>
      button(text, () => adopt(ids), { class: "cs-tool", "data-key": `${text}-${one.id}`, disabled: ids.length === 0 });
    const go = () => {
      ui.focus = one.id;
      ui.kind = "disagreement";
      view.select(one.start, one.start);
      view.transcript.reveal(one.start);
      this.show();
    };
    return h("div", { class: `cs-card${ui.focus === one.id ? " cs-on" : ""}${settled ? " cs-ticked" : ""}`, "data-disagreement": one.id },
      h("div", { class: "cs-line" }, button(`${settled ? "✓ " : ""}turn ${store.turns[store.turnAt(one.start)]?.n}: ${WHY[one.why] ?? one.why}`, go, { class: "cs-item", "data-key": `go-${one.id}` })),
      h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, one, 110)),
      side(store.coder, one.mine),
      side(other.coder, one.theirs),
      store.readonly ? null : h("div", { class: "cs-row" }, tool("adopt mine", one.mine), tool(`adopt ${other.coder}’s`, one.theirs),
        one.mine.length && one.theirs.length ? tool("both", [...one.mine, ...one.theirs]) : null),
      store.readonly ? null : h("div", { class: "cs-row" }, note, button("note as discussed", () => adopt([]), { class: "cs-tool", "data-key": `note-${one.id}` })));
  }
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

/** The focused element, also inside a shadow root. @param {Element} near @returns {Element|null} */
export function active(near) {
  return /** @type {Document|ShadowRoot} */ (near.getRootNode()).activeElement ?? null;
}
