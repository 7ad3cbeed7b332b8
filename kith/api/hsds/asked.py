"""The parameters of a request: from the address, or from the body, where logs do not see them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from kith.api.hsds.parameters import PARAMETERS, Parameter
from kith.api.hsds.refusals import TooLarge, UnknownType, Unreadable

Asked = dict[str, Any]

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def read(request: HttpRequest, names: Iterable[str]) -> Asked:
    """Known parameters with their values; those nobody knows here are passed over.

    What stands in the body counts more than the same name in the address.
    """
    known = set(names)
    asked = _values(request.GET, known)
    if request.method == "POST":
        asked |= _values(_body(request), known)
    return {name: value for name, value in asked.items() if value != ""}


def _values(given: Mapping[str, Any], known: set[str]) -> Asked:
    return {name: _value(PARAMETERS[name], given[name]) for name in given if name in known}


def _value(parameter: Parameter, raw: Any) -> Any:
    return parameter.value(raw.text(parameter) if isinstance(raw, Native) else raw)


@dataclass(frozen=True, slots=True)
class Native:
    """A value of JSON: it has a type already, and it must be the right one."""

    value: Any

    def text(self, parameter: Parameter) -> str:
        kinds = _KINDS[parameter.schema.get("type", "string")]
        is_flag = isinstance(self.value, bool)
        if not isinstance(self.value, kinds) or is_flag != (bool in kinds):
            raise parameter.refusal()
        if is_flag:
            return "true" if self.value else "false"
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)


_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int, float), "number": (int, float),
}  # fmt: skip


def _body(request: HttpRequest) -> Mapping[str, Any]:
    try:
        if request.content_type in FORMS:
            return {name: request.POST[name] for name in request.POST}
        if not request.body:
            return {}
    except RequestDataTooBig as error:
        raise TooLarge("The body is too large for a search. Send only parameters.") from error
    except (MultiPartParserError, SuspiciousOperation) as error:
        raise Unreadable("The form could not be read. Send it as the content type says.") from error
    if request.content_type != "application/json":
        raise UnknownType("Send a form, or JSON with the content type application/json.")
    return _json(request.body)


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("The body is not JSON. Send an object with parameters.") from error
    if not isinstance(found, dict):
        raise Unreadable("The body should be a JSON object with parameters.")
    return {name: Native(value) for name, value in found.items()}
