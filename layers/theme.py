"""Colours of the themes. ``scripts/write_tokens.py`` writes them into the style sheet's tokens.

Whoever draws outside the page, such as an export, takes a palette from here. The map on the page
is drawn in the colours of the light palette; rules written with the tokens exchange each of them
for the token of its name, so that the map follows the theme wherever the browser decides it.
"""

from __future__ import annotations

from collections.abc import Mapping

# One line a token. Light comes first: the server draws the map in it.
_TABLE = """
token          light     dark      contrast  night     projector print
paper          #FAF8F3   #0E161B   #FFFFFF   #000000   #FFFFFF   #FFFFFF
card           #FFFFFF   #162027   #FFFFFF   #000000   #FFFFFF   #FFFFFF
sea            #F1F6F6   #101B21   #FFFFFF   #000000   #EDF4F5   #FFFFFF
land           #F7F5EF   #1C282F   #FFFFFF   #141414   #F7F5EF   #FFFFFF
around         #ECEAE3   #253239   #E4E4E4   #262626   #E4E1D8   #EDEDED
hover          #FBFAF6   #1C2830   #EEF6F6   #1A2B2D   #EEF6F6   #FFFFFF
track          #F3F1EA   #222F37   #EBEBEB   #2B2B2B   #EBE9E2   #F0F0F0
primary-soft   #E3EEEE   #173A40   #E0F0F1   #06343A   #D5EBED   #F0F0F0
accent-soft    #F7EFE0   #3A2C14   #FFF3DC   #2B2200   #FFEBC9   #F0F0F0
notice         #FDF3DF   #332A14   #FFF6DC   #2B2200   #FFF0CC   #FFFFFF
notice-edge    #ECD5A6   #6A5626   #5C4300   #FFD35C   #8A6500   #666666
alarm          #FBE9E4   #3D211B   #FFECE8   #3A0D06   #FFE3DC   #FFFFFF
alarm-edge     #EAB9AC   #7C4435   #7A0C00   #FF9E8C   #A32A17   #666666
ink            #14232B   #E8EEF0   #000000   #FFFFFF   #050B0E   #000000
muted          #55606A   #A9B6BD   #2B3338   #DCE3E6   #2E383E   #333333
quiet          #59636A   #93A1A9   #3B4348   #C9D1D5   #3B464C   #444444
primary        #0B5C66   #6CC5CB   #00424A   #7FE3EA   #004C55   #00363C
accent         #8F5610   #E5AB5B   #5A3300   #FFC266   #7A4300   #3D2600
danger         #A33420   #F2907C   #8A1200   #FF9E8C   #9A1F0B   #6B1505
on-primary     #FFFFFF   #06252A   #FFFFFF   #000000   #FFFFFF   #FFFFFF
on-ink         #FFFFFF   #14232B   #FFFFFF   #000000   #FFFFFF   #FFFFFF
hairline       #E4E0D6   #2C3A43   #5F666B   #8D989E   #7F878B   #C6C6C6
edge           #8C8776   #72838D   #000000   #FFFFFF   #3F484E   #666666
underline      #B9C8C9   #55707A   #00424A   #7FE3EA   #004C55   #777777
axis           #C9C4B6   #5C6B74   #000000   #FFFFFF   #2E383E   #666666
bounds         #5B6670   #B5C1C7   #000000   #FFFFFF   #1B262B   #333333
mark           #C17F16   #E0A040   #DA7C00   #FFB238   #D06A00   #C27A22
on-mark        #14232B   #14232B   #000000   #000000   #000000   #000000
ring           #FFFFFF   #FBEBD0   #FFFFFF   #FFFFFF   #FFFFFF   #FFFFFF
fill           #559A9F   #4E9DA3   #23747C   #3FA7AE   #14767F   #5B8F93
fill-strong    #1F6F78   #8CCFD2   #00424A   #A5ECF0   #004C55   #1F5A61
programme-1    #0B6E78   #3FA7B1   #00555F   #45C2CC   #006A74   #0B6E78
programme-2    #C17F16   #E0A040   #A34D00   #FFB238   #CF7400   #BF7D16
programme-3    #4B4E9E   #9A9BEA   #3A2CA0   #B6B3FF   #4338B8   #4B4E9E
programme-4    #7A8B2A   #C9DC7C   #7B8E1F   #DDF07A   #42520A   #6F8028
programme-5    #B2452E   #E5806A   #8A0F00   #FF9178   #D03A22   #A33C26
none           #E9E6DE   #2A363D   #F5F3EE   #1A1A1A   #EAE6DC   #F2F2F2
not-applicable #DCDCE4   #37343F   #DCDCE6   #2A2733   #CFCFDB   #DADADF
zero           #FFFFFF   #0F171B   #FFFFFF   #000000   #FFFFFF   #FFFFFF
step-1         #BDD9D8   #245155   #B9E1E4   #14393C   #A8DADB   #CBDADB
step-2         #8FBBBD   #337478   #6AC1C7   #1D5256   #62B6BA   #9DB8BA
step-3         #559A9F   #4499A0   #3F9FA5   #256B70   #36969C   #75979A
step-4         #1F6F78   #79C1C6   #327E84   #2F868C   #1F7981   #587A7D
step-5         #0B4450   #D1E9EB   #276266   #38A1A9   #12636A   #456063
set-1          #9CC5C6   #2F6E74   #6AC1C7   #1D6A70   #62B6BA   #A3BDBF
set-2          #E6BD77   #8F6A22   #FFB65C   #9A6300   #F0A63C   #DCBD82
set-3          #B4B6E0   #5A5CA6   #B3A8F5   #5F54C8   #A39CEC   #BDBEDA
set-4          #C2CE86   #64742A   #C9DE66   #66750F   #B4C84C   #C3CB96
less-2         #BE7B2A   #E0A040   #C06A0A   #E59A22   #C46C0E   #A97A3C
less-1         #E9C992   #7C5C28   #FFCF98   #7A5200   #F5C37E   #DFC59A
same           #F0EDE6   #273339   #F6F4F0   #1B1B1B   #EFEBE2   #F4F4F4
more-1         #A6CFCF   #2E676B   #93D5DA   #1F6067   #8BD0D3   #AECACB
more-2         #34868E   #6CC5CB   #14838C   #4FD0D9   #1F8A92   #4A7F83
both-11        #D3CDBF   #3B4851   #D6D1C6   #343434   #D2CCBE   #D9D9D9
both-12        #B4D3D2   #2D6266   #A6DADD   #1D5A60   #A0D4D6   #C0D3D4
both-13        #63A9AE   #5FB8BE   #3AA3AA   #40B9C2   #3EA2A9   #7FA5A8
both-21        #E8CD98   #6C5122   #FFD9A6   #6E4B00   #F6CD92   #E3D0AE
both-22        #B3B48C   #75774B   #BDBE86   #6F7238   #B3B57E   #B4B59A
both-23        #6C9A80   #83B899   #4F9674   #6FC79A   #559678   #7A9886
both-31        #CE9136   #DE9D3C   #D47F14   #E89A1E   #D27F1C   #B98E52
both-32        #9C8340   #DBBC66   #9A7A1E   #D8BE52   #9A7C2A   #8C7D54
both-33        #55693F   #F1E8CC   #3F5A2A   #F4EBC8   #465C30   #55614A
seam           #FFFFFF   #0E161B   #000000   #FFFFFF   #000000   #000000
halo           #FFFFFFE0 #0E161BE0 #FFFFFFFF #000000FF #FFFFFFF2 #FFFFFFF2
scrim          #14232B52 #000000A6 #000000B3 #000000CC #14232B80 #00000000
shade          #14232B24 #00000080 #00000000 #00000000 #14232B40 #00000000
"""


