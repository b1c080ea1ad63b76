/** The document as Python told it, and the conversation that keeps both sides the same. */

import { uuid } from "./dom.js";
import { project } from "./ops.js";
import { Outbox } from "./outbox.js";
import { Points } from "./text.js";

/**
 * @typedef {import("./types.js").Model} Model
 * @typedef {import("./types.js").Op} Op
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./types.js").Span} Span
 */

const TICK = 250;
const PING = 5000;
const IDLE_PING = 20000;

/** @returns {State} */
function nothing() {
  return { codings: new Map(), suggestions: new Map(), asked: new Map(), codes: new Map(), memos: {}, done: null };
}

/** One view's copy of the state. Says `doc`, `change`, `status`, `other`, `goto` and `said` to whoever listens. */
export class Store extends EventTarget {
  /**
   * @param {Model} model
   * @param {Storage|null} storage
   */
  constructor(model, storage) {
    super();
    this.model = model;
    this.view = uuid();
    this.outbox = new Outbox(storage);
    this.key = "";
    this.loaded = false;
    this.rev = -1;
    /** @type {any} */
    this.document = { id: "", text: "", turns: [], sha: "" };
    this.coder = "";
    this.points = new Points("");
    /** @type {Turn[]} */
    this.turns = [];
    this.base = nothing();
    this.state = nothing();
    /** @type {{coding: string, why: string, said?: string}[]} */
    this.review = [];
    /** @type {import("./types.js").Can} */
    this.can = { undo: null, redo: null };
    /** @type {import("./types.js").Question[]} */
    this.questions = [];
    /** @type {string[]} */
    this.coders = [];
    /** @type {string[]} */
    this.notes = [];
    /** @type {string|null} */
    this.readonly = null;
    this.blind = false;
    /** @type {import("./types.js").Other|null} */
    this.other = null;
    /** @type {any} */
    this.prefs = {};
    /** @type {string|null} */
    this.saved = null;
    this.pinged = 0;
    this.waitsForPong = false;
    this.heard = 0;
    this.asked = 0;
    this.receive = (/** @type {any} */ message) => this.on(message);
    model.on("msg:custom", this.receive);
    this.timer = setInterval(() => this.tick(), TICK);
    this.hello();
  }

  close() {
    clearInterval(this.timer);
    this.model.off("msg:custom", this.receive);
    this.post({ kind: "bye" });
  }

  /** @param {string} type @param {any} [detail] */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Send, if there is still something to send to. @param {object} message */
  post(message) {
    try {
      this.model.send({ ...message, view: this.view });
    } catch {
      // A comm whose kernel is gone throws; the outbox keeps what matters and the save line says so.
      return false;
    }
    return true;
  }

  hello() {
    this.asked = Date.now();
    this.post({ kind: "hello", proto: 1, outbox: this.outbox.ops().map((op) => op.op_id) });
  }

  ping() {
    if (this.waitsForPong && Date.now() - this.pinged < 10000) return;
    this.pinged = Date.now();
    this.waitsForPong = true;
    this.post({ kind: "ping", outbox: this.outbox.waiting.size });
  }

  tick() {
    if (!this.loaded) {
      if (Date.now() - this.asked >= 3000) this.hello();
    } else {
      this.flush();
      const pause = this.outbox.waiting.size ? PING : IDLE_PING;
      if (Date.now() - this.pinged >= pause && globalThis.document?.visibilityState !== "hidden") this.ping();
    }
    this.tell("status");
  }

  /** Send what is due, in order. */
  flush() {
    if (this.readonly) return;
    for (const entry of this.outbox.due()) {
      this.outbox.sending(entry);
      this.post({ kind: "op", op: entry.op });
    }
  }

