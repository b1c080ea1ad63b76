import assert from "node:assert/strict";
import { test } from "node:test";
import { golden } from "./golden.js";
import { Points } from "../src/text.js";

test("offsets are counted as Python counts them, for every place of every text", () => {
  const cases = golden("offsets.json");
  assert.ok(cases.length >= 8);
  for (const { name, text, points, units } of cases) {
    const map = new Points(text);
    assert.equal(map.points, points.at(-1), name);
    for (const [at, point] of points.entries()) {
      assert.equal(map.toUnit(point), units[at], `${name}: point ${point}`);
      assert.equal(map.toPoint(units[at]), point, `${name}: unit ${units[at]}`);
    }
  }
});

test("the middle of a pair belongs to its beginning", () => {
  const map = new Points("a🔧b");
  assert.equal(map.toPoint(2), 1);
  assert.equal(map.toPoint(3), 2);
});

test("what lies beyond the text is its end", () => {
  const map = new Points("🔧🔧");
  assert.equal(map.toUnit(99), 4);
  assert.equal(map.toPoint(99), 2);
  assert.equal(map.toUnit(-1), 0);
});
