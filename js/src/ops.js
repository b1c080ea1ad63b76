/** What the document looks like once everything that was done, written or not yet, has its effect. */

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Op} Op */

const NOT_UNDONE = new Set(["adopt", "newcode"]);

/**
 * The operations that still have an effect, after the undos and redos among them.
 *
 * An undo with nothing before it in the list takes back something that Python has written; that shows when it answers.
 * @param {Op[]} ops
 */
export function standing(ops) {
  /** @type {Op[]} */
  let done = [];
  /** @type {Op[]} */
  let undone = [];
  for (const op of ops) {
    if (op.type === "undo") {
      const last = done.findLast((before) => !NOT_UNDONE.has(before.type));
      if (last) {
        done = done.filter((before) => before !== last);
        undone.push(last);
      }
    } else if (op.type === "redo") {
      const back = undone.pop();
      if (back) done.push(back);
    } else {
      done.push(op);
      undone = [];
    }
  }
  return done;
}

/**
 * The written state with the pending operations on top; what no operation touches is the same object as before.
 *
 * @param {State} base
 * @param {Op[]} ops
 * @param {(point: number) => number} toUnit  offsets of operations are code points
 * @param {string} coder
 * @returns {State}
 */
export function project(base, ops, toUnit, coder) {
  if (!ops.length) return base;
  const state = {
    ...base,
    codings: new Map(base.codings),
    suggestions: new Map(base.suggestions),
    asked: new Map(base.asked),
    codes: new Map(base.codes),
    memos: { ...base.memos },
  };
  for (const op of standing(ops)) EFFECTS[op.type]?.(state, op, toUnit, coder);
  return state;
}

/** @type {Record<string, (state: State, op: Op, toUnit: (point: number) => number, coder: string) => void>} */
const EFFECTS = {
  add(state, op, toUnit, coder) {
    place(state, op, op.code ?? "", toUnit(op.start ?? 0), toUnit(op.end ?? 0), coder);
  },
  newcode(state, op, toUnit, coder) {
    const id = `new:${op.op_id}`;
    const parent = op.parent ? state.codes.get(op.parent) : undefined;
    const name = op.name ?? "";
    const path = parent ? `${parent.path} › ${name}` : name;
    const level = parent ? parent.level + 1 : 0;
    state.codes.set(id, { id, name, path, parent: op.parent ?? null, level, branch: parent?.branch ?? id, definition: op.definition });
    if (op.start !== undefined) place(state, op, id, toUnit(op.start), toUnit(op.end ?? op.start), coder);
  },
  accept(state, op, toUnit, coder) {
    const suggestion = state.suggestions.get(op.suggestion ?? "");
    state.suggestions.delete(op.suggestion ?? "");
    if (!suggestion) return;
    const start = op.start === undefined ? suggestion.start : toUnit(op.start);
    const end = op.end === undefined ? suggestion.end : toUnit(op.end);
    place(state, op, op.code ?? suggestion.code, start, end, coder);
  },
  reject(state, op) {
    state.suggestions.delete(op.suggestion ?? "");
  },
  remove(state, op) {
    state.codings.delete(op.coding ?? "");
    state.asked.delete(op.coding ?? "");
  },
  retire(state, op) {
    change(state, op, { status: "retired" });
  },
  confirm(state, op) {
    change(state, op, { status: "kept" });
  },
  recode(state, op) {
    change(state, op, { code: op.code, status: "kept" });
  },
  move(state, op, toUnit) {
    change(state, op, { start: toUnit(op.start ?? 0), end: toUnit(op.end ?? 0), status: "kept", quote: undefined });
  },
  memo(state, op) {
    if (op.coding) change(state, op, { memo: op.memo ?? "" });
    else if (op.about) state.memos[op.about] = op.memo ?? "";
  },
  asked(state, op, toUnit) {
    const [start, end] = [toUnit(op.start ?? 0), toUnit(op.end ?? 0)];
    state.asked.set(op.op_id, { id: op.op_id, question: op.question ?? "", start, end, pending: true });
  },
  done(state, op) {
    if (!op.consensus) state.done = op.undo ? null : { time: "", this_text: true };
  },
};

/**
 * @param {State} state
 * @param {Op} op
 * @param {string} code
 * @param {number} start
 * @param {number} end
 * @param {string} coder
 */
function place(state, op, code, start, end, coder) {
  const same = [...state.codings.values()].some((other) => other.code === code && other.start === start && other.end === end);
  if (same) return;
  const memo = op.memo ?? "";
  state.codings.set(op.op_id, { id: op.op_id, code, coder, origin: "person", start, end, status: "kept", memo, created: "", pending: true });
}

/**
 * @param {State} state
 * @param {Op} op
 * @param {object} what
 */
function change(state, op, what) {
  const coding = state.codings.get(op.coding ?? "");
  if (coding) state.codings.set(coding.id, { ...coding, ...what, pending: true });
}
