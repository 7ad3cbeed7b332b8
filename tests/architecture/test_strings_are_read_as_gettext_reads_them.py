"""The check for forgotten strings stands or falls with reading what xgettext would read."""

from pathlib import Path

from tests.architecture import collecting

TEMPLATE = """{% load i18n %}
  {% translate "One" %} {% trans 'Two' context "number" %} don't "stumble
{% blocktranslate trimmed with name=person.name %}
    Three for
    %(name)s, 100%
    {{ name }}
{% endblocktranslate %}
    {% blocktranslate count n=list|length %}one{% plural %}{{ n }} of them{% endblocktranslate %}
{# Translators: not a string #}
{% comment %}{% translate "hidden" %}{% endcomment %}
{{ _("Four") }}{% translate "One" as again %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("Five, "
      "in two parts")
B = ngettext("%(n)s six", "%(n)s sixes", 6)
C = pgettext("month", "May")
D = _(name), _(f"not {A}"), "plain"
"""


def _read(room: Path, name: str, text: str) -> set[collecting.Message]:
    (room / name).write_text(text, encoding="utf-8")
    return set(collecting.messages(room))


def test_templates(tmp_path: Path) -> None:
    assert _read(tmp_path, "page.html", TEMPLATE) == {
        ("", "One"), ("number", "Two"), ("", "Three for %%(name)s, 100%% %(name)s"), ("", "one"),
        ("", "Four"),
    }  # fmt: skip


def test_code(tmp_path: Path) -> None:
    assert _read(tmp_path, "views.py", CODE) == {
        ("", "Five, in two parts"), ("", "%(n)s six"), ("month", "May"),
    }  # fmt: skip


def test_what_people_never_see_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "deep" / "tests").mkdir(parents=True)
    assert _read(tmp_path / "deep" / "tests", "test_it.py", CODE)
    assert collecting.messages(tmp_path) == {}
