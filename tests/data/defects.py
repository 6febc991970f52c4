"""The defects that the checks of the record must find, each in a copy of its own."""

from tests.data.breaking import (
    Defect,
    Edit,
    Place,
    added,
    cell,
    new,
    removed,
    uncited,
    without_column,
)

INCUBATOR = "m4sd-incubator-tangier"
UNIT = "m4sd-listening-unit-oujda"
TANGIER = f"{INCUBATOR}/01.511.01.0"
BOARD = "m4sd-board-rabat"
QUAKE = "depomi-earthquake-recovery"
PLANNING = "depomi-planning-beni-mellal-khenifra"
LABOUR = "labour-market-2639"
WOMEN = "psychosocial-663-women"
MEN = "psychosocial-663-men"
COMMUNIQUE = "joint-programme-communique"
QUOTED = f"{COMMUNIQUE}/programmes/m4sd/title_en/"


def at(name: str, check: str, table: str, row: str, column: str, text: str) -> Defect:
    """Return a defect that is reported at the one cell that is written."""
    edit = cell(table, row, column, text)
    return Defect(name, check, Place(table, row, column), (edit,))


def after(name: str, check: str, place: tuple[str, str, str | None], *edits: Edit) -> Defect:
    """Return a defect that is reported at a place that the edits may not touch."""
    return Defect(name, check, Place(*place), edits)


def line(text: bytes, number: int, end: bytes = b"") -> bytes:
    """Put bytes at the end of a line of a file."""
    lines = text.split(b"\n")
    lines[number - 1] += end
    return b"\n".join(lines)


def citation(**cells: str) -> Edit:
    """Return an edit that adds a citation."""
    stated = {"source": COMMUNIQUE, "table": "programmes", "row": "m4sd", "confidence": "high"}
    return new("citations", **{**stated, **cells})


def search(**cells: str) -> Edit:
    """Return an edit that adds a search."""
    stated = {
        "id": "broken", "searched_on": "2026-11-21", "state": "read",
        "label_ar": "تقارير", "label_fr": "Rapports", "label_en": "Reports",
        "outcome_ar": "لا شيء", "outcome_fr": "Rien", "outcome_en": "Nothing",
    }  # fmt: skip
    return new("searches", **{**stated, **cells})


def correction(**cells: str) -> Edit:
    """Return an edit that adds a correction; unless told, one that can be made."""
    stated = {
        "id": "broken", "made_on": "2026-11-21", "table": "indicators", "row": "studies",
        "field": "unit", "was": "count", "becomes": "studies",
        "reason_ar": "سبب", "reason_fr": "Raison", "reason_en": "Reason",
        "reviewed_by": "Record team",
    }  # fmt: skip
    return new("corrections", **{**stated, **cells})


def reading(name: str, like: str = LABOUR, **cells: str) -> Edit:
    """Return an edit that adds a measurement in a series of its own, unless told."""
    return added("measurements", like, **{"id": name, "series": name, **cells})


FILES = (
    Defect("no file", "file", Place("phases", None, None), raw=lambda _: None),
    Defect("not UTF-8", "encoding", Place("sectors", 2, None),
           raw=lambda text: line(text, 2, b"\xe9")),
    Defect("open quotation marks", "csv", Place("phases", 2, None),
           raw=lambda text: line(text, 1, b'\n"')),
    Defect("a comma too many", "ragged", Place("indicators", 3, None),
           raw=lambda text: line(text, 3, b",x")),
    Defect("a column twice", "duplicate_column", Place("sectors", 1, "sdg"),
           raw=lambda text: text.replace(b"dac,sdg", b"sdg,dac,sdg", 1)),
    Defect("a column too many", "unknown_column", Place("indicators", 1, "colour"),
           raw=lambda text: line(text, 1, b",colour")),
    Defect("a column too few", "missing_column", Place("coverage_statements", 1, "state"),
           (without_column("coverage_statements", "state"),)),
)  # fmt: skip

CELLS = (
    at("no title in French", "required", "activities", INCUBATOR, "title_fr", ""),
    at("a space at the end", "text", "organisations", "iom", "acronym", "IOM "),
    at("an identifier with a space", "identifier", "measurements", "incubator-1", "series",
       "incubator 1"),
    at("an unknown status", "choice", "activities", INCUBATOR, "status", "finished"),
    at("an unknown kind of source", "choice", "sources", COMMUNIQUE, "language", "Arabic"),
    at("the thirty-first of June", "date", "activities", BOARD, "start", "2022-06-31"),
    at("a day in words", "day", "programmes", "m4sd", "data_as_of", "October 2023"),
    at("a number with a space", "number", "measurements", LABOUR, "value", "2 639"),
    at("swapped coordinates", "number", "activity_locations", TANGIER, "lat", "-5.8039"),
    at("a flag in words", "flag", "measurements", LABOUR, "preferred", "yes"),
    at("a short purpose code", "dac", "sectors", "governance", "dac", "1519"),
    at("an address without https", "url", "sources", "mainstreaming-about", "address",
       "mainstreamingmigration.org/about"),
    at("a group without its dimension", "pairs", "measurements", MEN, "disaggregation", "male"),
)  # fmt: skip

