// Shows what is selected in the drawer and moves between marks with the arrow keys. Plain keys are kept from the
// notebook, which would cut or insert cells.
(() => {
  for (const root of document.querySelectorAll(".cs-table:not(.cs-live)")) {
    const drawer = root.querySelector(".cs-drawer");
    if (!drawer) continue;
    root.classList.add("cs-live");
    const rows = [...root.querySelectorAll("tr.cs-row")].map((row) => [...row.querySelectorAll(".cs-mark")]);
    const marks = rows.flat();
    const select = (mark) => {
      for (const other of marks) {
        other.tabIndex = other === mark ? 0 : -1;
        other.setAttribute("aria-pressed", String(other === mark));
      }
      drawer.replaceChildren(mark.nextElementSibling.cloneNode(true));
      drawer.scrollTop = 0;
    };
    marks.forEach((mark, place) => { mark.tabIndex = place ? -1 : 0; });
    root.addEventListener("click", (event) => {
      const mark = event.target.closest(".cs-mark");
      if (mark) { mark.focus(); select(mark); }
    });
    root.addEventListener("focusin", (event) => {
      if (event.target.classList.contains("cs-mark")) select(event.target);
    });
    root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.stopPropagation();
      const y = rows.findIndex((row) => row.includes(document.activeElement));
      if (y < 0) return;
      const x = rows[y].indexOf(document.activeElement);
      const to = { ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], ArrowUp: [y - 1, x], ArrowDown: [y + 1, x],
        Home: [y, 0], End: [y, rows[y].length - 1] }[event.key];
      if (event.key === " " || event.key === "Enter" || to) event.preventDefault();
      if (to) rows[to[0]]?.[to[1]]?.focus();
    });
  }
})();
