/** The page of the guide: which question was asked where. */

import { button, h } from "../dom.js";

/** @typedef {import("../panel.js").Panel} Panel */

/** @param {Panel} panel */
export function guidePage(panel) {
  const { view } = panel;
  const { store } = view;
  const marks = [...store.state.asked.values()].sort((one, two) => one.start - two.start);
  const goal = view.selection();
  const turn = askingTurn(panel);
  const where = goal ? "the selection" : turn ? `turn ${turn.n}` : "";
  panel.page.replaceChildren(h("section", {},
    h("h3", {}, "Questions of the guide"),
    h("p", { class: "cs-hint" }, `Mark where a question was put: “asked here” marks ${where}. A code whose question was not asked does not count as absent.`),
    ...store.questions.map((question) => {
      const mine = marks.filter((mark) => mark.question === question.id);
      const codes = (question.codes ?? []).map((code) => view.name(code)).join(", ");
      return h("div", { class: `cs-card${mine.length ? " cs-ticked" : ""}` },
        h("div", { class: "cs-line cs-asking" }, h("span", { class: "cs-q" }, question.id), h("span", { class: "cs-grow", dir: "auto", title: codes || undefined }, question.text),
          store.readonly ? null : button("asked here", () => askedHere(panel, question.id), { class: "cs-tool cs-item", "data-key": `asked-${question.id}`, "aria-label": `Asked here: ${question.text}` })),
        !mine.length ? null : h("div", { class: "cs-row" },
          ...mine.map((mark) => h("span", { class: "cs-mark" },
            button(`turn ${store.turns[store.turnAt(mark.start)]?.n ?? ""}`, () => { view.select(mark.start, mark.start); view.transcript.reveal(mark.start, "middle"); }, { class: "cs-tool", "aria-label": `Go to turn ${store.turns[store.turnAt(mark.start)]?.n}` }),
            store.readonly ? null : button("✕", () => view.removeCoding(mark.id), { class: "cs-tool", "aria-label": `Not asked there: ${question.text}` })))));
    })));
}

/** @param {Panel} panel @param {string} question */
function askedHere(panel, question) {
  const { view } = panel;
  const { store } = view;
  const turn = askingTurn(panel);
  const span = view.selection() ?? turn;
  if (!span) return;
  const there = [...store.state.asked.values()].some((mark) => mark.question === question && mark.start === span.start && mark.end === span.end);
  if (there) return view.say("It is marked there already.");
  store.act("asked", { question, start: span.start, end: span.end });
  view.say(`Asked here: ${view.question(question)}`);
}

/** Where a question is put: the caret's turn, or the interviewer's last before it. @param {Panel} panel */
function askingTurn(panel) {
  const { store, ui } = panel.view;
  const at = store.turnAt(ui.head);
  return store.turns.slice(0, at + 1).findLast((turn) => turn.interviewer) ?? store.turns[at];
}
