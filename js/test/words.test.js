import assert from "node:assert/strict";
import { test } from "node:test";
import { countWords, sentences, settle, snap, trim, words } from "../src/words.js";

const cut = (text, spans) => spans.map(({ start, end }) => text.slice(start, end));

test("a word keeps its hyphen and its apostrophe", () => {
  const text = "Co-production isn't 3 things – it's one.";
  assert.deepEqual(cut(text, words(text)), ["Co-production", "isn't", "3", "things", "it's", "one"]);
});

test("accents made of two characters do not split a word", () => {
  const text = "nai\u0308ve Zoe\u0308";
  assert.deepEqual(cut(text, words(text)), ["nai\u0308ve", "Zoe\u0308"]);
});

test("words count from where their text begins", () => {
  assert.deepEqual(words("we ask", 100), [{ start: 100, end: 102 }, { start: 103, end: 106 }]);
});

test("a sentence does not end at Dr.", () => {
  const text = "Dr. Okafor paid. Nobody asked her to!  We did, e.g. twice.";
  assert.deepEqual(cut(text, sentences(text)), ["Dr. Okafor paid.", "Nobody asked her to!", "We did, e.g. twice."]);
});

test("a selection inside words grows to whole words", () => {
  const text = "the others covered for me";
  assert.equal(text.slice(...Object.values(snap({ start: 6, end: 13 }, words(text)))), "others covered");
});

test("a selection that ends at a blank does not take the next word", () => {
  const text = "the others covered";
  assert.deepEqual(snap({ start: 4, end: 11 }, words(text)), { start: 4, end: 11 });
});

test("blanks, also those that do not break, are trimmed", () => {
  assert.deepEqual(trim("\u00a0 yes \r\n", { start: 0, end: 8 }), { start: 2, end: 5 });
});

test("ends in a label or between two turns settle on what was said", () => {
  const turns = [{ start: 3, end: 9 }, { start: 13, end: 20 }];
  assert.deepEqual(settle({ start: 0, end: 12 }, turns), { start: 3, end: 9 });
  assert.deepEqual(settle({ start: 10, end: 30 }, turns), { start: 13, end: 20 });
  assert.deepEqual(settle({ start: 5, end: 15 }, turns), { start: 5, end: 15 });
});

test("a selection of nothing that was said is empty", () => {
  const { start, end } = settle({ start: 9, end: 13 }, [{ start: 3, end: 9 }, { start: 13, end: 20 }]);
  assert.equal(end - start, 0);
});

test("words are counted, not blanks", () => assert.equal(countWords("so nobody counted hours, …"), 4));
