/* A model as anywidget gives it, with a small Python behind it: enough to answer every message of the widget.
   window.fake(options) makes one; its `log` is what the widget sent, its `disk` the operations that were written. */

/** A made-up interview; every sentence of it is invented for these tests. */
const SAID = [
  ["I", "How did the team take the new rota?"],
  ["P", "We trusted each other, so nobody counted hours, and if I was late the others covered for me. The chief only saw figures."],
  ["I", "Could you give me an example of that?"],
  ["P", "On Friday the boiler broke 🔧 and Zoë‍ fixed it, naïve as it sounds. Dr. Okafor paid for the parts. Nobody asked her to."],
  ["P", "שלום לכולם, we say in the morning. After that it is 👩‍👩‍👧 business as usual."],
];

function makeDocument(words) {
  let text = "";
  const turns = [];
  const add = (speaker, said) => {
    text += `${speaker}: `;
    const start = [...text].length;
    text += said;
    turns.push({ n: turns.length + 1, kind: "speech", speaker, role: speaker === "I" ? "interviewer" : "resident", interviewer: speaker === "I",
      time: turns.length * 37, heading: [], start, end: start + [...said].length, gaps: [] });
    text += "\n\n";
  };
  if (!words) for (const [speaker, said] of SAID) add(speaker, said);
  else {
    const stock = ("garden water meeting people asked street money council answer listen morning bench school river vote paper kitchen " +
      "the and of to in that we it was for they with on").split(" ");
    let seed = 7;
    const next = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
    let made = 0;
    while (made < words) {
      const length = 10 + next(110);
      const said = Array.from({ length }, (_, at) => { const word = stock[next(stock.length)]; return at % 14 === 0 ? word[0].toUpperCase() + word.slice(1) : at % 14 === 13 ? `${word}.` : word; }).join(" ");
      add(turns.length % 2 ? "P" : "I", said);
      made += length;
    }
  }
  return { id: "P07", title: "", kind: "interview", date: "2026-05-03", case: "mill", case_name: "Mill Lane", sha: "sha-1", text, turns };
}

const CODES = [
  ["work", "Working together", null, "How people work with each other."],
  ["trust", "Team trust", "work", "Relying on colleagues without checking.", "Covering for one another.", "Trust in the organisation (chief)."],
  ["cover", "Covering", "work", "Doing somebody else's work for a while.", "", "", ["standing in"]],
  ["chief", "Manager", "work", "What the person in charge sees and does."],
  ["money", "Money", null, "Costs, pay and who bears them."],
  ["repair", "Repairs", "money", "Things that broke and were mended."],
  ["doubt", "Doubt", null, "Something said with reserve.", "", "", ["hesitation"]],
];

function codebook() {
  const made = new Map();
  for (const [id, name, parent, definition, include = "", exclude = "", aliases = []] of CODES) {
    const up = made.get(parent);
    made.set(id, { id, name, path: up ? `${up.path} › ${name}` : name, parent, level: up ? 1 : 0, branch: up ? up.branch : id, colour: "", definition, include, exclude, examples: [], aliases, count: 0 });
  }
  return [...made.values()];
}