NAMES = (
    at("an unknown region", "code", "coverage_statements", "depomi-02", "code", "13"),
    at("an unknown former region", "code", "coverage_statements", "depomi-02", "code", "1997-17"),
    at("an unknown place among others", "code", "measurements", "regional-programmes-3", "scope",
       "01;02;9"),
    at("an unknown sector", "reference", "coverage_statements", "depomi-02", "sector", "fishing"),
    at("an unknown indicator", "reference", "measurements", LABOUR, "indicator", "jobs"),
    at("an unknown subject", "reference", "measurements", LABOUR, "subject", "m4sd-nothing"),
    at("an unknown whole", "reference", "measurements", LABOUR, "part_of", "labour-market"),
    at("a phase for one phase", "stands_for", "phases", "m4sd-2-3", "stands_for", "m4sd-2"),
    after("a row twice", "key", ("activity_sectors", f"{BOARD}/governance", None),
          added("activity_sectors", f"{BOARD}/governance")),
    after("an organisation twice", "duplicate", ("organisations", "undp-2", "name_en"),
          added("organisations", "undp", id="undp-2")),
    after("a figure twice", "duplicate", ("measurements", "again", "subject"), reading("again")),
    after("a phase of another programme", "programme",
          ("activity_phases", f"{BOARD}/depomi-1", "phase"),
          added("activity_phases", f"{BOARD}/m4sd-3", phase="depomi-1")),
    after("a programme without phases", "phaseless", ("programmes", "broken", "id"),
          added("programmes", "m4sd", id="broken", title_en="Another programme")),
    after("an activity without sectors", "unlinked", ("activities", INCUBATOR, "id"),
          removed("activity_sectors", f"{INCUBATOR}/")),
    after("a search that was not made", "search", ("searches", "broken", "sources"),
          search(state="not_searched", sources=COMMUNIQUE)),
)  # fmt: skip

CITATIONS = (
    after("an uncited statement", "uncited", ("coverage_statements", "depomi-02", None),
          uncited("coverage_statements", "depomi-02")),
    after("an uncited place", "uncited", ("activity_locations", TANGIER, None),
          uncited("activity_locations", TANGIER)),
    after("a citation of no row", "citation_row",
          ("citations", f"{COMMUNIQUE}/programmes/broken//", "row"), citation(row="broken")),
    after("a citation of no column", "citation_field",
          ("citations", f"{COMMUNIQUE}/programmes/m4sd/colour/", "field"),
          citation(field="colour")),
    after("a place in words", "citation_place", ("citations", f"{QUOTED}page four", "place"),
          citation(field="title_en", place="page four")),
    after("an unknown source", "reference",
          ("citations", "broken/programmes/m4sd//", "source"), citation(source="broken")),
    after("a note in two languages", "translation", ("citations", QUOTED, "note_fr"),
          citation(field="title_en", note_ar="عنوان", note_en="Title")),
)  # fmt: skip

DATES = (
    at("a day said to be a month", "precision", "activities", BOARD, "end_precision", "month")
    ._replace(place=Place("activities", BOARD, "end")),
    at("a date without precision", "precision", "activities", BOARD, "end_precision", ""),
    at("an end before the start", "period", "activities", BOARD, "end", "2022-06-12"),
    at("read before it was published", "read_early", "sources", "moroccolatestnews-board",
       "read_on", "2022-05-31"),
    at("verified by nobody", "verification", "activities", BOARD, "verified_on", "2024-01-01")
    ._replace(place=Place("activities", BOARD, "verified_by")),
)  # fmt: skip

