"""The text of a sheet: what a reader searches, copies and hears, whole lines in logical order.

A browser draws Arabic letters as pieces in the order in which they stand, and most programs make
no word of these again. So its letters are kept as a drawing alone, and each line is laid over them
once more, unseen: as one sign that stands for the whole line, with the same text as what replaces
it, in a structure that can be read out from title to address.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from math import cos, radians, sin
from typing import Any
from unicodedata import bidirectional

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
    TreeObject,
)

from pictures.text import width

POINTS = 72 / 25.4
"""Units of a PDF in a millimetre."""
_FONT, _NAME = "/JihatText", NameObject("/JihatUnseen")
_TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ROTATED = re.compile(r"rotate\((-?[\d.]+)")
# What the browser says of its pieces of letters, and of the structure that it saw.
_PIECES = re.compile(rb"/Span\s*<<\s*/ActualText\s*<[0-9A-Fa-f]*>\s*>>\s*BDC")
_STRUCTURE = re.compile(rb"/\w+\s*<<\s*/MCID\s+\d+\s*>>\s*BDC")
# A glyph, or a row of them from first to last, before what it stands for.
_GLYPHS = re.compile(rb"^<([0-9A-Fa-f]{4})> *(?:<([0-9A-Fa-f]{4})> *(?=[<\[]))?", re.MULTILINE)
_SILENT = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    b"1 begincodespacerange <%s> <%s> endcodespacerange\n%s\nendcmap end end"
)
_LONGEST = 40
"""Letters that one sign may stand for: some readers take no more than 60."""
_MARK = "\u2060"
_MOST = 100
"""Entries of one block of a character map, by the specification."""


@dataclass(frozen=True)
class Line:
    """A line of text: where its left end stands, and how it is turned, in pixels of a picture."""

    text: str
    x: float
    y: float
    size: float
    width: float
    turned: float


def lines(svg: str) -> Iterator[Line]:
    """Read the lines of a picture that `pictures.canvas` has written, in reading order."""
    for written, content in _TEXT.findall(svg):
        told = dict(_ATTRIBUTE.findall(written))
        text, size = unescape(content), float(told["font-size"])
        across = width(text, size, int(float(told["font-weight"])))
        back = {"middle": across / 2, "end": across}.get(told["text-anchor"], 0.0)
        if told["direction"] == "rtl":
            back = across - back
        found = _ROTATED.search(told.get("transform", ""))
        turned = float(found[1]) if found else 0.0
        x = float(told["x"]) - back * cos(radians(turned))
        y = float(told["y"]) - back * sin(radians(turned))
        yield Line(text, x, y, size, across, turned)


def with_text(
    sheet: bytes, svg: str, paper: tuple[float, float], about: dict[str, str], lang: str
) -> bytes:
    """Give a sheet its text.

    Parameters
    ----------
    sheet : bytes
        A PDF of one page that shows a picture, as wide as the page.
    svg : str
        The picture.
    paper : (float, float)
        Width and height in millimetres; the browser prints on whole hundredths of an inch.
    about : dict of str to str
        What the file tells of itself, such as ``/Title``.
    lang : str
        Language of the text.

    Returns
    -------
    bytes
        The same page, with every line of the picture once, in logical order.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet)))
    page, found = writer.pages[0], list(lines(svg))
    across, down = (side * POINTS for side in paper)
    top = float(page.mediabox.top)
    page.mediabox = RectangleObject((0, top - down, across, top))
    page.cropbox = page.mediabox
    wide = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])  # type: ignore[index]
    _write(writer, page, found, _layer(found, across / wide, top))
    _structure(writer, page, len(found), lang)
    writer.add_metadata({key: value for key, value in about.items() if value})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _write(writer: PdfWriter, page: PageObject, found: Sequence[Line], layer: bytes) -> None:
    """Put the lines over what the browser has drawn, which says nothing any more."""
    _silence(page)
    contents = page.get_contents()
    drawn = b"" if contents is None else contents.get_data()
    shown = _STRUCTURE.sub(b"/Artifact BMC", _PIECES.sub(b"/Span BMC", drawn))
    stream = DecodedStreamObject()
    stream.set_data(
        b"/Artifact BMC /Span <</ActualText <FEFF>>> BDC q\n" + shown + b"\nQ EMC EMC\n" + layer
    )
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001
    resources: Any = page["/Resources"]
    fonts = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
    parts = [part for line in found for part in _parts(line.text)]
    fonts[NameObject(_FONT)] = _font(writer, parts)


