/* Made from the folder js by `npm run build`; change it there. */

// src/caret.js
function moved(transcript, head, step, way, { extend = false, anchor = head } = {}) {
  if (step === "word") return along(transcript, head, way, extend, anchor, (row) => transcript.wordsOf(row));
  if (step === "sentence") return along(transcript, head, way, extend, anchor, (row) => transcript.sentencesOf(row));
  if (step === "line") return line(transcript, head, way, extend && way > 0);
  if (step === "page") return page(transcript, head, way);
  const { rows } = transcript;
  if (step === "document") return (way < 0 ? rows[0]?.turn.start : rows.at(-1)?.turn.end) ?? head;
  const { turn } = rows[transcript.store.turnAt(head)] ?? {};
  return (way < 0 ? turn?.start : turn?.end) ?? head;
}
function along(transcript, head, way, extend, anchor, pieces) {
  const toEnds = extend && (way > 0 ? head >= anchor : head > anchor);
  for (let at = transcript.store.turnAt(head); at >= 0 && at < transcript.rows.length; at += way) {
    const row = transcript.rows[at];
    if (!row) break;
    const places2 = pieces(row).map((piece) => toEnds ? piece.end : piece.start);
    const found = way > 0 ? places2.find((place2) => place2 > head) : places2.findLast((place2) => place2 < head);
    if (toEnds && way < 0 && (found === void 0 || found < anchor)) return anchor;
    if (found !== void 0) return found;
  }
  return head;
}
function line(transcript, head, way, toEnd) {
  let at = transcript.store.turnAt(head);
  const rects = (index) => {
    const row = transcript.rows[index];
    if (!row) return null;
    return transcript.wordsOf(row).flatMap((word) => {
      const rect = transcript.range(row, word.start, word.end)?.getClientRects()[0];
      return rect ? [{ word, rect }] : [];
    });
  };
  const here = rects(at) ?? [];
  const now = here.findLast(({ word }) => word.start <= Math.max(head, here[0]?.word.start ?? 0) && (word.end > head || word.end === head)) ?? here.findLast(({ word }) => word.start <= head) ?? here[0];
  const beyond = (list) => {
    if (!now) return [];
    return list.filter(({ rect }) => way > 0 ? rect.top > now.rect.bottom - 4 : rect.bottom < now.rect.top + 4);
  };
  let others = beyond(here);
  while (!others.length) {
    at += way;
    const next = rects(at);
    if (!next) return head;
    others = now ? beyond(next) : next;
  }
  const tops = others.map(({ rect }) => rect.top);
  const top = way > 0 ? Math.min(...tops) : Math.max(...tops);
  const inLine = others.filter(({ rect }) => Math.abs(rect.top - top) < 6);
  const left = now?.rect.left ?? 0;
  const best = inLine.reduce((one, two) => Math.abs(two.rect.left - left) < Math.abs(one.rect.left - left) ? two : one);
  return toEnd ? best.word.end : best.word.start;
}
function page(transcript, head, way) {
  const { scroll, rows } = transcript;
  const row = rows[transcript.store.turnAt(head)];
  if (!row) return head;
  const from = row.el.getBoundingClientRect().top;
  const far = scroll.clientHeight * 0.85;
  for (let at = row.index + way; at >= 0 && at < rows.length; at += way) {
    const next = rows[at];
    if (next && Math.abs(next.el.getBoundingClientRect().top - from) >= far) return next.turn.start;
  }
  return (way > 0 ? rows.at(-1) : rows[0])?.turn.start ?? head;
}

