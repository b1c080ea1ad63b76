/** The editor of the framework matrix, as anywidget wants it: one `render` a view. Plain JavaScript, nothing to build. */

/** @typedef {{state: string, value: string, told: string, text: string}} Cell @typedef {{id: string, name: string, branch?: string}} Named */
/** @typedef {{kind: "grid", cases: Named[], themes: Named[], cells: Cell[][], told: string, note: string}} Grid */
/** @typedef {{row: number, column: number, cell: Cell, case: string, code: string, version: string, news: string[], redefined: boolean, definition: string, passages: {text: string, who: string, where: string, new: boolean}[], withheld: number, lost: number}} Opened */

const MARKS = /** @type {Record<string, string>} */ ({ written: "●", stale: "▲", not_tied: "◇" });
const EMPTY = /** @type {Record<string, string>} */ ({ present: "+", absent: "○", not_asked: "–", not_coded: "×" });
const KEY = "● written · ▲ to be read again · ◇ not tied yet · nothing written: + voiced, ○ not voiced, – not asked, × not coded yet";
const PATIENCE = 8000; // milliseconds until a silent kernel is told

/** Make an element; children are elements or text, never markup. @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node|string)} children */
function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} one @param {string} code */
const keyOf = (one, code) => JSON.stringify([one, code]);

class View {
  /** @param {any} model @param {HTMLElement} el */
  constructor(model, el) {
    this.model = model;
    this.id = Math.random().toString(36).slice(2);
    /** @type {Grid|null} */ this.grid = null;
    /** @type {Opened|null} */ this.open = null;
    /** @type {Map<string, string>} what was typed and is not saved, by cell */ this.drafts = new Map();
    /** @type {[number, number]} */ this.at = [0, 0];
    /** @type {number} */ this.op = 0;
    this.stop = new AbortController();
    this.root = h("div", { class: "cs-fw", role: "group", "aria-label": "Framework matrix" });
    this.told = h("p", { class: "cs-fw-told" }, "Reading the study …");
    this.next = this.button("Next to be read again", () => this.goNext());
    this.again = this.button("Look at the disk again", () => this.say("refresh"));
    this.table = h("div", { class: "cs-fw-scroll", style: `max-height:${model.get("height")}px` });
    this.panel = h("section", { class: "cs-fw-panel", hidden: "" });
    this.status = h("p", { class: "cs-fw-status", role: "status" });
    this.note = h("p", { class: "cs-fw-note" });
    this.root.append(h("div", { class: "cs-fw-bar" }, this.told, this.next, this.again), this.table, this.panel, h("p", { class: "cs-fw-key" }, KEY), this.note);
    el.append(this.root);
    const { signal } = this.stop;
    this.heard = (/** @type {any} */ message) => this.hear(message);
    model.on("msg:custom", this.heard);
    this.root.addEventListener("keydown", (event) => this.keydown(event), { signal });
    window.addEventListener("keydown", (event) => this.keep(event), { capture: true, signal });
    window.addEventListener("beforeunload", (event) => { if (this.drafts.size) event.preventDefault(); }, { signal });
    this.say("hello");
  }

