/** The margin: which lane a bracket runs in, and how far a label is pushed down. */

/** @typedef {import("./types.js").Span} Span */

export const LANES = 6;

/**
 * A lane for each span, by greedy interval colouring over the whole document, so that it does not change while scrolling.
 *
 * Earlier spans first, longer before shorter. Two spans that only touch may share a lane. What finds none of the lanes
 * free gets -1 and is counted as "+n".
 *
 * @param {(Span & {id: string})[][]} groups  the first group chooses first: one's own codings before suggestions
 * @param {number} [most]
 * @returns {Map<string, number>}
 */
export function lanes(groups, most = LANES) {
  /** @type {Map<string, number>} */
  const found = new Map();
  /** @type {(Span & {id: string})[][]} */
  const taken = Array.from({ length: most }, () => []);
  for (const group of groups) {
    const ordered = [...group].sort(byPlace);
    const free = taken.map((spans) => openings([...spans].sort(byPlace)));
    for (const span of ordered) {
      const lane = free.findIndex((fits) => fits(span));
      found.set(span.id, lane);
      if (lane >= 0) taken[lane]?.push(span);
    }
  }
  return found;
}

/**
 * Tells span after span, in ascending order, whether a lane is free for it, and takes it if so.
 * @param {Span[]} fixed  what stands in the lane already, ascending, not overlapping
 */
function openings(fixed) {
  let at = 0;
  let used = -1;
  return (/** @type {Span} */ span) => {
    while (at < fixed.length && /** @type {Span} */ (fixed[at]).end <= span.start) at += 1;
    const next = fixed[at];
    if (used > span.start || (next && next.start < span.end)) return false;
    used = span.end;
    return true;
  };
}

/**
 * @param {Span & {id: string}} one
 * @param {Span & {id: string}} two
 */
export function byPlace(one, two) {
  return one.start - two.start || two.end - one.end || (one.id < two.id ? -1 : 1);
}

/**
 * Tops of labels in one column, each as near below its wish as its neighbours allow.
 *
 * @param {number[]} wished  ascending
 * @param {number} height    of a label
 * @param {number} [above]   where the column is free
 */
export function pushDown(wished, height, above = -Infinity) {
  let free = above;
  return wished.map((wish) => {
    const top = Math.max(wish, free);
    free = top + height;
    return top;
  });
}
