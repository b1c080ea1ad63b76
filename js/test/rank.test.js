import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, rank, slot } from "../src/rank.js";

const code = (id, name, path = name, more = {}) => ({ id, name, path, level: 0, branch: id, ...more });
const BOOK = [
  code("work", "Working together"),
  code("trust", "Team trust", "Working together › Team trust", { definition: "Relying on colleagues without checking." }),
  code("cover", "Covering", "Working together › Covering", { aliases: ["standing in"], count: 3 }),
  code("cafe", "Café life", "Places › Café life"),
  code("mistrust", "Mistrust", "Working together › Mistrust", { count: 9 }),
  code("road", "Road works", "Places › Road works"),
];
const ids = (query, recent) => rank(query, BOOK, recent).map((one) => one.id);

test("without a query all codes stand in the order of the codebook", () => assert.deepEqual(rank("  ", BOOK), BOOK));
test("a word's beginning comes before its middle", () => assert.deepEqual(ids("trust"), ["trust", "mistrust"]));
test("all typed words must be there", () => assert.deepEqual(ids("team tru"), ["trust"]));
test("the path finds what is below it", () => assert.deepEqual(ids("working"), ["work", "mistrust", "cover", "trust"]));
test("a former name finds the code", () => assert.deepEqual(ids("standing"), ["cover"]));
test("the definition finds it too, last", () => assert.deepEqual(ids("colleagues"), ["trust"]));
test("accents and case do not matter", () => assert.deepEqual(ids("CAFE"), ["cafe"]));
test("among equals the last used comes first", () => assert.deepEqual(ids("work", ["road", "work"]).slice(0, 2), ["work", "road"]));
test("nothing is found for what is nowhere", () => assert.deepEqual(ids("zebra"), []));
test("ß is found as ss", () => assert.equal(fold("Straße"), "strasse"));

test("a code keeps its digit while others are used", () => {
  let slots = [];
  for (const id of ["a", "b", "c", "a", "b"]) slots = slot(slots, id, []);
  assert.deepEqual(slots, ["a", "b", "c"]);
});

test("the tenth code takes the digit that was longest unused", () => {
  const slots = [..."abcdefghi"];
  assert.deepEqual(slot(slots, "j", [..."ihgfedcab"]).join(""), "ajcdefghi");
});
