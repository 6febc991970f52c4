"""Times first loads on a slow phone: ``python -m benchmarks.slow_phone``.

The processor is slowed down four times and the network is the slow 4G of Lighthouse: 150 ms of
latency, 1.6 Mbit/s down and 0.75 Mbit/s up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import ViewportSize

from benchmarks.page import browser
from benchmarks.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOWDOWN = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCRIPT = Path(__file__).with_name("slow_phone.js")
LOADS = 3
# After the last long task and request, the page counts as settled.
QUIET_MS = 3_000
PATIENCE_MS = 120_000
SETTLED = f"() => window.slow && window.slow.quietFor() > {QUIET_MS} ? window.slow.told() : null"
PAGES = {
    "explore": "?lang=ar",
    "explore, a region": "?lang=fr&place=02",
    "profile of a region": "?lang=ar&page=profile&subject=place:02",
    "sources": "?lang=fr&page=sources",
}


@dataclass(frozen=True)
class Loaded:
    """What one load gave: milliseconds from navigation, a score, and bytes as sent."""

    first_paint: float
    figure: float
    map: float | None
    blocking: float
    shift: float
    bytes: float


def main() -> None:
    """Measure each page and print the medians."""
    columns = ("page", "first paint", "first figure", "map", "blocking", "shift", "bytes")
    print("".join(name.ljust(20) for name in columns))
    with served("jihat", 0) as ours, browser() as chromium:
        for name, query in PAGES.items():
            loads = [load(chromium, f"{ours.address}/{query}") for _ in range(LOADS)]
            print("".join(cell.ljust(20) for cell in (name, *_cells(loads))))


def load(chromium: Browser, address: str) -> Loaded:
    """Load a page once with an empty cache on the slow phone."""
    context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(path=SCRIPT)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address, timeout=PATIENCE_MS)
    told: dict[str, Any] = page.wait_for_function(SETTLED, timeout=PATIENCE_MS).json_value()
    context.close()
    return Loaded(**told, bytes=sum(received))


def _cells(loads: list[Loaded]) -> tuple[str, ...]:
    maps = [one.map for one in loads if one.map is not None]
    return (
        f"{median(one.first_paint for one in loads):,.0f} ms",
        f"{median(one.figure for one in loads):,.0f} ms",
        f"{median(maps):,.0f} ms" if maps else "–",
        f"{median(one.blocking for one in loads):,.0f} ms",
        f"{median(one.shift for one in loads):.3f}",
        f"{median(one.bytes for one in loads):,.0f}",
    )


if __name__ == "__main__":
    main()
