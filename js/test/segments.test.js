import assert from "node:assert/strict";
import { test } from "node:test";
import { golden } from "./golden.js";
import { segments } from "../src/segments.js";

test("pieces are cut as in the shared cases", () => {
  const cases = golden("segments.json");
  assert.ok(cases.length >= 5);
  for (const { name, turn, spans, gaps, pieces } of cases) assert.deepEqual(segments(turn, spans, gaps), pieces, name);
});

test("together the pieces are the turn, once", () => {
  const spans = Array.from({ length: 40 }, (_, at) => ({ id: `s${at}`, start: (at * 37) % 90, end: ((at * 37) % 90) + 1 + (at % 20) }));
  const pieces = segments({ start: 5, end: 95 }, spans);
  assert.equal(pieces[0].start, 5);
  assert.equal(pieces.at(-1).end, 95);
  for (const [at, piece] of pieces.entries()) if (at) assert.equal(piece.start, pieces[at - 1].end);
});
