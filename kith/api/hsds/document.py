"""The OpenAPI document, made from the tables, the parameters and the endpoints: it cannot lag."""

from typing import Any

from kith.api.hsds import answers
from kith.api.hsds.endpoints import ENDPOINTS, Endpoint
from kith.api.hsds.parameters import PARAMETERS
from kith.directory.exporting import hsds, profile
from kith.directory.exporting.tables import TABLES, Table

Object = dict[str, Any]

TITLE = "Human services directory"
DESCRIPTION = (
    "Services that people can turn to, as HSDS 3.1. Read only, for everybody, without a key. "
    "Addresses of confidential places are not in it. Parameters that this document does not name "
    "are passed over."
)


def make(server: str) -> Object:
    """The document, for the address under which the API is reached."""
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": profile.VERSION, "description": DESCRIPTION},
        "servers": [{"url": server}],
        "paths": {"/": {"get": _root()}} | _paths(),
        "components": {
            "parameters": {name: _parameter(name) for name in PARAMETERS},
            "schemas": _schemas(),
            "responses": _REFUSALS,
        },
    }


def _paths() -> Object:
    paths: Object = {}
    for endpoint in ENDPOINTS:
        paths[f"/{endpoint.path}"] = {"get": _list(endpoint), "post": _search(endpoint)}
        paths[f"/{endpoint.path}/{{id}}"] = {"get": _one(endpoint)}
    return paths


def _list(endpoint: Endpoint) -> Object:
    return {
        "operationId": f"list_{endpoint.path}",
        "summary": f"A list of {endpoint.about}",
        "parameters": [_ref("parameters", name) for name in endpoint.parameters],
        "responses": {"200": _rows(endpoint), "304": _SAME} | _refusals(422, *_unknown(endpoint)),
    }


def _search(endpoint: Endpoint) -> Object:
    """The same in the body, so that what somebody looks for stands in no log."""
    fields = {name: PARAMETERS[name].schema for name in endpoint.parameters}
    schema = {"type": "object", "properties": fields}
    return {
        "operationId": f"search_{endpoint.path}",
        "summary": f"A list of {endpoint.about}, asked for in private",
        "parameters": [_ref("parameters", name) for name in endpoint.parameters],
        "requestBody": {
            "content": {
                answers.JSON: {"schema": schema},
                "application/x-www-form-urlencoded": {"schema": schema},
            }
        },
        "responses": {"200": _rows(endpoint)} | _refusals(400, 413, 415, 422, *_unknown(endpoint)),
    }


def _one(endpoint: Endpoint) -> Object:
    row = {"description": "The row.", "content": {answers.JSON: {"schema": _table(endpoint.table)}}}
    return {
        "operationId": f"get_{endpoint.path}",
        "summary": f"One of the {endpoint.about}, with everything that hangs on it",
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": _ID},
            *(_ref("parameters", parameter) for parameter in endpoint.one),
        ],
        "responses": {"200": row, "304": _SAME} | _refusals(404, *((422,) if endpoint.one else ())),
    }


def _root() -> Object:
    schema = _object(
        {
            "version": _TEXT, "profile": _URI, "openapi_url": _URI, "description": _TEXT,
            "publisher": _object({"name": _TEXT, "website": _URI}, "name"),
        },
        "version", "profile", "openapi_url",
    )  # fmt: skip
    return {
        "operationId": "get_root",
        "summary": "What this API is",
        "responses": {
            "200": {"description": "About it.", "content": {answers.JSON: {"schema": schema}}},
            "304": _SAME,
        },
    }


def _unknown(endpoint: Endpoint) -> tuple[int, ...]:
    return (404,) if "postcode" in endpoint.parameters else ()


def _rows(endpoint: Endpoint) -> Object:
    rows = [_table(endpoint.table)]
    if "minimal" in endpoint.parameters:
        rows.append(_ref("schemas", "minimal"))
    contents = {"contents": {"type": "array", "items": {"anyOf": rows}}}
    page = {"allOf": [_ref("schemas", "page"), {"type": "object", "properties": contents}]}
    return {
        "description": "A page, or with `format=ndjson` all rows, one a line.",
        "content": {
            answers.JSON: {"schema": page},
            answers.NDJSON: {"schema": {"type": "string"}},
        },
        "links": {
            "first_row": {
                "operationId": f"get_{endpoint.path}",
                "parameters": {"id": "$response.body#/contents/0/id"},
            }
        },
    }


def _refusals(*statuses: int) -> Object:
    return {str(status): _ref("responses", str(status)) for status in statuses}


def _parameter(name: str) -> Object:
    parameter = PARAMETERS[name]
    return {
        "name": name, "in": "query", "description": parameter.about, "schema": parameter.schema,
    }  # fmt: skip


def _schemas() -> Object:
    tables = {table.name: _nested(table) for table in TABLES.values()}
    return tables | {"page": _PAGE, "minimal": _MINIMAL, "refusal": _REFUSAL}


def _nested(table: Table) -> Object:
    """A table's columns and what may be nested in it; list forms leave the nested out."""
    columns = {c.name: _column(c.schema, c.about) for c in table.columns}
    for key, child in hsds.MANY.get(table.name, {}).items():
        columns[key] = {"type": "array", "items": _table(child)}
    for key, (target, _) in hsds.ONE.get(table.name, {}).items():
        columns[key] = _table(target)
    if table.name not in ("attribute", "metadata"):
        columns["attributes"] = {"type": "array", "items": _table("attribute")}
    if table.name != "metadata":
        columns["metadata"] = {"type": "array", "items": _table("metadata")}
    required = [column.name for column in table.columns if column.required]
    return _object(columns, *required) | {"additionalProperties": False}


def _column(schema: Object, about: str) -> Object:
    return schema | {"description": about} if about else schema


def _object(properties: Object, *required: str) -> Object:
    return {"type": "object", "properties": properties, "required": list(required)}


def _table(name: str) -> Object:
    return _ref("schemas", name)


def _ref(kind: str, name: str) -> Object:
    return {"$ref": f"#/components/{kind}/{name}"}


_TEXT: Object = {"type": "string"}
_ID: Object = {"type": "string", "format": "uuid"}
_URI: Object = {"type": "string", "format": "uri"}
_WHOLE: Object = {"type": "integer", "minimum": 0}
_FLAG: Object = {"type": "boolean"}
_SAME: Object = {"description": "You have this already (`If-None-Match`)."}
_MINIMAL = _object(
    {"id": _ID, "last_modified": _TEXT | {"format": "date-time"}},
    "id", "last_modified",
)  # fmt: skip
_PAGE = _object(
    {
        "total_items": _WHOLE, "total_pages": _WHOLE, "page_number": _WHOLE, "size": _WHOLE,
        "first_page": _FLAG, "last_page": _FLAG, "empty": _FLAG, "contents": {"type": "array"},
    },
    "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
    "contents",
)  # fmt: skip
_REFUSAL = _object(
    {"status": {"type": "integer"}, "message": _TEXT, "parameter": _TEXT}, "status", "message"
)
_REFUSALS: Object = {
    str(status): {
        "description": about,
        "content": {answers.JSON: {"schema": _ref("schemas", "refusal")}},
    }
    for status, about in {
        400: "The body cannot be read.",
        404: "Nothing public is there.",
        413: "The body is too large.",
        415: "The body is neither a form nor JSON.",
        422: "A parameter is not what it should be; `parameter` names it.",
    }.items()
}
