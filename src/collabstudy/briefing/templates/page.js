// Numbers open their passages where they stand; without this script they lead to them at the end of the page.
(() => {
  "use strict";
  const passages = document.getElementById("passages");
  if (!passages) return;

  let drawer = null;
  let opener = null;

  const close = (back) => {
    if (!drawer) return;
    drawer.remove();
    opener.setAttribute("aria-expanded", "false");
    if (back) opener.focus();
    drawer = opener = null;
  };

  const plainly = (node) => {
    const copy = node.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    for (const heading of copy.querySelectorAll("h3, h4")) {
      const title = document.createElement("p");
      title.className = heading.tagName === "H3" ? "theme" : "case";
      title.append(...heading.childNodes);
      heading.replaceWith(title);
    }
    return copy;
  };

  const found = (number) => {
    const cases = (number.dataset.cases || "").split(" ").filter(Boolean);
    const out = document.createDocumentFragment();
    for (const key of number.dataset.keys.split(" ")) {
      const source = document.getElementById(key);
      if (!source) continue;
      const about = plainly(source.querySelector("summary"));
      if (cases.length) about.querySelector(".count").remove();
      out.append(...about.children);
      for (const part of source.querySelectorAll(":scope > [data-part]")) {
        if (!cases.length || cases.includes(part.dataset.part)) out.append(plainly(part));
      }
    }
    return out;
  };

  const open = (number) => {
    const again = number === opener;
    close(false);
    if (again) return;
    opener = number;
    drawer = document.createElement("div");
    drawer.className = "drawer";
    drawer.id = "drawer";
    drawer.tabIndex = -1;
    drawer.setAttribute("role", "region");
    drawer.setAttribute("aria-label", "Passages behind " + (number.getAttribute("aria-label") || number.textContent));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = document.querySelector("[data-close]").dataset.close;
    button.addEventListener("click", () => close(true));
    drawer.append(button, found(number));
    const block = number.closest("[data-drawer]") || number.parentElement;
    if (block.tagName === "LI") block.append(drawer);
    else block.after(drawer);
    number.setAttribute("aria-expanded", "true");
    drawer.focus({ preventScroll: true });
    drawer.scrollIntoView({ block: "nearest" });
  };

  for (const number of document.querySelectorAll("a[data-keys]")) {
    number.setAttribute("role", "button");
    number.setAttribute("aria-expanded", "false");
    number.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(number);
    });
    number.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open(number);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer) close(true);
  });

  // One stop for the tab key in the matrix; arrow keys go from mark to mark.
  for (const matrix of document.querySelectorAll("table.matrix")) {
    const rows = [...matrix.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("a[data-keys]")]).filter((row) => row.length);
    rows.flat().forEach((mark, at) => { mark.tabIndex = at ? -1 : 0; });
    const column = (mark) => mark.closest("td").cellIndex;
    const nearest = (row, mark) => row.reduce((best, other) =>
      Math.abs(column(other) - column(mark)) < Math.abs(column(best) - column(mark)) ? other : best);
    matrix.addEventListener("keydown", (event) => {
      const mark = event.target.closest("a[data-keys]");
      const at = rows.findIndex((row) => row.includes(mark));
      if (!mark || at < 0) return;
      const row = rows[at];
      const next = {
        ArrowLeft: () => row[row.indexOf(mark) - 1],
        ArrowRight: () => row[row.indexOf(mark) + 1],
        ArrowUp: () => rows[at - 1] && nearest(rows[at - 1], mark),
        ArrowDown: () => rows[at + 1] && nearest(rows[at + 1], mark),
        Home: () => row[0],
        End: () => row[row.length - 1],
      }[event.key];
      const to = next && next();
      if (!to) return;
      event.preventDefault();
      mark.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  }

  // The passages at the end are long: they fold, and open for whoever comes by a link.
  const folded = [...passages.querySelectorAll("details")];
  for (const part of folded) part.open = false;
  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target && target.closest("details");
    if (!part) return;
    part.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
