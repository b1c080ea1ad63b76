/** Where words and sentences begin and end, by the browser's own rules, and how a selection snaps to them. */

/** @typedef {import("./types.js").Span} Span */

const SHORT = /(?:^|[\s(])(?:dr|mr|mrs|ms|prof|st|no|vs|e\.g|i\.e|etc|bzw|z\.B|ca|Nr)\.\s*$/i;
const JOINS = /^[-‐‑'’]$/u;

/**
 * The words of a text, joined over a hyphen or an apostrophe; offsets are units, shifted by where the text begins.
 * @param {string} text
 * @param {number} [begin]
 * @returns {Span[]}
 */
export function words(text, begin = 0) {
  /** @type {Span[]} */
  const found = [];
  let joins = false;
  for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    const start = begin + part.index;
    const last = found.at(-1);
    if (part.isWordLike) {
      if (joins && last) last.end = start + part.segment.length;
      else found.push({ start, end: start + part.segment.length });
      joins = false;
    } else joins = JOINS.test(part.segment) && last?.end === start;
  }
  return found;
}

/**
 * The sentences of a text, without the blanks around them.
 * @param {string} text
 * @param {number} [begin]
 * @returns {Span[]}
 */
export function sentences(text, begin = 0) {
  /** @type {Span[]} */
  const found = [];
  let open = -1;
  for (const part of new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)) {
    if (open < 0) open = part.index;
    const end = part.index + part.segment.length;
    if (SHORT.test(text.slice(open, end)) && end < text.length) continue;
    const span = trim(text, { start: open, end });
    if (span.end > span.start) found.push({ start: begin + span.start, end: begin + span.end });
    open = -1;
  }
  return found;
}

/**
 * A span without the blanks at its ends.
 * @param {string} text
 * @param {Span} span
 * @returns {Span}
 */
export function trim(text, { start, end }) {
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

/**
 * A span grown to the whole words that it touches.
 * @param {Span} span
 * @param {Span[]} all  ascending words
 * @returns {Span}
 */
export function snap({ start, end }, all) {
  const touched = all.filter((word) => word.start < end && word.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return { start: first ? Math.min(start, first.start) : start, end: last ? Math.max(end, last.end) : end };
}

/**
 * A span whose ends stand in what was said, not in a label or a blank line between two turns.
 * @param {Span} span
 * @param {Span[]} turns  ascending
 * @returns {Span}
 */
export function settle({ start, end }, turns) {
  const first = turns.find((turn) => turn.end > start);
  const last = turns.findLast((turn) => turn.start < end);
  if (!first || !last || last.end < first.start) return { start, end: start };
  return { start: Math.max(start, first.start), end: Math.min(end, last.end) };
}

/**
 * How many words stand in a stretch of text.
 * @param {string} text
 */
export function countWords(text) {
  return words(text).length;
}
