from pathlib import Path

from geodata.gazetteer import LEVELS, load_gazetteer
from geodata.record import check_record

DATA = Path(__file__).parents[2] / "data"


def test_the_record_has_no_problem() -> None:
    gazetteer = load_gazetteer()
    codes = {code for level in LEVELS for code in gazetteer.codes(level)}
    problems = check_record(DATA, codes)
    assert [str(problem) for problem in problems] == []
