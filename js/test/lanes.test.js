import assert from "node:assert/strict";
import { test } from "node:test";
import { golden } from "./golden.js";
import { lanes, pushDown } from "../src/lanes.js";

const span = (id, start, end) => ({ id, start, end });

test("lanes are given as in the shared cases", () => {
  const cases = golden("lanes.json");
  assert.ok(cases.length >= 4);
  for (const { name, groups, most, lanes: expected } of cases) assert.deepEqual(Object.fromEntries(lanes(groups, most)), expected, name);
});

test("no two that overlap share a lane", () => {
  const spans = Array.from({ length: 200 }, (_, at) => span(`s${at}`, (at * 7919) % 1000, ((at * 7919) % 1000) + 5 + (at % 60)));
  const found = lanes([spans.slice(0, 100), spans.slice(100)]);
  let checked = 0;
  for (const one of spans) for (const two of spans) {
    if (one === two || found.get(one.id) < 0 || found.get(one.id) !== found.get(two.id)) continue;
    checked += 1;
    assert.ok(one.end <= two.start || two.end <= one.start, `${one.id} ${two.id}`);
  }
  assert.ok(checked > 1000);
});

test("one's own codings choose their lane before suggestions", () => {
  const found = lanes([[span("mine", 10, 20)], [span("early", 0, 15)]]);
  assert.equal(found.get("mine"), 0);
  assert.equal(found.get("early"), 1);
});

test("a seventh on the same words finds no lane", () => {
  const found = lanes([Array.from({ length: 7 }, (_, at) => span(`s${at}`, 0, 9))]);
  assert.deepEqual([...found.values()], [0, 1, 2, 3, 4, 5, -1]);
});

test("labels are pushed down until none overlaps, and not further", () => {
  assert.deepEqual(pushDown([0, 0, 5, 100], 20), [0, 20, 40, 100]);
  assert.deepEqual(pushDown([0, 30], 20, 15), [15, 35]);
  assert.deepEqual(pushDown([], 20), []);
});
