"""Measures for other software: FHIR R4.

questionnaire  an instrument out, with its wording where that may be shown
reading        a Questionnaire in: a wording for an instrument, or an instrument that is new here
response       what somebody answered, as a QuestionnaireResponse
observation    the score, as an Observation with its LOINC code

Everything that leaves is checked against the types of `fhir.resources` first. Those are of R4B,
which differs from R4 in none of these three resources.
"""

SYSTEM = "urn:kith:measure"
LOINC = "http://loinc.org"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
