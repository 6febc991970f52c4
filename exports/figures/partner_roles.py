"""Organisations by role: how many activities each has in any role, and in every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.dimension_columns import identified
from exports.partner_tables import figure_of
from exports.table import Cell, Column, Table
from geodata.schema import ROLES
from pictures.charts.partners import roles_sheet

if TYPE_CHECKING:
    from exports.figures import Figure
    from geodata.partners_answer import Partner
    from ui.page import Page

PAGES = ("partners",)
RANK = 22


def figure(page: Page) -> Figure | None:
    """Make the ranked table of organisations."""
    found = page.services.partners.answer(page.view).partners
    if not found:
        return None
    sheet = roles_sheet(page.reading, found)
    return figure_of(page, "partner_roles", _table(page, found), sheet)


def _table(page: Page, partners: tuple[Partner, ...]) -> Table:
    t = page.words.t
    columns = (
        *identified(page.words, "organisation", t("filter.org")),
        Column("kind", t("figure_table.code", name=t("partners.kind")), hxl="#org+type+code"),
        Column("kind_name", t("partners.kind"), hxl="#org+type+name"),
        Column("activities", t("figure.activities"), "integer", "#activity+num"),
        *(Column(role, t(f"filter.{role}"), "integer", f"#activity+num+{role}") for role in ROLES),
        Column("programmes", t("figure.programmes"), "integer"),
        Column("regions", t("partners.regions_column"), "integer", "#adm1+num"),
    )
    rows = tuple(_row(page, one) for one in partners)
    return Table("organisations_by_role", t("partners.organisations"), columns, rows, len(rows))


def _row(page: Page, one: Partner) -> tuple[Cell, ...]:
    kind = one.kind or "other"
    return (
        one.id,
        page.reading.label("organisation", one.id),
        kind,
        page.words.t(f"organisation_kind.{kind}"),
        one.activities,
        *(one.role(role) or None for role in ROLES),
        one.programmes or None,
        one.regions,
    )
