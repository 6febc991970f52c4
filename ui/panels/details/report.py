"""A report of an error, prepared so that whoever reads it finds the row and the view at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from i18n.dates import format_date
from ui.panels.details.parts import Item

if TYPE_CHECKING:
    from ui.page import Page


@dataclass(frozen=True)
class Report:
    """The report; ``href`` sends it, and is empty where the deployment offers no contact.

    ``address`` is the view's, without the host: a template does not know it, the page's script
    puts it in front.
    """

    href: str
    text: str
    address: str


def report_of(page: Page, item: Item) -> Report:
    """Prepare a report on an item in the language of the view."""
    address = "/?" + page.view.to_query()
    subject = page.words.t("report.subject", item=item.title)
    text = "\n".join(_lines(page, item, address))
    return Report(_href(page.services.settings.contact, subject, text), text, address)


def _lines(page: Page, item: Item, address: str) -> list[str]:
    t = page.words.t
    return [
        t("report.wrong"),
        "",
        t("report.address", address=address),
        t("report.row", row=item.id, title=item.title),
        t("report.as_of", date=format_date(item.as_of, "day", page.view.lang) or "–"),
        t("report.language", language=t(f"language.{page.view.lang}")),
    ]


def _href(contact: str, subject: str, text: str) -> str:
    if not contact:
        return ""
    if "://" in contact:
        joined = "&" if "?" in contact else "?"
        return f"{contact}{joined}title={quote(subject, safe='')}&body={quote(text, safe='')}"
    # RFC 6068: lines of a body end in CR LF.
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject, safe='')}&body={body}"
