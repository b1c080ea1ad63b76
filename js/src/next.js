/** What n and p go through. */

import { short } from "./dom.js";

/** @typedef {{start: number, id: string|null, says: string, tab?: string}} Stop */

export const KINDS = [
  { id: "suggested", name: "suggestions" },
  { id: "uncoded", name: "uncoded turns" },
  { id: "mine", name: "my codings" },
  { id: "disagreement", name: "disagreements" },
  { id: "review", name: "to read again" },
  { id: "memo", name: "codings with a memo" },
];

/**
 * The stops of a kind, in the order of the text; those without a place come last.
 *
 * @param {import("./frame.js").Frame} view
 * @param {string} kind
 * @returns {Stop[]}
 */
export function stops(view, kind) {
  const { store } = view;
  const named = (/** @type {import("./types.js").Coding} */ one) => ({ start: one.start, id: one.id, says: view.name(one.code) });
  if (kind === "suggested") return store.blind || !view.ui.suggestions ? [] : sorted([...store.state.suggestions.values()].map(named));
  if (kind === "mine") return sorted(store.placed().map(named));
  if (kind === "memo") return sorted(store.placed().filter((one) => one.memo).map(named));
  if (kind === "uncoded") return uncoded(store).map((turn) => ({ start: turn.start, id: null, says: `turn ${turn.n}` }));
  if (kind === "review") {
    return sorted(view.again().map((one) => ({ ...named(one), tab: "review" })));
  }
  return sorted((store.other?.disagreements ?? []).map((one) => ({ start: one.start, id: one.id, says: WHY[one.why] ?? one.why, tab: "compare" })));
}

/** @type {Record<string, string>} */
export const WHY = {
  only_mine: "only mine",
  only_theirs: "only theirs",
  other_code: "same words, other code",
  boundary: "same code, other ends",
};

/** @param {import("./store.js").Store} store */
function uncoded(store) {
  const placed = store.placed();
  const coded = new Set();
  for (const { start, end } of placed) {
    for (let at = store.turnAt(start); at < store.turns.length && /** @type {any} */ (store.turns[at]).start < end; at += 1) coded.add(at);
  }
  return store.turns.filter((turn, at) => !coded.has(at) && !turn.interviewer && turn.kind !== "heading" && turn.end > turn.start);
}

/** @param {Stop[]} list */
function sorted(list) {
  const far = (/** @type {Stop} */ stop) => (stop.start < 0 ? Infinity : stop.start);
  return list.sort((one, two) => (far(one) === far(two) ? 0 : far(one) - far(two)) || (String(one.id) < String(two.id) ? -1 : 1));
}

/**
 * The words of a span, cut for a list.
 * @param {import("./store.js").Store} store
 * @param {import("./types.js").Span} span
 * @param {number} [most]
 */
export function excerpt(store, span, most = 90) {
  return short(store.quote(span), most);
}
