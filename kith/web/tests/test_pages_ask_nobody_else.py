"""Nobody else learns who was here."""

import re


def test_no_page_names_another_address(public_page):
    found = re.findall(r'(?:href|src|action|srcset|content)="(?:https?:)?//[^"]*"', public_page)
    assert found == []


def test_no_style_fetches_from_another_address(front_end):
    for style in front_end.glob("*.css"):
        found = re.findall(r"url\(\"?'?((?:https?:)?//[^)]+)\)", style.read_text())
        assert found == [], style.name


def test_the_public_script_names_no_other_address(front_end):
    for name in ("public.js", "desk.js", "proof.js"):
        assert "://" not in (front_end / name).read_text()
