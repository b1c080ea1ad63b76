/** Brackets beside the text and their names, pushed down so that no two overlap. */

import { h } from "./dom.js";
import { LANES, pushDown } from "./lanes.js";

/**
 * @typedef {import("./transcript.js").Transcript} Transcript
 * @typedef {import("./transcript.js").Row} Row
 * @typedef {import("./transcript.js").Drawn} Drawn
 * @typedef {{span: Drawn, begins: boolean, ends: boolean, top: number, bottom: number}[]} Placed
 * @typedef {{row: Row, height: number, right: Placed, left: Placed}} Measured
 */

const LANE = 8;
const LABEL = 20;
const SVG = "http://www.w3.org/2000/svg";

/**
 * Measure all turns first, write afterwards: one layout, however many turns.
 * @param {Transcript} transcript
 * @param {Row[]} rows  drawn, ascending
 */
export function layoutMargins(transcript, rows) {
  const { narrow } = transcript.ui;
  if (narrow) return void rows.forEach((row) => row.measured ?? chips(transcript, row));
  for (const row of rows) {
    if (row.measured) continue;
    row.measured = measure(transcript, row);
    row.laid = "";
  }
  const measured = rows.map((row) => /** @type {Measured} */ (row.measured));
  const free = rooms(measured);
  let carry = 0;
  let next = -1;
  for (const [at, { row, height, right, left }] of measured.entries()) {
    if (row.index !== next) carry = 0;
    next = row.index + 1;
    const room = /** @type {number} */ (free[at]);
    const focus = [...right, ...left].some(({ span }) => span.id === transcript.ui.focus) ? transcript.ui.focus : "";
    const laid = `${carry} ${room} ${focus}`;
    if (row.laid !== laid) {
      row.laid = laid;
      row.reach = right.length || left.length || row.sides ? draw(transcript, row, right, left, height, carry, room) : Math.max(0, carry - height);
    }
    carry = row.reach ?? 0;
  }
}

/**
 * The margins of one turn; returns how far its labels reach into the next.
 * @param {Transcript} transcript
 * @param {Row} row
 * @param {Placed} right
 * @param {Placed} left
 * @param {number} height
 * @param {number} carry
 * @param {number} room
 */
function draw(transcript, row, right, left, height, carry, room) {
  const sides = sidesOf(row);
  sides.chips.replaceChildren();
  brackets(transcript, sides.left, left, LANES / 2);
  return column(transcript, row, right, height, carry, room);
}

/** @param {Row} row */
function sidesOf(row) {
  if (row.sides) return row.sides;
  const [margin, left, chips] = ["cs-margin", "cs-left", "cs-chips"].map((name) => h("div", { class: name, "aria-hidden": "true" }));
  row.sides = { margin, left, chips };
  row.el.append(left, margin, chips);
  return row.sides;
}

/**
 * How far down the labels of each turn may reach: to the first label of a later turn.
 * @param {Measured[]} measured
 */
function rooms(measured) {
  const found = measured.map(() => 0);
  let below = LABEL;
  for (let at = measured.length - 1; at >= 0; at -= 1) {
    const { row, height, right } = /** @type {Measured} */ (measured[at]);
    if (measured[at + 1]?.row.index !== row.index + 1) below = LABEL;
    found[at] = height + below;
    const first = right.find(({ begins }) => begins);
    below = first ? first.top - 3 : height + below;
  }
  return found;
}

/** @param {Transcript} transcript @param {Row} row @returns {Measured} */
function measure(transcript, row) {
  const box = row.el.getBoundingClientRect();
  const spans = (transcript.spans.get(row.index) ?? []).filter((span) => span.kind !== "asked" && span.kind !== "pending");
  const placed = spans.map((span) => {
    const begins = span.start >= row.turn.start;
    const ends = span.end <= row.turn.end;
    const first = begins ? transcript.range(row, span.start, span.start + 1)?.getClientRects()[0] : undefined;
    const last = ends ? Array.from(transcript.range(row, span.end - 1, span.end)?.getClientRects() ?? []).at(-1) : undefined;
    const top = first ? first.top - box.top + 2 : 0;
    const bottom = last ? last.bottom - box.top - 2 : box.height;
    return { span, begins, ends, top, bottom: Math.max(bottom, top + 6) };
  });
  const order = (/** @type {typeof placed[0]} */ one, /** @type {typeof placed[0]} */ two) => one.top - two.top || one.span.lane - two.span.lane;
  return {
    row,
    height: box.height,
    right: placed.filter(({ span }) => span.kind !== "other").sort(order),
    left: placed.filter(({ span }) => span.kind === "other").sort(order),
  };
}

/**
 * @param {Transcript} transcript
 * @param {any} into
 * @param {Placed} placed
 * @param {number} most
 */