// src/dom.js
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === void 0) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, set] of Object.entries(value)) element.style.setProperty(key, String(set));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child || child === "") element.append(child);
  return element;
}
function button(label2, act, attributes = {}) {
  return h("button", { type: "button", onclick: act, ...attributes }, label2);
}
function uuid() {
  if (globalThis.isSecureContext) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function plural(count, word, words2 = `${word}s`) {
  return `${count} ${count === 1 ? word : words2}`;
}
function clock(seconds) {
  if (seconds === null || seconds === void 0) return "";
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${parts.join(":")}` : parts.join(":");
}
function short(text, most = 90) {
  const plain = text.replace(/\s+/g, " ").trim();
  const letters = [...plain];
  return letters.length <= most ? plain : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

// src/keys.js
var KEYS = [
  { keys: ["ArrowRight", "ArrowLeft"], command: "word", says: "next, previous word (Shift extends the selection)", group: "Move and select" },
  { keys: ["Ctrl+ArrowRight", "Ctrl+ArrowLeft"], command: "sentence", says: "next, previous sentence", group: "Move and select" },
  { keys: ["ArrowDown", "ArrowUp"], command: "line", says: "next, previous line", group: "Move and select" },
  { keys: ["PageDown", "PageUp"], command: "page", says: "a page down, up", group: "Move and select" },
  { keys: ["Home", "End"], command: "turn", says: "beginning, end of the turn; with Ctrl of the text", group: "Move and select" },
  { keys: ["s"], command: "selectSentence", says: "select the sentence", group: "Move and select" },
  { keys: ["t"], command: "selectTurn", says: "select the turn", group: "Move and select" },
  { keys: ["Enter", "c", "Ctrl+Enter"], command: "palette", says: "choose a code for the selection", group: "Code", edits: true },
  { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], command: "digit", says: "apply a recent code at once", group: "Code", edits: true },
  { keys: ["."], command: "repeat", says: "apply the last codes again", group: "Code", edits: true },
  { keys: ["v"], command: "inVivo", says: "in-vivo: the words become a new code", group: "Code", edits: true },
  { keys: ["[", "]"], command: "start", says: "beginning of the focused coding a word back, forward", group: "Focused coding", edits: true },
  { keys: ["{", "}"], command: "end", says: "its end a word back, forward (Shift with [ and ])", group: "Focused coding", edits: true },
  { keys: ["r"], command: "recode", says: "give it another code, keep its memo", group: "Focused coding", edits: true },
  { keys: ["Delete", "Backspace"], command: "remove", says: "remove it", group: "Focused coding", edits: true },
  { keys: ["m"], command: "memo", says: "memo on it, or on the document", group: "Focused coding" },
  { keys: ["n", "p"], command: "next", says: "next, previous of the kind in the toolbar", group: "Go through" },
  { keys: ["k"], command: "kind", says: "choose that kind: suggestions, uncoded turns, mine, …", group: "Go through" },
  { keys: ["a", "x"], command: "judge", says: "accept, reject the suggestion and go on", group: "Go through", edits: true },
  { keys: ["A"], command: "acceptVisible", says: "accept the suggestions on the screen (asks first)", group: "Go through", edits: true },
  { keys: ["e"], command: "edit", says: "change a suggestion's span or code, then accept", group: "Go through", edits: true },
  { keys: ["Ctrl+z"], command: "undo", says: "undo", group: "Everything else", edits: true },
  { keys: ["Ctrl+Shift+z", "Ctrl+y"], command: "redo", says: "redo", group: "Everything else", edits: true },
  { keys: ["/"], command: "find", says: "find in the text", group: "Everything else" },
  { keys: ["q"], command: "guide", says: "questions of the guide: asked here", group: "Everything else" },
  { keys: ["b"], command: "dim", says: "dim what is uncoded, what is coded, nothing", group: "Everything else" },
  { keys: ["?"], command: "help", says: "these keys", group: "Everything else" },
  { keys: ["Escape"], command: "escape", says: "clear, close, back to the text", group: "Everything else" }
];
function pressed(event) {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return "";
  if (!control) return event.key;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `Ctrl+${event.shiftKey && key.length === 1 ? "Shift+" : ""}${key}`;
}
function keyFor(name) {
  return KEYS.find((line2) => line2.keys.includes(name)) ?? (/^Ctrl\+(Home|End)$/.test(name) ? KEYS.find((line2) => line2.command === "turn") : void 0);
}
function staysHere(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
function mark(event, root) {
  const path = event.composedPath();
  const target = path[0];
  if (!path.includes(root) || !(target instanceof Element)) return;
  const ours = staysHere(event) || keyFor(pressed(event)) !== void 0;
  target.toggleAttribute("data-lm-suppress-shortcuts", ours);
  if (ours) target.setAttribute("data-lm-suppress-shortcuts", "true");
}
function typing(target) {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// src/next.js
var KINDS = [
  { id: "suggested", name: "suggestions" },
  { id: "uncoded", name: "uncoded turns" },
  { id: "mine", name: "my codings" },
  { id: "disagreement", name: "disagreements" },
  { id: "review", name: "to read again" },
  { id: "memo", name: "codings with a memo" }
];
function stops(view, kind) {
  const { store } = view;
  const named = (one) => ({ start: one.start, id: one.id, says: view.name(one.code) });
  if (kind === "suggested") return store.blind || !view.ui.suggestions ? [] : sorted([...store.state.suggestions.values()].map(named));
  if (kind === "mine") return sorted(store.placed().map(named));
  if (kind === "memo") return sorted(store.placed().filter((one) => one.memo).map(named));
  if (kind === "uncoded") return uncoded(store).map((turn) => ({ start: turn.start, id: null, says: `turn ${turn.n}` }));
  if (kind === "review") {
    return sorted(view.again().map((one) => ({ ...named(one), tab: "review" })));
  }
  return sorted((store.other?.disagreements ?? []).map((one) => ({ start: one.start, id: one.id, says: WHY[one.why] ?? one.why, tab: "compare" })));
}
var WHY = {
  only_mine: "only mine",
  only_theirs: "only theirs",
  other_code: "same words, other code",
  boundary: "same code, other ends"
};
function uncoded(store) {
  const placed = store.placed();
  const coded2 = /* @__PURE__ */ new Set();
  for (const { start, end } of placed) {
    for (let at = store.turnAt(start); at < store.turns.length && /** @type {any} */
    store.turns[at].start < end; at += 1) coded2.add(at);
  }
  return store.turns.filter((turn, at) => !coded2.has(at) && !turn.interviewer && turn.kind !== "heading" && turn.end > turn.start);
}
function sorted(list) {
  const far = (stop) => stop.start < 0 ? Infinity : stop.start;
  return list.sort((one, two) => (far(one) === far(two) ? 0 : far(one) - far(two)) || (String(one.id) < String(two.id) ? -1 : 1));
}
function excerpt(store, span, most = 90) {
  return short(store.quote(span), most);
}

// src/words.js
var SHORT = /(?:^|[\s(])(?:dr|mr|mrs|ms|prof|st|no|vs|e\.g|i\.e|etc|bzw|z\.B|ca|Nr)\.\s*$/i;
var JOINS = /^[-‐‑'’]$/u;
function words(text, begin = 0) {
  const found = [];
  let joins = false;
  for (const part of new Intl.Segmenter(void 0, { granularity: "word" }).segment(text)) {
    const start = begin + part.index;
    const last = found.at(-1);
    if (part.isWordLike) {
      if (joins && last) last.end = start + part.segment.length;
      else found.push({ start, end: start + part.segment.length });
      joins = false;
    } else joins = JOINS.test(part.segment) && last?.end === start;
  }
  return found;
}
function sentences(text, begin = 0) {
  const found = [];
  let open = -1;
  for (const part of new Intl.Segmenter(void 0, { granularity: "sentence" }).segment(text)) {
    if (open < 0) open = part.index;
    const end = part.index + part.segment.length;
    if (SHORT.test(text.slice(open, end)) && end < text.length) continue;
    const span = trim(text, { start: open, end });
    if (span.end > span.start) found.push({ start: begin + span.start, end: begin + span.end });
    open = -1;
  }
  return found;
}
function trim(text, { start, end }) {
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
function snap({ start, end }, all) {
  const touched2 = all.filter((word) => word.start < end && word.end > start);
  const [first, last] = [touched2[0], touched2.at(-1)];
  return { start: first ? Math.min(start, first.start) : start, end: last ? Math.max(end, last.end) : end };
}
function settle({ start, end }, turns) {
  const first = turns.find((turn) => turn.end > start);
  const last = turns.findLast((turn) => turn.start < end);
  if (!first || !last || last.end < first.start) return { start, end: start };
  return { start: Math.max(start, first.start), end: Math.min(end, last.end) };
}
function countWords(text) {
  return words(text).length;
}

// src/pages/cards.js
function codingCard(panel, id) {
  const { view } = panel;
  const { store, ui } = view;
  const span = view.span(id);
  if (!span) return null;
  const mine = store.state.codings.has(id);
  const suggested = store.state.suggestions.has(id);
  const code = store.code(span.code);
  const kind = mine ? "mine" : suggested ? "suggested" : "other";
  const score = suggested && typeof span.score === "number" ? ` ${span.score.toFixed(2)}` : "";
  const shown2 = `${code.name}${suggested ? " ?" : ""}${score}`;
  const who = suggested ? `suggested by ${span.coder}` : mine ? "" : span.coder;
  const tools = [];
  const tool = (text, label2, key, act) => tools.push(button(text, act, { class: "cs-tool", "aria-label": `${label2}: ${code.name}`, title: `${label2} (${key})`, "data-key": `${label2}-${id}` }));
  if (mine && !store.readonly) {
    tool("✎", "Memo", "m", () => memoOn(panel, id));
    tool("⇄", "Recode", "r", () => {
      view.focusOn(id);
      view.recode();
    });
    tool("✕", "Remove", "Del", () => view.removeCoding(id));
  } else if (suggested && !store.readonly) {
    tool("✓", "Accept", "a", () => {
      view.focusOn(id);
      view.judge(true);
    });
    tool("✗", "Reject", "x", () => {
      view.focusOn(id);
      view.judge(false);
    });
    tool("…", "Edit", "e", () => {
      view.focusOn(id);
      view.edit();
    });
  }
  const card = h(
    "div",
    { class: `cs-card cs-${kind}${id === ui.focus ? " cs-on" : ""}`, "data-coding": id, style: view.hue(span.code) },
    h(
      "div",
      { class: "cs-line" },
      h("span", { class: "cs-swatch" }),
      button(shown2, () => view.focusOn(id, true), {
        class: "cs-item",
        "data-key": `go-${id}`,
        title: code.path,
        "aria-current": id === ui.focus ? "true" : false,
        "aria-label": `${shown2}, ${code.path === code.name ? "" : `in ${code.path}, `}${mine ? "mine" : who}, ${plural(countWords(store.quote(span)), "word")}${span.memo ? ", has a memo" : ""}`
      }),
      h("span", { class: "cs-tools" }, ...tools)
    ),
    who ? h("div", { class: "cs-who-said" }, who) : null,
    view.odd(span) ? h("div", { class: "cs-odd" }, `⚠ ${why(panel, id, span)}`) : null
  );
  if (ui.memo === id && mine) card.append(editor(panel, `coding:${id}`, span.memo ?? "", (memo) => store.act("memo", { coding: id, memo }), () => {
    ui.memo = null;
  }));
  else if (span.memo) card.append(h("p", { class: "cs-memo", dir: "auto" }, span.memo));
  return card;
}
function why(panel, id, coding) {
  const review = panel.view.store.review.find((one) => one.coding === id);
  return review?.said || SAYS[review?.why ?? coding.status ?? ""] || coding.status || "";
}
function memoOn(panel, id) {
  const { ui } = panel.view;
  const coding = panel.view.store.state.codings.get(id);
  if (!coding) return;
  panel.view.focusOn(id);
  Object.assign(ui, { memo: id, tab: coding.start < 0 ? "review" : "code", panel: true });
  panel.view.bars.show();
  panel.draw();
  const area = panel.page.querySelector(`[data-draft="${CSS.escape(`coding:${id}`)}"]`);
  area?.focus({ preventScroll: true });
  panel.follow(true);
}
function editor(panel, key, text, save, close) {
  const { view } = panel;
  const area = h("textarea", {
    class: "cs-area",
    rows: 4,
    "data-draft": key,
    "aria-label": "Memo",
    dir: "auto",
    placeholder: "memo",
    readonly: Boolean(view.store.readonly),
    oninput: () => panel.drafts.set(key, area.value),
    onchange: () => keep(),
    onblur: () => panel.show(),
    onkeydown: (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" || event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        finish();
      }
    }
  });
  area.value = panel.drafts.get(key) ?? text;
  let last = text;
  const keep = () => {
    panel.drafts.delete(key);
    if (area.value === last) return;
    last = area.value;
    save(area.value);
    view.say("Memo saved");
  };
  const finish = () => {
    keep();
    close?.();
    view.home();
    panel.show();
  };
  return h("div", { class: "cs-editor" }, area, h("div", { class: "cs-row" }, button("Save memo", finish, { class: "cs-do" }), h("span", { class: "cs-hint" }, "Ctrl+Enter")));
}
var SAYS = {
  orphaned: "its words are no longer in the text",
  ambiguous: "its words stand in several places",
  review: "the words around it changed: still right?",
  "moved text": "the words around it changed: still right?",
  split: "the code was split: which one now?",
  stale: "the code's definition changed since"
};

// src/pages/code.js
function codePage(panel) {
  const { view } = panel;
  const { store, ui, palette } = view;
  const goal = view.goal();
  const mode = view.mode();
  panel.page.classList.toggle("cs-choosing", ui.choosing);
  const head = [];
  const words2 = goal ? ` (${plural(countWords(store.quote(goal)), "word")})` : "";
  if (ui.choosing || ui.edits || view.selection()) {
    head.push(h("h3", {}, mode.kind === "edit" ? `${mode.says}${words2}` : mode.kind === "recode" ? mode.says : `${mode.says}${words2}`));
    if (goal) head.push(h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, goal, 140)));
  } else head.push(h("p", { class: "cs-hint" }, store.readonly ? "Reading only." : "Select words: drag, double-click, or Shift and the arrow keys. Enter opens the codes."));
  if (ui.edits) {
    const suggestion = store.state.suggestions.get(ui.edits);
    head.push(h(
      "div",
      { class: "cs-row" },
      button(`✓ accept as ${suggestion ? view.name(suggestion.code) : ""}`, () => acceptEdited(panel), { class: "cs-do", "data-key": "accept-edited" }),
      button("cancel", () => view.escape(), { class: "cs-tool", "data-key": "cancel-edit" })
    ));
  }
  const palettes = store.readonly ? [] : [palette.el];
  const keep = panel.section !== null && palette.el.parentNode === panel.section && panel.shown === "code";
  if (!keep) panel.section = h("section", {}, h("div", { class: "cs-above" }), ...palettes);
  panel.section.firstChild.replaceChildren(...head);
  const list = turnList(panel);
  if (!keep) panel.page.replaceChildren(panel.section, list);
  else if (panel.list) panel.list.replaceWith(list);
  panel.list = list;
  if (!store.readonly) palette.list();
}
function acceptEdited(panel) {
  const { view } = panel;
  const id = view.ui.edits;
  const suggestion = view.store.state.suggestions.get(id ?? "");
  if (suggestion) view.choose(suggestion.code);
}
function turnList(panel) {
  const { view } = panel;
  const { store, ui, transcript } = view;
  const index = store.turnAt(ui.head);
  const turn = store.turns[index];
  if (!turn) return h("section", {});
  const spans = (transcript.spans.get(index) ?? []).filter((span) => span.kind !== "pending");
  const sorted2 = [...spans].sort((one, two) => one.start - two.start || one.end - two.end);
  const mine = sorted2.filter((span) => span.kind === "mine");
  const suggested = sorted2.filter((span) => span.kind === "suggested");
  const other = sorted2.filter((span) => span.kind === "other");
  const asked = sorted2.filter((span) => span.kind === "asked");
  const head = [mine.length ? plural(mine.length, "coding") : "no coding", suggested.length ? plural(suggested.length, "suggestion") : ""];
  const seen = view.seen().length;
  return h(
    "section",
    { class: "cs-turnlist" },
    h("h3", {}, `Turn ${turn.n}: ${head.filter(Boolean).join(", ")}`),
    ...mine.map((span) => codingCard(panel, span.id)),
    ...suggested.map((span) => codingCard(panel, span.id)),
    ...other.map((span) => codingCard(panel, span.id)),
    ...asked.map((span) => h(
      "div",
      { class: "cs-card" },
      h(
        "div",
        { class: "cs-line" },
        h("span", { class: "cs-q" }, span.code),
        h("span", { class: "cs-grow" }, short(view.question(span.code), 70)),
        store.readonly ? null : button("✕", () => view.removeCoding(span.id), { class: "cs-tool", "aria-label": `Not asked here: ${span.code}`, title: "Not asked here" })
      )
    )),
    seen > 1 && !store.readonly ? button(`accept the ${seen} visible …`, () => view.acceptVisible(), { class: "cs-tool cs-wide", "data-key": "accept-visible", title: "Shift+A" }) : null
  );
}

// src/pages/compare.js
var OVERALL = 6;
function comparePage(panel) {
  const { view } = panel;
  const { store } = view;
  const { other } = store;
  const pick = h("div", { class: "cs-row" }, ...store.coders.map((coder) => button(other?.coder === coder ? `stop comparing with ${coder}` : `compare with ${coder}`, () => view.bars.compareWith(other?.coder === coder ? "" : coder), { class: "cs-tool", "data-key": `with-${coder}` })));
  if (!other) return void panel.page.replaceChildren(h("section", {}, h("h3", {}, "Compare"), pick));
  if (other.refused) return void panel.page.replaceChildren(h("section", {}, h("h3", {}, other.coder), h("p", { class: "cs-none" }, other.refused), pick));
  const undone = Object.entries(other.done).filter(([, done]) => !done).map(([coder]) => coder);
  const settled = other.disagreements.filter((one) => isSettled(panel, one)).length;
  const consensus = other.consensus;
  panel.page.replaceChildren(h(
    "section",
    {},
    h("h3", {}, `${store.coder} and ${other.coder}`),
    undone.length ? h("p", { class: "cs-odd" }, `⚠ not marked as done by ${undone.join(" and ")}: a missing coding may only be not made yet`) : null,
    other.figures.length ? figureTable(other.figures.slice(0, OVERALL)) : null,
    other.figures.length > OVERALL ? h("details", {}, h("summary", {}, "code by code"), figureTable(other.figures.slice(OVERALL))) : null,
    h("h3", {}, `${plural(other.disagreements.length, "disagreement")}${settled ? `, ${settled} in the consensus` : ""}`),
    ...other.disagreements.map((one) => disagreementCard(panel, one)),
    other.disagreements.length ? null : h("p", { class: "cs-none" }, "They agree everywhere."),
    consensus?.memo ? h("p", { class: "cs-memo", dir: "auto" }, consensus.memo) : null,
    h(
      "div",
      { class: "cs-row" },
      h("span", { class: "cs-hint cs-grow" }, consensus ? `consensus: ${plural(consensus.codings.length, "coding")}${consensus.done ? ", finished" : ""}` : ""),
      store.readonly ? null : button(consensus?.done ? "take back" : "consensus is finished", () => view.bars.ask(
        consensus?.done ? "Take back that the consensus of this document is finished?" : "Finish the consensus? From then on it alone counts for this document.",
        consensus?.done ? "Take back" : "Finish",
        () => store.act("done", { consensus: true, ...consensus?.done ? { undo: true } : {} })
      ), { class: "cs-tool", "data-key": "consensus-done" })
    ),
    pick
  ));
}
function figureTable(figures) {
  return h("table", { class: "cs-figures" }, ...figures.map((figure) => h("tr", { title: figure.note || void 0 }, h("th", { scope: "row" }, figure.name), h("td", {}, figure.text))));
}
function isSettled(panel, one) {
  const { store } = panel.view;
  const codes = new Set([...one.mine, ...one.theirs].map((id) => panel.view.span(id)?.code));
  return Boolean(store.other?.consensus?.codings.some((coding) => codes.has(coding.code) && coding.start < one.end && coding.end > one.start));
}
function agreed(panel, ids) {
  const these = ids.map((id) => panel.view.span(id));
  return (panel.view.store.other?.consensus?.codings ?? []).filter((coding) => these.some((span) => span?.code === coding.code && span.start === coding.start && span.end === coding.end)).map((coding) => coding.id);
}
function disagreementCard(panel, one) {
  const { view } = panel;
  const { store, ui } = view;
  const other = (
    /** @type {import("../types.js").Other} */
    store.other
  );
  const settled = isSettled(panel, one);
  const turn = `turn ${store.turns[store.turnAt(one.start)]?.n}`;
  const side = (who, ids) => h("div", { class: "cs-opinion" }, h("b", {}, who), ids.length ? h("span", {}, ...ids.flatMap((id, at) => {
    const coding = view.span(id);
    if (!coding) return [];
    return [at ? ", " : "", h("span", { class: "cs-tag", style: view.hue(coding.code) }, h("span", { class: "cs-swatch" }), view.name(coding.code)), coding.memo ? h("i", { class: "cs-memo" }, coding.memo) : null];
  })) : h("span", { class: "cs-hint" }, "nothing"));
  const note = h("input", {
    type: "text",
    class: "cs-note",
    placeholder: "note",
    "aria-label": "Note on this disagreement",
    "data-draft": `note:${one.id}`,
    oninput: () => panel.drafts.set(`note:${one.id}`, note.value),
    onkeydown: (event) => {
      if (event.key === "Enter" && !event.isComposing) remark();
      else if (event.key === "Escape") view.home();
    }
  });
  note.value = panel.drafts.get(`note:${one.id}`) ?? "";
  const send = (fields, said) => {
    store.act("adopt", fields);
    panel.drafts.delete(`note:${one.id}`);
    view.say(said);
    view.home();
    panel.show();
  };
  const remark = () => {
    const said = note.value.trim();
    if (said) return send({ codings: [], note: `${turn}: ${said}` }, "Noted in the consensus");
    view.say("Write the note first.");
    note.focus();
    return void 0;
  };
  const all = [...one.mine, ...one.theirs];
  const tool = (text, ids) => {
    const without = agreed(panel, all.filter((id) => !ids.includes(id)));
    const chosen = !without.length && ids.length > 0 && ids.every((id) => agreed(panel, [id]).length > 0);
    const press = () => chosen ? send({ codings: [], without: agreed(panel, ids) }, "Taken out of the consensus") : send({ codings: ids, without, ...note.value.trim() ? { note: note.value.trim() } : {} }, "Taken into the consensus; press it again to take it out");
    return button(text, press, { class: "cs-tool", "data-key": `${text}-${one.id}`, disabled: ids.length === 0, "aria-pressed": String(chosen), title: chosen ? "Again: out of the consensus" : void 0 });
  };
  const go = () => {
    ui.focus = one.id;
    ui.kind = "disagreement";
    view.select(one.start, one.start);
    view.transcript.reveal(one.start);
    panel.show();
  };
  return h(
    "div",
    { class: `cs-card${ui.focus === one.id ? " cs-on" : ""}${settled ? " cs-ticked" : ""}`, "data-disagreement": one.id },
    h("div", { class: "cs-line" }, button(`${settled ? "✓ " : ""}${turn}: ${WHY[one.why] ?? one.why}`, go, { class: "cs-item", "data-key": `go-${one.id}` })),
    h("blockquote", { class: "cs-quote", dir: "auto" }, excerpt(store, one, 110)),
    side(store.coder, one.mine),
    side(other.coder, one.theirs),
    store.readonly ? null : h(
      "div",
      { class: "cs-row" },
      tool("adopt mine", one.mine),
      tool(`adopt ${other.coder}’s`, one.theirs),
      one.mine.length && one.theirs.length ? tool("both", all) : null
    ),
    store.readonly ? null : h("div", { class: "cs-row" }, note, button("note as discussed", remark, { class: "cs-tool", "data-key": `note-${one.id}` }))
  );
}

// src/pages/guide.js
function guidePage(panel) {
  const { view } = panel;
  const { store } = view;
  const marks = [...store.state.asked.values()].sort((one, two) => one.start - two.start);
  const goal = view.selection();
  const turn = askingTurn(panel);
  const where = goal ? "the selection" : turn ? `turn ${turn.n}` : "";
  panel.page.replaceChildren(h(
    "section",
    {},
    h("h3", {}, "Questions of the guide"),
    h("p", { class: "cs-hint" }, `Mark where a question was put: “asked here” marks ${where}. A code whose question was not asked does not count as absent.`),
    ...store.questions.map((question) => {
      const mine = marks.filter((mark2) => mark2.question === question.id);
      const codes = (question.codes ?? []).map((code) => view.name(code)).join(", ");
      return h(
        "div",
        { class: `cs-card${mine.length ? " cs-ticked" : ""}` },
        h(
          "div",
          { class: "cs-line cs-asking" },
          h("span", { class: "cs-q" }, question.id),
          h("span", { class: "cs-grow", dir: "auto", title: codes || void 0 }, question.text),
          store.readonly ? null : button("asked here", () => askedHere(panel, question.id), { class: "cs-tool cs-item", "data-key": `asked-${question.id}`, "aria-label": `Asked here: ${question.text}` })
        ),
        !mine.length ? null : h(
          "div",
          { class: "cs-row" },
          ...mine.map((mark2) => h(
            "span",
            { class: "cs-mark" },
            button(`turn ${store.turns[store.turnAt(mark2.start)]?.n ?? ""}`, () => {
              view.select(mark2.start, mark2.start);
              view.transcript.reveal(mark2.start, "middle");
            }, { class: "cs-tool", "aria-label": `Go to turn ${store.turns[store.turnAt(mark2.start)]?.n}` }),
            store.readonly ? null : button("✕", () => view.removeCoding(mark2.id), { class: "cs-tool", "aria-label": `Not asked there: ${question.text}` })
          ))
        )
      );
    })
  ));
}
function askedHere(panel, question) {
  const { view } = panel;
  const { store } = view;
  const turn = askingTurn(panel);
  const span = view.selection() ?? turn;
  if (!span) return;
  const there = [...store.state.asked.values()].some((mark2) => mark2.question === question && mark2.start === span.start && mark2.end === span.end);
  if (there) return view.say("It is marked there already.");
  store.act("asked", { question, start: span.start, end: span.end });
  view.say(`Asked here: ${view.question(question)}`);
}
function askingTurn(panel) {
  const { store, ui } = panel.view;
  const at = store.turnAt(ui.head);
  return store.turns.slice(0, at + 1).findLast((turn) => turn.interviewer) ?? store.turns[at];
}

// src/pages/memos.js
function memosPage(panel) {
  const { view } = panel;
  const { store, ui } = view;
  const { memos } = store.state;
  const coded2 = store.state.codings.get(ui.focus ?? "")?.code ?? ui.recent[0];
  const code = panel.memoCode ?? coded2;
  const about = [{ key: "document", name: `Document ${store.document.id}` }];
  if (store.document.case) about.push({ key: `case:${store.document.case}`, name: `Case ${store.document.case_name || store.document.case}` });
  const choose2 = h(
    "select",
    { class: "cs-select", "aria-label": "Code of the memo", "data-key": "memo-code", onchange: () => {
      panel.memoCode = choose2.value;
      panel.show();
    } },
    ...[...store.state.codes.values()].map((one) => h("option", { value: one.id, selected: one.id === code }, `${" ".repeat(one.level)}${one.name}${memos[`code:${one.id}`] ? " ✎" : ""}`))
  );
  panel.page.replaceChildren(h(
    "section",
    {},
    ...about.flatMap(({ key, name }) => [h("h3", {}, name), editor(panel, key, memos[key] ?? "", (memo) => store.act("memo", { about: key, memo }))]),
    h("h3", {}, "Code"),
    choose2,
    ...code ? [editor(panel, `code:${code}`, memos[`code:${code}`] ?? "", (memo) => store.act("memo", { about: `code:${code}`, memo }))] : [],
    h("h3", {}, "On codings"),
    ...[...store.state.codings.values()].filter((one) => one.memo && one.status !== "retired").sort((one, two) => one.start - two.start).map((one) => codingCard(panel, one.id))
  ));
}

// src/pages/review.js
function reviewPage(panel) {
  const { view } = panel;
  const list = view.again();
  const cards = list.map((one) => againCard(panel, one));
  const lost = list.filter((one) => one.start < 0).length;
  panel.page.replaceChildren(h(
    "section",
    {},
    h("h3", {}, lost ? `${plural(lost, "coding")} lost ${lost === 1 ? "its" : "their"} text` : "To read again"),
    h("p", { class: "cs-hint" }, "They are left out of every count until somebody has looked."),
    ...cards.length ? cards : [h("p", { class: "cs-none" }, "Nothing left to read again.")]
  ));
}
function againCard(panel, coding) {
  const { view } = panel;
  const { store, ui } = view;
  const code = store.code(coding.code);
  const lost = coding.start < 0;
  const selection = view.selection();
  const gone = !store.state.codes.has(coding.code);
  const acts = [];
  const act = (text, run, more = {}) => acts.push(button(text, run, { class: "cs-tool", "data-key": `${text}-${coding.id}`, ...more }));
  if (!store.readonly) {
    if (lost) {
      act("place here", () => placeHere(panel, coding), { disabled: !selection, title: selection ? "On the selected words" : "Select its words in the text first" });
      act("keep as note", () => keepAsNote(panel, coding));
      act("retire", () => view.bars.ask(`Retire this coding (${code.name})? Its record stays, it no longer counts.`, "Retire", () => store.act("retire", { coding: coding.id })));
    } else {
      if (!gone) act("still right", () => store.act("confirm", { coding: coding.id }));
      act("recode", () => {
        view.focusOn(coding.id);
        view.recode();
      });
      act("remove", () => view.removeCoding(coding.id));
    }
  }
  const words2 = lost ? coding.quote ?? "" : store.quote(coding);
  return h(
    "div",
    { class: `cs-card${coding.id === ui.focus ? " cs-on" : ""}`, "data-coding": coding.id, style: view.hue(coding.code) },
    h(
      "div",
      { class: "cs-line" },
      h("span", { class: "cs-swatch" }),
      button(code.name, () => view.focusOn(coding.id, true), { class: "cs-item", "data-key": `go-${coding.id}`, title: code.path })
    ),
    h("div", { class: "cs-odd" }, `⚠ ${why(panel, coding.id, coding)}`),
    h("blockquote", { class: "cs-quote", dir: "auto" }, short(words2, 160)),
    ui.memo === coding.id ? editor(panel, `coding:${coding.id}`, coding.memo ?? "", (memo) => store.act("memo", { coding: coding.id, memo }), () => {
      ui.memo = null;
    }) : coding.memo ? h("p", { class: "cs-memo", dir: "auto" }, coding.memo) : null,
    h("div", { class: "cs-row" }, ...acts)
  );
}
function placeHere(panel, coding) {
  const selection = panel.view.selection();
  if (!selection) return panel.view.say("Select its words in the text first.");
  panel.view.store.act("move", { coding: coding.id, ...selection });
  panel.view.say(`Placed: ${panel.view.name(coding.code)}`);
  return void 0;
}
function keepAsNote(panel, coding) {
  const { store } = panel.view;
  const note = `${panel.view.name(coding.code)}: ${coding.memo || "its passage is no longer in the text"} (coding ${coding.id})`;
  const memo = [store.state.memos["document"], note].filter(Boolean).join("\n");
  store.act("memo", { about: "document", memo });
  store.act("retire", { coding: coding.id });
  panel.view.say("Kept as a note in the document's memo");
}

// src/panel.js
var PAGES = { code: codePage, review: reviewPage, guide: guidePage, memos: memosPage, compare: comparePage };
var Panel = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.tabs = h("div", { class: "cs-tabs", role: "tablist", "aria-label": "Side panel", onkeydown: (event) => this.onKey(event) });
    this.page = h("div", { class: "cs-side", role: "tabpanel", id: `${view.uid}-side` });
    this.el = h("aside", { class: "cs-panel", "aria-label": "Codes and memos" }, this.tabs, this.page);
    this.shown = "";
    this.due = false;
    this.pressed = false;
    const { signal } = view.stop;
    this.el.addEventListener("pointerdown", () => {
      this.pressed = true;
    }, { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      document.addEventListener(type, () => setTimeout(() => {
        this.pressed = false;
        this.catchUp();
      }), { signal });
    }
    this.followed = null;
    this.section = null;
    this.list = null;
    this.memoCode = void 0;
    this.drafts = /* @__PURE__ */ new Map();
  }
  /** The tabs that make sense now. */
  names() {
    const { store } = this.view;
    const odd = this.view.again().length;
    const asked = new Set([...store.state.asked.values()].map((mark2) => mark2.question)).size;
    const tabs = [{ id: "code", name: "Code" }];
    if (odd) tabs.push({ id: "review", name: `Review ${odd}` });
    if (store.questions.length || store.state.asked.size) tabs.push({ id: "guide", name: `Guide ${asked}/${store.questions.length}` });
    tabs.push({ id: "memos", name: "Memos" });
    if (store.coders.length || store.other) tabs.push({ id: "compare", name: "Compare" });
    return tabs;
  }
  /** Draw again, once, when what happens now has happened. */
  show() {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => this.catchUp());
  }
  /** Draw what is due, but not under a pressed button: the click would go nowhere. */
  catchUp() {
    if (this.due && !this.pressed && !this.view.stop.signal.aborted) this.draw();
  }
  draw() {
    this.due = false;
    this.view.holdingFocus(() => this.fill());
  }
  fill() {
    const { ui, store } = this.view;
    const tabs = this.names();
    if (!tabs.some((tab) => tab.id === ui.tab)) ui.tab = "code";
    this.el.hidden = !ui.panel;
    const focused = this.tabs.contains(active(this.el)) && active(this.el)?.getAttribute("data-tab");
    this.tabs.replaceChildren(...tabs.map(({ id, name }) => {
      const here = id === ui.tab;
      return button(name, () => this.view.openTab(id), { role: "tab", "data-tab": id, "aria-selected": String(here), "aria-controls": this.page.id, tabindex: here ? 0 : -1 });
    }));
    if (focused) this.tabs.querySelector(`[data-tab="${ui.tab}"]`)?.focus({ preventScroll: true });
    const writing = this.page.contains(active(this.el)) && active(this.el)?.getAttribute("data-draft");
    if (writing && this.shown === ui.tab) return;
    const focusedOn = this.page.contains(active(this.el)) ? (
      /** @type {any} */
      active(this.el)
    ) : null;
    const [draft, key] = ["data-draft", "data-key"].map((name) => focusedOn?.getAttribute(name));
    const typed = draft ? [focusedOn.selectionStart, focusedOn.selectionEnd] : [];
    const top = this.page.scrollTop;
    if (store.loaded) PAGES[ui.tab]?.(this);
    if (this.page.querySelector("button, input, textarea, select")) this.page.removeAttribute("tabindex");
    else this.page.tabIndex = 0;
    if (this.shown === ui.tab) this.page.scrollTop = top;
    this.shown = ui.tab;
    this.follow();
    const area = draft ? this.page.querySelector(`[data-draft="${CSS.escape(draft)}"]`) : null;
    if (area && area !== focusedOn) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(...typed);
    }
    if (key) (this.page.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? this.page.querySelector("button"))?.focus({ preventScroll: true });
  }
  /** Bring the card of what came into focus into view, scrolling nothing but the page. @param {boolean} [again] */
  follow(again = false) {
    const { focus } = this.view.ui;
    if (focus === this.followed && !again) return;
    this.followed = focus;
    const card = this.page.querySelector(".cs-card.cs-on");
    if (!card) return;
    const [box, room] = [card.getBoundingClientRect(), this.page.getBoundingClientRect()];
    if (box.top < room.top) this.page.scrollTop += box.top - room.top - 8;
    else if (box.bottom > room.bottom) this.page.scrollTop += Math.min(box.bottom - room.bottom + 8, box.top - room.top - 8);
  }
  /** Put the focus into the page. */
  enter() {
    (this.page.querySelector("textarea, .cs-item, button") ?? this.tabs.querySelector("[aria-selected=true]"))?.focus({ preventScroll: true });
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    const all = (
      /** @type {HTMLElement[]} */
      [...this.tabs.children]
    );
    const at = all.findIndex((tab2) => tab2 === active(this.el));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === void 0 || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const tab = all[(to + all.length) % all.length];
    this.view.ui.tab = tab?.getAttribute("data-tab") ?? "code";
    this.draw();
    this.tabs.querySelector("[aria-selected=true]")?.focus({ preventScroll: true });
  }
  /** @param {string} id */
  memoOn(id) {
    memoOn(this, id);
  }
};
function active(near) {
  return (
    /** @type {Document|ShadowRoot} */
    near.getRootNode().activeElement ?? null
  );
}

// src/bars.js
var Bars = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.title = h("div", { class: "cs-title" });
    this.counts = h("div", { class: "cs-counts" });
    this.line = h("span", { class: "cs-save", role: "status", "data-state": "loading" });
    this.rescue = h("span", { class: "cs-rescue" });
    this.notes = h("div", { class: "cs-notes" });
    this.header = h("div", { class: "cs-header" }, this.title, this.counts, h("div", { class: "cs-saving" }, this.line, this.rescue), this.notes);
    const tool = (text, key, act, more = {}) => h("button", { type: "button", class: "cs-tool", onclick: act, title: key ? `${text} (${key})` : text, ...more }, text, key ? h("kbd", { "aria-hidden": "true" }, key) : null);
    this.side = tool("Panel", "", () => this.togglePanel(), { "aria-pressed": "true" });
    let pointed = false;
    const chosen = () => pointed && view.home();
    const picks = { class: "cs-select", onpointerdown: () => {
      pointed = true;
    }, onkeydown: () => {
      pointed = false;
    } };
    this.kind = h("select", { ...picks, class: "cs-select cs-kind", "aria-label": "What n and p go through", onchange: () => {
      Object.assign(view.ui, { kind: this.kind.value, kindChosen: true });
      chosen();
    } }, ...KINDS.map(({ id, name }) => h("option", { value: id }, name)));
    this.coder = h("select", { ...picks, "aria-label": "Compare with", onchange: () => {
      this.compareWith(this.coder.value);
      chosen();
    } });
    this.undo = tool("Undo", "Ctrl+Z", () => view.undo());
    this.redo = tool("Redo", "", () => view.redo(), { "aria-label": "Redo (Ctrl+Shift+Z)" });
    this.suggestions = tool("Suggestions", "", () => {
      view.ui.suggestions = !view.ui.suggestions;
      view.onChange(null);
    });
    this.finished = tool("Mark as done", "", () => view.done());
    const step = (way) => () => {
      view.next(way);
      view.home();
    };
    this.tools = h(
      "div",
      { class: "cs-bar", role: "toolbar", "aria-label": "Coding", onkeydown: (event) => this.onKey(event) },
      tool("Code", "c", () => view.openPalette(), { class: "cs-tool cs-edits" }),
      tool("Find", "/", () => view.find.open()),
      tool("Memo", "m", () => view.memo()),
      h("span", { class: "cs-group" }, tool("◀", "", step(-1), { "aria-label": "Previous", title: "Previous (p)" }), this.kind, tool("▶", "", step(1), { "aria-label": "Next", title: "Next (n)" })),
      this.coder,
      this.suggestions,
      h("span", { class: "cs-group" }, this.undo, this.redo),
      h("span", { class: "cs-spring" }),
      this.finished,
      this.side,
      tool("?", "", () => this.help(), { "aria-label": "Keys" })
    );
    this.question = h("div", { class: "cs-question", role: "alertdialog", "aria-label": "Please confirm", hidden: true });
    this.keys = h("div", { class: "cs-keys", role: "dialog", "aria-label": "Keys", "aria-modal": "false", hidden: true });
    this.rove(0);
  }
  /** One tab stop for the toolbar. @param {number} to */
  rove(to) {
    const all = this.all();
    all.forEach((one, at) => {
      one.tabIndex = at === to ? 0 : -1;
    });
    return all[to];
  }
  /** @returns {HTMLElement[]} */
  all() {
    return [...this.tools.querySelectorAll("button, select")].filter((one) => !one.hidden && !one.disabled);
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    const all = this.all();
    const at = all.indexOf(
      /** @type {HTMLElement} */
      active(this.tools)
    );
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const listed = (
      /** @type {Element} */
      event.target.tagName === "SELECT"
    );
    if (event.key === "Escape" || event.key === "Enter" && listed) this.view.home();
    else if (to === void 0 || at < 0 || event.ctrlKey) return;
    else this.rove((to + all.length) % all.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
  togglePanel() {
    const { view } = this;
    view.ui.panel = !view.ui.panel;
    this.show();
    view.panel.show();
    view.transcript.scheduleMargins(true);
  }
  show() {
    if (this.view.store.loaded) this.view.holdingFocus(() => this.fill());
  }
  fill() {
    const { view } = this;
    const { store, ui } = view;
    const { document: doc } = store;
    this.title.replaceChildren(...[
      h("b", {}, doc.id),
      [doc.kind, doc.date, doc.case_name || doc.title].filter(Boolean).length ? h("span", {}, [doc.kind, doc.date, doc.case_name || doc.title].filter(Boolean).join(" · ")) : ""
    ]);
    const placed = store.placed();
    const facts = [`coder ${store.coder}`, plural(placed.length, "coding")];
    if (store.blind) facts.push("blind: suggestions and others hidden until done");
    else if (store.state.suggestions.size) facts.push(`${store.state.suggestions.size} suggested`);
    facts.push(`${coded(store)} % coded`);
    const odd = view.again().length;
    if (odd) facts.push(`⚠ ${odd} to read again`);
    if (store.state.done) facts.push(store.state.done.this_text ? "✓ done" : "✓ done, before the text changed");
    this.counts.textContent = facts.join(" · ");
    this.notes.replaceChildren(...store.notes.map((note) => h("div", {}, note)));
    this.side.setAttribute("aria-pressed", String(ui.panel));
    this.suggestions.hidden = store.blind || !store.state.suggestions.size;
    this.suggestions.setAttribute("aria-pressed", String(ui.suggestions));
    this.coder.hidden = !store.coders.length && !store.other;
    const names = [.../* @__PURE__ */ new Set([...store.coders, ...store.other ? [store.other.coder] : []])];
    this.coder.replaceChildren(h("option", { value: "" }, store.other ? "stop comparing" : "compare with …"), ...names.map((name) => h("option", { value: name }, `compare: ${name}`)));
    this.coder.value = store.other?.coder ?? "";
    this.kind.value = ui.kind;
    for (const one of this.kind.options) one.hidden = one.value === "disagreement" && !store.other || one.value === "review" && !odd;
    const waiting = store.outbox.waiting.size > 0;
    const can = (one, able, title) => {
      one.setAttribute("aria-disabled", String(!able || Boolean(store.readonly)));
      one.title = title;
    };
    can(this.undo, Boolean(store.can.undo) || waiting, store.can.undo ? `Undo: ${store.can.undo} (Ctrl+Z)` : "Undo (Ctrl+Z)");
    can(this.redo, Boolean(store.can.redo) || store.outbox.ops().some((op) => op.type === "undo"), store.can.redo ? `Redo: ${store.can.redo} (Ctrl+Shift+Z)` : "Redo (Ctrl+Shift+Z)");
    this.finished.textContent = store.state.done?.this_text ? "✓ Done" : "Mark as done";
    this.finished.setAttribute("aria-pressed", String(Boolean(store.state.done?.this_text)));
    for (const one of [this.finished, this.undo, this.redo, ...this.tools.querySelectorAll(".cs-edits")]) one.hidden = Boolean(store.readonly);
    if (!this.all().some((one) => one.tabIndex === 0)) this.rove(0);
  }
  /** The save line: told again only when it says something else. */
  status() {
    const { store } = this.view;
    const { state, text, hint } = store.status();
    if (this.told === `${state} ${text} ${hint}`) return;
    this.told = `${state} ${text} ${hint}`;
    this.view.holdingFocus(() => this.tell(state, text, hint));
  }
  /** @param {string} state @param {string} text @param {string} hint */
  tell(state, text, hint) {
    const { store } = this.view;
    const before2 = this.line.getAttribute("data-state");
    this.line.setAttribute("data-state", state);
    this.line.textContent = text;
    this.line.title = hint;
    const rescue = state === "failed" || state === "unsaved";
    const refused = store.outbox.refused.size;
    this.rescue.replaceChildren(...[
      rescue ? button("Retry", () => {
        store.outbox.retry();
        store.flush();
        this.status();
      }, { class: "cs-tool" }) : null,
      rescue ? button("Download", () => this.view.download(), { class: "cs-tool", title: "What is not saved, as lines of JSON" }) : null,
      refused ? button("Discard", () => this.ask(`Discard ${plural(refused, "edit")} that cannot be written? Download them first.`, "Discard", () => {
        store.outbox.discard();
        this.status();
      }), { class: "cs-tool" }) : null,
      hint && state !== "loading" ? h("span", { class: "cs-hint" }, hint) : null
    ].filter((one) => one !== null));
    if (state === "unsaved" && before2 !== "unsaved") this.view.say("Not saved, the kernel is not answering", true);
  }
  /** @param {string} coder */
  compareWith(coder) {
    const { store } = this.view;
    if (coder) store.compare(coder);
    else store.dropOther();
  }
  /**
   * Ask before something that is not easily undone.
   * @param {string} words
   * @param {string} yes
   * @param {() => void} act
   */
  ask(words2, yes, act) {
    const close = () => {
      this.unask();
      this.view.home();
    };
    const agree = button(yes, () => {
      close();
      act();
    }, { class: "cs-do" });
    this.question.replaceChildren(h("p", {}, words2), h("div", { class: "cs-row" }, agree, button("Cancel", close, { class: "cs-tool" })));
    if (!this.question.isConnected) this.view.stage.append(this.question);
    this.question.hidden = false;
    agree.focus({ preventScroll: true });
  }
  unask() {
    this.question.hidden = true;
  }
  help() {
    if (!this.keys.hidden && this.keys.isConnected) return this.closeHelp();
    const groups = [...new Set(KEYS.map((key) => key.group))];
    this.keys.replaceChildren(
      h("div", { class: "cs-row" }, h("h3", { class: "cs-grow" }, "Keys"), button("✕", () => this.closeHelp(), { class: "cs-tool", "aria-label": "Close" })),
      h("div", { class: "cs-columns" }, ...groups.map((group) => h("section", {}, h("h4", {}, group), h("dl", {}, ...KEYS.filter((key) => key.group === group).flatMap((key) => [
        h("dt", {}, ...shown(key.keys).map((name) => h("kbd", {}, name))),
        h("dd", {}, key.says)
      ]))))),
      h("p", { class: "cs-hint" }, "In the list of codes: Enter applies and closes, Ctrl+Enter applies and stays, Tab goes below the code. Mouse: drag snaps to words, Alt for exact characters; double click a word, triple click a sentence. Keys act only while this widget has the focus.")
    );
    if (!this.keys.isConnected) this.view.stage.append(this.keys);
    this.keys.hidden = false;
    this.keys.querySelector("button")?.focus({ preventScroll: true });
    return void 0;
  }
  closeHelp() {
    this.keys.hidden = true;
    this.view.home();
  }
  /** @param {KeyboardEvent} event */
  closesHelp(event) {
    if (this.keys.hidden || event.key !== "Escape" && event.key !== "?") return false;
    event.preventDefault();
    event.stopPropagation();
    this.closeHelp();
    return true;
  }
};
var SIGNS = { ArrowRight: "→", ArrowLeft: "←", ArrowDown: "↓", ArrowUp: "↑", PageDown: "PgDn", PageUp: "PgUp", Escape: "Esc", Delete: "Del", Backspace: "⌫" };
function shown(keys) {
  const names = keys.filter((key) => key !== "Ctrl+Enter").map((key) => key.replace(/[A-Z][A-Za-z]+$/, (name) => SIGNS[name] ?? name).replace(/\+([a-z])$/, (_, letter) => `+${letter.toUpperCase()}`).replace(/^A$/, "Shift+A"));
  return names.length > 3 ? [`${names[0]}–${names.at(-1)}`] : names;
}
function coded(store) {
  const turns = store.turns.filter((turn) => !turn.interviewer && turn.kind !== "heading");
  const spans = store.placed().sort((one, two) => one.start - two.start);
  const merged = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  let [all, covered, at] = [0, 0, 0];
  for (const turn of turns) {
    all += turn.end - turn.start;
    while (at < merged.length && /** @type {any} */
    merged[at].end <= turn.start) at += 1;
    for (let next = at; next < merged.length && /** @type {any} */
    merged[next].start < turn.end; next += 1) {
      const { start, end } = (
        /** @type {any} */
        merged[next]
      );
      covered += Math.max(0, Math.min(end, turn.end) - Math.max(start, turn.start));
    }
  }
  return all ? Math.round(100 * covered / all) : 0;
}

// src/find.js
function places(query, text, turns) {
  const asked = query.trim();
  if (!asked) return [];
  const pattern = new RegExp(asked.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
  return turns.flatMap(({ start, end }) => [...text.slice(start, end).matchAll(pattern)].map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length })));
}
var Find = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.hits = [];
    this.at = -1;
    this.input = h("input", {
      type: "text",
      class: "cs-query",
      placeholder: "find in the text",
      "aria-label": "Find in the text",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.search(),
      onkeydown: (event) => this.onKey(event)
    });
    this.count = h("span", { class: "cs-found", role: "status" });
    const step = (way) => () => this.go(way);
    const tool = (text, label2, act) => h("button", { type: "button", class: "cs-tool", "aria-label": label2, title: label2, onclick: act }, text);
    this.el = h(
      "div",
      { class: "cs-find", role: "search", hidden: true },
      this.input,
      this.count,
      tool("↑", "Previous hit (Shift+Enter)", step(-1)),
      tool("↓", "Next hit (Enter)", step(1)),
      tool("✕", "Close (Esc)", () => this.close())
    );
  }
  open() {
    this.el.hidden = false;
    this.input.focus({ preventScroll: true });
    this.input.select();
    if (this.input.value) this.search();
  }
  close() {
    const hit = this.hits[this.at];
    this.el.hidden = true;
    this.hits = [];
    this.at = -1;
    if (hit) this.view.select(hit.start, hit.end);
    this.view.transcript.paint();
    this.view.ruler.draw();
    this.view.home();
  }
  search() {
    const { store, ui, transcript } = this.view;
    this.hits = places(this.input.value, store.document.text, store.turns);
    const here = this.hits.findIndex((hit) => hit.start >= ui.head);
    this.at = this.hits.length ? Math.max(0, here) : -1;
    this.show();
    transcript.paint();
    this.view.ruler.draw();
  }
  /** @param {1|-1} way */
  go(way) {
    if (!this.hits.length) return;
    this.at = (this.at + way + this.hits.length) % this.hits.length;
    this.show();
    this.view.transcript.paint();
  }
  show() {
    const asked = this.input.value.trim();
    this.count.textContent = this.hits.length ? `${this.at + 1} of ${this.hits.length}` : asked ? "nothing found" : "";
    const hit = this.hits[this.at];
    if (hit) this.view.transcript.reveal(hit.start, "near");
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.go(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
};

// src/rank.js
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/ß/g, "ss");
}
function rank(query, codes, recent = []) {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  if (!asked.length) return codes;
  const rows = codes.map((code, order) => ({ code, order, worth: worth(asked, code) })).filter((row) => row.worth < 9);
  const used = (code) => recent.includes(code.id) ? recent.indexOf(code.id) : recent.length;
  rows.sort((one, two) => one.worth - two.worth || used(one.code) - used(two.code) || (two.code.count ?? 0) - (one.code.count ?? 0) || one.order - two.order);
  return rows.map((row) => row.code);
}
function worth(asked, code) {
  const name = fold(code.name);
  if (name === asked.join(" ")) return 0;
  if (name.startsWith(asked.join(" "))) return 1;
  const near = fold([code.path, ...code.aliases ?? []].join(" "));
  const far = fold([code.definition, code.include].join(" "));
  if (asked.every((word) => begins(name, word))) return 2;
  if (asked.every((word) => begins(near, word))) return 3;
  if (asked.every((word) => near.includes(word))) return 4;
  if (asked.every((word) => near.includes(word) || begins(far, word))) return 5;
  return asked.every((word) => near.includes(word) || far.includes(word)) ? 6 : 9;
}
function begins(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
function slot(slots, code, recent) {
  if (slots.includes(code)) return slots;
  if (slots.length < 9) return [...slots, code];
  const age = (id) => recent.includes(id) ? recent.indexOf(id) : recent.length;
  const oldest = slots.reduce((one, two) => age(two) > age(one) ? two : one);
  return slots.map((id) => id === oldest ? code : id);
}

// src/palette.js
var Palette = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    const id = `${view.uid}-codes`;
    this.id = id;
    this.rows = [];
    this.at = 0;
    this.input = h("input", {
      class: "cs-search",
      type: "text",
      role: "combobox",
      placeholder: "search or create a code",
      "aria-label": "Code",
      "aria-expanded": "true",
      "aria-controls": id,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.list(true),
      onfocus: () => {
        if (view.ui.choosing) return;
        view.ui.choosing = true;
        view.panel.show();
      },
      onkeydown: (event) => this.onKey(event)
    });
    this.options = h("div", { class: "cs-options", role: "listbox", id, "aria-label": "Codes", "aria-multiselectable": "true" });
    this.about = h("div", { class: "cs-about" });
    this.el = h("div", { class: "cs-palette" }, this.input, this.options, this.about);
    this.options.addEventListener("mousedown", (event) => {
      const option = (
        /** @type {Element} */
        event.target.closest("[role=option]")
      );
      if (!option) return;
      event.preventDefault();
      this.at = Number(option.getAttribute("data-at"));
      this.choose(event.ctrlKey || event.metaKey);
    });
    this.options.addEventListener("mousemove", (event) => {
      const option = (
        /** @type {Element} */
        event.target.closest("[role=option]")
      );
      if (option && Number(option.getAttribute("data-at")) !== this.at) this.light(Number(option.getAttribute("data-at")), false);
    });
  }
  /** @param {string} [text] */
  open(text = "") {
    this.input.value = text;
    this.list(true);
    this.input.focus({ preventScroll: true });
    this.input.select();
  }
  /** The options again; with `fresh` the first is lit. @param {boolean} [fresh] */
  list(fresh = false) {
    const { view } = this;
    const query = this.input.value.trim();
    const codes = [...view.store.state.codes.values()];
    const applied = view.applied();
    let rows = rank(query, codes, view.ui.recent).map((code) => ({ code }));
    if (!query) {
      const recent = view.ui.slots.flatMap((id) => view.store.state.codes.get(id) ?? []).map((code) => ({ code, recent: true }));
      rows = [...recent, ...rows];
    }
    const exact = codes.some((code) => code.name.toLowerCase() === query.toLowerCase());
    if (query && !exact && !view.store.readonly && view.mode().creates) rows.push({ code: null, name: query });
    this.rows = rows;
    const lit = fresh ? 0 : Math.min(this.at, rows.length - 1);
    let begun = false;
    this.options.replaceChildren(
      ...rows.flatMap((row, at) => {
        const made = this.option(row, at, Boolean(query), applied);
        const head = !query && row.recent && at === 0 ? "recent" : !query && !row.recent && !begun && row.code ? "all codes" : "";
        if (!row.recent) begun = true;
        return head ? [h("div", { class: "cs-head", "aria-hidden": "true" }, head), made] : [made];
      })
    );
    if (!rows.length) this.options.append(h("div", { class: "cs-none" }, codes.length ? "no code has these words" : "the codebook is empty: type a name"));
    this.light(lit, true);
  }
  /**
   * @param {{code: Code|null, name?: string, recent?: boolean}} row
   * @param {number} at
   * @param {boolean} searched
   * @param {Set<string>} applied
   */
  option({ code, name, recent }, at, searched, applied) {
    const { view } = this;
    const id = `${this.id}-${at}`;
    if (!code) {
      const parent = this.branch();
      const under = parent ? ` under ${parent.name}` : "";
      return h("div", { role: "option", id, class: "cs-option cs-new", "data-at": at, "aria-selected": "false" }, `+ new code “${name}”${under}`);
    }
    const ticked = applied.has(code.id);
    const digit = view.ui.slots.indexOf(code.id) + 1;
    const above = code.path.slice(0, Math.max(0, code.path.length - code.name.length)).replace(/[›\s]+$/u, "");
    return h(
      "div",
      {
        role: "option",
        id,
        class: `cs-option${ticked ? " cs-ticked" : ""}`,
        "data-at": at,
        "data-code": code.id,
        "aria-selected": String(ticked),
        "aria-label": [recent && digit ? `${digit} ${code.name} ${above}` : code.path, ticked ? "✓ applied" : ""].filter(Boolean).join(" "),
        style: { "--cs-level": searched || recent ? 0 : code.level, ...view.hue(code.id) }
      },
      h("span", { class: "cs-key" }, recent && digit ? String(digit) : ticked ? "✓" : ""),
      h("span", { class: "cs-swatch" }),
      " ",
      h("span", { class: "cs-name" }, code.name),
      " ",
      searched || recent ? h("span", { class: "cs-path" }, above) : null,
      h("span", { class: "cs-count" }, ticked && recent ? "✓" : code.count ? String(code.count) : "")
    );
  }
  /** The code under which a new one goes: the lit one's branch, as chosen last. */
  branch() {
    const { view } = this;
    const last = view.store.state.codes.get(view.ui.recent[0] ?? "");
    const parent = view.ui.parent === void 0 ? last?.parent : view.ui.parent;
    return parent ? view.store.state.codes.get(parent) ?? null : null;
  }
  /** @param {number} at @param {boolean} scroll */
  light(at, scroll) {
    this.at = Math.max(0, Math.min(at, this.rows.length - 1));
    let lit = null;
    for (const option of this.options.querySelectorAll("[role=option]")) {
      const here = Number(option.getAttribute("data-at")) === this.at;
      option.classList.toggle("cs-lit", here);
      if (here) lit = option;
    }
    if (lit) this.input.setAttribute("aria-activedescendant", lit.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (lit && scroll) {
      const above = lit.offsetTop - this.options.scrollTop;
      if (above < 24) this.options.scrollTop = Math.max(0, lit.offsetTop - 24);
      else if (above + lit.offsetHeight > this.options.clientHeight) this.options.scrollTop = lit.offsetTop + lit.offsetHeight - this.options.clientHeight + 4;
    }
    this.tell(this.rows[this.at]?.code ?? null);
  }
  /** Definition, what is in and what is out. @param {Code|null} code */
  tell(code) {
    const line2 = (name, text) => text ? h("p", {}, h("b", {}, name), ` ${text}`) : null;
    this.about.replaceChildren(
      ...[
        code ? h("p", { class: "cs-where" }, code.path) : null,
        code?.definition ? h("p", {}, code.definition) : null,
        line2("In:", code?.include),
        line2("Out:", code?.exclude)
      ].filter((one) => one !== null)
    );
  }
  /** @param {boolean} stay */
  choose(stay) {
    const row = this.rows[this.at];
    if (!row) return;
    if (row.code) this.view.choose(row.code.id, stay);
    else this.view.create(row.name ?? "", this.branch()?.id ?? null, stay);
    if (stay) {
      this.input.select();
      this.list();
    }
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    const steps = (
      /** @type {Record<string, number>} */
      { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
    );
    const step = steps[event.key];
    if (/^[1-9.]$/.test(event.key) && !event.ctrlKey && this.quick(event.key)) {
    } else if (step) this.light(this.at + step, true);
    else if (event.key === "Enter") this.choose(event.ctrlKey || event.metaKey);
    else if (event.key === "Tab" && !event.shiftKey && this.expand()) {
    } else if (event.key === "Escape") this.view.escape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {string} key */
  quick(key) {
    const { view } = this;
    if (this.input.value || view.mode().kind !== "code" || !view.goal()) return false;
    if ([...view.store.state.codes.values()].some((code) => code.name.startsWith(key))) return false;
    if (key === "." ? !view.ui.last.length : !view.ui.slots[Number(key) - 1]) return false;
    view.stopChoosing();
    if (key === ".") view.repeat();
    else view.digit(Number(key));
    view.home();
    return true;
  }
  /** Show the lit code and what is below it. */
  expand() {
    const code = this.rows[this.at]?.code;
    if (!code || !this.input.value.trim()) return false;
    const codes = [...this.view.store.state.codes.values()];
    const below = codes.filter((one) => one.path.startsWith(`${code.path} › `));
    if (!below.length) return false;
    this.view.ui.parent = code.id;
    this.input.value = code.path;
    this.list(true);
    return true;
  }
};

// src/ruler.js
var WIDTH = 16;
var Ruler = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.frame = 0;
    this.el = h("canvas", {
      class: "cs-ruler",
      width: WIDTH,
      height: 10,
      "aria-hidden": "true",
      title: "coded (blue), suggested (dashes), found (bars): click to go there",
      onclick: (event) => {
        const box = this.el.getBoundingClientRect();
        const goal = Math.floor((event.clientY - box.top) / box.height * view.store.document.text.length);
        view.transcript.reveal(goal, "middle");
      }
    });
  }
  close() {
    cancelAnimationFrame(this.frame);
  }
  draw() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }
  paint() {
    const { store, find, transcript } = this.view;
    const height = this.el.clientHeight;
    const total = store.document.text.length;
    const pen = this.el.getContext("2d");
    if (!height || !total || !pen) return;
    const scale = globalThis.devicePixelRatio || 1;
    this.el.width = WIDTH * scale;
    this.el.height = height * scale;
    pen.scale(scale, scale);
    const style = getComputedStyle(this.view.root);
    const colour = (name) => style.getPropertyValue(name).trim() || "gray";
    const y = (offset) => offset / total * height;
    const depth = new Uint8Array(Math.ceil(height) + 1);
    for (const { start, end } of store.placed()) {
      for (let at = Math.floor(y(start)); at <= Math.floor(y(end)); at += 1) depth[at] = Math.min(4, (depth[at] ?? 0) + 1);
    }
    pen.fillStyle = colour("--cs-depth");
    for (const [at, count] of depth.entries()) {
      if (!count) continue;
      pen.globalAlpha = 0.25 + 0.18 * count;
      pen.fillRect(5, at, 7, 1);
    }
    pen.globalAlpha = 1;
    const dots = (spans, name, x, width) => {
      pen.fillStyle = colour(name);
      for (const { start } of spans) if (start >= 0) pen.fillRect(x, Math.floor(y(start)), width, 2);
    };
    const kinds = [...transcript.spans.values()].flat();
    dots(kinds.filter((span) => span.kind === "suggested"), "--cs-mark", 13, 3);
    dots(kinds.filter((span) => span.kind === "other"), "--cs-warm", 1, 3);
    dots(kinds.filter((span) => span.kind === "asked"), "--cs-accent", 1, 3);
    const odd = new Set(store.review.map((one) => one.coding));
    dots(store.placed().filter((coding) => odd.has(coding.id)), "--cs-warm", 5, 8);
    dots(find.hits, "--cs-ink", 0, WIDTH);
  }
};

// src/ops.js
var NOT_UNDONE = /* @__PURE__ */ new Set(["adopt", "newcode"]);
function standing(ops) {
  let done = [];
  let undone = [];
  for (const op of ops) {
    if (op.type === "undo") {
      const last = done.findLast((before2) => !NOT_UNDONE.has(before2.type));
      if (last) {
        done = done.filter((before2) => before2 !== last);
        undone.push(last);
      }
    } else if (op.type === "redo") {
      const back = undone.pop();
      if (back) done.push(back);
    } else {
      done.push(op);
      undone = [];
    }
  }
  return done;
}
function project(base, ops, toUnit, coder) {
  if (!ops.length) return base;
  const state = {
    ...base,
    codings: new Map(base.codings),
    suggestions: new Map(base.suggestions),
    asked: new Map(base.asked),
    codes: new Map(base.codes),
    memos: { ...base.memos }
  };
  for (const op of standing(ops)) EFFECTS[op.type]?.(state, op, toUnit, coder);
  return state;
}
var EFFECTS = {
  add(state, op, toUnit, coder) {
    place(state, op, op.code ?? "", toUnit(op.start ?? 0), toUnit(op.end ?? 0), coder);
  },
  newcode(state, op, toUnit, coder) {
    const id = `new:${op.op_id}`;
    const parent = op.parent ? state.codes.get(op.parent) : void 0;
    const name = op.name ?? "";
    const path = parent ? `${parent.path} › ${name}` : name;
    const level = parent ? parent.level + 1 : 0;
    state.codes.set(id, { id, name, path, parent: op.parent ?? null, level, branch: parent?.branch ?? id, definition: op.definition });
    if (op.start !== void 0) place(state, op, id, toUnit(op.start), toUnit(op.end ?? op.start), coder);
  },
  accept(state, op, toUnit, coder) {
    const suggestion = state.suggestions.get(op.suggestion ?? "");
    state.suggestions.delete(op.suggestion ?? "");
    if (!suggestion) return;
    const start = op.start === void 0 ? suggestion.start : toUnit(op.start);
    const end = op.end === void 0 ? suggestion.end : toUnit(op.end);
    place(state, op, op.code ?? suggestion.code, start, end, coder);
  },
  reject(state, op) {
    state.suggestions.delete(op.suggestion ?? "");
  },
  remove(state, op) {
    state.codings.delete(op.coding ?? "");
    state.asked.delete(op.coding ?? "");
  },
  retire(state, op) {
    change(state, op, { status: "retired" });
  },
  confirm(state, op) {
    change(state, op, { status: "kept" });
  },
  recode(state, op) {
    change(state, op, { code: op.code, status: "kept" });
  },
  move(state, op, toUnit) {
    change(state, op, { start: toUnit(op.start ?? 0), end: toUnit(op.end ?? 0), status: "kept", quote: void 0 });
  },
  memo(state, op) {
    if (op.coding) change(state, op, { memo: op.memo ?? "" });
    else if (op.about) state.memos[op.about] = op.memo ?? "";
  },
  asked(state, op, toUnit) {
    const [start, end] = [toUnit(op.start ?? 0), toUnit(op.end ?? 0)];
    state.asked.set(op.op_id, { id: op.op_id, question: op.question ?? "", start, end, pending: true });
  },
  done(state, op) {
    if (!op.consensus) state.done = op.undo ? null : { time: "", this_text: true };
  }
};
function place(state, op, code, start, end, coder) {
  const same = [...state.codings.values()].some((other) => other.code === code && other.start === start && other.end === end);
  if (same) return;
  const memo = op.memo ?? "";
  state.codings.set(op.op_id, { id: op.op_id, code, coder, origin: "person", start, end, status: "kept", memo, created: "", pending: true });
}
function change(state, op, what) {
  const coding = state.codings.get(op.coding ?? "");
  if (coding) state.codings.set(coding.id, { ...coding, ...what, pending: true });
}

// src/outbox.js
var RESEND = 3e3;
var SLOW = 2e3;
var LOST = 1e4;
var Outbox = class {
  /**
   * @param {{getItem: Function, setItem: Function, removeItem: Function, key: Function, length: number}|null} storage
   * @param {() => number} [now]
   */
  constructor(storage2, now = Date.now) {
    this.storage = storage2;
    this.now = now;
    this.durable = Boolean(storage2);
    this.prefix = "";
    this.last = 0;
    this.waiting = /* @__PURE__ */ new Map();
    this.refused = /* @__PURE__ */ new Map();
  }
  /**
   * Take up what an earlier view of the same study, document and coder left behind.
   * @param {string} key
   */
  open(key) {
    this.prefix = `collabstudy/outbox/${key}/`;
    for (const entry of this.stored()) {
      if (this.waiting.has(entry.op.op_id) || this.refused.has(entry.op.op_id)) continue;
      const place2 = entry.error?.fatal ? this.refused : this.waiting;
      place2.set(entry.op.op_id, { ...entry, since: this.now(), sent: 0, error: entry.error ?? null });
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
      entry.op = { ...entry.op, ...code === from ? { code: to } : {}, ...parent === from ? { parent: to } : {} };
      this.keep(entry);
    }
  }
  /** What may be sent now: never sent, or not answered for three seconds; nothing that names a code which has no id yet. */
  due() {
    const now = this.now();
    const named = (code) => !code?.startsWith("new:");
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
    return all.map((entry) => `${JSON.stringify({ ...about, ...entry.op, made: new Date(entry.seq).toISOString() })}
`).join("");
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
};

// src/text.js
var Points = class {
  /** @param {string} text */
  constructor(text) {
    this.units = text.length;
    this.wide = [];
    for (const hit of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) this.wide.push(hit.index - this.wide.length);
    this.points = this.units - this.wide.length;
  }
  /**
   * The unit at which a code point begins; beyond the text, its end.
   * @param {number} point
   */
  toUnit(point) {
    const at = Math.max(0, Math.min(point, this.points));
    return at + before(this.wide, at);
  }
  /**
   * The code point to which a unit belongs: the middle of a surrogate pair counts as its beginning.
   * @param {number} unit
   */
  toPoint(unit) {
    const at = Math.max(0, Math.min(unit, this.units));
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (
        /** @type {number} */
        this.wide[middle] + middle < at
      ) low = middle + 1;
      else high = middle;
    }
    return at - low;
  }
};
function before(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (
      /** @type {number} */
      numbers[middle] < limit
    ) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/store.js
var TICK = 250;
var PING = 5e3;
var IDLE_PING = 2e4;
function nothing() {
  return { codings: /* @__PURE__ */ new Map(), suggestions: /* @__PURE__ */ new Map(), asked: /* @__PURE__ */ new Map(), codes: /* @__PURE__ */ new Map(), memos: {}, done: null };
}
var Store = class extends EventTarget {
  /**
   * @param {Model} model
   * @param {Storage|null} storage
   */
  constructor(model, storage2) {
    super();
    this.model = model;
    this.view = uuid();
    this.outbox = new Outbox(storage2);
    this.key = "";
    this.loaded = false;
    this.rev = -1;
    this.document = { id: "", text: "", turns: [], sha: "" };
    this.coder = "";
    this.points = new Points("");
    this.turns = [];
    this.base = nothing();
    this.state = nothing();
    this.review = [];
    this.can = { undo: null, redo: null };
    this.questions = [];
    this.coders = [];
    this.notes = [];
    this.readonly = null;
    this.blind = false;
    this.other = null;
    this.prefs = {};
    this.saved = null;
    this.pinged = 0;
    this.waitsForPong = false;
    this.heard = 0;
    this.asked = 0;
    this.receive = (message) => this.on(message);
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
      return false;
    }
    return true;
  }
  hello() {
    this.asked = Date.now();
    this.post({ kind: "hello", proto: 1, outbox: this.outbox.ops().map((op) => op.op_id) });
  }
  ping() {
    if (this.waitsForPong && Date.now() - this.pinged < 1e4) return;
    this.pinged = Date.now();
    this.waitsForPong = true;
    this.post({ kind: "ping", outbox: this.outbox.waiting.size });
  }
  tick() {
    if (!this.loaded) {
      if (Date.now() - this.asked >= 3e3) this.hello();
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
        return this.tell("change", { touched: /* @__PURE__ */ new Set() });
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
    this.turns = message.document.turns.map((turn) => ({
      ...this.span(turn),
      gaps: (turn.gaps ?? []).map((gap) => gap.map((at) => points.toUnit(at)))
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
    if (mine) this.saved = (/* @__PURE__ */ new Date()).toTimeString().slice(0, 8);
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
    if (message.prev === void 0 || message.prev === this.rev) {
      this.take(message);
      this.rev = message.rev;
    } else if (message.rev > this.rev) this.post({ kind: "ask", what: "reload" });
    this.refresh();
  }
  /** @param {any} message */
  take(message) {
    const base = { ...this.base };
    if (message.codes) base.codes = new Map(message.codes.map((code) => [code.id, code]));
    if (message.asked) base.asked = new Map(message.asked.map((mark2) => [mark2.id, this.span(mark2)]));
    if (message.memos) base.memos = message.memos;
    if ("done" in message) base.done = message.done;
    base.codings = new Map(base.codings);
    for (const id of message.remove ?? []) base.codings.delete(id);
    for (const coding of [...message.add ?? [], ...message.change ?? []]) base.codings.set(coding.id, this.span(coding));
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
      codings: new Map((message.codings ?? []).map((one) => [one.id, this.span(one)])),
      disagreements: (message.disagreements ?? []).map((one) => this.span(one)),
      figures: message.figures ?? [],
      consensus: message.consensus ? { ...message.consensus, codings: message.consensus.codings.map((one) => this.span(one)) } : null,
      done: message.done ?? {}
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
    const before2 = this.state;
    this.state = this.projected();
    this.tell("change", { touched: touched(before2, this.state) });
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
    const op = { op_id: uuid(), base: this.document.sha, type, ...fields };
    if (op.start !== void 0) op.start = this.points.toPoint(op.start);
    if (op.end !== void 0) op.end = this.points.toPoint(op.end);
    this.outbox.add(op);
    this.refresh();
    this.flush();
    this.tell("status");
    return (
      /** @type {Op} */
      op
    );
  }
  status() {
    if (!this.loaded) {
      return { state: "loading", text: "… waiting for the kernel", hint: "Run the cell again if nothing appears" };
    }
    const alive = this.heard > 0 && Date.now() - this.heard < 7e3;
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
      const middle = low + high >> 1;
      if (
        /** @type {Turn} */
        this.turns[middle].start <= offset
      ) low = middle + 1;
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
};
function touched(before2, after) {
  const found = /* @__PURE__ */ new Set();
  for (
    const kind of
    /** @type {const} */
    ["codings", "suggestions", "asked"]
  ) {
    if (before2[kind] === after[kind]) continue;
    for (const [id, one] of after[kind]) {
      const was = before2[kind].get(id);
      if (was === one) continue;
      found.add(one);
      if (was) found.add(was);
    }
    for (const [id, one] of before2[kind]) if (!after[kind].has(id)) found.add(one);
  }
  return found;
}

// src/theme.js
var LIGHT = ["#5c2340", "#9952e0", "#f05000", "#31136c", "#c77a6b", "#800000", "#1414ff", "#559bbe"];
var DARK = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#c9d1d3"];
var HEX = /^#[0-9a-f]{6}$/i;
function isDark() {
  const told = document.body?.dataset["jpThemeLight"];
  if (told) return told === "false";
  const { classList, dataset } = document.documentElement;
  if (classList.contains("dark") || dataset["theme"] === "dark") return true;
  if (classList.contains("light") || dataset["theme"] === "light") return false;
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
function onTheme(callback, signal) {
  const watcher = new MutationObserver(callback);
  const attributeFilter = ["data-jp-theme-light", "data-jp-theme-name", "class", "data-theme"];
  for (const place2 of [document.body, document.documentElement]) watcher.observe(place2, { attributes: true, attributeFilter });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback, { signal });
  signal.addEventListener("abort", () => watcher.disconnect());
}
function hues(own, place2) {
  const from = (palette) => (
    /** @type {string} */
    palette[Math.max(0, place2) % palette.length]
  );
  const given = own && HEX.test(own) ? own.toLowerCase() : "";
  return {
    light: given && contrast(given, "#ffffff") >= 3 ? given : from(LIGHT),
    dark: given && contrast(given, "#111111") >= 3 ? given : from(DARK)
  };
}
function contrast(one, two) {
  const [dim, bright] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (
    /** @type {number} */
    (bright + 0.05) / /** @type {number} */
    (dim + 0.05)
  );
}
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * /** @type {number} */
  red + 0.7152 * /** @type {number} */
  green + 0.0722 * /** @type {number} */
  blue;
}

// src/highlight.js
var Painter = class {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.registry = /** @type {any} */
    globalThis.CSS?.highlights;
    this.works = Boolean(this.registry && /** @type {any} */
    globalThis.Highlight);
    this.ranges = [];
  }
  /** @param {Range[]} ranges */
  set(ranges) {
    if (!this.works) return;
    let shared = this.registry.get(this.name);
    if (shared) for (const range of this.ranges) shared.delete(range);
    this.ranges = ranges;
    if (ranges.length && !shared) {
      shared = new /** @type {any} */
      globalThis.Highlight();
      this.registry.set(this.name, shared);
    }
    for (const range of ranges) shared.add(range);
    if (shared && !shared.size) this.registry.delete(this.name);
  }
};

// src/lanes.js
var LANES = 6;
function lanes(groups, most = LANES) {
  const found = /* @__PURE__ */ new Map();
  const taken = Array.from({ length: most }, () => []);
  for (const group of groups) {
    const ordered = [...group].sort(byPlace);
    const free = taken.map((spans) => openings([...spans].sort(byPlace)));
    for (const span of ordered) {
      const lane = free.findIndex((fits) => fits(span));
      found.set(span.id, lane);
      if (lane >= 0) taken[lane]?.push(span);
    }
  }
  return found;
}
function openings(fixed) {
  let at = 0;
  let used = -1;
  return (span) => {
    while (at < fixed.length && /** @type {Span} */
    fixed[at].end <= span.start) at += 1;
    const next = fixed[at];
    if (used > span.start || next && next.start < span.end) return false;
    used = span.end;
    return true;
  };
}
function byPlace(one, two) {
  return one.start - two.start || two.end - one.end || (one.id < two.id ? -1 : 1);
}
function pushDown(wished, height, above = -Infinity) {
  let free = above;
  return wished.map((wish) => {
    const top = Math.max(wish, free);
    free = top + height;
    return top;
  });
}

// src/margin.js
var LANE = 8;
var LABEL = 20;
var SVG = "http://www.w3.org/2000/svg";
function layoutMargins(transcript, rows) {
  const { narrow } = transcript.ui;
  if (narrow) return void rows.forEach((row) => row.measured ?? chips(transcript, row));
  for (const row of rows) {
    if (row.measured) continue;
    row.measured = measure(transcript, row);
    row.laid = "";
  }
  const measured = rows.map((row) => (
    /** @type {Measured} */
    row.measured
  ));
  const free = rooms(measured);
  let carry = 0;
  let next = -1;
  for (const [at, { row, height, right, left }] of measured.entries()) {
    if (row.index !== next) carry = 0;
    next = row.index + 1;
    const room = (
      /** @type {number} */
      free[at]
    );
    const focus = [...right, ...left].some(({ span }) => span.id === transcript.ui.focus) ? transcript.ui.focus : "";
    const laid = `${carry} ${room} ${focus}`;
    if (row.laid !== laid) {
      row.laid = laid;
      row.reach = right.length || left.length || row.sides ? draw(transcript, row, right, left, height, carry, room) : Math.max(0, carry - height);
    }
    carry = row.reach ?? 0;
  }
}
function draw(transcript, row, right, left, height, carry, room) {
  const sides = sidesOf(row);
  sides.chips.replaceChildren();
  brackets(transcript, sides.left, left, LANES / 2);
  return column(transcript, row, right, height, carry, room);
}
function sidesOf(row) {
  if (row.sides) return row.sides;
  const [margin, left, chips2] = ["cs-margin", "cs-left", "cs-chips"].map((name) => h("div", { class: name, "aria-hidden": "true" }));
  row.sides = { margin, left, chips: chips2 };
  row.el.append(left, margin, chips2);
  return row.sides;
}
function rooms(measured) {
  const found = measured.map(() => 0);
  let below = LABEL;
  for (let at = measured.length - 1; at >= 0; at -= 1) {
    const { row, height, right } = (
      /** @type {Measured} */
      measured[at]
    );
    if (measured[at + 1]?.row.index !== row.index + 1) below = LABEL;
    found[at] = height + below;
    const first = right.find(({ begins: begins2 }) => begins2);
    below = first ? first.top - 3 : height + below;
  }
  return found;
}
function measure(transcript, row) {
  const box = row.el.getBoundingClientRect();
  const spans = (transcript.spans.get(row.index) ?? []).filter((span) => span.kind !== "asked" && span.kind !== "pending");
  const placed = spans.map((span) => {
    const begins2 = span.start >= row.turn.start;
    const ends = span.end <= row.turn.end;
    const first = begins2 ? transcript.range(row, span.start, span.start + 1)?.getClientRects()[0] : void 0;
    const last = ends ? Array.from(transcript.range(row, span.end - 1, span.end)?.getClientRects() ?? []).at(-1) : void 0;
    const top = first ? first.top - box.top + 2 : 0;
    const bottom = last ? last.bottom - box.top - 2 : box.height;
    return { span, begins: begins2, ends, top, bottom: Math.max(bottom, top + 6) };
  });
  const order = (one, two) => one.top - two.top || one.span.lane - two.span.lane;
  return {
    row,
    height: box.height,
    right: placed.filter(({ span }) => span.kind !== "other").sort(order),
    left: placed.filter(({ span }) => span.kind === "other").sort(order)
  };
}
function brackets(transcript, into, placed, most) {
  const children = [];
  for (const { span, begins: begins2, ends, top, bottom } of placed) {
    if (span.lane < 0 || span.lane >= most) continue;
    const name = transcript.store.code(span.code).path;
    const bracket = h("div", {
      class: `cs-bracket cs-${span.kind}${begins2 ? " cs-begins" : ""}${ends ? " cs-ends" : ""}${span.id === transcript.ui.focus ? " cs-on" : ""}`,
      "data-coding": span.id,
      title: span.kind === "other" ? `${transcript.store.other?.coder}: ${name}` : name,
      style: { top: `${top}px`, height: `${bottom - top}px`, "--cs-lane": span.lane, ...transcript.view.hue(span.code) },
      onclick: () => transcript.view.focusOn(span.id)
    });
    children.push(bracket);
  }
  into.replaceChildren(...children);
  return children;
}
function column(transcript, row, placed, height, carry, free) {
  const { margin } = sidesOf(row);
  brackets(transcript, margin, placed, LANES);
  const begin = placed.filter(({ begins: begins2 }) => begins2);
  if (!begin.length) return Math.max(0, carry - height);
  const top = Math.max(carry, (begin[0]?.top ?? 0) - 3);
  const room = Math.max(1, Math.floor((free - top) / LABEL));
  const chosen = choose(begin, room, transcript.ui.focus);
  const hidden = begin.length - chosen.length;
  const wished = chosen.map(({ top: top2 }) => top2 - 3);
  if (hidden) wished.push(chosen.at(-1)?.top ?? 0);
  const tops = pushDown(wished, LABEL, carry);
  const hairs = document.createElementNS(SVG, "svg");
  hairs.setAttribute("class", "cs-hairs");
  for (const [place2, { span, top: top2 }] of chosen.entries()) {
    const at = (
      /** @type {number} */
      tops[place2]
    );
    margin.append(label(transcript, span, { top: `${at}px` }));
    if (span.lane < 0) continue;
    const hair = document.createElementNS(SVG, "path");
    hair.setAttribute("d", `M${span.lane * LANE + 4} ${top2 + 4} L${LANES * LANE + 2} ${at + LABEL / 2}`);
    hairs.append(hair);
  }
  margin.append(hairs);
  if (hidden) {
    const show = () => transcript.view.showTurn(row.index);
    const rest = transcript.label(`+${hidden}`, show, { class: "cs-label cs-rest", title: `${hidden} more in turn ${row.turn.n}` });
    rest.style.top = `${tops.at(-1)}px`;
    margin.append(rest);
  }
  return Math.max(
    0,
    /** @type {number} */
    tops.at(-1) + LABEL - height
  );
}
function choose(begin, room, focus) {
  if (begin.length <= room) return begin;
  const worth2 = (span) => span.id === focus ? 0 : span.kind === "mine" ? 1 : 2;
  const best = [...begin].sort((one, two) => worth2(one.span) - worth2(two.span)).slice(0, Math.max(1, room - 1));
  return begin.filter((one) => best.includes(one));
}
function label(transcript, span, style) {
  const { store, view } = transcript;
  const coding = store.state.codings.get(span.id);
  const code = store.code(span.code);
  const signs = [coding?.memo ? " ✎" : "", view.odd(coding) ? " ⚠" : ""].join("");
  const before2 = { suggested: "? ", other: `${store.other?.coder}: ` }[
    /** @type {string} */
    span.kind
  ] ?? "";
  const made = transcript.label(`${before2}${code.name}${signs}`, () => view.focusOn(span.id, true), {
    class: `cs-label cs-${span.kind}${span.id === transcript.ui.focus ? " cs-on" : ""}${coding?.pending ? " cs-waiting" : ""}`,
    "data-coding": span.id,
    title: [code.path, coding?.memo].filter(Boolean).join(" - "),
    style: { ...style, ...view.hue(span.code) }
  });
  made.addEventListener("mouseenter", () => view.hover(span.id));
  made.addEventListener("mouseleave", () => view.hover(null));
  return made;
}
function chips(transcript, row) {
  const sides = sidesOf(row);
  sides.margin.replaceChildren();
  sides.left.replaceChildren();
  row.measured = { row, height: 0, right: [], left: [] };
  const spans = (transcript.spans.get(row.index) ?? []).filter((span) => span.kind !== "asked" && span.kind !== "pending" && span.start >= row.turn.start);
  sides.chips.replaceChildren(...spans.sort((one, two) => one.start - two.start).map((span) => label(transcript, span, {})));
}

// src/segments.js
function segments(stretch, spans, gaps = []) {
  const inside = spans.filter((span) => span.start < stretch.end && span.end > stretch.start && span.end > span.start);
  const cuts = /* @__PURE__ */ new Set([stretch.start, stretch.end]);
  for (const { start, end } of inside) cuts.add(Math.max(start, stretch.start)).add(Math.min(end, stretch.end));
  for (const [start, end] of gaps) {
    if (start < stretch.end && end > stretch.start) cuts.add(Math.max(start, stretch.start)).add(Math.min(end, stretch.end));
  }
  const places2 = [...cuts].sort((one, two) => one - two);
  const pieces = [];
  for (let at = 0; at + 1 < places2.length; at += 1) {
    const start = (
      /** @type {number} */
      places2[at]
    );
    const end = (
      /** @type {number} */
      places2[at + 1]
    );
    if (gaps.some(([from, to]) => from <= start && end <= to)) continue;
    pieces.push({ start, end, ids: inside.filter((span) => span.start <= start && end <= span.end).map((span) => span.id) });
  }
  return pieces;
}

// src/transcript.js
var NEAR = 300;
var LINE = 75;
var LONG = 17e4;
var Transcript = class {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    this.store = view.store;
    this.ui = view.ui;
    this.sheet = h("div", { class: "cs-sheet" });
    this.scroll = h("div", { class: "cs-scroll", tabindex: 0, role: "region", "aria-label": "Transcript" }, this.sheet);
    this.caret = h("div", { class: "cs-caret", "aria-hidden": "true" });
    this.rows = [];
    this.starts = /* @__PURE__ */ new WeakMap();
    this.rowOf = /* @__PURE__ */ new WeakMap();
    this.spans = /* @__PURE__ */ new Map();
    this.pending = new Painter("collabstudy-pending");
    this.found = new Painter("collabstudy-found");
    this.here = new Painter("collabstudy-here");
    this.held = null;
    this.frame = 0;
    this.watcher = new IntersectionObserver((entries) => this.onNear(entries), { root: this.scroll, rootMargin: `${NEAR}px 0px` });
  }
  close() {
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
    for (const painter of [this.pending, this.found, this.here]) painter.set([]);
  }
  load() {
    this.watcher.disconnect();
    const { turns, document: document2 } = this.store;
    this.scroll.classList.toggle("cs-long", document2.text.length > LONG);
    this.scroll.setAttribute("aria-label", `Transcript ${document2.id}`);
    this.rows = turns.map((turn, index) => this.row(turn, index));
    this.sheet.replaceChildren(...this.rows.map((row) => row.el));
    const names = turns.map((turn) => (turn.speaker ?? "").length);
    this.sheet.style.setProperty("--cs-who", `${Math.max(52, Math.min(108, 18 + 8 * names.reduce((one, two) => Math.max(one, two), 0)))}px`);
    let seen = 0;
    for (const row of this.rows) {
      if (seen > 900) break;
      this.near(row, true);
      seen += 40 + (row.turn.end - row.turn.start) / 3;
    }
    for (const row of this.rows) this.watcher.observe(row.el);
  }
  /** Whether a turn is near enough to the window to have its marks and its margin. @param {Row} row @param {boolean} near */
  near(row, near) {
    row.drawn = near;
    row.el.classList.toggle("cs-near", near);
  }
  /** @param {Turn} turn @param {number} index @returns {Row} */
  row(turn, index) {
    const said = h("div", { class: "cs-words", dir: "auto" });
    const lines = Math.ceil((turn.end - turn.start) / 68);
    const number = h("div", { class: "cs-n" }, String(turn.n));
    const time = clock(turn.time);
    const el = h(
      "div",
      { class: `cs-turn cs-${turn.kind}${turn.interviewer ? " cs-asks" : ""}`, role: "group", "data-n": turn.n, style: { "--cs-lines": lines } },
      number,
      h("div", { class: "cs-who", title: turn.role ?? void 0 }, turn.speaker ? h("b", {}, turn.speaker) : null, time ? h("time", {}, time) : null),
      said
    );
    const row = { index, turn, el, words: said, number, sides: null, measured: null, laid: "", drawn: false, nodes: [], marks: [], wordList: null, sentenceList: null };
    this.rowOf.set(el, row);
    this.fill(row, []);
    return row;
  }
  /**
   * Put a turn's text on the screen, cut where the given spans begin and end.
   * @param {Row} row
   * @param {Drawn[]} spans
   */
  fill(row, spans) {
    if (this.held && row.nodes.length) return void this.held.add(row);
    const { turn } = row;
    const { text } = this.store.document;
    const byId = new Map(spans.map((span) => [span.id, span]));
    row.nodes = [];
    row.marks = [];
    const children = [];
    let end = turn.start;
    for (const piece of segments(turn, spans, turn.gaps)) {
      if (piece.start > end) children.push(h("span", { class: "cs-gap" }));
      end = piece.end;
      const node = document.createTextNode(text.slice(piece.start, piece.end));
      row.nodes.push({ node, start: piece.start });
      this.starts.set(node, piece.start);
      if (!piece.ids.length) {
        children.push(node);
        continue;
      }
      const mark2 = h("mark", { class: look(piece.ids.map((id) => (
        /** @type {Drawn} */
        byId.get(id)
      )), this.ui.focus) });
      mark2.append(node);
      row.marks.push({ el: mark2, ids: piece.ids });
      children.push(mark2);
    }
    row.words.replaceChildren(...children);
  }
  /** A selection loses its beginning when the text under it is put there anew: what comes meanwhile waits. */
  hold() {
    this.held ??= /* @__PURE__ */ new Set();
  }
  release() {
    const held = this.held;
    this.held = null;
    for (const row of held ?? []) this.fill(row, row.drawn ? this.spans.get(row.index) ?? [] : []);
    if (held?.size) this.scheduleMargins(true);
  }
  /** @param {Row} row */
  draw(row) {
    this.near(row, true);
    row.measured = null;
    this.fill(row, this.spans.get(row.index) ?? []);
    this.describe(row);
  }
  /** @param {Row} row */
  undraw(row) {
    this.near(row, false);
    row.measured = null;
    if (row.marks.length) this.fill(row, []);
    if (!row.sides) return;
    for (const side of Object.values(row.sides)) side.remove();
    row.sides = null;
  }
  /** Turn, and what is in it, for those who hear it. @param {Row} row */
  describe(row) {
    const spans = this.spans.get(row.index) ?? [];
    const mine = spans.filter((span) => span.kind === "mine").length;
    const suggested = spans.filter((span) => span.kind === "suggested").length;
    const asked = spans.filter((span) => span.kind === "asked");
    const label2 = [row.turn.speaker ?? row.turn.kind, `turn ${row.turn.n}`];
    if (mine) label2.push(plural(mine, "coding"));
    if (suggested) label2.push(plural(suggested, "suggestion"));
    if (asked.length) label2.push(`asked here: ${asked.map((span) => span.code).join(", ")}`);
    row.el.setAttribute("aria-label", label2.join(", "));
    if (!asked.length && row.number.childNodes.length === 1) return;
    row.number.replaceChildren(String(row.turn.n), ...asked.map((span) => h("div", {}, h("span", { class: "cs-q", title: this.view.question(span.code) }, span.code))));
  }
  /** @param {IntersectionObserverEntry[]} entries */
  onNear(entries) {
    let came = false;
    for (const entry of entries) {
      const row = this.rowOf.get(entry.target);
      if (!row || !entry.target.isConnected) continue;
      if (entry.isIntersecting && !row.drawn) {
        this.draw(row);
        came = true;
      } else if (!entry.isIntersecting && row.drawn && entry.rootBounds?.height) this.undraw(row);
    }
    if (!came) return;
    this.scheduleMargins();
    if (this.view.find.hits.length || this.view.selection()) this.paint();
  }
  /** Which spans stand in which turn, and in which lane. */
  index() {
    const { store, ui } = this;
    const mine = store.placed();
    const suggested = ui.suggestions && !store.blind ? [...store.state.suggestions.values()] : [];
    const other = store.other && !store.other.refused ? [...store.other.codings.values()].filter((one) => one.start >= 0) : [];
    const roomy = (list) => list.map((one) => this.roomy(one));
    const lane = lanes([roomy(mine), roomy(suggested)]);
    const left = lanes([roomy(other)], LANES / 2);
    this.spans = /* @__PURE__ */ new Map();
    for (const one of mine) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "mine", lane: lane.get(one.id) ?? -1 });
    for (const one of suggested) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "suggested", lane: lane.get(one.id) ?? -1 });
    for (const one of other) this.put({ id: one.id, start: one.start, end: one.end, code: one.code, kind: "other", lane: left.get(one.id) ?? -1 });
    for (const one of store.state.asked.values()) this.put({ id: one.id, start: one.start, end: one.end, code: one.question, kind: "asked", lane: 0 });
    if (this.pending.works) return;
    const pending = this.view.selection();
    if (pending) this.put({ ...pending, id: "pending", code: "", kind: "pending", lane: 0 });
  }
  /**
   * A span with about a line more at its end, inside its turn: two on one line do not share a lane.
   * @param {import("./types.js").Coding} one
   */
  roomy({ id, start, end }) {
    const turn = this.store.turns[this.store.turnAt(Math.max(start, end - 1))];
    return { id, start, end: Math.max(end, Math.min(end + LINE, turn?.end ?? end)) };
  }
  /** @param {Drawn} span */
  put(span) {
    for (let at = this.store.turnAt(span.start); at < this.rows.length; at += 1) {
      const row = (
        /** @type {Row} */
        this.rows[at]
      );
      if (row.turn.start >= span.end) break;
      if (row.turn.end <= span.start) continue;
      const list = this.spans.get(at);
      if (list) list.push(span);
      else this.spans.set(at, [span]);
    }
  }
  /**
   * Draw again what changed.
   * @param {Iterable<Span>|null} touched  null: everything
   */
  refresh(touched2) {
    this.index();
    const rows = touched2 ? this.rowsOf(touched2) : new Set(this.rows);
    for (const row of rows) {
      if (row.drawn) this.draw(row);
      else this.describe(row);
    }
    this.scheduleMargins();
    this.paint();
  }
  /** @param {Iterable<Span>} spans */
  rowsOf(spans) {
    const found = /* @__PURE__ */ new Set();
    for (const { start, end } of spans) {
      if (start < 0) continue;
      for (let at = this.store.turnAt(start); at < this.rows.length; at += 1) {
        const row = (
          /** @type {Row} */
          this.rows[at]
        );
        if (row.turn.start >= end && row.turn.start > start) break;
        found.add(row);
      }
    }
    return found;
  }
  /** Brackets and labels of all drawn turns, once in the next frame. @param {boolean} [fresh]  measure again */
  scheduleMargins(fresh = false) {
    if (fresh) for (const row of this.rows) row.measured = null;
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.scroll.isConnected) return;
      layoutMargins(this, this.rows.filter((row) => row.drawn));
      this.paintCaret();
    });
  }
  /** Which marks belong to the focused coding. */
  emphasise() {
    for (const row of this.rows) {
      if (!row.drawn) continue;
      for (const { el, ids } of row.marks) el.classList.toggle("cs-on", ids.includes(this.ui.focus ?? ""));
      for (const label2 of row.el.querySelectorAll("[data-coding]")) {
        label2.classList.toggle("cs-on", label2.getAttribute("data-coding") === this.ui.focus);
      }
    }
  }
  /** The pending selection and what was found, over the text. */
  paint() {
    const pending = this.view.selection();
    this.pending.set(pending ? this.ranges(pending) : []);
    const { hits, at } = this.view.find;
    this.found.set(hits.flatMap((hit, place2) => place2 === at ? [] : this.ranges(hit, true)));
    const here = hits[at];
    this.here.set(here ? this.ranges(here) : []);
    this.paintCaret();
  }
  /** @param {Span} span @param {boolean} [drawnOnly] */
  ranges(span, drawnOnly = false) {
    const found = [];
    for (const row of this.rowsOf([span])) {
      if (drawnOnly && !row.drawn) continue;
      const range = this.range(row, span.start, span.end);
      if (range) found.push(range);
    }
    return found;
  }
  /** The word under the caret, as an outline; at a selection's moving end, a bar. */
  paintCaret() {
    const { head } = this.ui;
    const row = this.rows[this.store.turnAt(head)];
    if (!row || !this.scroll.isConnected) return void this.caret.remove();
    const selection = this.view.selection();
    const word = this.wordsOf(row).find((one) => one.end > head) ?? this.wordsOf(row).at(-1);
    const at = selection ? { start: head === selection.end ? head - 1 : head, end: head === selection.end ? head : head + 1 } : word;
    const range = at && this.range(row, at.start, at.end);
    const rects = range ? range.getClientRects() : [];
    const rect = selection && head === selection.end ? rects[rects.length - 1] : rects[0];
    if (!rect) return void this.caret.remove();
    const box = row.el.getBoundingClientRect();
    const bar = Boolean(selection);
    this.caret.classList.toggle("cs-edge", bar);
    const left = bar && selection && head === selection.end ? rect.right : rect.left;
    Object.assign(this.caret.style, {
      left: `${left - box.left - (bar ? 1 : 2)}px`,
      top: `${rect.top - box.top - 1}px`,
      width: bar ? "2px" : `${rect.width + 4}px`,
      height: `${rect.height + 2}px`
    });
    if (this.caret.parentNode !== row.el) row.el.append(this.caret);
  }
  /** @param {Row} row @returns {Span[]} */
  wordsOf(row) {
    row.wordList ??= this.stretches(row.turn).flatMap(({ start, end }) => words(this.store.document.text.slice(start, end), start));
    return row.wordList;
  }
  /** @param {Row} row @returns {Span[]} */
  sentencesOf(row) {
    row.sentenceList ??= this.stretches(row.turn).flatMap(({ start, end }) => sentences(this.store.document.text.slice(start, end), start));
    return row.sentenceList;
  }
  /** @param {Turn} turn */
  stretches(turn) {
    return segments(turn, [], turn.gaps);
  }
  /**
   * A range over what is on the screen of a turn between two offsets.
   * @param {Row} row
   * @param {number} start
   * @param {number} end
   */
  range(row, start, end) {
    const first = row.nodes.find((one) => one.start + one.node.length > start);
    const last = row.nodes.findLast((one) => one.start < end);
    if (!first || !last || last.start < first.start) return null;
    const range = document.createRange();
    range.setStart(first.node, Math.max(0, start - first.start));
    range.setEnd(last.node, Math.min(last.node.length, end - last.start));
    return range;
  }
  /** The selection of the browser, wherever the root lives, as offsets; null if it is not in our text. */
  native() {
    const root = (
      /** @type {any} */
      this.scroll.getRootNode()
    );
    const selection = root.getSelection?.() ?? document.getSelection();
    if (!selection?.rangeCount) return null;
    let range = selection.getRangeAt(0);
    if (!this.scroll.contains(range.startContainer) && selection.getComposedRanges && root instanceof ShadowRoot) {
      range = selection.getComposedRanges({ shadowRoots: [root] })[0];
    }
    if (!range || !this.scroll.contains(range.startContainer)) return null;
    const start = this.offsetAt(range.startContainer, range.startOffset);
    const end = this.offsetAt(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start, end };
  }
  clearNative() {
    const root = (
      /** @type {any} */
      this.scroll.getRootNode()
    );
    (root.getSelection?.() ?? document.getSelection())?.removeAllRanges();
  }
  /**
   * The offset of a place in the document's tree.
   * @param {Node} container
   * @param {number} offset
   */
  offsetAt(container, offset) {
    const begin = this.starts.get(container);
    if (begin !== void 0 && container.isConnected) return begin + offset;
    const after = container.childNodes[offset] ?? null;
    for (const row of this.rows) {
      const side = row.el.compareDocumentPosition(container);
      const inside = row.el === container || side & Node.DOCUMENT_POSITION_CONTAINED_BY;
      const holds = side & Node.DOCUMENT_POSITION_CONTAINS;
      if (!inside && !holds && side & Node.DOCUMENT_POSITION_FOLLOWING) continue;
      for (const { node, start } of row.nodes) {
        const place2 = after ?? container;
        const where = place2.compareDocumentPosition(node);
        if (where & Node.DOCUMENT_POSITION_CONTAINED_BY && after) return start;
        if (where & Node.DOCUMENT_POSITION_FOLLOWING && !(where & Node.DOCUMENT_POSITION_CONTAINED_BY)) return start;
      }
    }
    return this.store.document.text.length;
  }
  /** The row and the ids under a point of the screen. @param {Event} event */
  under(event) {
    const target = (
      /** @type {Element} */
      event.composedPath()[0]
    );
    const element = target instanceof Element ? target : (
      /** @type {any} */
      target.parentElement
    );
    const row = this.rowOf.get(element?.closest?.(".cs-turn"));
    const mark2 = element?.closest?.("mark");
    return { row, ids: row?.marks.find((one) => one.el === mark2)?.ids ?? [] };
  }
  /**
   * Bring an offset into view, scrolling nothing but our own scroller.
   * @param {number} offset
   * @param {"near"|"middle"} [where]
   */
  reveal(offset, where = "near") {
    const row = this.rows[this.store.turnAt(offset)];
    if (!row) return;
    const move = () => {
      const box = this.scroll.getBoundingClientRect();
      const rect = this.range(row, offset, offset + 1)?.getClientRects()[0] ?? row.el.getBoundingClientRect();
      const room = Math.min(80, box.height / 4);
      if (where === "near" && rect.top >= box.top + room && rect.bottom <= box.bottom - room) return;
      const goal = where === "middle" ? box.height / 3 : rect.top < box.top + room ? room : box.height - room - rect.height;
      const gap = rect.top - box.top - goal;
      if (Math.abs(gap) > 1) this.scroll.scrollTop += gap;
    };
    move();
    if (this.scroll.classList.contains("cs-long")) requestAnimationFrame(move);
  }
  /** The offsets that can be seen now. @returns {Span} */
  visible() {
    const box = this.scroll.getBoundingClientRect();
    const seen = this.rows.filter((row) => {
      if (!row.drawn) return false;
      const rect = row.el.getBoundingClientRect();
      return rect.bottom > box.top + 4 && rect.top < box.bottom - 4;
    });
    return { start: seen[0]?.turn.start ?? 0, end: seen.at(-1)?.turn.end ?? 0 };
  }
  /** @param {string} text @param {() => void} act @param {Record<string, any>} attributes */
  label(text, act, attributes) {
    return button(text, act, { tabindex: -1, ...attributes });
  }
};
function look(spans, focus) {
  const depth = Math.min(3, spans.filter((span) => span.kind === "mine").length);
  const names = ["cs-seg"];
  if (depth) names.push(`cs-d${depth}`);
  for (const kind of ["suggested", "other", "asked", "pending"]) if (spans.some((span) => span.kind === kind)) names.push(`cs-${kind}`);
  if (spans.some((span) => span.id === focus)) names.push("cs-on");
  return names.join(" ");
}

// src/frame.js
var views = 0;
var Frame = class {
  /** @param {import("./types.js").Model} model */
  constructor(model) {
    views += 1;
    this.uid = `cs${views}-${Math.random().toString(36).slice(2, 7)}`;
    this.model = model;
    this.stop = new AbortController();
    this.opened = false;
    this.turns = "";
    this.away = false;
    this.clickedAt = 0;
    this.heard = "";
    this.place = void 0;
    this.timer = void 0;
    this.storage = storage("localStorage");
    this.session = storage("sessionStorage");
    this.store = new Store(model, this.storage);
    this.ui = {
      anchor: 0,
      head: 0,
      focus: null,
      choosing: false,
      tab: "code",
      kind: "suggested",
      dim: "",
      suggestions: true,
      panel: true,
      narrow: false,
      recent: [],
      slots: [],
      last: [],
      shown: 0,
      memo: null
    };
    this.hues = /* @__PURE__ */ new Map();
    const view = (
      /** @type {import("./view.js").View} */
      /** @type {unknown} */
      this
    );
    this.transcript = new Transcript(view);
    this.find = new Find(view);
    this.palette = new Palette(view);
    this.ruler = new Ruler(view);
    this.panel = new Panel(view);
    this.bars = new Bars(view);
    this.live = h("div", { class: "cs-live", role: "status", "aria-live": "polite" });
    this.alarm = h("div", { class: "cs-alarm", role: "alert", "aria-live": "assertive" });
    this.stage = h("div", { class: "cs-stage" }, this.find.el, h("div", { class: "cs-page" }, this.transcript.scroll, this.ruler.el));
    this.root = h(
      "div",
      { class: "cs-coder", role: "group", "aria-label": "Coding", "data-view": this.uid },
      this.bars.header,
      this.bars.tools,
      h("div", { class: "cs-body" }, this.stage, this.panel.el),
      h("div", { class: "cs-foot" }, this.live, this.alarm)
    );
  }
  theme() {
    this.root.classList.toggle("cs-dark", isDark());
    const height = Number(this.model.get("height") ?? this.store.prefs.height ?? 640) || 640;
    this.root.style.setProperty("--cs-height", `${height}px`);
    this.ruler.draw();
  }
  paintHues() {
    this.hues.clear();
    const branches = [...new Set([...this.store.state.codes.values()].map((code) => code.branch))];
    const own = new Map([...this.store.state.codes.values()].map((code) => [code.id, code.colour]));
    for (const [place2, branch] of branches.entries()) {
      const { light, dark } = hues(own.get(branch), place2);
      this.hues.set(branch, { "--cs-light": light, "--cs-darkhue": dark });
    }
  }
  /** The colours of a code's branch, as properties for an element's style. @param {string} code @returns {Record<string, string>} */
  hue(code) {
    return this.hues.get(this.store.code(code).branch) ?? { "--cs-light": "#5b6a70", "--cs-darkhue": "#9fb0b6" };
  }
  /** Keep the place, but not more often than a person can notice. */
  rememberSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = void 0;
      this.remember();
    }, 150);
  }
  /** Keep the place, so that it is found again when the notebook takes the widget out and puts it back. */
  remember() {
    const { scroll } = this.transcript;
    if (!scroll.isConnected || !scroll.clientHeight || !this.store.key) return;
    const { anchor, head } = this.ui;
    this.place = { top: scroll.scrollTop, anchor, head };
    try {
      this.session?.setItem(`collabstudy/place/${this.store.key}`, JSON.stringify(this.place));
    } catch {
      this.session = null;
    }
  }
  /** @returns {{top: number, anchor: number, head: number}|undefined} */
  remembered() {
    if (this.place) return this.place;
    try {
      return JSON.parse(this.session?.getItem(`collabstudy/place/${this.store.key}`) ?? "null") ?? void 0;
    } catch {
      return void 0;
    }
  }
  /** @returns {Span|null} */
  selection() {
    const { anchor, head } = this.ui;
    return anchor === head ? null : { start: Math.min(anchor, head), end: Math.max(anchor, head) };
  }
  /** Draw something anew without losing the keys: whoever types on must not type into the notebook. @param {() => void} draw */
  holdingFocus(draw2) {
    const had = this.root?.contains(active(this.root));
    draw2();
    const now = active(this.root);
    if (had && (!now || !this.root.contains(now) || now.checkVisibility?.() === false)) this.home();
  }
  /** Keys go to the text again. */
  home() {
    this.transcript.scroll.focus({ preventScroll: true });
  }
  /**
   * @param {number} start
   * @param {number} end
   * @param {{quiet?: boolean}} [how]
   */
  select(start, end, { quiet = false } = {}) {
    const { ui, transcript } = this;
    const before2 = this.selection();
    ui.anchor = start;
    ui.head = end;
    if (!transcript.pending.works) transcript.refresh([before2, this.selection()].filter((span) => span !== null));
    transcript.paint();
    this.rememberSoon();
    this.panel.show();
    if (!quiet) this.hear();
  }
  /** Say what the caret or the selection has come to. */
  hear() {
    const selection = this.selection();
    if (selection) return this.say(`${plural(countWords(this.store.quote(selection)), "word")} selected`);
    const names = this.at(this.ui.head).map((span) => this.name(span.code)).join(", ");
    if (names !== this.heard) this.say(names ? `in ${names}` : "uncoded");
    this.heard = names;
    return void 0;
  }
  /** The placed codings and suggestions at an offset, smallest first. @param {number} offset */
  at(offset) {
    const spans = this.transcript.spans.get(this.store.turnAt(offset)) ?? [];
    return spans.filter((span) => span.start <= offset && offset < span.end && span.kind !== "asked" && span.kind !== "pending").sort((one, two) => one.end - one.start - (two.end - two.start));
  }
  /** A coding, suggestion or other's coding by its id. @param {string} id @returns {Coding|undefined} */
  span(id) {
    const { state, other } = this.store;
    return state.codings.get(id) ?? state.suggestions.get(id) ?? other?.codings.get(id);
  }
  /** @param {string} code */
  name(code) {
    return this.store.code(code).name;
  }
  /** @param {string} id */
  question(id) {
    return this.store.questions.find((question) => question.id === id)?.text ?? id;
  }
  /** The codings that a person should look at again, as far as nobody has yet. */
  again() {
    return this.store.review.flatMap(({ coding }) => {
      const one = this.store.state.codings.get(coding);
      return one && one.status !== "retired" && (this.odd(one) || one.start < 0) ? [one] : [];
    });
  }
  /** Whether a person should look at this coding again. @param {Coding|undefined} coding */
  odd(coding) {
    return Boolean(coding?.status && !["kept", "moved", "retired"].includes(coding.status));
  }
  /**
   * @param {string} id
   * @param {boolean} [go]  also bring it into view
   */
  focusOn(id, go = false) {
    const span = this.span(id);
    if (!span) return;
    const { ui } = this;
    if (ui.focus !== id) ui.shown = Date.now();
    ui.focus = id;
    ui.tab = ui.tab === "compare" || ui.tab === "review" ? ui.tab : "code";
    if (span.start >= 0) {
      ui.anchor = ui.head = span.start;
      if (go) this.transcript.reveal(span.start);
    }
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
    this.transcript.paint();
    this.panel.show();
  }
  /** @param {string|null} id */
  hover(id) {
    for (const row of this.transcript.rows) {
      if (row.drawn) for (const { el, ids } of row.marks) el.classList.toggle("cs-hover", id !== null && ids.includes(id));
    }
  }
  /** @param {number} index */
  showTurn(index) {
    const row = this.transcript.rows[index];
    if (!row) return;
    this.ui.tab = "code";
    this.ui.panel = true;
    this.select(row.turn.start, row.turn.start);
    this.bars.show();
  }
  /** @param {number} number */
  goToTurn(number) {
    const turn = this.store.turns.find((one) => one.n === number);
    if (!turn) return;
    this.select(turn.start, turn.start);
    this.transcript.reveal(turn.start, "middle");
  }
  /** @param {string} tab */
  openTab(tab) {
    Object.assign(this.ui, { tab, panel: true });
    this.bars.show();
    this.panel.draw();
    this.panel.enter();
  }
  /** @param {string} text @param {boolean} [alarm] */
  say(text, alarm = false) {
    this.live.textContent = alarm ? "" : text;
    this.alarm.textContent = alarm ? text : "";
  }
};
function storage(name) {
  try {
    const found = globalThis[name];
    found.setItem("collabstudy/try", "1");
    found.removeItem("collabstudy/try");
    return found;
  } catch {
    return null;
  }
}

// src/coding.js
var Coding = class extends Frame {
  stopChoosing() {
    Object.assign(this.ui, { choosing: false, edits: void 0, recodes: void 0, memo: null });
    this.palette.input.value = "";
  }
  /** What choosing a code means now. */
  mode() {
    const { ui } = this;
    if (ui.recodes) return { kind: "recode", says: "Another code for this coding", creates: false };
    if (ui.edits) return { kind: "edit", says: "Accept with a change", creates: false };
    return { kind: "code", says: "Selection", creates: true };
  }
  /** The span that a code would go to: the selection, else the focused coding's. @returns {Span|null} */
  goal() {
    const selection = this.selection();
    if (selection) return selection;
    const focused = this.ui.focus ? this.span(this.ui.focus) : void 0;
    return focused && focused.start >= 0 ? { start: focused.start, end: focused.end } : null;
  }
  /** The codes that stand on the goal already. @returns {Set<string>} */
  applied() {
    const goal = this.goal();
    if (this.ui.edits) return /* @__PURE__ */ new Set();
    if (this.ui.recodes) return /* @__PURE__ */ new Set([this.store.state.codings.get(this.ui.recodes)?.code ?? ""]);
    if (!goal) return /* @__PURE__ */ new Set();
    return new Set(this.store.placed().filter((one) => one.start === goal.start && one.end === goal.end).map((one) => one.code));
  }
  /** Open the palette on the selection, or on the word at the caret's coding. */
  openPalette() {
    const { ui, store, transcript } = this;
    if (!this.goal()) {
      const row = transcript.rows[store.turnAt(ui.head)];
      const word = row && transcript.wordsOf(row).find((one) => one.end > ui.head);
      if (!word) return;
      this.select(word.start, word.end, { quiet: true });
    }
    Object.assign(ui, { choosing: true, tab: "code", panel: true, parent: void 0 });
    this.bars.show();
    this.panel.draw();
    this.palette.open();
  }
  /**
   * A code was chosen in the palette: on, or off where it stood already.
   * @param {string} code
   * @param {boolean} [stay]
   */
  choose(code, stay = false) {
    const { ui, store } = this;
    const goal = this.goal();
    if (ui.recodes) {
      const coding = store.state.codings.get(ui.recodes);
      if (coding && coding.code !== code) store.act("recode", { coding: coding.id, code });
      this.say(`Recoded: ${this.name(code)}`);
    } else if (ui.edits) {
      const id = ui.edits;
      const span = this.selection() ?? goal;
      if (span) this.accept(id, { code, ...span });
    } else if (goal) this.toggle(code, goal);
    else return this.say("Select some text first: drag with the mouse, or Shift and the arrow keys.");
    this.used(code);
    if (stay && !ui.recodes && !ui.edits) return this.panel.show();
    this.settleOn(goal, code);
    this.stopChoosing();
    this.panel.show();
    this.home();
    return void 0;
  }
  /** After coding: no selection any more, the keys act on what was just coded. @param {Span|null} goal @param {string} code */
  settleOn(goal, code) {
    const { ui, store } = this;
    const made = store.placed().find((one) => one.code === code && one.start === goal?.start && one.end === goal?.end);
    if (made) ui.focus = made.id;
    if (goal) this.select(goal.start, goal.start, { quiet: true });
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
  }
  /** @param {string} code @param {Span} goal */
  toggle(code, goal) {
    const { store, ui } = this;
    const there = store.placed().find((one) => one.code === code && one.start === goal.start && one.end === goal.end);
    if (there) {
      store.act("remove", { coding: there.id });
      this.say(`Removed: ${this.name(code)}`);
      if (ui.focus === there.id) ui.focus = null;
      return;
    }
    this.apply(code, goal);
  }
  /** @param {string} code @param {Span} goal */
  apply(code, { start, end }) {
    const { store, ui } = this;
    if (store.placed().some((one) => one.code === code && one.start === start && one.end === end)) {
      return this.say(`${this.name(code)} is on these words already.`);
    }
    const key = `${start}-${end}`;
    ui.last = ui.lastSpan === key ? [.../* @__PURE__ */ new Set([...ui.last, code])] : [code];
    ui.lastSpan = key;
    store.act("add", { code, start, end });
    this.used(code);
    this.say(`Coded: ${this.name(code)}, ${plural(countWords(store.quote({ start, end })), "word")}`);
    return void 0;
  }
  /** @param {string} code */
  used(code) {
    const { ui } = this;
    ui.slots = slot(ui.slots, code, ui.recent).filter((id) => this.store.state.codes.has(id));
    ui.recent = [code, ...ui.recent.filter((id) => id !== code)].slice(0, 30);
  }
  /** A new code has got its id: whatever knew it by its first name learns that. @param {string} from @param {string} to */
  named(from, to) {
    const { ui } = this;
    const learn = (ids) => [...new Set(ids.map((id) => id === from ? to : id))];
    Object.assign(ui, { recent: learn(ui.recent), slots: learn(ui.slots), last: learn(ui.last) });
    if (ui.parent === from) ui.parent = to;
    this.used(to);
  }
  /** @param {number} digit */
  digit(digit) {
    const code = this.ui.slots[digit - 1];
    const goal = this.goal();
    if (!code) return this.say(`No code behind ${digit} yet: the first nine that you use get the digits.`);
    if (!goal) return this.say("Select some text first.");
    this.apply(code, goal);
    this.settleOn(goal, code);
    this.panel.show();
    return void 0;
  }
  repeat() {
    const goal = this.goal();
    if (!goal) return this.say("Select some text first.");
    if (!this.ui.last.length) return this.say("No code was used yet.");
    const codes = this.ui.last;
    for (const code of codes) this.apply(code, goal);
    this.ui.last = codes;
    this.settleOn(goal, codes.at(-1) ?? "");
    this.panel.show();
    return void 0;
  }
  /**
   * A new code, and the selection with it.
   * @param {string} name
   * @param {string|null} parent
   * @param {boolean} [stay]
   */
  create(name, parent, stay = false) {
    const goal = this.goal();
    const fields = { name: name.trim(), ...parent ? { parent } : {}, ...goal ?? {} };
    if (!fields.name) return;
    const op = this.store.act("newcode", fields);
    if (op && goal && !stay) this.ui.focus = op.op_id;
    this.say(goal ? `New code, applied: ${fields.name}` : `New code: ${fields.name}`);
    if (!stay) {
      if (goal) this.select(goal.start, goal.start, { quiet: true });
      this.transcript.emphasise();
      this.stopChoosing();
      this.panel.show();
      this.home();
    }
  }
  /** The words themselves become the name of a new code, to be edited. */
  inVivo() {
    const goal = this.goal();
    if (!goal) return this.say("Select the words first that shall become a code.");
    this.select(goal.start, goal.end, { quiet: true });
    Object.assign(this.ui, { choosing: true, tab: "code", panel: true });
    this.panel.draw();
    this.palette.open(short(this.store.quote(goal), 60));
    this.palette.light(this.palette.rows.length - 1, true);
    return void 0;
  }
  /** The focused coding of one's own, or a word about what to do. */
  mine() {
    const { ui, store } = this;
    const coding = store.state.codings.get(ui.focus ?? "") ?? store.state.codings.get(this.at(ui.head).find((span) => span.kind === "mine")?.id ?? "");
    if (!coding) this.say("Click a coding first, or put the caret into it.");
    return coding;
  }
  recode() {
    const coding = this.mine();
    if (!coding) return;
    this.ui.focus = coding.id;
    this.stopChoosing();
    Object.assign(this.ui, { recodes: coding.id, choosing: true, tab: "code", panel: true });
    this.panel.draw();
    this.palette.open();
  }
  remove() {
    const coding = this.mine();
    if (coding) this.removeCoding(coding.id);
  }
  /** @param {string} id */
  removeCoding(id) {
    const coding = this.store.state.codings.get(id);
    const mark2 = this.store.state.asked.get(id);
    this.store.act("remove", { coding: id });
    if (this.ui.focus === id) this.ui.focus = null;
    this.say(`Removed: ${coding ? this.name(coding.code) : mark2 ? this.question(mark2.question) : ""}. Ctrl+Z brings it back.`);
    this.panel.show();
  }
  /**
   * Move one end of the focused coding, or of the selection, by a word.
   * @param {"start"|"end"} which
   * @param {1|-1} way
   */
  shift(which, way) {
    const { transcript, store, ui } = this;
    const selection = this.selection();
    const coding = selection ? void 0 : this.mine();
    const span = selection ?? coding;
    if (!span || span.start < 0) return;
    const from = span[which];
    let to = from;
    for (let at = store.turnAt(from); at >= 0 && at < transcript.rows.length && to === from; at += way) {
      const row = transcript.rows[at];
      if (!row) break;
      const places2 = transcript.wordsOf(row).map((word) => word[which]);
      to = (way > 0 ? places2.find((place2) => place2 > from) : places2.findLast((place2) => place2 < from)) ?? from;
    }
    const next = { start: span.start, end: span.end, [which]: to };
    if (next.start >= next.end || to === from) return this.say("It cannot be shorter than a word.");
    if (coding) {
      const { id } = coding;
      ui.focus = id;
      store.act("move", { coding: id, ...next });
      this.say(`${this.name(coding.code)}: ${plural(countWords(store.quote(next)), "word")}`);
    } else this.select(next.start, next.end);
    transcript.reveal(which === "end" ? to - 1 : to);
    return void 0;
  }
  memo() {
    const { ui, store } = this;
    const coding = store.state.codings.get(ui.focus ?? "") ?? store.state.codings.get(this.at(ui.head).find((span) => span.kind === "mine")?.id ?? "");
    ui.panel = true;
    if (coding) this.panel.memoOn(coding.id);
    else this.openTab("memos");
  }
  undo() {
    const what = this.store.can.undo;
    if (!what && !this.store.outbox.waiting.size) return this.say("Nothing to undo.");
    this.store.act("undo");
    this.say("Undone");
    return void 0;
  }
  redo() {
    const what = this.store.can.redo;
    if (!what && !this.store.outbox.ops().some((op) => op.type === "undo")) return this.say("Nothing to redo.");
    this.store.act("redo");
    this.say("Done again");
    return void 0;
  }
  /**
   * @param {string} id
   * @param {{code?: string, start?: number, end?: number}} [change]
   */
  accept(id, change2 = {}) {
    const suggestion = this.store.state.suggestions.get(id);
    if (!suggestion) return;
    const fields = { suggestion: id };
    if (change2.code && change2.code !== suggestion.code) fields.code = change2.code;
    if (change2.start !== void 0 && (change2.start !== suggestion.start || change2.end !== suggestion.end)) {
      Object.assign(fields, { start: change2.start, end: change2.end });
    }
    if (this.ui.focus === id && this.ui.shown) fields.shown_ms = Date.now() - this.ui.shown;
    const op = this.store.act("accept", fields);
    if (op) this.ui.focus = op.op_id;
    this.say(`Accepted: ${this.name(change2.code ?? suggestion.code)}`);
  }
};

// src/going.js
var Going = class extends Coding {
  /** @param {1|-1} way */
  next(way) {
    const { ui, transcript } = this;
    ui.kindChosen = true;
    const list = stops(this, ui.kind);
    const kind = KINDS.find((one) => one.id === ui.kind)?.name ?? ui.kind;
    if (!list.length) return this.say(`Nothing here: ${kind}.`);
    const current = list.findIndex((stop2) => stop2.id !== null && stop2.id === ui.focus);
    let at = current + way;
    if (current < 0) {
      const after = list.findIndex((stop2) => stop2.start > ui.head || stop2.start === ui.head && !this.arrived(stop2));
      const before2 = list.findLastIndex((stop2) => stop2.start < ui.head);
      at = way > 0 ? after < 0 ? list.length : after : before2;
    }
    const stop = list[at];
    if (!stop) return this.say(way > 0 ? `That was the last: ${kind}.` : `That was the first: ${kind}.`);
    this.stopChoosing();
    if (stop.tab) Object.assign(ui, { tab: stop.tab, panel: true });
    if (ui.focus !== stop.id) ui.shown = Date.now();
    ui.focus = stop.id;
    if (stop.start >= 0) {
      ui.anchor = ui.head = stop.start;
      transcript.reveal(stop.start);
    }
    transcript.emphasise();
    transcript.scheduleMargins();
    transcript.paint();
    this.panel.show();
    this.rememberSoon();
    this.say(`${kind} ${at + 1} of ${list.length}: ${stop.says}`);
    return void 0;
  }
  /** Whether the caret stands on a stop that has no id of its own. @param {{start: number, id: string|null}} stop */
  arrived(stop) {
    return stop.id === null && stop.start === this.ui.head;
  }
  /** Accept or reject, then on to the next. @param {boolean} accepted */
  judge(accepted) {
    const { ui, store } = this;
    const id = store.state.suggestions.has(ui.focus ?? "") ? ui.focus : this.at(ui.head).find((span) => span.kind === "suggested")?.id;
    if (!id) return this.say("No suggestion has the focus: n goes to the next.");
    const list = stops(this, "suggested");
    const at = list.findIndex((stop) => stop.id === id);
    if (accepted) this.accept(id);
    else this.reject(id);
    const next = list[at + 1];
    if (next?.id) {
      Object.assign(ui, { kind: "suggested", kindChosen: true });
      this.focusOn(next.id, true);
    }
    return void 0;
  }
  /** @param {string} id */
  reject(id) {
    const suggestion = this.store.state.suggestions.get(id);
    if (!suggestion) return;
    this.store.act("reject", { suggestion: id });
    this.say(`Rejected: ${this.name(suggestion.code)}`);
  }
  /** Take a suggestion into the selection, to change its span or its code before it is accepted. */
  edit() {
    const { ui, store } = this;
    const id = store.state.suggestions.has(ui.focus ?? "") ? ui.focus : this.at(ui.head).find((span) => span.kind === "suggested")?.id;
    const suggestion = store.state.suggestions.get(id ?? "");
    if (!suggestion) return this.say("No suggestion has the focus: n goes to the next.");
    ui.edits = suggestion.id;
    ui.focus = suggestion.id;
    ui.choosing = false;
    Object.assign(ui, { tab: "code", panel: true });
    this.select(suggestion.start, suggestion.end, { quiet: true });
    this.say(`Editing ${this.name(suggestion.code)}: Shift and arrows, or [ ] { }, change the span; Enter chooses the code.`);
    return void 0;
  }
  acceptVisible() {
    const seen = this.seen();
    if (!seen.length) return this.say("No suggestion on the screen.");
    this.bars.ask(`Accept the ${plural(seen.length, "suggestion")} on the screen?`, `Accept ${seen.length}`, () => {
      for (const suggestion of seen) this.accept(suggestion.id);
      this.say(`Accepted ${plural(seen.length, "suggestion")}`);
    });
    return void 0;
  }
  /** The suggestions on the screen. */
  seen() {
    const { store, ui, transcript } = this;
    if (!ui.suggestions || store.blind || !store.state.suggestions.size) return [];
    const { start, end } = transcript.visible();
    return [...store.state.suggestions.values()].filter((one) => one.start < end && one.end > start);
  }
  dim() {
    const { ui, root } = this;
    ui.dim = { "": "uncoded", uncoded: "coded", coded: "" }[ui.dim] ?? "";
    for (const kind of ["uncoded", "coded"]) root.classList.toggle(`cs-dim-${kind}`, ui.dim === kind);
    this.say(ui.dim ? `What is ${ui.dim} is dimmed.` : "Nothing is dimmed.");
  }
  /** What is left to do in this document, in words. */
  left() {
    const { store } = this;
    const turns = store.turns.filter((turn) => !turn.interviewer && turn.kind !== "heading");
    const uncoded2 = stops(this, "uncoded").length;
    const marked = new Set([...store.state.asked.values()].map((mark2) => mark2.question));
    const unasked = store.questions.filter((question) => !marked.has(question.id));
    const said = [uncoded2 ? `${uncoded2} of ${plural(turns.length, "turn")} have no coding` : `all ${plural(turns.length, "turn")} have a coding`];
    if (store.state.suggestions.size && !store.blind) said.push(`${plural(store.state.suggestions.size, "suggestion")} not judged`);
    if (this.again().length) said.push(`${this.again().length} to read again`);
    if (store.questions.length && !marked.size) said.push("no question is marked as asked, so all count as asked");
    else if (unasked.length) said.push(`marked as asked: ${[...marked].join(", ")}; the others count as not asked: ${unasked.map((one) => one.id).join(", ")}`);
    return said;
  }
  done() {
    const { store } = this;
    if (store.state.done?.this_text) {
      return this.bars.ask("Take back that this document is done?", "Take back", () => store.act("done", { undo: true }));
    }
    const words2 = `Mark ${store.document.id} as done by ${store.coder}? From then on a code that is not here counts as absent. ${capital(this.left().join("; "))}.`;
    return this.bars.ask(words2, "Mark as done", () => store.act("done"));
  }
  /** What was not saved, one operation a line. */
  download() {
    const { store } = this;
    const text = store.outbox.jsonl({ document: store.document.id, coder: store.coder });
    const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
    const link = h("a", { href: url, download: `${store.document.id}-${store.coder}-not-saved.jsonl` });
    this.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1e4);
  }
};
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// src/hands.js
var Hands = class extends Going {
  /** @param {AbortSignal} signal */
  mouse(signal) {
    const { transcript } = this;
    let down = false;
    transcript.scroll.addEventListener("mousedown", (event) => {
      down = event.button === 0 && Boolean(transcript.under(event).row);
      if (down) transcript.hold();
    }, { signal });
    document.addEventListener("mouseup", (event) => {
      if (down) this.released(event);
      down = false;
      transcript.release();
    }, { signal });
    window.addEventListener("blur", () => transcript.release(), { signal });
  }
  /** @param {MouseEvent} event */
  released(event) {
    const { transcript, store } = this;
    const native = transcript.native();
    if (!native) return;
    const { text } = store.document;
    let span = native;
    const row = transcript.rows[store.turnAt(this.clickedAt)];
    if (event.detail > 1 && row) {
      const pieces = event.detail === 2 ? transcript.wordsOf(row) : transcript.sentencesOf(row);
      span = pieces.find((piece) => piece.end > this.clickedAt) ?? native;
    } else if (native.start === native.end) {
      const click = transcript.under(event);
      return click.row ? this.clicked(native.start, click.ids) : void 0;
    } else {
      span = settle(native, store.turns);
      if (!event.altKey) span = snap(span, [...transcript.rowsOf([native])].flatMap((one) => transcript.wordsOf(one)));
    }
    span = settle(trim(text, span), store.turns);
    transcript.clearNative();
    if (span.end <= span.start) return;
    const placing = this.ui.tab === "review" && (store.state.codings.get(this.ui.focus ?? "")?.start ?? 0) < 0;
    if (this.ui.focus && !this.ui.edits && !placing) this.ui.focus = null;
    this.select(span.start, span.end);
    transcript.emphasise();
    if (store.readonly || placing) this.home();
    else this.openPalette();
  }
  /**
   * A click without a selection: the caret goes there; codings take their turn, smallest first.
   * @param {number} offset
   * @param {string[]} ids
   */
  clicked(offset, ids) {
    const { ui } = this;
    this.clickedAt = offset;
    this.transcript.clearNative();
    this.stopChoosing();
    const spans = this.at(offset).filter((span) => ids.includes(span.id));
    const next = spans.length ? spans[(spans.findIndex((span) => span.id === ui.focus) + 1) % spans.length] : void 0;
    if (ui.focus !== next?.id) ui.shown = Date.now();
    ui.focus = next?.id ?? null;
    if (ui.tab !== "compare") ui.tab = "code";
    this.select(offset, offset);
    this.transcript.emphasise();
    this.transcript.scheduleMargins();
    this.home();
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (staysHere(event)) event.stopPropagation();
    if (event.isComposing) return;
    const field = typing(event.composedPath()[0]);
    const name = pressed(event);
    if (field) {
      if (/^Ctrl\+(Shift\+)?[zy]$/.test(name)) event.stopPropagation();
      return;
    }
    const target = (
      /** @type {HTMLElement} */
      event.composedPath()[0]
    );
    if (target.closest?.("button, summary, [role=tab]") && /^(Enter| )$/.test(event.key)) return;
    if (target.getAttribute?.("role") === "tab" && /^Arrow|^Home$|^End$/.test(event.key)) return;
    if (this.bars.closesHelp(event)) return;
    const line2 = keyFor(name);
    if (!line2 || !this.store.loaded) return;
    event.preventDefault();
    event.stopPropagation();
    if (line2.edits && this.store.readonly) return this.say(`read-only: ${this.store.readonly}`, true);
    this.commands[line2.command]?.(event, name);
  }
  /** @type {Record<string, (event: KeyboardEvent, name: string) => void>} */
  commands = {
    word: (event) => this.step("word", event.key === "ArrowRight" ? 1 : -1, event.shiftKey),
    sentence: (event) => this.step("sentence", event.key === "ArrowRight" ? 1 : -1, event.shiftKey),
    line: (event) => this.step("line", event.key === "ArrowDown" ? 1 : -1, event.shiftKey),
    page: (event) => this.step("page", event.key === "PageDown" ? 1 : -1, event.shiftKey),
    turn: (event) => this.step(event.ctrlKey || event.metaKey ? "document" : "turn", event.key === "End" ? 1 : -1, event.shiftKey),
    selectSentence: () => this.grow((row) => this.transcript.sentencesOf(row)),
    selectTurn: () => this.grow((row) => [row.turn]),
    palette: () => this.openPalette(),
    digit: (event) => this.digit(Number(event.key)),
    repeat: () => this.repeat(),
    inVivo: () => this.inVivo(),
    start: (event) => this.shift("start", event.key === "]" ? 1 : -1),
    end: (event) => this.shift("end", event.key === "}" ? 1 : -1),
    recode: () => this.recode(),
    remove: () => this.remove(),
    memo: () => this.memo(),
    next: (event) => this.next(event.key === "n" ? 1 : -1),
    kind: () => this.bars.kind.focus(),
    judge: (event) => this.judge(event.key === "a"),
    acceptVisible: () => this.acceptVisible(),
    edit: () => this.edit(),
    undo: () => this.undo(),
    redo: () => this.redo(),
    find: () => this.find.open(),
    guide: () => this.openTab("guide"),
    dim: () => this.dim(),
    help: () => this.bars.help(),
    escape: () => this.escape()
  };
  /**
   * @param {import("./caret.js").Step} step
   * @param {1|-1} way
   * @param {boolean} extend
   */
  step(step, way, extend) {
    const { ui, transcript } = this;
    const selection = this.selection();
    const from = selection && !extend ? way > 0 ? selection.end : selection.start : ui.head;
    const head = selection && !extend && step === "word" && way < 0 ? selection.start : moved(transcript, from, step, way, { extend, anchor: ui.anchor });
    if (!ui.edits) ui.focus = extend ? null : this.at(head)[0]?.id ?? null;
    this.select(extend ? ui.anchor : head, head);
    transcript.emphasise();
    transcript.reveal(Math.max(0, extend && head > ui.anchor ? head - 1 : head));
  }
  /** Select the piece around the caret; again: one more. @param {(row: import("./transcript.js").Row) => Span[]} pieces */
  grow(pieces) {
    const { ui, transcript, store } = this;
    const selection = this.selection();
    const all = transcript.rows.slice(store.turnAt(selection?.start ?? ui.head), store.turnAt(selection?.end ?? ui.head) + 2).flatMap(pieces);
    const around = all.filter((piece) => piece.end > (selection?.start ?? ui.head) && piece.start < (selection?.end ?? ui.head + 1));
    const [first, last] = [around[0] ?? all[0], around.at(-1) ?? all[0]];
    if (!first || !last) return;
    const same = selection && selection.start === first.start && selection.end === last.end;
    const next = same ? all.find((piece) => piece.start >= last.end) : void 0;
    if (!ui.edits) ui.focus = null;
    transcript.emphasise();
    this.select(first.start, (next ?? last).end);
    transcript.reveal((next ?? last).end - 1);
  }
  escape() {
    const { ui } = this;
    this.bars.unask();
    if (!this.find.el.hidden && !this.selection()) return this.find.close();
    const choosing = ui.choosing || ui.edits || ui.recodes || ui.memo;
    this.stopChoosing();
    if (!choosing) {
      ui.focus = null;
      if (this.selection()) this.select(ui.head, ui.head, { quiet: true });
      this.transcript.emphasise();
    }
    this.panel.show();
    this.home();
    return void 0;
  }
  /** Ctrl+C copies the selected words, although the browser knows of no selection. @param {ClipboardEvent} event */
  copy(event) {
    const selection = this.selection();
    if (!selection || typing(event.composedPath()[0])) return;
    event.clipboardData?.setData("text/plain", this.store.quote(selection));
    event.preventDefault();
    event.stopPropagation();
  }
};

// src/view.js
var View = class extends Hands {
  /**
   * @param {import("./types.js").Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    super(model);
    this.listen();
    el.replaceChildren(this.root);
    this.theme();
    this.bars.status();
    this.panel.show();
  }
  listen() {
    const { signal } = this.stop;
    const { store, root } = this;
    const on = (type, act) => store.addEventListener(type, (event) => act(
      /** @type {CustomEvent} */
      event.detail
    ), { signal });
    on("doc", (detail) => this.onDoc(detail));
    on("change", ({ touched: touched2 }) => this.onChange(touched2));
    on("status", () => this.bars.status());
    on("other", () => this.onOther());
    on("goto", (turn) => this.goToTurn(turn));
    on("said", ({ text, alarm }) => this.say(text, alarm));
    on("acked", ({ op_id, code }) => code && this.named(`new:${op_id}`, code));
    root.addEventListener("keydown", (event) => this.onKey(event), { signal });
    globalThis.addEventListener("keydown", (event) => mark(event, root), { signal, capture: true });
    for (const type of ["keypress", "keyup"]) {
      root.addEventListener(type, (event) => staysHere(event) && event.stopPropagation(), { signal });
    }
    root.addEventListener("copy", (event) => this.copy(event), { signal });
    root.addEventListener("focusin", () => this.store.loaded && Date.now() - this.store.pinged > 2e3 && this.store.ping(), { signal });
    this.mouse(signal);
    this.transcript.scroll.addEventListener("scroll", () => this.rememberSoon(), { signal, passive: true });
    onTheme(() => this.theme(), signal);
    this.model.on("change:height", this.resize = () => this.theme());
    this.watcher = new ResizeObserver(() => this.onResize());
    this.watcher.observe(root);
    this.watcher.observe(this.transcript.scroll);
    globalThis.addEventListener("beforeunload", (event) => {
      if (!this.store.outbox.durable && this.store.outbox.waiting.size) event.preventDefault();
    }, { signal });
  }
  close() {
    if (this.stop.signal.aborted) return;
    this.stop.abort();
    this.watcher?.disconnect();
    clearTimeout(this.timer);
    this.model.off("change:height", this.resize);
    this.transcript.close();
    this.ruler.close();
    this.store.close();
    this.root.remove();
  }
  /** @param {{changed: boolean, goto: number|null}} detail */
  onDoc({ changed, goto }) {
    const { store, ui, transcript } = this;
    const first = !this.opened;
    const place2 = first ? this.remembered() : { top: transcript.scroll.scrollTop, anchor: ui.anchor, head: ui.head };
    this.opened = true;
    this.paintHues();
    if (first) {
      ui.suggestions = store.prefs.suggestions !== false;
      this.takeRecent();
    }
    this.theme();
    const turns = JSON.stringify(store.turns);
    if (changed || turns !== this.turns) transcript.load();
    this.turns = turns;
    const length = store.document.text.length;
    const begin = store.turns[0]?.start ?? 0;
    ui.anchor = Math.min(place2?.anchor ?? begin, length);
    ui.head = Math.min(place2?.head ?? begin, length);
    if (ui.focus && !this.span(ui.focus)) ui.focus = null;
    transcript.scroll.scrollTop = place2?.top ?? 0;
    if (goto !== null) this.goToTurn(goto);
    this.onChange(null);
    if (changed && !first) this.say("The text was corrected; codings were carried over.");
  }
  /** @param {Set<Span>|null} touched */
  onChange(touched2) {
    const { ui } = this;
    this.paintHues();
    if (ui.focus && !this.span(ui.focus) && !this.store.other?.disagreements.some((one) => one.id === ui.focus)) ui.focus = null;
    if (!ui.kindChosen) ui.kind = this.store.state.suggestions.size && !this.store.blind ? "suggested" : "uncoded";
    this.transcript.refresh(touched2);
    this.bars.show();
    this.panel.show();
    this.ruler.draw();
  }
  onOther() {
    const { other } = this.store;
    if (other && !other.refused) {
      this.ui.tab = "compare";
      if (other.disagreements.length) Object.assign(this.ui, { kind: "disagreement", kindChosen: true });
    } else if (this.ui.kind === "disagreement") this.ui.kindChosen = false;
    this.root.classList.toggle("cs-comparing", Boolean(other && !other.refused));
    this.onChange(null);
  }
  takeRecent() {
    const { ui, store } = this;
    const made = [...store.state.codings.values()].sort((one, two) => (one.created ?? "") < (two.created ?? "") ? 1 : -1);
    ui.recent = [...new Set(made.map((coding) => coding.code))].filter((id) => store.state.codes.has(id)).slice(0, 30);
    ui.slots = ui.recent.slice(0, 9);
    ui.last = ui.recent.slice(0, 1);
  }
  onResize() {
    const { width, height } = this.root.getBoundingClientRect();
    if (!width || !height) {
      this.away = true;
      return;
    }
    if (this.away) {
      this.away = false;
      const place2 = this.remembered();
      if (place2) this.transcript.scroll.scrollTop = place2.top;
    }
    const narrow = width < 700;
    this.root.classList.toggle("cs-narrow", narrow);
    this.root.classList.toggle("cs-medium", width < 1020);
    if (narrow !== this.ui.narrow) {
      this.ui.narrow = narrow;
      this.transcript.refresh(null);
    } else this.transcript.scheduleMargins(true);
    this.ruler.draw();
  }
};

// src/main.js
function render({ model, el, signal }) {
  const view = new View(model, el);
  const close = () => view.close();
  signal?.addEventListener("abort", close);
  return close;
}
var main_default = { render };
export {
  main_default as default
};
