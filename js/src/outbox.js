/** What a person did and Python has not yet confirmed; it outlives a dead kernel and a closed page. */

/** @typedef {import("./types.js").Op} Op */
/** @typedef {{op: Op, seq: number, since: number, sent: number, error: {error: string, hint?: string, fatal?: boolean}|null}} Waiting */

export const RESEND = 3000;
export const SLOW = 2000;
export const LOST = 10000;

/** Operations in the order in which they were made, each also under a key of its own in the browser's storage. */
export class Outbox {
  /**
   * @param {{getItem: Function, setItem: Function, removeItem: Function, key: Function, length: number}|null} storage
   * @param {() => number} [now]
   */
  constructor(storage, now = Date.now) {
    this.storage = storage;
    this.now = now;
    this.durable = Boolean(storage);
    this.prefix = "";
    this.last = 0;
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    /** Never to be written; kept for the download until discarded. @type {Map<string, Waiting>} */
    this.refused = new Map();
  }

  /**
   * Take up what an earlier view of the same study, document and coder left behind.
   * @param {string} key
   */
  open(key) {
    this.prefix = `collabstudy/outbox/${key}/`;
    for (const entry of this.stored()) {
      if (this.waiting.has(entry.op.op_id) || this.refused.has(entry.op.op_id)) continue;
      const place = entry.error?.fatal ? this.refused : this.waiting;
      place.set(entry.op.op_id, { ...entry, since: this.now(), sent: 0, error: entry.error ?? null });
      this.last = Math.max(this.last, entry.seq);
    }
    for (const entry of this.waiting.values()) this.keep(entry);
  }

  /** @returns {{op: Op, seq: number, error?: Waiting["error"]}[]} */
  stored() {
    const found = [];
    try {
      for (let at = 0; this.storage && at < this.storage.length; at += 1) {
        const key = this.storage.key(at);
        if (typeof key === "string" && key.startsWith(this.prefix)) {
          const entry = JSON.parse(this.storage.getItem(key));
          if (entry?.op?.op_id) found.push(entry);
        }
      }
    } catch {
      this.durable = false;
    }
    return found.sort((one, two) => one.seq - two.seq);
  }

  /** @param {Op} op */
  add(op) {
    this.last = Math.max(this.last + 1, this.now());
    const entry = { op, seq: this.last, since: this.now(), sent: 0, error: null };
    this.waiting.set(op.op_id, entry);
    this.keep(entry);
  }

  /** @param {Waiting} entry */
  keep(entry) {
    if (!this.prefix || !this.storage) return;
    try {
      this.storage.setItem(this.prefix + entry.op.op_id, JSON.stringify({ seq: entry.seq, op: entry.op, error: entry.error }));
      this.durable = true;
    } catch {
      this.durable = false;
    }
  }

  /** @param {string} id */
  forget(id) {
    try {
      this.storage?.removeItem(this.prefix + id);
    } catch {
      this.durable = false;
    }
  }

  /**
   * Written: Python has it on disk. Tells whether it was waiting.
   * @param {string} id
   */
  acked(id) {
    this.forget(id);
    this.refused.delete(id);
    return this.waiting.delete(id);
  }

  /**
   * Not written: kept and tried again, or, when it never can be, put aside for the download.
   * @param {string} id
   * @param {{error: string, hint?: string, fatal?: boolean}} told
   */
  nacked(id, told) {
    const entry = this.waiting.get(id);
    if (!entry) return;
    entry.error = { error: told.error, hint: told.hint, fatal: Boolean(told.fatal) };
    if (told.fatal) {
      this.waiting.delete(id);
      this.refused.set(id, entry);
    }
    this.keep(entry);
  }

  /** A new code got its id: what waits for it can go. @param {string} from @param {string} to */
  rename(from, to) {
    for (const entry of this.waiting.values()) {
      if (entry.op.code !== from && entry.op.parent !== from) continue;
      const { code, parent } = entry.op;
      entry.op = { ...entry.op, ...(code === from ? { code: to } : {}), ...(parent === from ? { parent: to } : {}) };
      this.keep(entry);
    }
  }

  /** What may be sent now: never sent, or not answered for three seconds; nothing that names a code which has no id yet. */
  due() {
    const now = this.now();
    const named = (/** @type {string|undefined} */ code) => !code?.startsWith("new:");
    return [...this.waiting.values()].filter(({ op, sent }) => now - sent >= RESEND && named(op.code) && named(op.parent));
  }

  /** @param {Waiting} entry */
  sending(entry) {
    entry.sent = this.now();
  }

  retry() {
    for (const entry of this.waiting.values()) Object.assign(entry, { sent: 0, error: null });
  }

  discard() {
    for (const id of this.refused.keys()) this.forget(id);
    this.refused.clear();
  }

  ops() {
    return [...this.waiting.values()].map((entry) => entry.op);
  }

  /**
   * One operation a line, oldest first: the way out when everything else fails.
   * @param {object} about  document and coder, on every line
   */
  jsonl(about) {
    const all = [...this.waiting.values(), ...this.refused.values()].sort((one, two) => one.seq - two.seq);
    return all.map((entry) => `${JSON.stringify({ ...about, ...entry.op, made: new Date(entry.seq).toISOString() })}\n`).join("");
  }

  /**
   * What the save line says, as a word for the style sheet and a sentence.
   * @param {{saved: string|null, readonly: string|null, alive: boolean}} facts
   * @returns {{state: string, text: string, hint: string}}
   */
  status({ saved, readonly, alive }) {
    const entries = [...this.waiting.values()];
    const count = entries.length;
    const volatile = this.durable ? "" : "Unsaved edits would be lost if you close this page";
    const refusal = entries.find((entry) => entry.error)?.error ?? [...this.refused.values()].at(-1)?.error;
    if (refusal) return { state: "failed", text: `✕ not written: ${refusal.error}`, hint: refusal.hint ?? volatile };
    if (count) {
      const age = this.now() - Math.min(...entries.map((entry) => entry.since));
      if (age < SLOW) return { state: "saving", text: `● ${count} being saved`, hint: volatile };
      if (age < LOST || alive) return { state: "waiting", text: `● ${count} waiting: kernel is running a cell`, hint: volatile };
      const kept = this.durable ? "Kept in this browser." : `${volatile}.`;
      return { state: "unsaved", text: `▲ ${count} NOT saved - kernel stopped or busy. ${kept} Run the cell again to save`, hint: volatile };
    }
    if (readonly) return { state: "readonly", text: `read-only: ${readonly}`, hint: "" };
    return { state: "saved", text: saved ? `✓ saved ${saved}` : "✓ all saved", hint: volatile };
  }
}