window.fake = (options = {}) => {
  const listeners = new Map();
  const doc = makeDocument(options.words);
  const letters = [...doc.text];
  const at = (words) => { const unit = doc.text.indexOf(words); const start = [...doc.text.slice(0, unit)].length; return { start, end: start + [...words].length }; };
  const codes = codebook();
  const codings = new Map();
  const suggestions = new Map();
  const asked = new Map();
  const disk = [];
  const done = [];
  const undone = [];
  let consensus = [];
  let rev = 1;
  let stamp = 0;
  const coding = (id, code, span, more = {}) => ({ id, code, coder: "ana", origin: "person", start: span.start, end: span.end, status: "kept", memo: "", created: `2026-05-04T10:00:${String(stamp++).padStart(6, "0")}Z`, ...more });
  const other = [];
  let memos = {};
  let finished = null;
  let review = [];
  if (options.full) {
    codings.set("c1", coding("c1", "trust", at("We trusted each other, so nobody counted hours")));
    codings.set("c2", coding("c2", "cover", at("if I was late the others covered for me"), { memo: "her own shifts?" }));
    codings.set("c3", coding("c3", "doubt", at("nobody counted hours, and if I was late")));
    codings.set("c4", coding("c4", "repair", at("the boiler broke 🔧 and Zoë‍ fixed it")));
    codings.set("c9", { ...coding("c9", "money", { start: 0, end: 0 }), start: undefined, end: undefined, quote: "they paid for the van", status: "orphaned" });
    review = [{ coding: "c9", why: "orphaned", said: "its words are no longer in the text" }];
    suggestions.set("s1", { id: "s1", code: "chief", coder: "rules", score: 0.81, ...at("The chief only saw figures") });
    suggestions.set("s2", { id: "s2", code: "money", coder: "rules", ...at("paid for the parts") });
    other.push({ ...coding("b1", "trust", at("We trusted each other")), coder: "ben", memo: "only the first half" });
    other.push({ ...coding("b2", "money", at("paid for the parts")), coder: "ben" });
    asked.set("q-1", { id: "q-1", question: "q2", ...at("Could you give me an example of that?") });
    memos = { document: "A quiet kitchen; the boiler hummed." };
  }
  if (options.many) {
    let seed = 11;
    const next = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
    for (let made = 0; made < options.many; made += 1) {
      const turn = doc.turns[next(doc.turns.length)];
      const start = turn.start + next(Math.max(1, turn.end - turn.start - 20));
      const end = Math.min(turn.end, start + 20 + next(180));
      codings.set(`m${made}`, coding(`m${made}`, CODES[next(CODES.length)][0], { start, end }));
    }
  }
  const can = () => ({ undo: done.length ? "something" : null, redo: undone.length ? "something" : null });
  const tell = (message) => {
    const copy = JSON.parse(JSON.stringify(message));
    setTimeout(() => { for (const listener of listeners.get("msg:custom") ?? []) listener(copy, []); }, options.delay ?? 1);
  };
  const full = (view) => ({
    kind: "doc", view, rev, key: options.key ?? "study/P07/ana", document: doc, coder: "ana", readonly: options.readonly ?? null, notes: [], codes,
    codings: [...codings.values()], suggestions: options.blind && !finished ? [] : [...suggestions.values()], other: null,
    coders: options.full && !(options.blind && !finished) ? ["ben"] : [],
    questions: options.full ? [{ id: "q1", text: "What changed with the rota?", codes: ["trust"] }, { id: "q2", text: "Can you give an example?", codes: [] }] : [],
    asked: [...asked.values()], memos, done: finished, can: can(), blind: Boolean(options.blind) && !finished, review, acked: disk.map((op) => op.op_id), goto: null,
    prefs: { height: 640, suggestions: true },
  });

  let delta;
  const effect = (op) => {
    delta = { add: [], remove: [], change: [] };
    const put = (one) => { const was = codings.get(one.id); codings.set(one.id, one); (was ? delta.change : delta.add).push(one); return was; };
    const drop = (id) => { codings.delete(id); delta.remove.push(id); };
    const undoable = (back) => { done.push({ op, back }); undone.length = 0; };
    const change = (id, what) => { const was = put({ ...codings.get(id), ...what }); undoable(() => put(was)); };
    const renew = () => {
      review = review.filter((one) => ["orphaned", "stale"].includes(codings.get(one.coding)?.status));
      delta.review = review;
    };
    const acts = {
      add() {
        const same = [...codings.values()].find((one) => one.code === op.code && one.start === op.start && one.end === op.end);
        if (same) return;
        put(coding(op.op_id, op.code, op, { memo: op.memo ?? "" }));
        undoable(() => drop(op.op_id));
      },
      remove() {
        if (asked.delete(op.coding)) { delta.asked = [...asked.values()]; return; }
        const was = codings.get(op.coding);
        drop(op.coding);
        undoable(() => put(was));
      },
      recode() { change(op.coding, { code: op.code }); },
      move() { change(op.coding, { start: op.start, end: op.end, status: "kept", quote: undefined }); renew(); },
      memo() {
        if (op.coding) change(op.coding, { memo: op.memo });
        else { memos = { ...memos, [op.about]: op.memo }; delta.memos = memos; }
      },
      accept() {
        const one = suggestions.get(op.suggestion);
        suggestions.delete(op.suggestion);
        delta.suggestions = { add: [], remove: [op.suggestion] };
        put(coding(op.op_id, op.code ?? one.code, { start: op.start ?? one.start, end: op.end ?? one.end }));
        undoable(() => { drop(op.op_id); suggestions.set(one.id, one); delta.suggestions = { add: [one], remove: [] }; });
      },
      reject() {
        const one = suggestions.get(op.suggestion);
        suggestions.delete(op.suggestion);
        delta.suggestions = { add: [], remove: [op.suggestion] };
        undoable(() => { suggestions.set(one.id, one); delta.suggestions = { add: [one], remove: [] }; });
      },
      newcode() {
        const up = codes.find((code) => code.id === op.parent);
        const id = op.name.toLowerCase().replace(/\W+/g, "-");
        codes.push({ id, name: op.name, path: up ? `${up.path} › ${op.name}` : op.name, parent: op.parent ?? null, level: up ? up.level + 1 : 0, branch: up?.branch ?? id, colour: "", definition: op.definition ?? "", include: "", exclude: "", examples: [], aliases: [], count: 0 });
        Object.assign(delta, { code: id, codes });
        if (op.start !== undefined) put(coding(op.op_id, id, op));
      },
      asked() { asked.set(op.op_id, { id: op.op_id, question: op.question, start: op.start, end: op.end }); delta.asked = [...asked.values()]; },
      done() { if (!op.consensus) { finished = op.undo ? null : { time: "2026-05-04T11:00:00Z", this_text: true }; delta.done = finished; } },
      retire() { change(op.coding, { status: "retired" }); renew(); },
      confirm() { change(op.coding, { status: "kept" }); renew(); },
      adopt() { consensus = [...consensus.filter((id) => !op.without?.includes(id)), ...op.codings]; },
      undo() {
        const last = done.pop();
        if (!last) return;
        last.back();
        undone.push(last.op);
      },
      redo() {
        const back = undone.pop();
        if (!back) return;
        const rest = [...undone];
        effect(back);
        undone.push(...rest);
      },
    };
    acts[op.type]();
    delta.can = can();
    return delta;
  };

  const onOp = (view, op) => {
    if (options.silent) return;
    if (disk.some((one) => one.op_id === op.op_id)) return tell({ kind: "ack", view, op_id: op.op_id, prev: rev, rev, add: [], remove: [], change: [], can: can() });
    if (options.refuse) return tell({ kind: "nack", view, op_id: op.op_id, ...options.refuse });
    try {
      effect(structuredClone(op));
    } catch (error) {
      return tell({ kind: "nack", view, op_id: op.op_id, why: "gone", error: `${op.type}: ${error}`, hint: "", fatal: true });
    }
    disk.push(structuredClone(op));
    const prev = rev;
    rev += 1;
    tell({ kind: "ack", view, op_id: op.op_id, prev, rev, ...delta });
    if (op.type === "adopt") compare(view);
    if (op.type === "done" && options.blind) tell({ ...full(undefined) });
  };

  const compare = (view) => {
    const mine = codings.get("c1");
    tell({ kind: "other", view, coder: "ben", refused: null, done: { ana: true, ben: false }, codings: other,
      disagreements: [
        { id: "d1", why: "boundary", start: mine.start, end: mine.end, mine: ["c1"], theirs: ["b1"] },
        { id: "d2", why: "only_mine", ...at("if I was late the others covered for me"), mine: ["c2"], theirs: [] },
        { id: "d3", why: "only_theirs", ...at("paid for the parts"), mine: [], theirs: ["b2"] },
      ],
      figures: [{ name: "Krippendorff's α (characters)", value: 0.41, text: "0.41", note: "over 4 codes" }],
      consensus: { codings: consensus.map((id) => codings.get(id) ?? other.find((one) => one.id === id)).filter(Boolean), done: null, memo: "" } });
  };

  const log = [];
  const fakeModel = {
    log, disk, options, doc,
    get: (name) => (name === "height" ? options.height ?? 640 : undefined),
    on: (name, listener) => { listeners.set(name, [...(listeners.get(name) ?? []), listener]); },
    off: (name, listener) => { listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== listener)); },
    send(message) {
      log.push(JSON.parse(JSON.stringify(message)));
      if (options.dead) return;
      if (message.kind === "hello") tell(full(message.view));
      else if (message.kind === "op") onOp(message.view, message.op);
      else if (message.kind === "ping" && !options.silent) tell({ kind: "pong", view: message.view, rev });
      else if (message.kind === "ask") message.what === "compare" ? compare(message.view) : tell(full(message.view));
    },
    /** As Python would, of its own accord. */
    tell,
    codings: () => [...codings.values()],
    written: () => disk.filter((op) => op.type === "add").map((op) => ({ code: op.code, words: letters.slice(op.start, op.end).join("") })),
    words: (span) => letters.slice(span.start, span.end).join(""),
    listeners: () => [...listeners.values()].reduce((sum, list) => sum + list.length, 0),
  };
  return fakeModel;
};
