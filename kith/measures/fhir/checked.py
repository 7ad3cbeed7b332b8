"""The gate: nothing leaves or enters that `fhir.resources` does not accept."""

import json
from importlib import import_module
from typing import Any


class NotFhir(ValueError):
    """It is no resource of this kind; the sentence says the first thing that is wrong."""


def checked(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource as the library writes it; NotFhir where it does not fit its type."""
    kind = str(resource.get("resourceType", ""))
    try:
        # Imported here: half a second that only whoever exchanges FHIR needs to spend.
        module = import_module(f"fhir.resources.R4B.{kind.lower()}")
        model = getattr(module, kind).model_validate(resource)
    except (ModuleNotFoundError, AttributeError):
        raise NotFhir(f"{kind or 'This'} is no resource of FHIR R4.") from None
    except ValueError as error:
        raise NotFhir(f"This is no {kind} of FHIR R4: {_first_line(error)}") from error
    written: dict[str, Any] = json.loads(model.model_dump_json())
    return written


def _first_line(error: ValueError) -> str:
    return " ".join(str(error).split())[:300]
