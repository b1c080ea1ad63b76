/** The page of comparison: where two coders disagree, and what they agree on in the end. */

import { button, h, plural } from "../dom.js";
import { excerpt, WHY } from "../next.js";

/** @typedef {import("../panel.js").Panel} Panel */

/** How many figures over all codes Python sends before those of each code. */
const OVERALL = 6;

/** @param {Panel} panel */
export function comparePage(panel) {
  const { view } = panel;
  const { store } = view;
  const { other } = store;
  const pick = h("div", { class: "cs-row" }, ...store.coders.map((coder) =>
    button(other?.coder === coder ? `stop comparing with ${coder}` : `compare with ${coder}`, () => view.bars.compareWith(other?.coder === coder ? "" : coder), { class: "cs-tool", "data-key": `with-${coder}` })));
  if (!other) return void panel.page.replaceChildren(h("section", {}, h("h3", {}, "Compare"), pick));
  if (other.refused) return void panel.page.replaceChildren(h("section", {}, h("h3", {}, other.coder), h("p", { class: "cs-none" }, other.refused), pick));
  const undone = Object.entries(other.done).filter(([, done]) => !done).map(([coder]) => coder);
  const settled = other.disagreements.filter((one) => isSettled(panel, one)).length;
  const consensus = other.consensus;
  panel.page.replaceChildren(h("section", {},
    h("h3", {}, `${store.coder} and ${other.coder}`),
    undone.length ? h("p", { class: "cs-odd" }, `⚠ not marked as done by ${undone.join(" and ")}: a missing coding may only be not made yet`) : null,
    other.figures.length ? figureTable(other.figures.slice(0, OVERALL)) : null,
    other.figures.length > OVERALL ? h("details", {}, h("summary", {}, "code by code"), figureTable(other.figures.slice(OVERALL))) : null,
    h("h3", {}, `${plural(other.disagreements.length, "disagreement")}${settled ? `, ${settled} in the consensus` : ""}`),
    ...other.disagreements.map((one) => disagreementCard(panel, one)),
    other.disagreements.length ? null : h("p", { class: "cs-none" }, "They agree everywhere."),
    consensus?.memo ? h("p", { class: "cs-memo", dir: "auto" }, consensus.memo) : null,
    h("div", { class: "cs-row" },
      h("span", { class: "cs-hint cs-grow" }, consensus ? `consensus: ${plural(consensus.codings.length, "coding")}${consensus.done ? ", finished" : ""}` : ""),
      store.readonly ? null : button(consensus?.done ? "take back" : "consensus is finished", () =>
        view.bars.ask(consensus?.done ? "Take back that the consensus of this document is finished?" : "Finish the consensus? From then on it alone counts for this document.", consensus?.done ? "Take back" : "Finish",
          () => store.act("done", { consensus: true, ...(consensus?.done ? { undo: true } : {}) })), { class: "cs-tool", "data-key": "consensus-done" })),
    pick));
}

/** @param {import("../types.js").Other["figures"]} figures */
function figureTable(figures) {
  return h("table", { class: "cs-figures" }, ...figures.map((figure) =>
    h("tr", { title: figure.note || undefined }, h("th", { scope: "row" }, figure.name), h("td", {}, figure.text))));
}

/** Whether the consensus has something to say where two disagree. @param {Panel} panel @param {import("../types.js").Disagreement} one */
function isSettled(panel, one) {
  const { store } = panel.view;
  const codes = new Set([...one.mine, ...one.theirs].map((id) => panel.view.span(id)?.code));
  return Boolean(store.other?.consensus?.codings.some((coding) => codes.has(coding.code) && coding.start < one.end && coding.end > one.start));
}

/** The consensus's codings that are the same as these. @param {Panel} panel @param {string[]} ids @returns {string[]} */
function agreed(panel, ids) {
  const these = ids.map((id) => panel.view.span(id));
  return (panel.view.store.other?.consensus?.codings ?? [])
    .filter((coding) => these.some((span) => span?.code === coding.code && span.start === coding.start && span.end === coding.end))
    .map((coding) => coding.id);
}

