import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../src/outbox.js";

class Memory {
  map = new Map();
  get length() { return this.map.size; }
  key(at) { return [...this.map.keys()][at] ?? null; }
  getItem(key) { return this.map.get(key) ?? null; }
  setItem(key, value) { this.map.set(key, value); }
  removeItem(key) { this.map.delete(key); }
}
const op = (id, more = {}) => ({ op_id: id, base: "sha", type: "add", code: "trust", start: 1, end: 5, ...more });
const FACTS = { saved: "14:02:11", readonly: null, alive: false };

function box(storage = new Memory()) {
  const clock = { now: 1_000_000 };
  const made = new Outbox(storage, () => clock.now);
  made.open("study/P07/ana");
  return { made, clock, storage };
}

test("what was not acknowledged is there again after the page was closed", () => {
  const { made, storage } = box();
  made.add(op("one"));
  made.add(op("two"));
  made.acked("one");
  const later = box(storage).made;
  assert.deepEqual(later.ops().map((one) => one.op_id), ["two"]);
});

test("order survives, whatever order the storage has", () => {
  const { made, storage } = box();
  for (const id of ["c", "a", "b"]) made.add(op(id));
  storage.map = new Map([...storage.map].reverse());
  assert.deepEqual(box(storage).made.ops().map((one) => one.op_id), ["c", "a", "b"]);
});

test("another coder's outbox is another outbox", () => {
  const { made, storage } = box();
  made.add(op("one"));
  const other = new Outbox(storage);
  other.open("study/P07/ben");
  assert.equal(other.waiting.size, 0);
});

test("what was sent is sent again after three seconds, not before", () => {
  const { made, clock } = box();
  made.add(op("one"));
  assert.equal(made.due().length, 1);
  made.sending(made.due()[0]);
  clock.now += 2999;
  assert.equal(made.due().length, 0);
  clock.now += 1;
  assert.equal(made.due().length, 1);
});

test("what needs a code that has no id yet waits for it", () => {
  const { made } = box();
  made.add(op("make", { type: "newcode", code: undefined, name: "Rota" }));
  made.add(op("use", { code: "new:make" }));
  made.add(op("below", { type: "newcode", code: undefined, name: "Nights", parent: "new:make" }));
  assert.deepEqual(made.due().map((entry) => entry.op.op_id), ["make"]);
  made.acked("make");
  made.rename("new:make", "rota");
  assert.deepEqual(made.due().map((entry) => entry.op.code ?? entry.op.parent), ["rota", "rota"]);
});

test("the save line goes from saving to waiting to not saved", () => {
  const { made, clock } = box();
  assert.equal(made.status(FACTS).text, "✓ saved 14:02:11");
  made.add(op("one"));
  assert.equal(made.status(FACTS).text, "● 1 being saved");
  clock.now += 2000;
  assert.equal(made.status(FACTS).text, "● 1 waiting: kernel is running a cell");
  clock.now += 8000;
  assert.match(made.status(FACTS).text, /^▲ 1 NOT saved - kernel stopped or busy\. Kept in this browser\. Run the cell again to save$/);
  assert.equal(made.status({ ...FACTS, alive: true }).state, "waiting");
});

test("a refusal that may pass is kept and tried again; the line says why", () => {
  const { made, clock } = box();
  made.add(op("one"));
  made.nacked("one", { error: "No space left on device", hint: "free some space", fatal: false });
  assert.deepEqual(made.status(FACTS), { state: "failed", text: "✕ not written: No space left on device", hint: "free some space" });
  clock.now += 3000;
  assert.equal(made.due().length, 1);
});

test("a refusal for good is out of the way but can be downloaded until discarded", () => {
  const { made, storage } = box();
  made.add(op("one"));
  made.nacked("one", { error: "the text changed", fatal: true });
  assert.equal(made.waiting.size, 0);
  assert.equal(box(storage).made.refused.size, 1);
  const lines = made.jsonl({ document: "P07", coder: "ana" }).trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 1);
  assert.deepEqual([lines[0].document, lines[0].coder, lines[0].op_id], ["P07", "ana", "one"]);
  made.discard();
  assert.equal(storage.length, 0);
});

test("a storage that throws makes the outbox volatile, and it says so", () => {
  const broken = { get length() { throw new Error("forbidden"); }, setItem() { throw new Error("forbidden"); }, getItem() {}, removeItem() {}, key() {} };
  const { made } = box(broken);
  made.add(op("one"));
  assert.equal(made.waiting.size, 1);
  assert.equal(made.durable, false);
  assert.equal(made.status(FACTS).hint, "Unsaved edits would be lost if you close this page");
});

test("no storage at all is no error", () => {
  const { made } = box(null);
  made.add(op("one"));
  made.acked("one");
  assert.equal(made.waiting.size, 0);
});