  close() {
    this.stop.abort();
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.heard);
    this.root.remove();
  }

  /** Send a message; its number, or 0 where nobody is there. @param {string} kind @param {object} [more] */
  say(kind, more = {}) {
    try {
      this.model.send({ kind, view: this.id, op: ++this.op, ...more });
    } catch {
      this.tell("NOT saved: the kernel is gone. What is typed stays here: copy it, then run the cell again.", true);
      return 0;
    }
    return this.op;
  }

  /** @param {string} text @param {() => void} act @param {string} [kind] */
  button(text, act, kind = "") {
    return Object.assign(h("button", { type: "button", class: `cs-fw-button ${kind}` }, text), { onclick: act });
  }

  /** @param {any} message */
  hear(message) {
    const does = /** @type {Record<string, Function>} */ ({ grid: this.showGrid, cell: this.showCell, saved: this.saved, refused: this.refused });
    if (message.kind === "changed") this.change(message);
    else if (message.view === this.id) does[message.kind]?.call(this, message);
  }

  /** @param {Grid} grid */
  showGrid(grid) {
    this.grid = grid;
    this.told.textContent = `${grid.told}.`;
    this.table.replaceChildren(grid.cases.length && grid.themes.length ? this.drawn(grid) : h("p", {}, "There are no cases or no themes yet."));
    this.note.textContent = grid.note;
    this.place(Math.min(this.at[0], grid.cases.length - 1), Math.min(this.at[1], grid.themes.length - 1), false);
    this.next.hidden = !this.stale().length;
    if (this.open) this.say("open", { case: this.open.case, code: this.open.code });
  }

  /** @param {Grid} grid */
  drawn(grid) {
    const head = h("tr", {}, h("td", {}), ...grid.themes.map((theme) => h("th", { scope: "col", title: theme.branch ?? "" }, theme.name)));
    const rows = grid.cases.map((one, row) => h("tr", {}, h("th", { scope: "row" }, one.name),
      ...grid.themes.map((_, column) => h("td", {}, this.cellButton(row, column)))));
    return h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows));
  }

  /** @param {number} row @param {number} column */
  cellButton(row, column) {
    const made = h("button", { type: "button", class: "cs-fw-cell", tabindex: "-1", "data-at": `${row},${column}` });
    made.addEventListener("click", () => this.choose(row, column));
    made.addEventListener("focus", () => this.place(row, column, false));
    this.fill(row, column, made);
    return made;
  }

  /** @param {number} row @param {number} column @param {Element|null} [made] */
  fill(row, column, made = this.buttonAt(row, column)) {
    const { grid } = this;
    if (!made || !grid) return;
    const cell = grid.cells[row][column];
    const draft = this.drafts.has(keyOf(grid.cases[row].id, grid.themes[column].id));
    const told = `${draft ? "not saved, " : ""}${cell.told}${cell.text ? `. ${cell.text}` : ""}`;
    made.setAttribute("data-state", cell.state);
    made.setAttribute("aria-label", `${grid.cases[row].name}, ${grid.themes[column].name}: ${told}`);
    made.replaceChildren(h("span", { class: cell.text ? "cs-fw-text" : "cs-fw-why" }, cell.text || cell.told),
      h("span", { class: "cs-fw-mark", "aria-hidden": "true" }, `${MARKS[cell.state] ?? EMPTY[cell.value]}${draft ? " ✎" : ""}`));
  }

  /** @param {{row: number, column: number, cell: Cell, told: string}} news */
  change({ row, column, cell, told }) {
    if (!this.grid?.cells[row]?.[column]) return;
    this.grid.cells[row][column] = cell;
    this.told.textContent = `${told}.`;
    this.fill(row, column);
    this.next.hidden = !this.stale().length;
  }

  /** @type {(row: number, column: number) => HTMLElement|null} */
  buttonAt = (row, column) => this.table.querySelector(`[data-at="${row},${column}"]`);

  /** Make a cell the one that Tab comes to. @param {number} row @param {number} column @param {boolean} focus */
  place(row, column, focus) {
    const made = this.buttonAt(row, column);
    if (!made) return;
    for (const other of this.table.querySelectorAll('[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    made.setAttribute("tabindex", "0");
    this.at = [row, column];
    if (focus) made.focus();
  }

  stale() {
    return (this.grid?.cells ?? []).flatMap((line, row) => line.map((cell, column) => ({ cell, row, column }))).filter(({ cell }) => cell.state === "stale");
  }

  goNext() {
    const found = this.stale();
    const after = found.find((one) => one.row > this.at[0] || (one.row === this.at[0] && one.column > this.at[1])) ?? found[0];
    if (after) this.choose(after.row, after.column);
  }

  /** @param {number} row @param {number} column */
  choose(row, column) {
    this.place(row, column, false);
    this.wanted = true;
    this.say("open", { case: this.grid?.cases[row].id, code: this.grid?.themes[column].id });
  }

  /** @param {Opened} opened */
  showCell(opened) {
    this.open = opened;
    const grid = /** @type {Grid} */ (this.grid);
    const names = `${grid.cases[opened.row].name} · ${grid.themes[opened.column].name}`;
    const key = keyOf(opened.case, opened.code);
    const draft = this.drafts.get(key);
    const box = /** @type {HTMLTextAreaElement} */ (h("textarea", { rows: "8", id: `fw-${this.id}`, "data-lm-suppress-shortcuts": "true" }));
    box.value = draft ?? opened.cell.text;
    box.addEventListener("input", () => this.typed(key, box.value));
    this.box = box;
    const buttons = h("div", { class: "cs-fw-buttons" }, this.button("Save", () => this.save("save"), "cs-fw-main"),
      ...(opened.cell.text && opened.cell.state !== "written" ? [this.button("Still right", () => this.save("confirm"))] : []), this.button("Close", () => this.shut()));
    const write = h("div", { class: "cs-fw-write" }, ...this.whatIsNew(opened),
      h("label", { for: `fw-${this.id}` }, "What the case says of the theme, in your words"), box, buttons, this.status);
    if (draft !== undefined && draft !== opened.cell.text && opened.cell.text)
      write.append(h("p", { class: "cs-fw-sub" }, "What is saved:"), h("blockquote", {}, opened.cell.text));
    this.panel.setAttribute("aria-label", names);
    this.panel.replaceChildren(h("h3", {}, names), h("p", { class: "cs-fw-sub" }, opened.definition),
      h("div", { class: "cs-fw-two" }, this.passages(opened), write));
    this.panel.hidden = false;
    this.tell(draft === undefined ? "" : "Not saved yet.");
    this.fill(opened.row, opened.column);
    if (this.wanted) box.focus();
    this.wanted = false;
  }

  /** @param {Opened} opened */
  whatIsNew(opened) {
    const told = [...opened.news, ...(opened.redefined ? ["the theme is defined otherwise now"] : [])].map((one) => h("li", {}, one));
    return told.length ? [h("div", { class: "cs-fw-news" }, h("strong", {}, "Since this was written"), h("ul", {}, ...told))] : [];
  }

  /** @param {Opened} opened */
  passages(opened) {
    const items = opened.passages.map((one) => h("li", { class: one.new ? "cs-fw-new" : "" }, h("strong", {}, one.new ? "new " : ""),
      `“${one.text}” `, h("cite", {}, [one.who, one.where].filter(Boolean).join(" · "))));
    const rest = [opened.withheld && `${opened.withheld} may not be shown here`, opened.lost && `${opened.lost} no longer in the text`].filter(Boolean).join(" · ");
    const list = items.length ? h("ul", {}, ...items) : h("p", {}, rest ? "" : opened.cell.told);
    return h("div", { class: "cs-fw-said", tabindex: "0", role: "region", "aria-label": "Passages" }, list, h("small", {}, rest));
  }

  /** @param {string} key @param {string} value */
  typed(key, value) {
    const open = /** @type {Opened} */ (this.open);
    if (value === open.cell.text) this.drafts.delete(key);
    else this.drafts.set(key, value);
    this.tell(this.drafts.has(key) ? "Not saved yet." : "");
    this.fill(open.row, open.column);
  }

  /** @param {"save"|"confirm"} kind */
  save(kind) {
    const { open, box } = this;
    if (!open || !box) return;
    if (kind === "confirm" && box.value.trim() !== open.cell.text) return this.tell("The text was changed: save it instead.", true);
    const op = this.say(kind, { case: open.case, code: open.code, version: open.version, text: box.value });
    clearTimeout(this.timer);
    if (!op) return;
    this.sent = { key: keyOf(open.case, open.code), text: box.value, op };
    this.tell("Saving …");
    this.timer = setTimeout(() => this.tell("NOT saved: the kernel does not answer. The text stays here.", true), PATIENCE);
  }

  /** @param {string} text @param {boolean} [bad] */
  tell(text, bad = false) {
    Object.assign(this.status, { textContent: text, className: `cs-fw-status${bad ? " cs-fw-bad" : ""}` });
  }

  /** @param {Opened & {op: number}} message */
  saved(message) {
    clearTimeout(this.timer);
    const sent = this.sent;
    const here = this.open?.case === message.case && this.open?.code === message.code;
    if (sent?.op === message.op && (!here || this.box?.value === sent.text)) this.drafts.delete(sent.key);
    if (!here) return this.fill(message.row, message.column);
    const at = this.box?.selectionStart ?? 0;
    this.wanted = this.panel.contains(document.activeElement);
    this.showCell(message);
    this.box?.setSelectionRange(at, at);
    this.tell(this.drafts.has(keyOf(message.case, message.code)) ? "Saved; what was typed since is not." : "Saved.");
  }

  /** @param {{problem: string, hint: string}} message */
  refused({ problem, hint }) {
    clearTimeout(this.timer);
    this.tell(`NOT saved: ${problem}${hint ? ` (${hint})` : ""}.`, true);
    if (this.open && !this.status.querySelector("button")) {
      const { case: one, code } = this.open;
      if (this.box && this.box.value.trim() !== this.open.cell.text) this.drafts.set(keyOf(one, code), this.box.value);
      this.status.append(" ", this.button("Open the cell again", () => { this.wanted = true; this.say("open", { case: one, code }); }));
    }
  }

  shut() {
    this.panel.hidden = true;
    this.open = null;
    this.place(...this.at, true);
  }

  /** @param {KeyboardEvent} event */
  keydown(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const control = event.ctrlKey || event.metaKey;
    const inPanel = this.panel.contains(target);
    if (!control && !event.altKey) event.stopPropagation();
    if (event.key === "Escape" && inPanel) return this.shut();
    if (inPanel && control && (event.key === "Enter" || event.key.toLowerCase() === "s")) {
      event.preventDefault();
      event.stopPropagation();
      return this.save("save");
    }
    if (control || event.altKey || !target.classList.contains("cs-fw-cell")) return undefined;
    const [row, column] = this.at;
    const to = { ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
      Home: [row, 0], End: [row, (this.grid?.themes.length ?? 1) - 1] }[event.key];
    if (to) event.preventDefault();
    return to && this.place(to[0], to[1], true);
  }

  /** JupyterLab and Notebook 7 look for this mark before a key comes to us. @param {KeyboardEvent} event */
  keep(event) {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || !this.root.contains(target)) return;
    const ours = (!event.ctrlKey && !event.metaKey && !event.altKey) || this.panel.contains(target);
    target.toggleAttribute("data-lm-suppress-shortcuts", ours);
    if (ours) target.setAttribute("data-lm-suppress-shortcuts", "true");
  }
}

export default {
  /** @param {{model: any, el: HTMLElement, signal?: AbortSignal}} context */
  render({ model, el, signal }) {
    const view = new View(model, el);
    signal?.addEventListener("abort", () => view.close());
    return () => view.close();
  },
};
