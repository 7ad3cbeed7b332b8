"""Questionnaire, QuestionnaireResponse, Observation: valid, coded, and the same after a round."""

import datetime as dt
import json
from uuid import UUID

import pytest

from kith.measures import library
from kith.measures.tests.filled import NAMES, result

pytest.importorskip("fhir.resources", reason="fhir.resources is not installed yet")

from kith.measures.fhir import checked, questionnaire, reading, response
from kith.measures.rules import answers as reader

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
FILLED = response.Filled(UUID(int=1), UUID(int=2), AT, "en")


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "_folders", [library.DATA, tmp_path])
    library.instruments.cache_clear()
    yield tmp_path
    library.instruments.cache_clear()


def bundle(name: str, typed: object) -> tuple[dict, dict]:
    instrument = library.get(name)
    read = reader.read(instrument, typed)
    made = response.bundle(instrument, read, result(name, typed), FILLED)
    return made["entry"][0]["resource"], made["entry"][1]["resource"]


@pytest.mark.parametrize("name", NAMES)
def test_every_instrument_is_a_valid_questionnaire(name: str) -> None:
    made = questionnaire.of(library.get(name))
    assert made["resourceType"] == "Questionnaire" and made["copyright"]
    asked = [item for item in made["item"] if item["type"] == "choice"]
    assert len(asked) == len(library.get(name).items)


def test_no_words_leave_without_leave() -> None:
    assert all("text" not in item for item in questionnaire.of(library.get("k10"))["item"])


def test_the_codes_of_phq_9_and_gad_7() -> None:
    phq, gad = (questionnaire.of(library.get(name)) for name in ("phq-9", "gad-7"))
    assert (phq["code"][0]["code"], phq["item"][-1]["code"][0]["code"]) == ("44249-1", "44261-6")
    assert (gad["code"][0]["code"], gad["item"][-1]["code"][0]["code"]) == ("69737-5", "70274-6")


@pytest.mark.parametrize("name", ["phq-9", "phq-8", "phq-2", "gad-7", "gad-2"])
def test_the_published_codes_of_answers(name: str) -> None:
    """LOINC answer list LL358-3."""
    asked = questionnaire.of(library.get(name))["item"][1]
    codes = [option["valueCoding"] for option in asked["answerOption"]]
    assert {coding["system"] for coding in codes} == {"http://loinc.org"}
    assert [(coding["code"], coding["extension"][0]["valueDecimal"]) for coding in codes] == [
        ("LA6568-5", 0), ("LA6569-3", 1), ("LA6570-1", 2), ("LA6571-9", 3),
    ]  # fmt: skip
    answered, _score = bundle(name, [3] * len(library.get(name).items))
    assert answered["item"][0]["answer"][0]["valueCoding"]["code"] == "LA6571-9"


def test_a_language_is_written_as_bcp_47() -> None:
    assert questionnaire.of(library.get("gad-7"), "zh-hans")["language"] == "zh-Hans"


def test_what_was_not_answered_is_not_there() -> None:
    answered, score = bundle("phq-9", [1, 1, 1, 1, 1, 1, 1, 1, None])
    assert [item["linkId"] for item in answered["item"]] == [f"q{n}" for n in range(1, 9)]
    assert score["valueQuantity"]["value"] == 9
    assert score["code"]["coding"][0] == {"system": "http://loinc.org", "code": "44261-6"}
    assert score["derivedFrom"][0]["reference"] == f"QuestionnaireResponse/{FILLED.id}"


def test_what_has_no_score_has_no_value() -> None:
    _, score = bundle("gad-7", [1] * 6 + [None])
    assert "valueQuantity" not in score and "dataAbsentReason" in score


def test_a_level_is_a_word_and_no_number() -> None:
    _, score = bundle("c-ssrs", [1, 1, 1, 0, 0, 0])
    assert score["valueCodeableConcept"]["coding"][0]["code"] == "moderate"


@pytest.mark.parametrize("name", ["phq-9", "gad-7", "core-10", "who-5", "pcl-5"])
def test_a_wording_survives_the_round(name: str, own_folder) -> None:
    before = library.get(name).texts["en"]
    brought = reading.read(json.dumps(questionnaire.of(library.get(name))), is_official=True)
    brought.save(own_folder)
    after = library.get(name).texts["en"]
    assert (after.items, after.options, after.instructions) == (
        before.items, before.options, before.instructions
    )  # fmt: skip


def test_a_new_wording_is_added_and_the_scoring_stays(own_folder) -> None:
    made = questionnaire.of(library.get("gad-7"))
    made["language"] = "so"
    reading.read(json.dumps(made)).save(own_folder)
    gad = library.get("gad-7")
    assert gad.texts["so"].standing == "unconfirmed"
    assert {"en", "es", "so"} <= set(gad.texts) and gad.bands[1].code == "mild"


def coding(code: str, worth: int) -> dict:
    ordinal = {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": worth}
    return {"valueCoding": {"code": code, "display": code.upper(), "extension": [ordinal]}}


def strange(**changes) -> str:
    asked = {
        "type": "choice",
        "text": "How was it?",
        "answerOption": [coding("a", 0), coding("b", 2)],
    }
    known = {
        "resourceType": "Questionnaire", "status": "active", "name": "OurCircle", "language": "en",
        "copyright": "Made by the circle; anybody may use it.",
        "item": [{**asked, "linkId": "1"}, {**asked, "linkId": "2"}],
    }  # fmt: skip
    return json.dumps({**known, **changes})


def test_an_unknown_questionnaire_becomes_a_sum(own_folder) -> None:
    reading.read(strange()).save(own_folder)
    assert library.get("ourcircle").highest == 4
    assert result("ourcircle", [2, 2]).score == 4


@pytest.mark.parametrize(
    "text",
    [
        "no json", "[]", '{"resourceType": "Patient"}', strange(copyright=""), strange(item=[]),
        '{"resourceType": "Nobody"}', strange(status=7), strange(name=""), strange(language="../x"),
        strange(item=[{"linkId": "1", "type": "choice", "text": "?",
                       "answerOption": [{"valueCoding": {"code": "a"}}]}]),
    ],
)  # fmt: skip
def test_what_is_not_taken(text: str) -> None:
    with pytest.raises(reading.CannotBringIn):
        reading.read(text)


def test_nothing_leaves_that_does_not_fit() -> None:
    with pytest.raises(checked.NotFhir):
        checked.checked({"resourceType": "Observation", "status": "no such state"})
