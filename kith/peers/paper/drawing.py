"""Where things stand on the sheet: A4 across, in ink and one teal, good in black and white too.

Letters are joined and put in order by HarfBuzz and the bidirectional algorithm of fpdf2; both are
imported here, at the first certificate, so that a process that never draws one does not carry them.
The same certificate gives the same bytes: no clock, no chance.
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from kith.peers.paper import fonts
from kith.peers.paper.words import Sheet

if TYPE_CHECKING:
    from fpdf import FPDF

INK, TEAL, SOFT = (34, 51, 48), (15, 92, 92), (96, 110, 107)
WIDE, HIGH, EDGE, CODE = 297.0, 210.0, 24.0, 34.0
"""Millimetres; CODE is one side of the square code."""
INSIDE = WIDE - 2 * EDGE
KEEPS_APART = "\u200c"


def draw(sheet: Sheet) -> bytes:
    """The page as PDF; LettersMissing where a name has letters that no font here holds."""
    pdf = _page(sheet)
    _frame(pdf)
    _middle(pdf, sheet)
    _foot(pdf, sheet)
    return bytes(pdf.output())


def _page(sheet: Sheet) -> "FPDF":
    """An empty page that knows the fonts; the first is the language's own, the rest stand in."""
    pdf: FPDF = _document()(orientation="landscape", unit="mm", format="A4")
    pdf.set_creation_date(dt.datetime.combine(sheet.made_on, dt.time(), dt.UTC))
    pdf.set_producer("Kith")
    pdf.set_title(sheet.title)
    pdf.set_lang(sheet.language)
    pdf.set_auto_page_break(auto=False)
    faces = fonts.needed(sheet.text(), is_rtl=sheet.is_rtl)
    for face in faces:
        pdf.add_font(face.name, fname=face.path, variations=face.axes)
    pdf.set_fallback_fonts([face.name for face in faces[1:]], exact_match=False)
    pdf.add_page()
    pdf.set_font(faces[0].name)
    direction = "rtl" if sheet.is_rtl else "ltr"
    pdf.set_text_shaping(use_shaping_engine=True, direction=direction)
    return pdf


@cache
def _document() -> type["FPDF"]:
    """fpdf2 lays the mark that keeps letters apart (in most Persian words) into a piece of text of
    its own, and stumbles over it, for it has no glyph. Here it stays with the piece before it."""
    from fpdf import FPDF

    class Document(FPDF):
        def _preload_font_styles(self, *args: Any, **kwargs: Any) -> Any:
            kept: list[Any] = []
            for piece in super()._preload_font_styles(*args, **kwargs):
                if kept and not piece.string.strip(KEEPS_APART):
                    kept[-1].characters.extend(piece.characters)
                else:
                    kept.append(piece)
            return tuple(kept)

    return Document


def _frame(pdf: "FPDF") -> None:
    pdf.set_draw_color(*TEAL)
    for inset, width in ((10.0, 0.9), (12.4, 0.25)):
        pdf.set_line_width(width)
        pdf.rect(inset, inset, WIDE - 2 * inset, HIGH - 2 * inset, round_corners=True,
                 corner_radius=4)  # fmt: skip


def _middle(pdf: "FPDF", sheet: Sheet) -> None:
    _line(pdf, 27, sheet.organization, _fitting(pdf, sheet.organization, 17), SOFT)
    _line(pdf, 42, sheet.title, 40, TEAL)
    _line(pdf, 72, sheet.name, _fitting(pdf, sheet.name, 44), INK)
    pdf.set_draw_color(*TEAL)
    pdf.set_line_width(0.4)
    pdf.line(WIDE / 2 - 50, 97, WIDE / 2 + 50, 97)
    pdf.set_xy(EDGE + 15, 103)
    pdf.set_font(size=18)
    pdf.set_text_color(*INK)
    pdf.multi_cell(INSIDE - 30, 9.5, sheet.sentence, align="C")
    if sheet.warning:
        _line(pdf, 134, sheet.warning, 16, INK)


def _foot(pdf: "FPDF", sheet: Sheet) -> None:
    """Facts where reading begins, the square code where it ends."""
    code_x = EDGE if sheet.is_rtl else WIDE - EDGE - CODE
    _square_code(pdf, sheet.link, code_x, HIGH - EDGE - CODE)
    y = HIGH - EDGE - CODE - 3
    for words, value in sheet.facts:
        y = _beside(pdf, y, f"{words}: {value}", 13, INK, sheet)
    y = _beside(pdf, HIGH - EDGE - 14, f"{sheet.check} {sheet.address}", 10.5, SOFT, sheet)
    _beside(pdf, y, sheet.number, 17, INK, sheet)


def _beside(
    pdf: "FPDF", y: float, words: str, size: float, ink: tuple[int, int, int], sheet: Sheet
) -> float:
    """A line beside the square code; gives back where the next begins."""
    high = size * 0.56
    pdf.set_xy(EDGE + CODE + 8 if sheet.is_rtl else EDGE, y)
    pdf.set_font(size=size)
    pdf.set_text_color(*ink)
    pdf.cell(INSIDE - CODE - 8, high, words, align="R" if sheet.is_rtl else "L")
    return y + high


def _line(pdf: "FPDF", y: float, words: str, size: float, ink: tuple[int, int, int]) -> None:
    pdf.set_xy(EDGE, y)
    pdf.set_font(size=size)
    pdf.set_text_color(*ink)
    pdf.cell(INSIDE, size * 0.5, words, align="C")


def _fitting(pdf: "FPDF", words: str, size: float) -> float:
    """As large as the page allows: nobody's name is cut."""
    pdf.set_font(size=size)
    wide = pdf.get_string_width(words)
    return size if wide <= INSIDE else max(9.0, size * INSIDE / wide)


def _square_code(pdf: "FPDF", link: str, x: float, y: float) -> None:
    """As squares, not as a picture: sharp on every printer, and no image library has a part."""
    import segno

    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    step = CODE / len(rows)
    pdf.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        for across, width in _runs(row):
            pdf.rect(x + across * step, y + down * step, width * step, step, style="F")


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark squares begin, and how many stand side by side."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
