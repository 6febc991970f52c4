"""What a room sees of a presented step, measured in the browser as it is laid out there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

LEAST = 24.0
"""Pixels of the smallest letter on a screen of 1024 × 768."""
ROOM, HALL = (1024, 768), (1920, 1080)
# The smallest letters that are seen on a step; texts that are cut off, by the screen, the foot,
# the drawing they are in or what they do not fit into; texts that lie over others; and what the
# buttons cover. A line is as high as its letters here, not as its line height.
SEEN = """() => {
  const step = document.querySelector(".step:not([hidden])");
  const foot = step.querySelector(".step__foot");
  const low = foot.getBoundingClientRect().top;
  const told = [];
  let smallest = Infinity;
  const walk = document.createTreeWalker(step, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const own = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !own.getClientRects().length) continue;
    if (own.closest("title, desc")) continue;
    const matrix = own.getScreenCTM && own.getScreenCTM();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    const size = parseFloat(getComputedStyle(own).fontSize) * scale;
    smallest = Math.min(smallest, size);
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const drawn = own.closest("svg");
    for (const line of drawn ? [own.getBoundingClientRect()] : range.getClientRects()) {
      const upright = line.height > line.width && matrix && Math.abs(matrix.b) > Math.abs(matrix.a);
      const [x, y] = upright ? [0.3 * size, 0] : [0, Math.max(0, (line.height - 0.72 * size) / 2)];
      told.push({ own, text: own.textContent.trim(), left: line.left + x, right: line.right - x,
        top: line.top + y, bottom: line.bottom - y });
    }
  }
  const EDGE = 4;  // the tail of a letter may leave its drawing, which does not cut it
  const outside = (one, box) => one.left < box.left - EDGE || one.right > box.right + EDGE
    || one.top < box.top - EDGE || one.bottom > box.bottom + EDGE;
  const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const cut = told.filter((one) => outside(one, screen)
    || (!foot.contains(one.own) && one.bottom > low + 2)
    || outside(one, (one.own.closest("svg, .slide__rows > div, .slide, .step__words") || step)
      .getBoundingClientRect())
    || one.text.endsWith("…"));
  const over = told.flatMap((one, at) => told.slice(at + 1)
    .filter((other) => other.own !== one.own && meet(one, other))
    .map((other) => `${one.text} / ${other.text}`));
  const tools = document.getElementById("tools").getBoundingClientRect();
  const covered = told.filter((one) => meet(one, tools));
  const texts = (found) => [...new Set(found.map((one) => one.text))];
  return { smallest, cut: texts(cut), over: [...new Set(over)], covered: texts(covered) };
}"""


@dataclass(frozen=True)
class Seen:
    """What is seen of one figure of one step: the smallest letter, and texts with a fault."""

    step: int
    part: int
    smallest: float
    cut: tuple[str, ...]
    over: tuple[str, ...]
    covered: tuple[str, ...]

    def faults(self, least: float = 0.0) -> tuple[str, ...]:
        """Say what is wrong, with letters that have to be so high."""
        small = (f"letters of {self.smallest:.1f}",) if self.smallest < least else ()
        named = (("cut", self.cut), ("over", self.over), ("covered", self.covered))
        return (*small, *(f"{name}: {text}" for name, texts in named for text in texts))


def open_story(page: Page, server: str, story: str, lang: str, more: str = "") -> int:
    """Open a story and wait until it can be presented; gives the number of its steps."""
    page.goto(f"{server}/present?story={story}&lang={lang}{more}")
    page.wait_for_function("() => window.jihatStory")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return int(page.locator("body").get_attribute("data-steps") or 0)


def parts_of(page: Page, steps: int) -> Iterator[tuple[int, int]]:
    """Show one step after the other, and every figure of it."""
    for step in range(1, steps + 1):
        parts = int(page.locator(f"#step-{step}").get_attribute("data-parts") or 1)
        for part in range(1, parts + 1):
            page.evaluate("([step, part]) => window.jihatStory.show(step, part)", [step, part])
            yield step, part


def seen(page: Page, step: int, part: int) -> Seen:
    """Measure the step that is shown."""
    found = page.evaluate(SEEN)
    lists = (tuple(found[name]) for name in ("cut", "over", "covered"))
    return Seen(step, part, found["smallest"], *lists)