  /** @param {any} message */
  on(message) {
    if (!message || typeof message !== "object") return;
    if (message.view && message.view !== this.view && message.kind !== "ack") return;
    this.heard = Date.now();
    switch (message.kind) {
      case "doc":
        return this.onDoc(message);
      case "ack":
        return this.onAck(message);
      case "nack":
        return this.onNack(message);
      case "patch":
        return this.onDelta(message);
      case "other":
        return this.onOther(message);
      case "ping":
        for (const entry of this.outbox.waiting.values()) entry.sent = 0;
        this.flush();
        return void this.post({ kind: "pong", outbox: this.outbox.ops().map((op) => op.op_id) });
      case "pong":
        this.waitsForPong = false;
        return;
      case "goto":
        return this.tell("goto", message.turn);
      case "closed":
        this.readonly = message.reason || "closed";
        return this.tell("change", { touched: new Set() });
      case "error":
        return this.tell("said", { text: [message.error, message.hint].filter(Boolean).join(" - "), alarm: true });
      default:
    }
  }

  /** @param {any} message */
  onDoc(message) {
    const points = new Points(message.document.text);
    const changed = !this.loaded || message.document.sha !== this.document.sha || message.document.id !== this.document.id;
    this.points = points;
    this.document = message.document;
    this.coder = message.coder;
    this.turns = message.document.turns.map((/** @type {any} */ turn) => ({
      ...this.span(turn),
      gaps: (turn.gaps ?? []).map((/** @type {number[]} */ gap) => gap.map((at) => points.toUnit(at))),
    }));
    this.rev = message.rev;
    this.readonly = message.readonly ?? null;
    this.coders = [];
    this.blind = false;
    this.questions = message.questions ?? [];
    this.notes = message.notes ?? [];
    this.prefs = message.prefs ?? {};
    this.base = nothing();
    this.take({ ...message, add: message.codings ?? [], suggestions: { add: message.suggestions ?? [] } });
    for (const id of message.acked ?? []) this.outbox.acked(id);
    this.key = message.key ?? `${message.document.id}/${message.coder}`;
    this.outbox.open(this.key);
    for (const entry of this.outbox.waiting.values()) entry.sent = 0;
    this.loaded = true;
    this.state = this.projected();
    if (message.other) this.onOther({ kind: "other", disagreements: [], figures: [], ...message.other });
    this.tell("doc", { changed, goto: message.goto ?? null });
    this.flush();
    this.tell("status");
  }

  /** @param {any} message */
  onAck(message) {
    const mine = this.outbox.acked(message.op_id);
    if (message.code) this.outbox.rename(`new:${message.op_id}`, message.code);
    if (mine) this.saved = new Date().toTimeString().slice(0, 8);
    this.onDelta(message);
    if (mine && message.said) this.tell("said", { text: message.said, ack: true });
    if (mine) this.tell("acked", message);
    this.flush();
    this.tell("status");
  }

  /** @param {any} message */
  onNack(message) {
    this.outbox.nacked(message.op_id, message);
    this.refresh();
    this.tell("said", { text: `Not written: ${[message.error, message.hint].filter(Boolean).join(" - ")}`, alarm: true });
    this.tell("status");
  }

  /** What changed since the revision that we have. @param {any} message */
  onDelta(message) {
    if (!this.loaded) return;
    if (message.prev === undefined || message.prev === this.rev) {
      this.take(message);
      this.rev = message.rev;
    } else if (message.rev > this.rev) this.post({ kind: "ask", what: "reload" });
    this.refresh();
  }

  /** @param {any} message */
  take(message) {
    const base = { ...this.base };
    if (message.codes) base.codes = new Map(message.codes.map((/** @type {any} */ code) => [code.id, code]));
    if (message.asked) base.asked = new Map(message.asked.map((/** @type {any} */ mark) => [mark.id, this.span(mark)]));
    if (message.memos) base.memos = message.memos;
    if ("done" in message) base.done = message.done;
    base.codings = new Map(base.codings);
    for (const id of message.remove ?? []) base.codings.delete(id);
    for (const coding of [...(message.add ?? []), ...(message.change ?? [])]) base.codings.set(coding.id, this.span(coding));
    if (message.suggestions) {
      base.suggestions = new Map(base.suggestions);
      for (const id of message.suggestions.remove ?? []) base.suggestions.delete(id);
      for (const one of message.suggestions.add ?? []) base.suggestions.set(one.id, this.span(one));
    }
    if (message.review) this.review = message.review;
    if (message.notes) this.notes = message.notes;
    if (message.coders) this.coders = message.coders;
    if ("blind" in message) this.blind = Boolean(message.blind);
    if (message.can) this.can = message.can;
    this.base = base;
  }

