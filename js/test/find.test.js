import assert from "node:assert/strict";
import { test } from "node:test";
import { places } from "../src/find.js";

const TEXT = "I: Money? \nP: MONEY (the  money). 🔧 Straße İ money";
const TURNS = [{ start: 3, end: 10 }, { start: 14, end: TEXT.length }];
const found = (query) => places(query, TEXT, TURNS).map(({ start, end }) => TEXT.slice(start, end));

test("case does not matter, and offsets stay true behind wide characters", () => assert.deepEqual(found("money"), ["Money", "MONEY", "money", "money"]));
test("signs are signs", () => assert.deepEqual(found("money)"), ["money)"]));
test("blanks stand for any blanks", () => assert.deepEqual(found("the money"), ["the  money"]));
test("labels are not searched", () => assert.deepEqual(found("P:"), []));
test("nothing is found for nothing", () => assert.deepEqual(found("  "), []));
