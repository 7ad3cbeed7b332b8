"""Somebody on an old telephone at 400 kbit/s has the page in a second."""

import gzip
import re

import brotli
import pytest

BUDGET, FONT_BUDGET = 30_000, 30_000


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=ar", "/crisis/", "/find/", "/ask/"])
def test_page_style_and_script_are_small(client, cast, front_end, path):
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    page = answer.content
    assert answer.headers["Content-Encoding"] == "gzip"
    names = re.findall(
        r'(?:href|src)="/static/build/([\w.]+\.(?:css|js))"', gzip.decompress(page).decode()
    )
    assert any(name.endswith(".css") for name in names)
    files = sum(len(brotli.compress((front_end / name).read_bytes())) for name in names)
    assert len(page) + files <= BUDGET


def test_fonts_of_a_first_latin_load_are_small(front_end):
    cuts = [front_end / f"atkinson-hyperlegible-next-latin-{w}-normal.woff2" for w in (400, 700)]
    assert sum(cut.stat().st_size for cut in cuts) <= FONT_BUDGET


def test_every_font_swaps_in(front_end):
    style = (front_end / "public.css").read_text()
    faces = [face for face in re.findall(r"@font-face\{[^}]*\}", style) if "url(" in face]
    assert faces
    assert all("font-display:swap" in face for face in faces)
