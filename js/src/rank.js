/** Finding a code by typing a few letters of its path, its former names or its definition. */

/** @typedef {import("./types.js").Code} Code */

/**
 * Letters without accents and case, so that "cafe" finds "Café".
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/ß/g, "ss");
}

/**
 * The codes that have all typed words, the likeliest first.
 *
 * Exact name, beginning of the name, beginning of a word in it, in the path or a former name, anywhere there, in the
 * definition; among equals the recently used, the often used, the order of the codebook. Without a query all codes, in order.
 *
 * @param {string} query
 * @param {Code[]} codes
 * @param {string[]} [recent]  ids, the last used first
 * @returns {Code[]}
 */
export function rank(query, codes, recent = []) {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  if (!asked.length) return codes;
  const rows = codes.map((code, order) => ({ code, order, worth: worth(asked, code) })).filter((row) => row.worth < 9);
  const used = (/** @type {Code} */ code) => (recent.includes(code.id) ? recent.indexOf(code.id) : recent.length);
  rows.sort((one, two) =>
    one.worth - two.worth || used(one.code) - used(two.code) || (two.code.count ?? 0) - (one.code.count ?? 0) || one.order - two.order);
  return rows.map((row) => row.code);
}

/**
 * How well a code answers: 0 best, 9 not at all.
 * @param {string[]} asked
 * @param {Code} code
 */
function worth(asked, code) {
  const name = fold(code.name);
  if (name === asked.join(" ")) return 0;
  if (name.startsWith(asked.join(" "))) return 1;
  const near = fold([code.path, ...(code.aliases ?? [])].join(" "));
  const far = fold([code.definition, code.include].join(" "));
  if (asked.every((word) => begins(name, word))) return 2;
  if (asked.every((word) => begins(near, word))) return 3;
  if (asked.every((word) => near.includes(word))) return 4;
  if (asked.every((word) => near.includes(word) || begins(far, word))) return 5;
  return asked.every((word) => near.includes(word) || far.includes(word)) ? 6 : 9;
}

/**
 * @param {string} text
 * @param {string} word
 */
function begins(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/**
 * The nine codes behind the digits: a code keeps its digit until it is the longest unused and another needs the place.
 *
 * @param {string[]} slots
 * @param {string} code
 * @param {string[]} recent  the last used first
 */
export function slot(slots, code, recent) {
  if (slots.includes(code)) return slots;
  if (slots.length < 9) return [...slots, code];
  const age = (/** @type {string} */ id) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  const oldest = slots.reduce((one, two) => (age(two) > age(one) ? two : one));
  return slots.map((id) => (id === oldest ? code : id));
}
