import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, hues } from "../src/theme.js";

test("black on white is 21, white on white 1", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#ffffff", "#ffffff"), 1);
});

test("every colour that is ever shown has 3:1, on white and on black", () => {
  for (let place = 0; place < 20; place += 1) {
    for (const own of ["", "#ffff00", "#0b5c63", "#000000", "red", "#fff", "url(x)"]) {
      const { light, dark } = hues(own, place);
      assert.ok(contrast(light, "#ffffff") >= 3, `${light} on white`);
      assert.ok(contrast(dark, "#111111") >= 3, `${dark} on black`);
    }
  }
});

test("a branch keeps its own colour where it can be seen", () => assert.equal(hues("#0B5C63", 0).light, "#0b5c63"));
test("eight branches have eight colours", () => {
  assert.equal(new Set(Array.from({ length: 8 }, (_, at) => hues("", at).light)).size, 8);
  assert.equal(new Set(Array.from({ length: 8 }, (_, at) => hues("", at).dark)).size, 8);
});
