"""Records of any size, sampled: many-valued activities with titles in three languages.

The same number, seed and gazetteer always give the same record. Every row of ``activities`` and
``measurements`` is cited; links are not, as millions of citations would measure nothing else.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.gazetteer import COUNTRY, Gazetteer
from geodata.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("ar", "fr", "en")
PROGRAMMES, PHASES, SECTORS, ORGANISATIONS, SOURCES, MEASUREMENTS = 6, 3, 12, 60, 40, 120
KINDS = ("national", "not_stated", "region", "province", "commune", "site")
KIND_SHARES = (0.06, 0.04, 0.25, 0.25, 0.25, 0.15)
STATUSES, STATUS_SHARES = ("planned", "ongoing", "done", "cancelled"), (0.1, 0.25, 0.6, 0.05)
ROLES = ("funder", "implementer", "partner", "authority")
UNDATED = 0.08
AS_OF = "2026-06-30"
WHAT = {
    "ar": ("تكوين", "دعم", "دراسة حول", "ورشة عمل حول"),
    "fr": ("Formation à", "Appui à", "Étude sur", "Atelier sur"),
    "en": ("Training in", "Support for", "Study of", "Workshop on"),
}
ABOUT = {
    "ar": ("المقاولة النسائية", "إدماج المهاجرين", "تعبئة مغاربة العالم", "التشغيل الذاتي"),
    "fr": (
        "l'entrepreneuriat féminin", "l'intégration des migrants",
        "la mobilisation de la diaspora", "l'auto-emploi",
    ),
    "en": (
        "women's entrepreneurship", "the integration of migrants",
        "the mobilisation of the diaspora", "self-employment",
    ),
}  # fmt: skip

Texts = npt.NDArray[np.object_]
Integers = npt.NDArray[np.int64]


def synthetic_record(n: int, seed: int, gazetteer: Gazetteer) -> Record:
    """Return a record of ``n`` activities: about 1.4 places, 1.6 sectors, 2.5 organisations each.

    Parameters
    ----------
    n
        Number of activities.
    seed
        Seed of the random numbers.
    gazetteer
        The places in which they may act.
    """
    rng = np.random.default_rng(seed)
    ids = _ids("A", n)
    programme = rng.integers(0, PROGRAMMES, n)
    activities = _activities(rng, ids, programme, gazetteer)
    measurements = _measurements(rng, ids, gazetteer)
    return Record.from_tables(
        {
            **_lists(),
            "activities": activities,
            "activity_phases": _phases(rng, ids, programme),
            "activity_locations": _locations(rng, ids, gazetteer),
            "activity_sectors": _sectors(rng, ids),
            "activity_organisations": _organisations(rng, ids),
            "measurements": measurements,
            "citations": _citations(rng, ids, measurements["id"].to_numpy(dtype="object")),
        }
    )


def _ids(letter: str, count: int) -> Texts:
    return np.array([f"{letter}{number:07d}" for number in range(count)], dtype="object")


def _few(letter: str, count: int) -> list[str]:
    return [f"{letter}{number:02d}" for number in range(count)]


def _named(stem: str, ids: Sequence[str]) -> dict[str, list[str]]:
    return {f"{stem}_{lang}": [f"{id_} {lang}" for id_ in ids] for lang in LANGUAGES}


def _lists() -> dict[str, pd.DataFrame]:
    programmes, sectors = _few("p", PROGRAMMES), _few("s", SECTORS)
    phases = [f"{programme}-{phase}" for programme in programmes for phase in range(PHASES)]
    organisations, sources = _few("o", ORGANISATIONS), _few("r", SOURCES)
    owner = np.repeat(programmes, PHASES)
    # The last phase of a programme leaves open which of the others is meant.
    open_to = [f"{one}-0;{one}-1" if i % PHASES == 2 else "" for i, one in enumerate(owner)]  # noqa: PLR2004
    return {
        "programmes": pd.DataFrame(
            {"id": programmes, **_named("label", programmes), "data_as_of": AS_OF}
        ),
        "phases": pd.DataFrame(
            {"id": phases, "programme": owner, **_named("label", phases), "stands_for": open_to}
        ),
        "sectors": pd.DataFrame({"id": sectors, **_named("name", sectors)}),
        "organisations": pd.DataFrame({"id": organisations, **_named("name", organisations)}),
        "indicators": pd.DataFrame({"id": ["people", "budget"], "unit": ["persons", "EUR"]}),
        "sources": pd.DataFrame(
            {"id": sources, "title": sources, "address": "https://example.org"}
        ),
    }


def _activities(
    rng: np.random.Generator, ids: Texts, programme: Integers, gazetteer: Gazetteer
) -> pd.DataFrame:
    n = len(ids)
    start, end = _dates(rng, n)
    titles = _titles(rng, n, gazetteer)
    return pd.DataFrame(
        {
            "id": ids,
            "programme": np.array(_few("p", PROGRAMMES), dtype="object")[programme],
            **{f"title_{lang}": titles[lang] for lang in LANGUAGES},
            **{f"summary_{lang}": titles[lang] for lang in LANGUAGES},
            "status": rng.choice(np.array(STATUSES, dtype="object"), n, p=STATUS_SHARES),
            "start": start,
            "start_precision": np.where(start == "", "", "month"),
            "end": end,
            "end_precision": np.where(end == "", "", "month"),
        }
    )


def _titles(rng: np.random.Generator, n: int, gazetteer: Gazetteer) -> dict[str, Texts]:
    regions = gazetteer.codes("region")
    choice = rng.integers(0, len(WHAT["fr"]) * len(ABOUT["fr"]) * len(regions), n)
    titles = {}
    for lang in LANGUAGES:
        names = [gazetteer.name(code, lang) for code in regions]
        texts = [f"{a} {b} - {c}" for a, b, c in product(WHAT[lang], ABOUT[lang], names)]
        titles[lang] = np.array(texts, dtype="object")[choice]
    return titles


def _dates(rng: np.random.Generator, n: int) -> tuple[Texts, Texts]:
    months = np.array([f"{y}-{m:02d}" for y in range(2012, 2029) for m in range(1, 13)], dtype="O")
    first = rng.integers(0, 14 * 12, n)
    last = first + rng.integers(0, 36, n)
    undated, open_ended = rng.random(n) < UNDATED, rng.random(n) < 0.2  # noqa: PLR2004
    start = np.where(undated, "", months[first])
    return start, np.where(undated | open_ended, "", months[last])


def _several(rng: np.random.Generator, ids: Texts, parts: Sequence[float]) -> Texts:
    """Repeat each id 1, 2, 3 ... times, with the probabilities ``parts``."""
    return np.repeat(ids, rng.choice(np.arange(1, len(parts) + 1), len(ids), p=parts))


def _unique(links: dict[str, Any], keys: list[str]) -> pd.DataFrame:
    return pd.DataFrame(links).drop_duplicates(keys, ignore_index=True)


def _phases(rng: np.random.Generator, ids: Texts, programme: Integers) -> pd.DataFrame:
    rows = np.repeat(np.arange(len(ids)), rng.choice([1, 2], len(ids), p=[0.9, 0.1]))
    phases = [f"{one}-{phase}" for one in _few("p", PROGRAMMES) for phase in range(PHASES)]
    chosen = programme[rows] * PHASES + rng.integers(0, PHASES, len(rows))
    links = {"activity": ids[rows], "phase": np.array(phases, dtype="O")[chosen], "basis": "stated"}
    return _unique(links, ["activity", "phase"])


def _locations(rng: np.random.Generator, ids: Texts, gazetteer: Gazetteer) -> pd.DataFrame:
    activity = _several(rng, ids, (0.7, 0.22, 0.08))
    kind = rng.choice(len(KINDS), len(activity), p=KIND_SHARES)
    code = np.full(len(activity), "", dtype="object")
    code[kind == 0] = COUNTRY
    for number, level in enumerate(("region", "province", "commune", "commune"), start=2):
        codes = np.array(gazetteer.codes(level), dtype="object")
        here = kind == number
        code[here] = codes[rng.integers(0, len(codes), int(here.sum()))]
    basis = rng.choice(np.array(["stated", "derived", "inherited"], dtype="O"), len(activity))
    links = {
        "activity": activity,
        "code": code,
        "acts_at": np.array(KINDS, dtype="object")[kind],
        "basis": basis,
        "public_precision": "site",
    }
    return _unique(links, ["activity", "code"])


def _sectors(rng: np.random.Generator, ids: Texts) -> pd.DataFrame:
    activity = _several(rng, ids, (0.53, 0.34, 0.13))
    sector = np.array(_few("s", SECTORS), dtype="object")[_skewed(rng, SECTORS, len(activity))]
    return _unique({"activity": activity, "sector": sector}, ["activity", "sector"])


def _organisations(rng: np.random.Generator, ids: Texts) -> pd.DataFrame:
    activity = _several(rng, ids, (0.2, 0.32, 0.28, 0.2))
    chosen = _skewed(rng, ORGANISATIONS, len(activity))
    links = {
        "activity": activity,
        "organisation": np.array(_few("o", ORGANISATIONS), dtype="object")[chosen],
        "role": np.array(ROLES, dtype="object")[rng.integers(0, len(ROLES), len(activity))],
    }
    return _unique(links, ["activity", "organisation"])


def _skewed(rng: np.random.Generator, values: int, count: int) -> Integers:
    """Return positions of values of which the first are the most frequent."""
    return (values * rng.random(count) ** 1.5).astype(np.int64)


def _measurements(rng: np.random.Generator, ids: Texts, gazetteer: Gazetteer) -> pd.DataFrame:
    if not len(ids):
        return pd.DataFrame({"id": []})
    count = min(MEASUREMENTS, len(ids))
    names = _few("m", count)
    regions = np.array(gazetteer.codes("region"), dtype="object")
    people = np.arange(count) % 4 != 0
    return pd.DataFrame(
        {
            "id": names,
            "subject_table": "activities",
            "subject": rng.choice(ids, count, replace=False),
            "kind": np.where(people, "result", "budget"),
            "indicator": np.where(people, "people", "budget"),
            "value": rng.integers(10, 5000, count).astype(np.float64),
            "unit": np.where(people, "persons", "EUR"),
            "end": "2024",
            "end_precision": "year",
            "scope": rng.choice(regions, count),
            "series": names,
            "preferred": True,
            "cumulative": False,
        }
    )


def _citations(rng: np.random.Generator, ids: Texts, measurements: Texts) -> pd.DataFrame:
    rows = np.concatenate([ids, measurements])
    sources = np.array(_few("r", SOURCES), dtype="object")
    return pd.DataFrame(
        {
            "source": sources[rng.integers(0, SOURCES, len(rows))],
            "table": np.repeat(["activities", "measurements"], [len(ids), len(measurements)]),
            "row": rows,
            "confidence": "high",
        }
    )
