/** A turn cut at every end of a span, so that spans may overlap as they like. */

/** @typedef {import("./types.js").Span} Span */

/**
 * The pieces of a stretch of text, in order, each with the ids of the spans that cover it; gaps are left out.
 *
 * @param {Span} stretch
 * @param {(Span & {id: string})[]} spans
 * @param {[number, number][]} [gaps]  stretches inside that nobody said
 * @returns {(Span & {ids: string[]})[]}
 */
export function segments(stretch, spans, gaps = []) {
  const inside = spans.filter((span) => span.start < stretch.end && span.end > stretch.start && span.end > span.start);
  const cuts = new Set([stretch.start, stretch.end]);
  for (const { start, end } of inside) cuts.add(Math.max(start, stretch.start)).add(Math.min(end, stretch.end));
  for (const [start, end] of gaps) {
    if (start < stretch.end && end > stretch.start) cuts.add(Math.max(start, stretch.start)).add(Math.min(end, stretch.end));
  }
  const places = [...cuts].sort((one, two) => one - two);
  const pieces = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const start = /** @type {number} */ (places[at]);
    const end = /** @type {number} */ (places[at + 1]);
    if (gaps.some(([from, to]) => from <= start && end <= to)) continue;
    pieces.push({ start, end, ids: inside.filter((span) => span.start <= start && end <= span.end).map((span) => span.id) });
  }
  return pieces;
}
