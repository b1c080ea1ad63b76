/** Choosing a code: a search field and a tree of codes, by the rules of an ARIA combobox. */

import { h } from "./dom.js";
import { rank } from "./rank.js";

/** @typedef {import("./types.js").Code} Code */

export class Palette {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    const id = `${view.uid}-codes`;
    this.id = id;
    /** @type {{code: Code|null, name?: string}[]} */
    this.rows = [];
    this.at = 0;
    this.input = h("input", {
      class: "cs-search",
      type: "text",
      role: "combobox",
      placeholder: "search or create a code",
      "aria-label": "Code",
      "aria-expanded": "true",
      "aria-controls": id,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.list(true),
      onfocus: () => {
        if (view.ui.choosing) return;
        view.ui.choosing = true;
        view.panel.show();
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event),
    });
    this.options = h("div", { class: "cs-options", role: "listbox", id, "aria-label": "Codes", "aria-multiselectable": "true" });
    this.about = h("div", { class: "cs-about" });
    this.el = h("div", { class: "cs-palette" }, this.input, this.options, this.about);
    this.options.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (!option) return;
      event.preventDefault();
      this.at = Number(option.getAttribute("data-at"));
      this.choose(event.ctrlKey || event.metaKey);
    });
    this.options.addEventListener("mousemove", (/** @type {MouseEvent} */ event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option && Number(option.getAttribute("data-at")) !== this.at) this.light(Number(option.getAttribute("data-at")), false);
    });
  }

  /** @param {string} [text] */
  open(text = "") {
    this.input.value = text;
    this.list(true);
    this.input.focus({ preventScroll: true });
    this.input.select();
  }

  /** The options again; with `fresh` the first is lit. @param {boolean} [fresh] */
  list(fresh = false) {
    const { view } = this;
    const query = this.input.value.trim();
    const codes = [...view.store.state.codes.values()];
    const applied = view.applied();
    /** @type {{code: Code|null, name?: string, recent?: boolean}[]} */
    let rows = rank(query, codes, view.ui.recent).map((code) => ({ code }));
    if (!query) {
      const recent = view.ui.slots.flatMap((id) => view.store.state.codes.get(id) ?? []).map((code) => ({ code, recent: true }));
      rows = [...recent, ...rows];
    }
    const exact = codes.some((code) => code.name.toLowerCase() === query.toLowerCase());
    if (query && !exact && !view.store.readonly && view.mode().creates) rows.push({ code: null, name: query });
    this.rows = rows;
    const lit = fresh ? 0 : Math.min(this.at, rows.length - 1);
    let begun = false;
    this.options.replaceChildren(
      ...rows.flatMap((row, at) => {
        const made = this.option(row, at, Boolean(query), applied);
        const head = !query && row.recent && at === 0 ? "recent" : !query && !row.recent && !begun && row.code ? "all codes" : "";
        if (!row.recent) begun = true;
        return head ? [h("div", { class: "cs-head", "aria-hidden": "true" }, head), made] : [made];
      }),
    );
    if (!rows.length) this.options.append(h("div", { class: "cs-none" }, codes.length ? "no code has these words" : "the codebook is empty: type a name"));
    this.light(lit, true);
  }

  /**
   * @param {{code: Code|null, name?: string, recent?: boolean}} row
   * @param {number} at
   * @param {boolean} searched
   * @param {Set<string>} applied
   */
  option({ code, name, recent }, at, searched, applied) {
    const { view } = this;
    const id = `${this.id}-${at}`;
    if (!code) {
      const parent = this.branch();
      const under = parent ? ` under ${parent.name}` : "";
      return h("div", { role: "option", id, class: "cs-option cs-new", "data-at": at, "aria-selected": "false" }, `+ new code “${name}”${under}`);
    }
    const ticked = applied.has(code.id);
    const digit = view.ui.slots.indexOf(code.id) + 1;
    const above = code.path.slice(0, Math.max(0, code.path.length - code.name.length)).replace(/[›\s]+$/u, "");
    return h(
      "div",
      {
        role: "option",
        id,
        class: `cs-option${ticked ? " cs-ticked" : ""}`,
        "data-at": at,
        "data-code": code.id,
        "aria-selected": String(ticked),
        "aria-label": [recent && digit ? `${digit} ${code.name} ${above}` : code.path, ticked ? "✓ applied" : ""].filter(Boolean).join(" "),
        style: { "--cs-level": searched || recent ? 0 : code.level, ...view.hue(code.id) },
      },
      h("span", { class: "cs-key" }, recent && digit ? String(digit) : ticked ? "✓" : ""),
      h("span", { class: "cs-swatch" }),
      " ",
      h("span", { class: "cs-name" }, code.name),
      " ",
      searched || recent ? h("span", { class: "cs-path" }, above) : null,
      h("span", { class: "cs-count" }, ticked && recent ? "✓" : code.count ? String(code.count) : ""),
    );
  }

  /** The code under which a new one goes: the lit one's branch, as chosen last. */
  branch() {
    const { view } = this;
    const last = view.store.state.codes.get(view.ui.recent[0] ?? "");
    const parent = view.ui.parent === undefined ? last?.parent : view.ui.parent;
    return parent ? view.store.state.codes.get(parent) ?? null : null;
  }

  /** @param {number} at @param {boolean} scroll */
  light(at, scroll) {
    this.at = Math.max(0, Math.min(at, this.rows.length - 1));
    let lit = null;
    for (const option of this.options.querySelectorAll("[role=option]")) {
      const here = Number(option.getAttribute("data-at")) === this.at;
      option.classList.toggle("cs-lit", here);
      if (here) lit = option;
    }
    if (lit) this.input.setAttribute("aria-activedescendant", lit.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (lit && scroll) {
      const above = lit.offsetTop - this.options.scrollTop;
      if (above < 24) this.options.scrollTop = Math.max(0, lit.offsetTop - 24);
      else if (above + lit.offsetHeight > this.options.clientHeight) this.options.scrollTop = lit.offsetTop + lit.offsetHeight - this.options.clientHeight + 4;
    }
    this.tell(this.rows[this.at]?.code ?? null);
  }

  /** Definition, what is in and what is out. @param {Code|null} code */
  tell(code) {
    const line = (/** @type {string} */ name, /** @type {string|undefined} */ text) => (text ? h("p", {}, h("b", {}, name), ` ${text}`) : null);
    this.about.replaceChildren(
      ...[
        code ? h("p", { class: "cs-where" }, code.path) : null,
        code?.definition ? h("p", {}, code.definition) : null,
        line("In:", code?.include),
        line("Out:", code?.exclude),
      ].filter((one) => one !== null),
    );
  }

  /** @param {boolean} stay */
  choose(stay) {
    const row = this.rows[this.at];
    if (!row) return;
    if (row.code) this.view.choose(row.code.id, stay);
    else this.view.create(row.name ?? "", this.branch()?.id ?? null, stay);
    if (stay) {
      this.input.select();
      this.list();
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 });
    const step = steps[event.key];
    if (/^[1-9.]$/.test(event.key) && !event.ctrlKey && this.quick(event.key)) {
      // A digit or the full stop in an empty field codes at once, as it does in the text.
    } else if (step) this.light(this.at + step, true);
    else if (event.key === "Enter") this.choose(event.ctrlKey || event.metaKey);
    else if (event.key === "Tab" && !event.shiftKey && this.expand()) {
      // Tab goes to the children of the lit code, and on to the next field where there are none.
    } else if (event.key === "Escape") this.view.escape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} key */
  quick(key) {
    const { view } = this;
    if (this.input.value || view.mode().kind !== "code" || !view.goal()) return false;
    if ([...view.store.state.codes.values()].some((code) => code.name.startsWith(key))) return false;
    if (key === "." ? !view.ui.last.length : !view.ui.slots[Number(key) - 1]) return false;
    view.stopChoosing();
    if (key === ".") view.repeat();
    else view.digit(Number(key));
    view.home();
    return true;
  }

  /** Show the lit code and what is below it. */
  expand() {
    const code = this.rows[this.at]?.code;
    if (!code || !this.input.value.trim()) return false;
    const codes = [...this.view.store.state.codes.values()];
    const below = codes.filter((one) => one.path.startsWith(`${code.path} › `));
    if (!below.length) return false;
    this.view.ui.parent = code.id;
    this.input.value = code.path;
    this.list(true);
    return true;
  }
}
