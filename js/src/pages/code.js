/** The page of the palette, and of what stands in the turn at the caret. */

import { button, h, plural, short } from "../dom.js";
import { excerpt } from "../next.js";
import { countWords } from "../words.js";
import { codingCard } from "./cards.js";

/** @typedef {import("../panel.js").Panel} Panel */

/** @param {Panel} panel */
export function codePage(panel) {
  const { view } = panel;
  const { store, ui, palette } = view;
  const goal = view.goal();
  const mode = view.mode();
  panel.page.classList.toggle("cs-choosing", ui.choosing);
  const head = [];
  const words = goal ? ` (${plural(countWords(store.quote(goal)), "word")})` : "";
  if (ui.choosing || ui.edits || view.selection()) {
    head.push(h("h3", {}, mode.kind === "edit" ? `${mode.says}${words}` : mode.kind === "recode" ? mode.says : `${mode.says}${words}`));
    if (goal) head.push(h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, goal, 140)));
  } else head.push(h("p", { class: "cs-hint" }, store.readonly ? "Reading only." : "Select words: drag, double-click, or Shift and the arrow keys. Enter opens the codes."));
  if (ui.edits) {
    const suggestion = store.state.suggestions.get(ui.edits);
    head.push(h("div", { class: "cs-row" },
      button(`✓ accept as ${suggestion ? view.name(suggestion.code) : ""}`, () => acceptEdited(panel), { class: "cs-do", "data-key": "accept-edited" }),
      button("cancel", () => view.escape(), { class: "cs-tool", "data-key": "cancel-edit" })));
  }
  const palettes = store.readonly ? [] : [palette.el];
  const keep = panel.section !== null && palette.el.parentNode === panel.section && panel.shown === "code";
  if (!keep) panel.section = h("section", {}, h("div", { class: "cs-above" }), ...palettes);
  panel.section.firstChild.replaceChildren(...head);
  const list = turnList(panel);
  if (!keep) panel.page.replaceChildren(panel.section, list);
  else if (panel.list) panel.list.replaceWith(list);
  panel.list = list;
  if (!store.readonly) palette.list();
}

/** @param {Panel} panel */
function acceptEdited(panel) {
  const { view } = panel;
  const id = view.ui.edits;
  const suggestion = view.store.state.suggestions.get(id ?? "");
  if (suggestion) view.choose(suggestion.code);
}

/** The codings and suggestions of the turn at the caret, as buttons. @param {Panel} panel */
function turnList(panel) {
  const { view } = panel;
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
  const seen = view.seen().length;
  return h("section", { class: "cs-turnlist" },
    h("h3", {}, `Turn ${turn.n}: ${head.filter(Boolean).join(", ")}`),
    ...mine.map((span) => codingCard(panel, span.id)),
    ...suggested.map((span) => codingCard(panel, span.id)),
    ...other.map((span) => codingCard(panel, span.id)),
    ...asked.map((span) => h("div", { class: "cs-card" },
      h("div", { class: "cs-line" }, h("span", { class: "cs-q" }, span.code), h("span", { class: "cs-grow" }, short(view.question(span.code), 70)),
        store.readonly ? null : button("✕", () => view.removeCoding(span.id), { class: "cs-tool", "aria-label": `Not asked here: ${span.code}`, title: "Not asked here" })))),
    seen > 1 && !store.readonly ? button(`accept the ${seen} visible …`, () => view.acceptVisible(), { class: "cs-tool cs-wide", "data-key": "accept-visible", title: "Shift+A" }) : null,
  );
}
