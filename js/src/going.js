/** Going through a document, judging what is suggested, and being done with it. */

import { Coding } from "./coding.js";
import { h, plural } from "./dom.js";
import { KINDS, stops } from "./next.js";

export class Going extends Coding {
  /** @param {1|-1} way */
  next(way) {
    const { ui, transcript } = this;
    ui.kindChosen = true;
    const list = stops(this, ui.kind);
    const kind = KINDS.find((one) => one.id === ui.kind)?.name ?? ui.kind;
    if (!list.length) return this.say(`Nothing here: ${kind}.`);
    const current = list.findIndex((stop) => stop.id !== null && stop.id === ui.focus);
    let at = current + way;
    if (current < 0) {
      const after = list.findIndex((stop) => stop.start > ui.head || (stop.start === ui.head && !this.arrived(stop)));
      const before = list.findLastIndex((stop) => stop.start < ui.head);
      at = way > 0 ? (after < 0 ? list.length : after) : before;
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
    return undefined;
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
    return undefined;
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
    return undefined;
  }

  acceptVisible() {
    const seen = this.seen();
    if (!seen.length) return this.say("No suggestion on the screen.");
    this.bars.ask(`Accept the ${plural(seen.length, "suggestion")} on the screen?`, `Accept ${seen.length}`, () => {
      for (const suggestion of seen) this.accept(suggestion.id);
      this.say(`Accepted ${plural(seen.length, "suggestion")}`);
    });
    return undefined;
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
    const uncoded = stops(this, "uncoded").length;
    const marked = new Set([...store.state.asked.values()].map((mark) => mark.question));
    const unasked = store.questions.filter((question) => !marked.has(question.id));
    const said = [uncoded ? `${uncoded} of ${plural(turns.length, "turn")} have no coding` : `all ${plural(turns.length, "turn")} have a coding`];
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
    const words = `Mark ${store.document.id} as done by ${store.coder}? From then on a code that is not here counts as absent. ${capital(this.left().join("; "))}.`;
    return this.bars.ask(words, "Mark as done", () => store.act("done"));
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
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
