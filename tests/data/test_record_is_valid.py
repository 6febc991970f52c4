from pathlib import Path

from geodata.gazetteer import load_gazetteer
from geodata.record import check_record

DATA = Path(__file__).parents[2] / "data"


def test_the_record_has_no_problem() -> None:
    problems = check_record(DATA, load_gazetteer())
    assert [str(problem) for problem in problems] == []
