/** The side panel: the palette, the codings of the turn, and what else a document has beside its text. */

import { button, h } from "./dom.js";
import { memoOn } from "./pages/cards.js";
import { codePage } from "./pages/code.js";
import { comparePage } from "./pages/compare.js";
import { guidePage } from "./pages/guide.js";
import { memosPage } from "./pages/memos.js";
import { reviewPage } from "./pages/review.js";

/** @type {Record<string, (panel: Panel) => void>} */
const PAGES = { code: codePage, review: reviewPage, guide: guidePage, memos: memosPage, compare: comparePage };

export class Panel {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.tabs = h("div", { class: "cs-tabs", role: "tablist", "aria-label": "Side panel", onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event) });
    this.page = h("div", { class: "cs-side", role: "tabpanel", id: `${view.uid}-side` });
    this.el = h("aside", { class: "cs-panel", "aria-label": "Codes and memos" }, this.tabs, this.page);
    this.shown = "";
    this.due = false;
    this.pressed = false;
    const { signal } = view.stop;
    this.el.addEventListener("pointerdown", () => { this.pressed = true; }, { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      document.addEventListener(type, () => setTimeout(() => {
        this.pressed = false;
        this.catchUp();
      }), { signal });
    }
    /** @type {string|null} */
    this.followed = null;
    /** The part with the palette, kept as long as its page is shown. @type {any} */
    this.section = null;
    /** @type {any} */
    this.list = null;
    /** The code whose memo is shown. @type {string|undefined} */
    this.memoCode = undefined;
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
    queueMicrotask(() => this.catchUp());
  }

  /** Draw what is due, but not under a pressed button: the click would go nowhere. */
  catchUp() {
    if (this.due && !this.pressed && !this.view.stop.signal.aborted) this.draw();
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
    if (store.loaded) PAGES[ui.tab]?.(this);
    if (this.page.querySelector("button, input, textarea, select")) this.page.removeAttribute("tabindex");
    else this.page.tabIndex = 0; // with nothing in it to go to, it is scrolled by itself
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

  /** Bring the card of what came into focus into view, scrolling nothing but the page. @param {boolean} [again] */
  follow(again = false) {
    const { focus } = this.view.ui;
    if (focus === this.followed && !again) return;
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

  /** @param {string} id */
  memoOn(id) {
    memoOn(this, id);
  }
}

/** The focused element, also inside a shadow root. @param {Element} near @returns {Element|null} */
export function active(near) {
  return /** @type {Document|ShadowRoot} */ (near.getRootNode()).activeElement ?? null;
}
