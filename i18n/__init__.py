"""Words, direction, numbers, dates and sorting in Arabic, French and English."""

from i18n.catalogues import Translator, load_translators
from i18n.direction import direction, isolate, ltr
from i18n.languages import LANGUAGES, preferred_language
from i18n.sorting import sort_key

__all__ = [
    "LANGUAGES",
    "Translator",
    "direction",
    "isolate",
    "load_translators",
    "ltr",
    "preferred_language",
    "sort_key",
]
