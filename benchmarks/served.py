"""One application on one record: ``python -m benchmarks.served jihat|plain ACTIVITIES PORT``.

With 0 activities it is the embedded record. The first line on standard output is JSON: the
gestures to make, and the milliseconds that the server's own handler took for each of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter

import uvicorn
from fastapi import FastAPI

from app import create_app
from benchmarks import gestures, plain_dash
from benchmarks.synthetic import synthetic_record
from callbacks.explore import show
from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.loading import join
from geodata.record import Record, load_record
from i18n.catalogues import Translator
from i18n.languages import LANGUAGES
from settings import load_settings
from ui.services import Services

SEED = 7
Handler = Callable[[gestures.State], object]


def open_record(activities: int, gazetteer: Gazetteer) -> Record:
    """Return a synthetic record of a size, or the embedded one for 0."""
    if activities:
        return synthetic_record(activities, SEED, gazetteer)
    return load_record(load_settings({}).data, gazetteer)


def jihat(record: Record, gazetteer: Gazetteer) -> tuple[FastAPI, Handler]:
    """Return our server on a record, and what answers a gesture."""
    joined = join(record, gazetteer)
    services = Services(
        settings=load_settings({}),
        catalogue=joined.catalogue,
        sites=joined.sites,
        gazetteer=gazetteer,
        translators={lang: Translator(lang) for lang in LANGUAGES},
    )
    return create_app(services), lambda state: show(services, gestures.query(state))


def plain(record: Record, gazetteer: Gazetteer) -> tuple[FastAPI, Handler]:
    """Return the plain Dash server on a record, and what answers a gesture."""
    frames = plain_dash.load_frames(record, gazetteer)
    return plain_dash.create_app(frames), lambda state: plain_dash.show(frames, **state)


def handler_times(handler: Handler, made: list[gestures.Toggle]) -> list[float]:
    """Return the milliseconds that the handler takes for each gesture."""
    times = []
    for state in gestures.states(made):
        start = perf_counter()
        handler(state)
        times.append((perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Build the application, time its handler, and serve it until the process is ended."""
    kind, activities, port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    gazetteer = load_gazetteer()
    record = open_record(activities, gazetteer)
    server, handler = {"jihat": jihat, "plain": plain}[kind](record, gazetteer)
    made = gestures.toggles(record)
    times = handler_times(handler, made)
    told = {"toggles": made, "handler": times, "activities": len(record.activities)}
    print(json.dumps(told), flush=True)
    uvicorn.run(server, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