function brackets(transcript, into, placed, most) {
  const children = [];
  for (const { span, begins, ends, top, bottom } of placed) {
    if (span.lane < 0 || span.lane >= most) continue;
    const name = transcript.store.code(span.code).path;
    const bracket = h("div", {
      class: `cs-bracket cs-${span.kind}${begins ? " cs-begins" : ""}${ends ? " cs-ends" : ""}${span.id === transcript.ui.focus ? " cs-on" : ""}`,
      "data-coding": span.id,
      title: span.kind === "other" ? `${transcript.store.other?.coder}: ${name}` : name,
      style: { top: `${top}px`, height: `${bottom - top}px`, "--cs-lane": span.lane, ...transcript.view.hue(span.code) },
      onclick: () => transcript.view.focusOn(span.id),
    });
    children.push(bracket);
  }
  into.replaceChildren(...children);
  return children;
}

/**
 * Brackets and labels of a turn; returns how far its labels reach into the next.
 * @param {Transcript} transcript
 * @param {Row} row
 * @param {Placed} placed
 * @param {number} height
 * @param {number} carry  how far the labels above reach into this turn
 * @param {number} free    how far down there is room
 */
function column(transcript, row, placed, height, carry, free) {
  const { margin } = sidesOf(row);
  brackets(transcript, margin, placed, LANES);
  const begin = placed.filter(({ begins }) => begins);
  if (!begin.length) return Math.max(0, carry - height);
  const top = Math.max(carry, (begin[0]?.top ?? 0) - 3);
  const room = Math.max(1, Math.floor((free - top) / LABEL));
  const chosen = choose(begin, room, transcript.ui.focus);
  const hidden = begin.length - chosen.length;
  const wished = chosen.map(({ top }) => top - 3);
  if (hidden) wished.push(chosen.at(-1)?.top ?? 0);
  const tops = pushDown(wished, LABEL, carry);
  const hairs = document.createElementNS(SVG, "svg");
  hairs.setAttribute("class", "cs-hairs");
  for (const [place, { span, top }] of chosen.entries()) {
    const at = /** @type {number} */ (tops[place]);
    margin.append(label(transcript, span, { top: `${at}px` }));
    if (span.lane < 0) continue;
    const hair = document.createElementNS(SVG, "path");
    hair.setAttribute("d", `M${span.lane * LANE + 4} ${top + 4} L${LANES * LANE + 2} ${at + LABEL / 2}`);
    hairs.append(hair);
  }
  margin.append(hairs);
  if (hidden) {
    const show = () => transcript.view.showTurn(row.index);
    const rest = transcript.label(`+${hidden}`, show, { class: "cs-label cs-rest", title: `${hidden} more in turn ${row.turn.n}` });
    rest.style.top = `${tops.at(-1)}px`;
    margin.append(rest);
  }
  return Math.max(0, /** @type {number} */ (tops.at(-1)) + LABEL - height);
}

/**
 * Which labels are shown where there is not room for all: the focused one, one's own, then suggestions.
 * @param {Placed} begin
 * @param {number} room
 * @param {string|null} focus
 */
function choose(begin, room, focus) {
  if (begin.length <= room) return begin;
  const worth = (/** @type {Drawn} */ span) => (span.id === focus ? 0 : span.kind === "mine" ? 1 : 2);
  const best = [...begin].sort((one, two) => worth(one.span) - worth(two.span)).slice(0, Math.max(1, room - 1));
  return begin.filter((one) => best.includes(one));
}

/** @param {Transcript} transcript @param {Drawn} span @param {Record<string, string>} style */
function label(transcript, span, style) {
  const { store, view } = transcript;
  const coding = store.state.codings.get(span.id);
  const code = store.code(span.code);
  const signs = [coding?.memo ? " ✎" : "", view.odd(coding) ? " ⚠" : ""].join("");
  const before = { suggested: "? ", other: `${store.other?.coder}: ` }[/** @type {string} */ (span.kind)] ?? "";
  const made = transcript.label(`${before}${code.name}${signs}`, () => view.focusOn(span.id, true), {
    class: `cs-label cs-${span.kind}${span.id === transcript.ui.focus ? " cs-on" : ""}${coding?.pending ? " cs-waiting" : ""}`,
    "data-coding": span.id,
    title: [code.path, coding?.memo].filter(Boolean).join(" - "),
    style: { ...style, ...view.hue(span.code) },
  });
  made.addEventListener("mouseenter", () => view.hover(span.id));
  made.addEventListener("mouseleave", () => view.hover(null));
  return made;
}

/** On a narrow page the margin folds into chips under the turn. @param {Transcript} transcript @param {Row} row */
function chips(transcript, row) {
  const sides = sidesOf(row);
  sides.margin.replaceChildren();
  sides.left.replaceChildren();
  row.measured = { row, height: 0, right: [], left: [] };
  const spans = (transcript.spans.get(row.index) ?? []).filter((span) => span.kind !== "asked" && span.kind !== "pending" && span.start >= row.turn.start);
  sides.chips.replaceChildren(...spans.sort((one, two) => one.start - two.start).map((span) => label(transcript, span, {})));
}