def _parts(text: str) -> list[str]:
    """Part a line into as few signs as readers of character maps can take, all about as long."""
    count = -(-len(text) // _LONGEST)
    length = -(-len(text) // max(count, 1))
    parts = [text[start : start + length] for start in range(0, len(text), length)]
    # Readers turn a single Arabic letter around with its neighbours: a mark makes it a text.
    return [f"{part}{_MARK}" if _turns(part) else part for part in parts]


def _turns(part: str) -> bool:
    return len(part) == 1 and bidirectional(part) in ("R", "AL")


def _layer(found: Sequence[Line], scale: float, top: float) -> bytes:
    """Write the lines unseen: code 1 stands for the first part of the first of them."""
    written, code = [], 1
    for rank, line in enumerate(found):
        across, up = cos(radians(line.turned)), sin(radians(-line.turned))
        size, parts = line.size * scale, _parts(line.text)
        place = f"{line.x * scale:.2f} {top - line.y * scale:.2f}"
        matrix = f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {place}"
        stretched = 100 * line.width / line.size / len(parts)
        signs = "".join(f"{code + part:04X}" for part in range(len(parts)))
        code += len(parts)
        written.append(
            f"/Span <</MCID {rank} /ActualText <FEFF{_hex(line.text)}>>> BDC BT 3 Tr "
            f"{_FONT} {size:.2f} Tf {stretched:.2f} Tz {matrix} Tm <{signs}> Tj ET EMC"
        )
    return "\n".join(written).encode("ascii")


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _silence(page: PageObject) -> None:
    """Take from the browser's fonts what their glyphs stand for: they are a drawing now."""
    for _name, font in _fonts(page.get("/Resources")):
        code = b"0000" if font["/Subtype"] == "/Type0" else b"00"
        last = b"FF" * (len(code) // 2)
        numbers = sorted({*range(256), *_known(font)}) if len(code) == len(b"0000") else range(256)
        listed = b"\n".join(b"<%0*X> <>" % (len(code), number) for number in numbers)
        told = _block(listed, len(numbers))
        font[NameObject("/ToUnicode")] = _map(_SILENT % (code, last, told))


def _known(font: Any) -> Iterator[int]:  # noqa: ANN401 - a dictionary of the file
    """Read which glyphs a font says something of; one that fell in for ours has high numbers."""
    if "/ToUnicode" in font:
        told = font["/ToUnicode"].get_object().get_data()
        for first, last in _GLYPHS.findall(told):
            yield from range(int(first, 16), int(last or first, 16) + 1)


def _block(listed: bytes, count: int) -> bytes:
    rows = listed.split(b"\n")
    parts = [rows[start : start + _MOST] for start in range(0, count, _MOST)]
    return b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts
    )


def _map(data: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream.flate_encode()


def _fonts(resources: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a dictionary of the file
    if resources is None:
        return
    found = resources.get_object()
    for name, font in found.get("/Font", DictionaryObject()).get_object().items():
        yield name, font.get_object()
    for form in found.get("/XObject", DictionaryObject()).get_object().values():
        yield from _fonts(form.get_object().get("/Resources"))


def _font(writer: PdfWriter, found: Sequence[str]) -> Any:  # noqa: ANN401 - a reference
    """Make a font with one sign that draws nothing, which every line is written with."""
    add = writer._add_object  # noqa: SLF001 - pypdf has no other way to add an object
    listed = "\n".join(
        f"<{rank:04X}> <{_hex(text)}>" for rank, text in enumerate(found, start=1)
    ).encode()
    told = _SILENT % (b"0000", b"FFFF", _block(listed, len(found)))
    system = _dictionary(
        Registry=TextStringObject("Adobe"),
        Ordering=TextStringObject("Identity"),
        Supplement=NumberObject(0),
    )
    descendant = _dictionary(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType2"),
        BaseFont=_NAME,
        CIDSystemInfo=system,
        DW=NumberObject(1000),
        CIDToGIDMap=add(_map(b"\0\1" * (len(found) + 1))),
        FontDescriptor=add(_descriptor(add)),
    )
    return add(
        _dictionary(
            Type=NameObject("/Font"),
            Subtype=NameObject("/Type0"),
            BaseFont=_NAME,
            Encoding=NameObject("/Identity-H"),
            DescendantFonts=ArrayObject([add(descendant)]),
            ToUnicode=add(_map(told)),
        )
    )


def _descriptor(add: Callable[[Any], Any]) -> DictionaryObject:
    data = _empty_font()
    file = _map(data)
    file[NameObject("/Length1")] = NumberObject(len(data))
    return _dictionary(
        Type=NameObject("/FontDescriptor"),
        FontName=_NAME,
        Flags=NumberObject(4),
        FontBBox=ArrayObject(map(NumberObject, (0, -250, 1000, 1000))),
        ItalicAngle=NumberObject(0),
        Ascent=NumberObject(1000),
        Descent=NumberObject(-250),
        CapHeight=NumberObject(700),
        StemV=NumberObject(80),
        FontFile2=add(file),
    )


def _empty_font() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "line"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph(), "line": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "line": (1000, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=-250)
    builder.setupNameTable({"familyName": "JihatUnseen", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _structure(writer: PdfWriter, page: PageObject, count: int, lang: str) -> None:
    """Say that the lines are what is read, one after the other, and in which language."""
    add = writer._add_object  # noqa: SLF001
    root, document = TreeObject(), TreeObject()
    root_ref, document_ref = add(root), add(document)
    parts = ArrayObject(
        add(
            _dictionary(
                Type=NameObject("/StructElem"),
                S=NameObject("/H1" if rank == 0 else "/P"),
                P=document_ref,
                Pg=page.indirect_reference,
                K=NumberObject(rank),
            )
        )
        for rank in range(count)
    )
    document.update(
        _dictionary(Type=NameObject("/StructElem"), S=NameObject("/Document"), P=root_ref, K=parts)
    )
    numbers = _dictionary(Nums=ArrayObject([NumberObject(0), add(ArrayObject(parts))]))
    root.update(
        _dictionary(Type=NameObject("/StructTreeRoot"), K=document_ref, ParentTree=add(numbers))
    )
    page[NameObject("/StructParents")] = NumberObject(0)
    for note in page.get("/Annots", ()):
        note.get_object().pop("/StructParent", None)
    catalogue = writer.root_object
    catalogue[NameObject("/StructTreeRoot")] = root_ref
    catalogue[NameObject("/Lang")] = TextStringObject(lang)


def _dictionary(**entries: Any) -> DictionaryObject:  # noqa: ANN401 - whatever a PDF may hold
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
