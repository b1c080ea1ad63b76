import assert from "node:assert/strict";
import { test } from "node:test";
import { golden } from "./golden.js";
import { project, standing } from "../src/ops.js";

const same = (point) => point;
const state = ({ codings = [], suggestions = [], codes = [] } = {}) => ({
  codings: new Map(codings.map((one) => [one.id, one])),
  suggestions: new Map(suggestions.map((one) => [one.id, one])),
  asked: new Map(), codes: new Map(codes.map((one) => [one.id, one])), memos: {}, done: null,
});
const op = (op_id, type, more = {}) => ({ op_id, base: "sha", type, ...more });

test("pending operations have the effect that the shared cases say", () => {
  const cases = golden("pending.json");
  assert.ok(cases.length >= 8);
  for (const { name, codings, suggestions, ops, after } of cases) {
    const found = project(state({ codings, suggestions }), ops, same, "ana");
    const plain = [...found.codings.values()].map(({ id, code, start, end, memo }) => ({ id, code, start, end, memo: memo ?? "" }));
    assert.deepEqual(plain, after.codings, name);
    assert.deepEqual([...found.suggestions.keys()], after.suggestions, name);
  }
});

test("nothing pending is the very same state", () => {
  const base = state();
  assert.equal(project(base, [], same, "ana"), base);
});

test("what no operation touches is the same object", () => {
  const base = state({ codings: [{ id: "a", code: "x", start: 0, end: 3 }, { id: "b", code: "x", start: 5, end: 9 }] });
  const after = project(base, [op("1", "recode", { coding: "b", code: "y" })], same, "ana");
  assert.equal(after.codings.get("a"), base.codings.get("a"));
  assert.equal(after.codings.get("b").code, "y");
  assert.equal(base.codings.get("b").code, "x");
});

test("an undo takes back the last, a redo brings it again, something new ends that", () => {
  const [one, two] = [op("1", "add"), op("2", "add")];
  assert.deepEqual(standing([one, two, op("u", "undo")]), [one]);
  assert.deepEqual(standing([one, two, op("u", "undo"), op("r", "redo")]), [one, two]);
  assert.deepEqual(standing([one, op("u", "undo"), two, op("r", "redo")]), [two]);
});

test("an undo of what is written already waits for Python", () => assert.deepEqual(standing([op("u", "undo")]), []));

test("a new code can be used before it has its id", () => {
  const after = project(state(), [op("n", "newcode", { name: "Rota", start: 0, end: 4 }), op("m", "add", { code: "new:n", start: 6, end: 9 })], same, "ana");
  assert.deepEqual([...after.codings.values()].map((one) => one.code), ["new:n", "new:n"]);
  assert.equal(after.codes.get("new:n").name, "Rota");
});
