/** Offsets in code points, as Python counts, and in UTF-16 units, as browsers count. */

/** Where the characters outside the basic plane stand in a text, found once, so that each conversion is a binary search. */
export class Points {
  /** @param {string} text */
  constructor(text) {
    this.units = text.length;
    /** Code point offsets of the characters that take two units. @type {number[]} */
    this.wide = [];
    for (const hit of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) this.wide.push(hit.index - this.wide.length);
    this.points = this.units - this.wide.length;
  }

  /**
   * The unit at which a code point begins; beyond the text, its end.
   * @param {number} point
   */
  toUnit(point) {
    const at = Math.max(0, Math.min(point, this.points));
    return at + before(this.wide, at);
  }

  /**
   * The code point to which a unit belongs: the middle of a surrogate pair counts as its beginning.
   * @param {number} unit
   */
  toPoint(unit) {
    const at = Math.max(0, Math.min(unit, this.units));
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.wide[middle]) + middle < at) low = middle + 1;
      else high = middle;
    }
    return at - low;
  }
}

/**
 * How many of the ascending numbers are below a limit.
 * @param {number[]} numbers
 * @param {number} limit
 */
export function before(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (numbers[middle]) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
