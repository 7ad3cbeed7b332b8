"""The sheet as PDF: one page, the same bytes each time, every script of the interface joined and in
order, the square code, and no boxes in anybody's name."""

import re

import pytest
from django.urls import reverse

from kith.core.languages import INTERFACE
from kith.peers import actions, paper
from kith.peers.models import Certificate
from kith.peers.paper import drawing, fonts
from kith.peers.queries.certificates import certificate_for, checked
from kith.peers.refusals import LettersMissing
from kith.peers.tests.factories import certificate as given

NAMES = {
    "en": "Amina Warsame", "es": "Muñoz", "fr": "Łukasz Nguyễn", "pt": "João", "ar": "أمينة ورسمة",
    "fa": "فرید کریمی‌نژاد", "zh-hans": "欧阳娜琳", "so": "Cabdi",
}  # fmt: skip


@pytest.fixture
def certificate(cast, riverbend, amina):
    return given(amina, cast.sofia)


def sheet(cast, certificate, language, name=""):
    Certificate.objects.filter(pk=certificate.pk).update(name=name or NAMES[language])
    return paper.sheet_of(certificate_for(cast.sofia, certificate.pk), language)


def drawn_text(pdf: bytes) -> str:
    """What can be copied out of the page: glyphs back to letters by each font's own table."""
    tables = b"".join(re.findall(rb"begincmap(.*?)endcmap", pdf, re.DOTALL))
    letters = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4,})>", tables)
    return "".join(bytes.fromhex(one.decode()).decode("utf-16-be") for one in letters)


@pytest.mark.parametrize("language", [language.code for language in INTERFACE])
def test_each_language_on_one_page_and_the_same_bytes_twice(cast, certificate, language):
    found = sheet(cast, certificate, language)
    pdf = paper.draw(found)
    assert pdf == paper.draw(found)
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert f"({language})".encode() in pdf


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr"])
def test_every_letter_of_the_name_is_drawn(cast, certificate, language):
    text = drawn_text(paper.draw(sheet(cast, certificate, language)))
    assert set(NAMES[language]) - {" "} <= set(text)


def test_a_name_with_letters_we_do_not_have_is_refused_and_not_printed_with_boxes(
    cast, certificate, signed_in
):
    with pytest.raises(LettersMissing):
        paper.draw(sheet(cast, certificate, "en", name="ሰላም"))
    answer = signed_in(cast.amina).get(
        reverse("certificate_pdf", args=[certificate.pk]), follow=True
    )
    assert "Print the page with your browser instead." in answer.content.decode()


def test_the_square_code_leads_to_the_check_and_sends_no_number(cast, certificate):
    found = sheet(cast, certificate, "ar")
    address, _hash, number = found.link.partition("#")
    assert address.endswith("/certificate/") and "/ar/" not in address
    assert number == certificate.number


def test_only_the_fonts_that_are_needed_are_opened():
    assert [face.name for face in fonts.needed("Amina", is_rtl=False)] == ["latin-400"]
    assert [face.name for face in fonts.needed("أمينة", is_rtl=True)] == ["arabic-400"]


def test_dark_squares_side_by_side_are_one():
    assert drawing._runs([1, 1, 0, 1]) == [(0, 2), (3, 1)]


def test_a_long_name_is_made_smaller_and_not_cut(cast, certificate):
    assert paper.draw(sheet(cast, certificate, "en", name="Wilhelmina " * 10))


def test_the_number_is_long_and_nobody_comes_upon_it(certificate):
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}", certificate.number)


def test_who_checks_sees_only_what_the_holder_allows(cast, certificate, signed_in):
    assert (checked(certificate.number).name, checked(certificate.number).holds) == ("", True)
    client = signed_in(cast.amina)
    client.post(reverse("show_certificate", args=[certificate.pk]), {"shown": ["name"]})
    found = checked(certificate.number)
    assert (found.name, found.scheme_name, found.issued_on) == ("Amina", "", None)


def test_nobody_else_says_what_is_shown(cast, certificate, signed_in):
    address = reverse("show_certificate", args=[certificate.pk])
    assert signed_in(cast.sofia).post(address, {"shown": ["name"]}).status_code in (302, 404)
    assert checked(certificate.number).name == ""


def test_one_that_is_taken_back_says_so_on_paper_too(cast, certificate):
    actions.withdraw(certificate=certificate, by=cast.sofia)
    assert sheet(cast, certificate, "en").warning == "This certificate does not hold any more"
    assert Certificate.objects.get().withdrawn_by == cast.sofia
    assert checked(certificate.number).state == "withdrawn"


def test_who_may_open_the_pdf(cast, certificate, signed_in):
    address = reverse("certificate_pdf", args=[certificate.pk])
    own = signed_in(cast.amina).get(f"{address}?in=so")
    assert (own.status_code, own["Content-Type"]) == (200, "application/pdf")
    assert signed_in(cast.sofia).get(address).status_code == 200
    assert signed_in(cast.ben).get(address).status_code == 404
    assert signed_in(cast.chidi).get(address).status_code == 404