/** @param {Panel} panel @param {import("../types.js").Disagreement} one */
function disagreementCard(panel, one) {
  const { view } = panel;
  const { store, ui } = view;
  const other = /** @type {import("../types.js").Other} */ (store.other);
  const settled = isSettled(panel, one);
  const turn = `turn ${store.turns[store.turnAt(one.start)]?.n}`;
  const side = (/** @type {string} */ who, /** @type {string[]} */ ids) => h("div", { class: "cs-opinion" }, h("b", {}, who), ids.length
    ? h("span", {}, ...ids.flatMap((id, at) => {
      const coding = view.span(id);
      if (!coding) return [];
      return [at ? ", " : "", h("span", { class: "cs-tag", style: view.hue(coding.code) }, h("span", { class: "cs-swatch" }), view.name(coding.code)), coding.memo ? h("i", { class: "cs-memo" }, coding.memo) : null];
    }))
    : h("span", { class: "cs-hint" }, "nothing"));
  const note = h("input", {
    type: "text", class: "cs-note", placeholder: "note", "aria-label": "Note on this disagreement", "data-draft": `note:${one.id}`,
    oninput: () => panel.drafts.set(`note:${one.id}`, note.value),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" && !event.isComposing) remark();
      else if (event.key === "Escape") view.home();
    },
  });
  note.value = panel.drafts.get(`note:${one.id}`) ?? "";
  const send = (/** @type {any} */ fields, /** @type {string} */ said) => {
    store.act("adopt", fields);
    panel.drafts.delete(`note:${one.id}`);
    view.say(said);
    view.home();
    panel.show();
  };
  const remark = () => {
    const said = note.value.trim();
    if (said) return send({ codings: [], note: `${turn}: ${said}` }, "Noted in the consensus");
    view.say("Write the note first.");
    note.focus();
    return undefined;
  };
  const all = [...one.mine, ...one.theirs];
  const tool = (/** @type {string} */ text, /** @type {string[]} */ ids) => {
    const without = agreed(panel, all.filter((id) => !ids.includes(id)));
    const chosen = !without.length && ids.length > 0 && ids.every((id) => agreed(panel, [id]).length > 0);
    const press = () => chosen
      ? send({ codings: [], without: agreed(panel, ids) }, "Taken out of the consensus")
      : send({ codings: ids, without, ...(note.value.trim() ? { note: note.value.trim() } : {}) }, "Taken into the consensus; press it again to take it out");
    return button(text, press, { class: "cs-tool", "data-key": `${text}-${one.id}`, disabled: ids.length === 0, "aria-pressed": String(chosen), title: chosen ? "Again: out of the consensus" : undefined });
  };
  const go = () => {
    ui.focus = one.id;
    ui.kind = "disagreement";
    view.select(one.start, one.start);
    view.transcript.reveal(one.start);
    panel.show();
  };
  return h("div", { class: `cs-card${ui.focus === one.id ? " cs-on" : ""}${settled ? " cs-ticked" : ""}`, "data-disagreement": one.id },
    h("div", { class: "cs-line" }, button(`${settled ? "✓ " : ""}${turn}: ${WHY[one.why] ?? one.why}`, go, { class: "cs-item", "data-key": `go-${one.id}` })),
    h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, one, 110)),
    side(store.coder, one.mine),
    side(other.coder, one.theirs),
    store.readonly ? null : h("div", { class: "cs-row" }, tool("adopt mine", one.mine), tool(`adopt ${other.coder}’s`, one.theirs),
      one.mine.length && one.theirs.length ? tool("both", all) : null),
    store.readonly ? null : h("div", { class: "cs-row" }, note, button("note as discussed", remark, { class: "cs-tool", "data-key": `note-${one.id}` })));
}
