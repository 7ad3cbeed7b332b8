"""The public self-check: scored without keeping, logging or a cookie; alike with script."""

import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.measures import library

pytestmark = pytest.mark.django_db
SCRIPT = Path(library.__file__).parent / "static" / "measures" / "check.js"


def test_every_check_is_offered(client) -> None:
    page = client.get("/check/").content.decode()
    assert set(re.findall(r'href="/check/([\w-]+)/"', page)) == {"phq-8", "gad-7", "who-5"}


@pytest.mark.parametrize("name", ["phq-9", "c-ssrs", "core-10", "nothing"])
def test_nothing_else_is_there(client, name) -> None:
    assert client.get(f"/check/{name}/").status_code == 404


def test_the_answers_are_scored_and_lead_to_help(client) -> None:
    page = client.post("/check/gad-7/", {f"q{n}": 2 for n in range(1, 8)}).content.decode()
    assert re.search(r"data-score>14<", page)
    assert re.search(r'data-from="10" data-below="15">Your answers show clear signs', page)
    assert "/find/?need=talk" in page and "/crisis/" in page and "/ask/" in page


def test_open_questions_are_no_zeros(client) -> None:
    page = client.post("/check/who-5/", {"q1": 0}).content.decode()
    assert "data-score></strong>" in page and "Some questions were left open" in page
    page = client.post("/check/phq-8/", {f"q{n}": 1 for n in range(1, 7)}).content.decode()
    assert re.search(r"data-score>8<", page)


def test_nothing_is_kept(client, caplog) -> None:
    with CaptureQueriesContext(connection) as asked, caplog.at_level(logging.DEBUG, "kith"):
        answer = client.post("/check/gad-7/", {f"q{n}": 3 for n in range(1, 8)})
    assert not [q for q in asked if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert answer.cookies == {} and caplog.records == []
    assert answer.headers["Cache-Control"] and "no-store" in answer.headers["Cache-Control"]


def test_nonsense_is_no_result(client) -> None:
    page = client.post("/check/gad-7/", {"q1": "77"}).content.decode()
    assert "data-score></strong>" in page


@pytest.mark.parametrize(("language", "words"), [("es", "Se ha preocupado"), ("fr", "inquiétude"),
                                                 ("ar", "Feeling nervous")])  # fmt: skip
def test_only_wordings_that_are_official(client, language, words) -> None:
    assert words in client.get(f"/check/gad-7/?lang={language}").content.decode()


def test_the_licence_stands_below(client) -> None:
    assert "CC BY-NC-SA 3.0 IGO" in client.get("/check/who-5/").content.decode()


@pytest.mark.skipif(not shutil.which("node"), reason="no Node here to run the browser's script")
def test_the_script_scores_as_the_server_does(tmp_path) -> None:
    from kith.measures.tests.filled import number

    cases = [("gad-7", [2] * 7), ("gad-7", [1] * 6 + [None]), ("phq-8", [1] * 6 + [None] * 2),
             ("phq-8", [3, 3, 3, 0, 0, 0, 0, None]), ("phq-8", [1] * 5 + [None] * 3),
             ("phq-8", [None] * 8), ("who-5", [5, 4, 3, 2, 1])]  # fmt: skip
    lines = []
    for name, typed in cases:
        i = library.get(name)
        typed_js = ["" if a is None else str(a) for a in typed]
        rule = {"kind": i.scoring.kind, "times": str(i.scoring.times),
                "rule": i.scoring.missing.rule, "most": str(i.scoring.missing.most)}  # fmt: skip
        lines.append(f"console.log(score({typed_js}, {rule}));")
    function = re.search(r"^function score.*?^}", SCRIPT.read_text(), re.S | re.M)
    assert function
    path = tmp_path / "try.js"
    path.write_text(function[0] + "\n" + "\n".join(lines))
    said = subprocess.run(["node", path], capture_output=True, text=True, check=True).stdout
    scores = [None if line == "null" else float(line) for line in said.split()]
    assert scores == [number(name, typed) for name, typed in cases]