  /** @param {any} message */
  onOther(message) {
    this.other = {
      coder: message.coder,
      refused: message.refused ?? null,
      codings: new Map((message.codings ?? []).map((/** @type {any} */ one) => [one.id, this.span(one)])),
      disagreements: (message.disagreements ?? []).map((/** @type {any} */ one) => this.span(one)),
      figures: message.figures ?? [],
      consensus: message.consensus
        ? { ...message.consensus, codings: message.consensus.codings.map((/** @type {any} */ one) => this.span(one)) }
        : null,
      done: message.done ?? {},
    };
    this.tell("other");
  }

  dropOther() {
    this.other = null;
    this.tell("other");
  }

  /** @param {string} coder */
  compare(coder) {
    this.post({ kind: "ask", what: "compare", coder });
  }

  /** Something off the wire, in units. @param {any} one */
  span(one) {
    const placed = typeof one.start === "number" && typeof one.end === "number";
    return { ...one, start: placed ? this.points.toUnit(one.start) : -1, end: placed ? this.points.toUnit(one.end) : -1 };
  }

  projected() {
    return project(this.base, this.outbox.ops(), (point) => this.points.toUnit(point), this.coder);
  }

  refresh() {
    const before = this.state;
    this.state = this.projected();
    this.tell("change", { touched: touched(before, this.state) });
  }

  /**
   * Do something: shown at once, kept in the browser, sent, and forgotten when Python has written it.
   * @param {string} type
   * @param {object} [fields]  spans in units
   */
  act(type, fields = {}) {
    if (this.readonly) {
      this.tell("said", { text: `read-only: ${this.readonly}`, alarm: true });
      return null;
    }
    if (!this.loaded) return null;
    /** @type {any} */
    const op = { op_id: uuid(), base: this.document.sha, type, ...fields };
    if (op.start !== undefined) op.start = this.points.toPoint(op.start);
    if (op.end !== undefined) op.end = this.points.toPoint(op.end);
    this.outbox.add(op);
    this.refresh();
    this.flush();
    this.tell("status");
    return /** @type {Op} */ (op);
  }

  status() {
    if (!this.loaded) {
      return { state: "loading", text: "… waiting for the kernel", hint: "Run the cell again if nothing appears" };
    }
    const alive = this.heard > 0 && Date.now() - this.heard < 7000;
    return this.outbox.status({ saved: this.saved, readonly: this.readonly, alive });
  }

  /** @param {Span} span */
  quote({ start, end }) {
    let text = "";
    for (const turn of this.turns) {
      if (turn.end <= start || turn.start >= end) continue;
      let at = Math.max(start, turn.start);
      const stop = Math.min(end, turn.end);
      for (const [from, to] of turn.gaps ?? []) {
        if (to <= at || from >= stop) continue;
        text += `${this.document.text.slice(at, from)} `;
        at = to;
      }
      text += `${text && !text.endsWith(" ") ? " " : ""}${this.document.text.slice(at, stop)}`;
    }
    return text;
  }

  /** The place in `turns` of the turn at an offset: the last that begins at or before it. @param {number} offset */
  turnAt(offset) {
    let low = 0;
    let high = this.turns.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Turn} */ (this.turns[middle]).start <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** @param {string} id */
  code(id) {
    return this.state.codes.get(id) ?? { id, name: id, path: id, level: 0, branch: id, colour: "" };
  }

  /** The codings of this coder that stand somewhere in the text. */
  placed() {
    return [...this.state.codings.values()].filter((coding) => coding.start >= 0 && coding.status !== "retired");
  }
}

/**
 * The spans that came, went or changed between two states.
 * @param {State} before
 * @param {State} after
 */
function touched(before, after) {
  /** @type {Set<Span>} */
  const found = new Set();
  for (const kind of /** @type {const} */ (["codings", "suggestions", "asked"])) {
    if (before[kind] === after[kind]) continue;
    for (const [id, one] of after[kind]) {
      const was = before[kind].get(id);
      if (was === one) continue;
      found.add(one);
      if (was) found.add(was);
    }
    for (const [id, one] of before[kind]) if (!after[kind].has(id)) found.add(one);
  }
  return found;
}
