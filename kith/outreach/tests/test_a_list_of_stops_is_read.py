"""A coordinator's spreadsheet is read as it is: any language, semicolons, commas in numbers.
What is wrong is named with its row."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kith.core.refusals import Refusal
from kith.core.spreadsheets import NotATable
from kith.outreach import sheet
from kith.outreach.actions import Place
from kith.outreach.sheet import NoRows, NoSuchTable, TooManyRows

HEAD = "name,latitude,longitude"


def places(text: str, encoding: str = "utf-8") -> list[Place]:
    found = sheet.read(text.encode(encoding))
    assert list(found.faults) == []
    return [line.place for line in found.lines]


def test_a_name_and_a_place_are_enough() -> None:
    assert places(f"{HEAD}\nMill yard,51.12,4.56\n") == [Place("Mill yard", 51.12, 4.56)]


def test_as_a_spreadsheet_in_brazil_saves_it() -> None:
    text = (
        "Lugares para a van;;\r\n\r\n"
        "Nome;Latitude;Longitude;Bairro ou cidade;Banheiros;Vagas\r\n"
        "Praça São João;-30,0346;−51,2177°;Centro;Sim;12\r\n"
        ";;;;;\r\n"
    )
    found = sheet.read(text.replace("−", "-").encode("cp1252"))
    (line,) = found.lines
    place = Place("Praça São João", -30.0346, -51.2177, district="Centro", toilets="yes")
    assert (line.row, line.place, found.unread) == (4, place, ["Vagas"])
    assert places(text, "utf-8-sig") == places(text, "utf-16") == [place]
    assert places(f"sep=;\n{text}") == [place]


def test_arabic_as_windows_has_it() -> None:
    text = "الاسم;خط العرض;خط الطول\nساحة المدرسة;51,2;4,5\n"
    assert places(text, "cp1256") == [Place("ساحة المدرسة", 51.2, 4.5)]


@pytest.mark.parametrize(
    ("said", "days"),
    [("mon tue", (1, 2)), ("1;2", (1, 2)), ("Mon–Fri", (1, 2, 3, 4, 5)), ("sat-mon", (6, 7, 1)),
     ("segunda-feira, terça-feira", (1, 2)), ("", ())],
)  # fmt: skip
def test_days_in_words(said: str, days: tuple[int, ...]) -> None:
    assert places(f'{HEAD},weekdays\nMill,51,4,"{said}"\n')[0].weekdays == days


def test_words_of_cells_in_any_language_and_unknown_is_never_no() -> None:
    rows = places(f"{HEAD},kind,power,shelter,discretion,roof\n"
                  "A,51,4,Un lugar público,x,-,Nobody sees who comes in,yes\n"
                  "B,52,4,OWN,No,?,,\n")  # fmt: skip
    assert [(p.kind, p.power, p.shelter, p.discretion) for p in rows] == [
        ("public", "yes", "", "hidden"), ("own", "no", "", "")
    ]  # fmt: skip


def test_what_is_wrong_is_named_with_its_row_and_column() -> None:
    found = sheet.read(
        b"Name,Lat,Lon,Power,Not before\n"
        b"Right,51,4,,\n"
        b",51,4,,\n"
        b"Far,510,4,,\n"
        b"Lost,0,0,,\n"
        b"Guess,51,4,perhaps,\n"
        b"Half,51,4,,09:00\n"
        b"Comma, in a name,51,4,,x\n"
    )
    told = {(fault.row, fault.column): str(fault.why) for fault in found.faults}
    assert [line.row for line in found.lines] == [2] and found.wrong == 6
    assert told[3, "Name"] == "This field is required."
    assert "90" in told[4, "Lat"]
    assert "nobody knew" in told[5, ""]
    assert "perhaps" in told[6, "Power"]
    assert told[7, ""] == "Please write both hours, or neither."
    assert "more cells" in told[8, ""]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NoSuchTable), (b"PK\x03\x04rest", NotATable), (b"what,else\n1,2\n", NoSuchTable),
        (HEAD.encode(), NoRows), (f"{HEAD}\n".encode() + b"A,51,4\n" * 5001, TooManyRows),
    ],
)  # fmt: skip
def test_no_list_of_stops_at_all(data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        sheet.read(data)


@pytest.mark.parametrize("language", ["en", "pt", "ar", "zh-hans"])
def test_the_template_explains_itself_and_brings_nothing_in(language: str) -> None:
    with translation.override(language):
        rows = [list(sheet.ALL), sheet.explained()]
        with pytest.raises(NoRows):
            sheet.read_rows(rows)
        filled = sheet.read_rows([*rows, ["#3", *["" for _ in sheet.ALL[1:]]]])
    assert filled.faults, "a place whose name begins with # is a place"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)
hours = st.one_of(st.just((None, None)), st.just((dt.time(9), dt.time(17, 30))))
made = st.builds(
    lambda span, permit, **more: Place(from_time=span[0], until_time=span[1], **permit, **more),
    hours,
    st.sampled_from([{}, {"permit": "given", "permit_until": dt.date(2031, 5, 6)},
                     {"permit": "asked"}]),
    name=texts.filter(lambda text: text and text[0] not in "'#="),
    latitude=st.floats(0.5, 90), longitude=st.floats(-180, 180),
    kind=st.sampled_from(["partner", "public", "own"]), power=st.sampled_from(["", "yes", "no"]),
    weekdays=st.lists(st.integers(1, 7), unique=True).map(lambda days: tuple(sorted(days))),
)  # fmt: skip


@given(st.lists(made, min_size=1, max_size=3))
def test_what_is_carried_on_is_the_same(listed: list[Place]) -> None:
    found = sheet.read_rows(sheet.carried(listed))
    assert [line.place for line in found.lines] == listed


@given(st.binary(max_size=200) | texts.map(lambda text: f"{HEAD}\n{text},51,4".encode()))
def test_whatever_the_file_is_the_answer_is_a_sheet_or_a_refusal(data: bytes) -> None:
    try:
        found = sheet.read(data)
    except Refusal:
        return
    assert found.lines or found.faults
