/** The page of memos: on the document, its case, a code, and all that stand on codings. */

import { h } from "../dom.js";
import { codingCard, editor } from "./cards.js";

/** @typedef {import("../panel.js").Panel} Panel */

/** @param {Panel} panel */
export function memosPage(panel) {
  const { view } = panel;
  const { store, ui } = view;
  const { memos } = store.state;
  const coded = store.state.codings.get(ui.focus ?? "")?.code ?? ui.recent[0];
  const code = panel.memoCode ?? coded;
  const about = [{ key: "document", name: `Document ${store.document.id}` }];
  if (store.document.case) about.push({ key: `case:${store.document.case}`, name: `Case ${store.document.case_name || store.document.case}` });
  const choose = h("select", { class: "cs-select", "aria-label": "Code of the memo", "data-key": "memo-code", onchange: () => { panel.memoCode = choose.value; panel.show(); } },
    ...[...store.state.codes.values()].map((one) => h("option", { value: one.id, selected: one.id === code }, `${" ".repeat(one.level)}${one.name}${memos[`code:${one.id}`] ? " ✎" : ""}`)));
  panel.page.replaceChildren(h("section", {},
    ...about.flatMap(({ key, name }) => [h("h3", {}, name), editor(panel, key, memos[key] ?? "", (memo) => store.act("memo", { about: key, memo }))]),
    h("h3", {}, "Code"), choose,
    ...(code ? [editor(panel, `code:${code}`, memos[`code:${code}`] ?? "", (memo) => store.act("memo", { about: `code:${code}`, memo }))] : []),
    h("h3", {}, "On codings"),
    ...[...store.state.codings.values()].filter((one) => one.memo && one.status !== "retired").sort((one, two) => one.start - two.start).map((one) => codingCard(panel, one.id)),
  ));
}
