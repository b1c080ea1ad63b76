import assert from "node:assert/strict";
import { test } from "node:test";
import { KEYS, keyFor, pressed, staysHere } from "../src/keys.js";

const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test("no key does two things", () => {
  const all = KEYS.flatMap((line) => line.keys);
  assert.equal(new Set(all).size, all.length);
});

test("every letter and digit stays in the widget, Ctrl+S does not", () => {
  for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789") assert.ok(staysHere(key(letter)));
  assert.ok(staysHere(key("Enter", { shiftKey: true })));
  assert.ok(!staysHere(key("s", { ctrlKey: true })));
});

test("Ctrl+S is nobody's here, Ctrl+Z is undo, with Shift redo, also on a Mac", () => {
  assert.equal(keyFor(pressed(key("s", { ctrlKey: true }))), undefined);
  assert.equal(keyFor(pressed(key("z", { ctrlKey: true })))?.command, "undo");
  assert.equal(keyFor(pressed(key("Z", { metaKey: true, shiftKey: true })))?.command, "redo");
});

test("a plain s is no Ctrl+S", () => assert.equal(keyFor(pressed(key("s")))?.command, "selectSentence"));
test("Alt is left to the browser", () => assert.equal(keyFor(pressed(key("ArrowLeft", { altKey: true }))), undefined));
