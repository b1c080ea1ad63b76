/** Where the caret goes: words, sentences, lines, turns, by the text itself and not by the browser's selection. */

/**
 * @typedef {import("./transcript.js").Transcript} Transcript
 * @typedef {import("./types.js").Span} Span
 * @typedef {"word"|"sentence"|"line"|"page"|"turn"|"document"} Step
 */

/**
 * The offset to which the caret moves.
 *
 * Extending forward goes to ends, everything else to beginnings, so that a selection grows and shrinks by whole pieces.
 * @param {Transcript} transcript
 * @param {number} head
 * @param {Step} step
 * @param {1|-1} way
 * @param {{extend?: boolean, anchor?: number}} [how]
 */
export function moved(transcript, head, step, way, { extend = false, anchor = head } = {}) {
  if (step === "word") return along(transcript, head, way, extend, anchor, (row) => transcript.wordsOf(row));
  if (step === "sentence") return along(transcript, head, way, extend, anchor, (row) => transcript.sentencesOf(row));
  if (step === "line") return line(transcript, head, way, extend && way > 0);
  if (step === "page") return page(transcript, head, way);
  const { rows } = transcript;
  if (step === "document") return (way < 0 ? rows[0]?.turn.start : rows.at(-1)?.turn.end) ?? head;
  const { turn } = rows[transcript.store.turnAt(head)] ?? {};
  return (way < 0 ? turn?.start : turn?.end) ?? head;
}

/**
 * @param {Transcript} transcript
 * @param {number} head
 * @param {1|-1} way
 * @param {boolean} extend
 * @param {number} anchor
 * @param {(row: import("./transcript.js").Row) => Span[]} pieces
 */
function along(transcript, head, way, extend, anchor, pieces) {
  const toEnds = extend && (way > 0 ? head >= anchor : head > anchor);
  for (let at = transcript.store.turnAt(head); at >= 0 && at < transcript.rows.length; at += way) {
    const row = transcript.rows[at];
    if (!row) break;
    const places = pieces(row).map((piece) => (toEnds ? piece.end : piece.start));
    const found = way > 0 ? places.find((place) => place > head) : places.findLast((place) => place < head);
    if (toEnds && way < 0 && (found === undefined || found < anchor)) return anchor;
    if (found !== undefined) return found;
  }
  return head;
}

/**
 * The word nearest above or below.
 * @param {Transcript} transcript
 * @param {number} head
 * @param {1|-1} way
 * @param {boolean} toEnd
 */
function line(transcript, head, way, toEnd) {
  let at = transcript.store.turnAt(head);
  const rects = (/** @type {number} */ index) => {
    const row = transcript.rows[index];
    if (!row) return null;
    return transcript.wordsOf(row).flatMap((word) => {
      const rect = transcript.range(row, word.start, word.end)?.getClientRects()[0];
      return rect ? [{ word, rect }] : [];
    });
  };
  const here = rects(at) ?? [];
  const now = here.findLast(({ word }) => word.start <= Math.max(head, here[0]?.word.start ?? 0) && (word.end > head || word.end === head)) ??
    here.findLast(({ word }) => word.start <= head) ?? here[0];
  const beyond = (/** @type {typeof here} */ list) => {
    if (!now) return [];
    return list.filter(({ rect }) => (way > 0 ? rect.top > now.rect.bottom - 4 : rect.bottom < now.rect.top + 4));
  };
  let others = beyond(here);
  while (!others.length) {
    at += way;
    const next = rects(at);
    if (!next) return head;
    others = now ? beyond(next) : next;
  }
  const tops = others.map(({ rect }) => rect.top);
  const top = way > 0 ? Math.min(...tops) : Math.max(...tops);
  const inLine = others.filter(({ rect }) => Math.abs(rect.top - top) < 6);
  const left = now?.rect.left ?? 0;
  const best = inLine.reduce((one, two) => (Math.abs(two.rect.left - left) < Math.abs(one.rect.left - left) ? two : one));
  return toEnd ? best.word.end : best.word.start;
}

/**
 * @param {Transcript} transcript
 * @param {number} head
 * @param {1|-1} way
 */
function page(transcript, head, way) {
  const { scroll, rows } = transcript;
  const row = rows[transcript.store.turnAt(head)];
  if (!row) return head;
  const from = row.el.getBoundingClientRect().top;
  const far = scroll.clientHeight * 0.85;
  for (let at = row.index + way; at >= 0 && at < rows.length; at += way) {
    const next = rows[at];
    if (next && Math.abs(next.el.getBoundingClientRect().top - from) >= far) return next.turn.start;
  }
  return (way > 0 ? rows.at(-1) : rows[0])?.turn.start ?? head;
}
