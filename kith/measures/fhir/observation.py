"""A score as a FHIR R4 Observation, with its LOINC code where there is one."""

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from kith.measures.fhir import LOINC, SYSTEM
from kith.measures.fhir.checked import checked
from kith.measures.rules.definition import Instrument
from kith.measures.rules.scoring import Result
from kith.measures.telling import number

if TYPE_CHECKING:
    from kith.measures.fhir.response import Filled

CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"


def of(instrument: Instrument, result: Result, filled: "Filled") -> dict[str, Any]:
    """The Observation. What could not be scored says so and has no value."""
    resource: dict[str, Any] = {
        "resourceType": "Observation",
        "id": str(uuid5(NAMESPACE_URL, f"{SYSTEM}:score:{filled.id}")),
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": "survey"}]}],
        "code": _code(instrument),
        "subject": {"reference": f"Patient/{filled.person}"},
        "effectiveDateTime": filled.at.isoformat(timespec="seconds"),
        "derivedFrom": [{"reference": f"QuestionnaireResponse/{filled.id}"}],
    }
    if not result.is_scored:
        resource["dataAbsentReason"] = {"coding": [{"system": ABSENT, "code": "not-performed"}]}
        return checked(resource)
    if result.score is None:
        resource["valueCodeableConcept"] = _band(instrument, result.band)
    else:
        resource["valueQuantity"] = {
            "value": number(result.score), "unit": "{score}",
            "system": "http://unitsofmeasure.org", "code": "{score}",
        }  # fmt: skip
        if result.band:
            resource["interpretation"] = [_band(instrument, result.band)]
    return checked(resource)


def _code(instrument: Instrument) -> dict[str, Any]:
    coded: dict[str, Any] = {"text": f"{instrument.short}, total"}
    own = {"system": f"{SYSTEM}:{instrument.name}", "code": "total"}
    loinc = {"system": LOINC, "code": instrument.loinc_total}
    return coded | {"coding": [loinc, own] if instrument.loinc_total else [own]}


def _band(instrument: Instrument, code: str) -> dict[str, Any]:
    system = f"{SYSTEM}:{instrument.name}:bands"
    return {"coding": [{"system": system, "code": code}], "text": code.replace("_", " ")}