def _palettes() -> dict[str, Mapping[str, str]]:
    (_token, *names), *rows = (line.split() for line in _TABLE.strip().splitlines())
    return {
        name: {row[0]: row[column] for row in rows} for column, name in enumerate(names, start=1)
    }


PALETTES: Mapping[str, Mapping[str, str]] = _palettes()
"""The colours of each theme by token: ``#RRGGBB``, or ``#RRGGBBAA`` for what covers the page.

``night`` is the high contrast of a reader who prefers the dark, ``print`` that of paper; no
address asks for either.
"""

TOKENS: Mapping[str, str] = {token: f"var(--{token})" for token in PALETTES["light"]}
"""For a drawing that stands in the page itself: its theme is the page's, whichever that is."""

DARK_SCHEMES = frozenset({"dark", "night"})
"""Palettes whose controls and scroll bars are dark."""

LIGHT = PALETTES["light"]
INK = LIGHT["ink"]
HAIRLINE = LIGHT["hairline"]
CARD = LIGHT["card"]
SEAM = LIGHT["seam"]
"""Lines between units."""
LAND = LIGHT["land"]
MARK = LIGHT["mark"]
AROUND = LIGHT["around"]
"""Regions beside the one that is framed."""
QUIET = LIGHT["quiet"]
"""Their names."""
BORDER = LIGHT["bounds"]
"""Borders of what is coarser than the units drawn."""

STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")
"""Tokens of five classes: the next is always further from the card."""

SEQUENCE = tuple(LIGHT[token] for token in STEPS)
"""Five classes from light to dark."""

STATES = {"not_in_sources": "none", "not_applicable": "not-applicable", "none": "zero"}
"""Tokens of the states of a unit without activities."""

EMPTY = {state: LIGHT[token] for state, token in STATES.items()}
"""Colours of the states of a unit without activities."""

SETS = ("set-1", "set-2", "set-3", "set-4")
"""Tokens of the sets whose overlap is shown, in the order in which they were chosen."""

CHANGES = ("less-2", "less-1", "same", "more-1", "more-2")
"""Tokens of a change: much less, less, about the same, more, much more."""

BOTH = tuple(f"both-{need}{activity}" for need in "123" for activity in "123")
"""Tokens of two measures at once, of three classes each: ``both-31`` is the highest of the first
and the lowest of the second."""

SCALE = tuple(LIGHT[token] for token in (*STATES.values(), *STEPS, *SETS, *CHANGES, *BOTH))
"""Every colour that a unit may have."""

# Tokens that the map is drawn in, by what is painted with them. Among those of one kind no two
# share a light colour, for the colour is how a rule of the style sheet knows what it paints.
AREAS = (*STATES.values(), *STEPS, *SETS, *CHANGES, *BOTH, "land", "around")
POINTS = ("mark", "ring")
WORDS = ("ink", "quiet")
LINES = ("seam", "ink", "bounds", "mark", "hairline")

FONT = "Jihat Sans, Noto Sans, Noto Sans Arabic, Segoe UI, system-ui, sans-serif"


def colour_of(index: int, classes: int) -> str:
    """Colour of a class: few classes are spread over the whole scale.

    Parameters
    ----------
    index : int
        The class, 1 for the lowest.
    classes : int
        How many classes there are.

    Returns
    -------
    str
        A colour as ``#RRGGBB``.
    """
    last = len(SEQUENCE) - 1
    return SEQUENCE[last if classes == 1 else round((index - 1) * last / (classes - 1))]


def token_of(colour: str) -> str:
    """Find the token of an area of the map.

    Parameters
    ----------
    colour : str
        A colour of the light palette, such as `colour_of` gives.

    Returns
    -------
    str
        The token, such as ``step-3``, whose colour every palette holds.
    """
    return next(token for token in AREAS if LIGHT[token] == colour)
