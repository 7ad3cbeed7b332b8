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


FONTS = {
    "ltr": ("latin-400", "latin-700", "latin-names-400", "han-names-400"),
    "rtl": ("arabic-400", "arabic-700", "numbers-400", "arabic-digits-400", "han-names-400"),
}


@pytest.mark.parametrize("side", FONTS)
def test_fonts_of_a_first_load_are_small(front_end, side):
    files = [front_end / f"{name}.woff2" for name in FONTS[side]]
    assert sum(file.stat().st_size for file in files) <= FONT_BUDGET


def test_every_font_swaps_in(front_end):
    style = (front_end / "public.css").read_text()
    faces = [face for face in re.findall(r"@font-face\{[^}]*\}", style) if "url(" in face]
    assert faces
    assert all("font-display:swap" in face for face in faces)
