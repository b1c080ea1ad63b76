"""How fast the coding widget draws, codes and scrolls, in a real Chromium with a fake model behind it.

    python -m benchmarks widget [--rounds 5] [--chromium PATH]

Two sizes: 10,000 words with 300 codings, 100,000 with 3,000. `painted`: from `render` until the second frame with the
text and its marks; `edit`: from the key that codes a selection until the frame that shows it, and of that the part that
keeps the page busy; `frame`: time between frames while scrolling 350 pixels a frame; `step`: a word by the arrow key.
Medians of the rounds; p95 over all frames. A kernel's answer is not in it: that is measured in the notebook's own test.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src/collabstudy/widget/static"
SIZES = ((10_000, 300), (100_000, 3_000))

PAINT = """async ([words, many]) => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const model = window.fake({ words, many, delay: 0 });
  const begun = performance.now();
  window.show({}, { model });
  const root = window.opened.at(-1).el;
  while (!root.querySelector("mark")) await new Promise((done) => setTimeout(done, 0));
  await frame(); await frame();
  const painted = performance.now() - begun;
  return [painted, root.querySelectorAll("*").length];
}"""

EDIT = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const root = window.opened.at(-1).el;
  const scroll = root.querySelector(".cs-scroll");
  const how = { bubbles: true, cancelable: true, composed: true };
  const press = (key, more = {}) => scroll.dispatchEvent(new KeyboardEvent("keydown", { key, ...how, ...more }));
  const steps = [], busy = [], painted = [];
  for (let round = 0; round < 12; round += 1) {
    let begun = performance.now();
    press("ArrowRight");
    steps.push(performance.now() - begun);
    for (let at = 0; at < 3; at += 1) press("ArrowRight", { shiftKey: true });
    await frame(); await frame();
    begun = performance.now();
    press(String(1 + (round % 5)));
    busy.push(performance.now() - begun);
    await frame(); await frame();
    painted.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, 60));
  }
  return [steps.slice(2), busy.slice(2), painted.slice(2)];
}"""

SCROLL = """async () => {
  const scroll = window.opened.at(-1).el.querySelector(".cs-scroll");
  scroll.scrollTop = 0;
  await new Promise((done) => setTimeout(done, 300));
  const gaps = [];
  let last = 0;
  await new Promise((done) => requestAnimationFrame(function tick(now) {
    if (last) gaps.push(now - last);
    last = now;
    scroll.scrollTop += 350;
    if (gaps.length < 160) requestAnimationFrame(tick); else done();
  }));
  return gaps.slice(3);
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chromium", default=os.environ.get("COLLABSTUDY_CHROMIUM") or shutil.which("chromium"))
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--disable-gpu"])
        print("| words, codings | painted ms | edit busy / painted ms | step ms | frame p50 / p95 ms | elements |")
        print("|---|---|---|---|---|---|")
        for words, many in SIZES:
            print(row(words, many, [measured(browser, words, many) for _ in range(asked.rounds)]))
        browser.close()


def measured(browser: Browser, words: int, many: int) -> dict[str, Any]:
    """One round, on a page of its own."""
    page = opened(browser)
    painted, elements = page.evaluate(PAINT, [words, many])
    steps, busy, edits = page.evaluate(EDIT)
    frames = page.evaluate(SCROLL)
    page.context.close()
    return {"painted": painted, "elements": elements, "steps": steps, "busy": busy, "edits": edits, "frames": frames}


def opened(browser: Browser) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
    page.goto((ROOT / "tests/widget/harness.html").as_uri())
    parts = [(STATIC / name).read_text(encoding="utf-8") for name in ("coder.js", "coder.css")]
    page.evaluate("([source, css]) => window.start(source, css)", parts)
    return page


def row(words: int, many: int, rounds: list[dict[str, Any]]) -> str:
    """A line of the table."""

    def all_of(name: str) -> list[float]:
        return [value for one in rounds for value in one[name]]

    frames = all_of("frames")
    return (
        f"| {words:,}, {many:,} | {median(one['painted'] for one in rounds):.0f} "
        f"| {median(all_of('busy')):.1f} / {median(all_of('edits')):.0f} | {median(all_of('steps')):.1f} "
        f"| {median(frames):.1f} / {quantiles(frames, n=20)[18]:.0f} | {rounds[0]['elements']:,} |"
    )


if __name__ == "__main__":
    main()
