/** The keys, in one table: what is pressed, what it does, what the help says. */

/** @typedef {{keys: string[], command: string, says: string, group: string, edits?: boolean}} Key */

/** @type {Key[]} */
export const KEYS = [
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
  { keys: ["Escape"], command: "escape", says: "clear, close, back to the text", group: "Everything else" },
];

/**
 * The name under which a pressed key stands in the table.
 * @param {KeyboardEvent} event
 */
export function pressed(event) {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return "";
  if (!control) return event.key;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `Ctrl+${event.shiftKey && key.length === 1 ? "Shift+" : ""}${key}`;
}

/**
 * The line of the table for a pressed key; Ctrl with Home and End is the same command as without.
 * @param {string} name
 */
export function keyFor(name) {
  return KEYS.find((line) => line.keys.includes(name)) ?? (/^Ctrl\+(Home|End)$/.test(name) ? KEYS.find((line) => line.command === "turn") : undefined);
}

/**
 * Whether a key must not leave the widget: JupyterLab would cut, insert or run cells with plain keys.
 * @param {KeyboardEvent} event
 */
export function staysHere(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

/**
 * Notebook 7 listens to keys before they come to us: mark the element that has the focus, where it looks first.
 *
 * Set for each key anew, because the mark would also take Ctrl+S away.
 * @param {KeyboardEvent} event
 * @param {Element} root
 */
export function mark(event, root) {
  const path = event.composedPath();
  const target = path[0];
  if (!path.includes(root) || !(target instanceof Element)) return;
  const ours = staysHere(event) || keyFor(pressed(event)) !== undefined;
  target.toggleAttribute("data-lm-suppress-shortcuts", ours);
  if (ours) target.setAttribute("data-lm-suppress-shortcuts", "true");
}

/** Whether someone is typing into a field. @param {EventTarget|undefined} target */
export function typing(target) {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