TEXTS = (
    at("Arabic in Latin letters", "arabic", "activities", INCUBATOR, "title_ar", "Hadina"),
    after("French copied from English", "copied", ("activities", INCUBATOR, "summary_fr"),
          cell("activities", INCUBATOR, "summary_fr", lambda row: row["summary_en"])),
    at("an e-mail address", "personal_data", "activities", INCUBATOR, "summary_en",
       "Write to a.b@example.org for more."),
    at("a telephone number", "personal_data", "activities", INCUBATOR, "summary_fr",
       "Appeler le 06 12 34 56 78."),
    at("a number in Arabic digits", "personal_data", "activities", INCUBATOR, "summary_ar",
       "الهاتف: ٠٦١٢٣٤٥٦٧٨"),
    after("a number in a search", "personal_data", ("searches", "broken", "outcome_en"),
          search(outcome_en="Called 00212 612345678.")),
    after("a number in a correction", "personal_data", ("corrections", "broken", "reviewed_by"),
          correction(reviewed_by="Office (+212 5-37-12-34-56)")),
    after("a town of a region", "public_text", ("activities", PLANNING, "summary_fr"),
          added("activity_locations", f"{PLANNING}/05", code="05.091", acts_at="province"),
          cell("activities", PLANNING, "summary_fr", "Des ateliers tenus à Béni Mellal même.")),
    at("a site shown at its commune", "public_text", "activities", UNIT, "title_en",
       "Listening unit at Al Andalous health centre"),
)  # fmt: skip

PLACES = (
    at("a commune said to be a region", "acts_at", "activity_locations", TANGIER, "acts_at",
       "region"),
    at("half a point", "point", "activity_locations", TANGIER, "lon", ""),
    at("finer than is known", "public_precision", "activity_locations", f"{QUAKE}/09.541",
       "public_precision", "commune"),
    at("no public precision", "public_precision", "activity_locations", f"{QUAKE}/09.541",
       "public_precision", ""),
    at("a point in another commune", "point_place", "activity_locations", TANGIER, "lat",
       "35.5711"),
    at("a point in another country", "point_place", "activity_locations", TANGIER, "lat", "36.8")
    ,
)  # fmt: skip

FIGURES = (
    at("half of a share", "split", "activity_locations", TANGIER, "share", "0.5"),
    at("no preferred reading", "preferred", "measurements", LABOUR, "preferred", "false"),
    after("two preferred readings", "preferred", ("measurements", "broken", "preferred"),
          reading("broken", series="labour-market-orientation", value="2700")),
    after("a reading of another", "reading_of", ("measurements", "broken", "reading_of"),
          reading("broken", "psychosocial-751-regions", series="psychosocial-support",
                  value="752", reading_of="psychosocial-751-regions")),
    at("a part of another subject", "relative", "measurements", "employment-study-1", "part_of",
       "incubator-1"),
    at("a part of itself", "part_cycle", "measurements", MEN, "part_of", MEN),
    at("a part larger than its whole", "part_size", "measurements", WOMEN, "value", "664"),
    at("another unit in a series", "series", "measurements", MEN, "unit", "households"),
    at("a count in a series of totals", "series", "measurements", MEN, "cumulative", "false"),
    after("a result of a place", "place_kind", ("measurements", "broken", "kind"),
          reading("broken", subject_table="places", subject="01")),
    after("an unnamed sum", "unnamed_sum", ("measurements", LABOUR, "value"),
          reading("broken-1", value="2000"), reading("broken-2", value="639")),
    at("parts larger than their whole", "parts_sum", "measurements", WOMEN, "value", "415"),
    after("two totals without dates", "undated", ("measurements", "broken-2", "end"),
          reading("broken-1", value="1", end="", end_precision="", series="broken"),
          reading("broken-2", value="2", end="", end_precision="", series="broken")),
    after("periods that overlap", "overlap", ("measurements", "broken", "start"),
          reading("broken", "health-plan-workshop-53", series="health-plan-workshop", value="50",
                  start="2016-10-01", end="2016-10-31")),
)  # fmt: skip

CORRECTIONS = (
    after("a correction of no row", "correction_row", ("corrections", "broken", "row"),
          correction(row="study")),
    after("a correction of no column", "correction_field", ("corrections", "broken", "field"),
          correction(field="colour")),
    after("a correction of a key", "correction_key", ("corrections", "broken", "field"),
          correction(field="id", was="studies", becomes="study")),
    after("a correction of nothing", "correction_same", ("corrections", "broken", "becomes"),
          correction(becomes="count")),
    after("a correction of an older text", "correction_was", ("corrections", "broken", "was"),
          correction(was="number")),
    after("a correction that breaks a rule", "choice", ("activities", INCUBATOR, "status"),
          correction(table="activities", row=INCUBATOR, field="status", was="done",
                     becomes="finished")),
)  # fmt: skip

DEFECTS = (
    *FILES, *CELLS, *NAMES, *CITATIONS, *DATES, *TEXTS, *PLACES, *FIGURES, *CORRECTIONS,
)  # fmt: skip
