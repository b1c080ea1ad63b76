/** Above the text: whose document this is, whether it is saved, and what can be done. */

import { button, h, plural } from "./dom.js";
import { KEYS } from "./keys.js";
import { KINDS } from "./next.js";
import { active } from "./panel.js";

export class Bars {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.title = h("div", { class: "cs-title" });
    this.counts = h("div", { class: "cs-counts" });
    this.line = h("span", { class: "cs-save", role: "status", "data-state": "loading" });
    this.rescue = h("span", { class: "cs-rescue" });
    this.notes = h("div", { class: "cs-notes" });
    this.header = h("div", { class: "cs-header" }, this.title, this.counts, h("div", { class: "cs-saving" }, this.line, this.rescue), this.notes);
    const tool = (/** @type {string} */ text, /** @type {string} */ key, /** @type {() => void} */ act, /** @type {Record<string, any>} */ more = {}) =>
      h("button", { type: "button", class: "cs-tool", onclick: act, title: key ? `${text} (${key})` : text, ...more }, text, key ? h("kbd", { "aria-hidden": "true" }, key) : null);
    this.side = tool("Panel", "", () => this.togglePanel(), { "aria-pressed": "true" });
    let pointed = false;
    const chosen = () => pointed && view.home(); // a keyboard may want to go on to the next line of the list
    const picks = { class: "cs-select", onpointerdown: () => { pointed = true; }, onkeydown: () => { pointed = false; } };
    this.kind = h("select", { ...picks, class: "cs-select cs-kind", "aria-label": "What n and p go through", onchange: () => {
      Object.assign(view.ui, { kind: this.kind.value, kindChosen: true });
      chosen();
    } }, ...KINDS.map(({ id, name }) => h("option", { value: id }, name)));
    this.coder = h("select", { ...picks, "aria-label": "Compare with", onchange: () => {
      this.compareWith(this.coder.value);
      chosen();
    } });
    this.undo = tool("Undo", "Ctrl+Z", () => view.undo());
    this.redo = tool("Redo", "", () => view.redo(), { "aria-label": "Redo (Ctrl+Shift+Z)" });
    this.suggestions = tool("Suggestions", "", () => {
      view.ui.suggestions = !view.ui.suggestions;
      view.onChange(null);
    });
    this.finished = tool("Mark as done", "", () => view.done());
    const step = (/** @type {1|-1} */ way) => () => {
      view.next(way);
      view.home();
    };
    this.tools = h("div", { class: "cs-bar", role: "toolbar", "aria-label": "Coding", onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) },
      tool("Code", "c", () => view.openPalette(), { class: "cs-tool cs-edits" }),
      tool("Find", "/", () => view.find.open()),
      tool("Memo", "m", () => view.memo()),
      h("span", { class: "cs-group" }, tool("◀", "", step(-1), { "aria-label": "Previous", title: "Previous (p)" }), this.kind, tool("▶", "", step(1), { "aria-label": "Next", title: "Next (n)" })),
      this.coder,
      this.suggestions,
      h("span", { class: "cs-group" }, this.undo, this.redo),
      h("span", { class: "cs-spring" }),
      this.finished,
      this.side,
      tool("?", "", () => this.help(), { "aria-label": "Keys" }));
    this.question = h("div", { class: "cs-question", role: "alertdialog", "aria-label": "Please confirm", hidden: true });
    this.keys = h("div", { class: "cs-keys", role: "dialog", "aria-label": "Keys", "aria-modal": "false", hidden: true });
    this.rove(0);
  }

  /** One tab stop for the toolbar. @param {number} to */
  rove(to) {
    const all = this.all();
    all.forEach((one, at) => { one.tabIndex = at === to ? 0 : -1; });
    return all[to];
  }

  /** @returns {HTMLElement[]} */
  all() {
    return [...this.tools.querySelectorAll("button, select")].filter((one) => !one.hidden && !one.disabled);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const all = this.all();
    const at = all.indexOf(/** @type {HTMLElement} */ (active(this.tools)));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const listed = /** @type {Element} */ (event.target).tagName === "SELECT";
    if (event.key === "Escape" || (event.key === "Enter" && listed)) this.view.home();
    else if (to === undefined || at < 0 || event.ctrlKey) return;
    else this.rove((to + all.length) % all.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  togglePanel() {
    const { view } = this;
    view.ui.panel = !view.ui.panel;
    this.show();
    view.panel.show();
    view.transcript.scheduleMargins(true);
  }

  show() {
    if (this.view.store.loaded) this.view.holdingFocus(() => this.fill());
  }

  fill() {
    const { view } = this;
    const { store, ui } = view;
    const { document: doc } = store;
    this.title.replaceChildren(...[
      h("b", {}, doc.id),
      [doc.kind, doc.date, doc.case_name || doc.title].filter(Boolean).length ? h("span", {}, [doc.kind, doc.date, doc.case_name || doc.title].filter(Boolean).join(" · ")) : "",
    ]);
    const placed = store.placed();
    const facts = [`coder ${store.coder}`, plural(placed.length, "coding")];
    if (store.blind) facts.push("blind: suggestions and others hidden until done");
    else if (store.state.suggestions.size) facts.push(`${store.state.suggestions.size} suggested`);
    facts.push(`${coded(store)} % coded`);
    const odd = view.again().length;
    if (odd) facts.push(`⚠ ${odd} to read again`);
    if (store.state.done) facts.push(store.state.done.this_text ? "✓ done" : "✓ done, before the text changed");
    this.counts.textContent = facts.join(" · ");
    this.notes.replaceChildren(...store.notes.map((note) => h("div", {}, note)));
    this.side.setAttribute("aria-pressed", String(ui.panel));
    this.suggestions.hidden = store.blind || !store.state.suggestions.size;
    this.suggestions.setAttribute("aria-pressed", String(ui.suggestions));
    this.coder.hidden = !store.coders.length && !store.other;
    const names = [...new Set([...store.coders, ...(store.other ? [store.other.coder] : [])])];
    this.coder.replaceChildren(h("option", { value: "" }, store.other ? "stop comparing" : "compare with …"), ...names.map((name) => h("option", { value: name }, `compare: ${name}`)));
    this.coder.value = store.other?.coder ?? "";
    this.kind.value = ui.kind;
    for (const one of this.kind.options) one.hidden = (one.value === "disagreement" && !store.other) || (one.value === "review" && !odd);
    const waiting = store.outbox.waiting.size > 0;
    const can = (/** @type {any} */ one, /** @type {boolean} */ able, /** @type {string} */ title) => {
      one.setAttribute("aria-disabled", String(!able || Boolean(store.readonly)));
      one.title = title;
    };
    can(this.undo, Boolean(store.can.undo) || waiting, store.can.undo ? `Undo: ${store.can.undo} (Ctrl+Z)` : "Undo (Ctrl+Z)");
    can(this.redo, Boolean(store.can.redo) || store.outbox.ops().some((op) => op.type === "undo"), store.can.redo ? `Redo: ${store.can.redo} (Ctrl+Shift+Z)` : "Redo (Ctrl+Shift+Z)");
    this.finished.textContent = store.state.done?.this_text ? "✓ Done" : "Mark as done";
    this.finished.setAttribute("aria-pressed", String(Boolean(store.state.done?.this_text)));
    for (const one of [this.finished, this.undo, this.redo, ...this.tools.querySelectorAll(".cs-edits")]) one.hidden = Boolean(store.readonly);
    if (!this.all().some((one) => one.tabIndex === 0)) this.rove(0);
  }

  /** The save line: told again only when it says something else. */
  status() {
    const { store } = this.view;
    const { state, text, hint } = store.status();
    if (this.told === `${state} ${text} ${hint}`) return;
    this.told = `${state} ${text} ${hint}`;
    this.view.holdingFocus(() => this.tell(state, text, hint));
  }

  /** @param {string} state @param {string} text @param {string} hint */
  tell(state, text, hint) {
    const { store } = this.view;
    const before = this.line.getAttribute("data-state");
    this.line.setAttribute("data-state", state);
    this.line.textContent = text;
    this.line.title = hint;
    const rescue = state === "failed" || state === "unsaved";
    const refused = store.outbox.refused.size;
    this.rescue.replaceChildren(...[
      rescue ? button("Retry", () => { store.outbox.retry(); store.flush(); this.status(); }, { class: "cs-tool" }) : null,
      rescue ? button("Download", () => this.view.download(), { class: "cs-tool", title: "What is not saved, as lines of JSON" }) : null,
      refused ? button("Discard", () => this.ask(`Discard ${plural(refused, "edit")} that cannot be written? Download them first.`, "Discard", () => { store.outbox.discard(); this.status(); }), { class: "cs-tool" }) : null,
      hint && state !== "loading" ? h("span", { class: "cs-hint" }, hint) : null,
    ].filter((one) => one !== null));
    if (state === "unsaved" && before !== "unsaved") this.view.say("Not saved, the kernel is not answering", true);
  }

  /** @param {string} coder */
  compareWith(coder) {
    const { store } = this.view;
    if (coder) store.compare(coder);
    else store.dropOther();
  }

  /**
   * Ask before something that is not easily undone.
   * @param {string} words
   * @param {string} yes
   * @param {() => void} act
   */
  ask(words, yes, act) {
    const close = () => {
      this.unask();
      this.view.home();
    };
    const agree = button(yes, () => {
      close();
      act();
    }, { class: "cs-do" });
    this.question.replaceChildren(h("p", {}, words), h("div", { class: "cs-row" }, agree, button("Cancel", close, { class: "cs-tool" })));
    if (!this.question.isConnected) this.view.stage.append(this.question);
    this.question.hidden = false;
    agree.focus({ preventScroll: true });
  }

  unask() {
    this.question.hidden = true;
  }

  help() {
    if (!this.keys.hidden && this.keys.isConnected) return this.closeHelp();
    const groups = [...new Set(KEYS.map((key) => key.group))];
    this.keys.replaceChildren(
      h("div", { class: "cs-row" }, h("h3", { class: "cs-grow" }, "Keys"), button("✕", () => this.closeHelp(), { class: "cs-tool", "aria-label": "Close" })),
      h("div", { class: "cs-columns" }, ...groups.map((group) => h("section", {}, h("h4", {}, group), h("dl", {}, ...KEYS.filter((key) => key.group === group).flatMap((key) => [
        h("dt", {}, ...shown(key.keys).map((name) => h("kbd", {}, name))),
        h("dd", {}, key.says),
      ]))))),
      h("p", { class: "cs-hint" }, "In the list of codes: Enter applies and closes, Ctrl+Enter applies and stays, Tab goes below the code. Mouse: drag snaps to words, Alt for exact characters; double click a word, triple click a sentence. Keys act only while this widget has the focus."));
    if (!this.keys.isConnected) this.view.stage.append(this.keys);
    this.keys.hidden = false;
    this.keys.querySelector("button")?.focus({ preventScroll: true });
    return undefined;
  }

  closeHelp() {
    this.keys.hidden = true;
    this.view.home();
  }

  /** @param {KeyboardEvent} event */
  closesHelp(event) {
    if (this.keys.hidden || (event.key !== "Escape" && event.key !== "?")) return false;
    event.preventDefault();
    event.stopPropagation();
    this.closeHelp();
    return true;
  }
}

/** @type {Record<string, string>} */
const SIGNS = { ArrowRight: "→", ArrowLeft: "←", ArrowDown: "↓", ArrowUp: "↑", PageDown: "PgDn", PageUp: "PgUp", Escape: "Esc", Delete: "Del", Backspace: "⌫" };

/** Keys as people read them. @param {string[]} keys */
function shown(keys) {
  const names = keys.filter((key) => key !== "Ctrl+Enter").map((key) => key.replace(/[A-Z][A-Za-z]+$/, (name) => SIGNS[name] ?? name).replace(/\+([a-z])$/, (_, letter) => `+${letter.toUpperCase()}`).replace(/^A$/, "Shift+A"));
  return names.length > 3 ? [`${names[0]}–${names.at(-1)}`] : names;
}

/** How much of what the participants said has a coding, in per cent. @param {import("./store.js").Store} store */
function coded(store) {
  const turns = store.turns.filter((turn) => !turn.interviewer && turn.kind !== "heading");
  const spans = store.placed().sort((one, two) => one.start - two.start);
  /** @type {import("./types.js").Span[]} */
  const merged = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  let [all, covered, at] = [0, 0, 0];
  for (const turn of turns) {
    all += turn.end - turn.start;
    while (at < merged.length && /** @type {any} */ (merged[at]).end <= turn.start) at += 1;
    for (let next = at; next < merged.length && /** @type {any} */ (merged[next]).start < turn.end; next += 1) {
      const { start, end } = /** @type {any} */ (merged[next]);
      covered += Math.max(0, Math.min(end, turn.end) - Math.max(start, turn.start));
    }
  }
  return all ? Math.round((100 * covered) / all) : 0;
}
