"""How the API answers: JSON or a stream, errors in words, headers for caches and other sites."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.views.decorators.csrf import csrf_exempt

from kith.api.hsds.refusals import Wrong

Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
View = Callable[..., HttpResponseBase]

JSON, NDJSON = "application/json", "application/x-ndjson"
KEEP_SECONDS = 60
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Allow",
}


def door(*methods: str) -> Callable[[View], View]:
    """A view open to all sites: its methods, its preflight, its errors as JSON.

    Exempt from CSRF protection: nothing here changes anything, and no cookie is looked at.
    """
    allowed = ", ".join((*methods, "OPTIONS"))

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return _with_headers(_preflight(allowed))
            if request.method not in methods:
                return _with_headers(_not_allowed(allowed))
            try:
                response = view(request, *args, **kwargs)
            except Wrong as error:
                response = refused(error)
            return _with_headers(response)

        return opened

    return decorate


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in CORS.items():
        response.headers[name] = value
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, no_store=True)
    return response


def _preflight(allowed: str) -> HttpResponse:
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def _not_allowed(allowed: str) -> HttpResponse:
    response = refused(Wrong(f"Use one of {allowed} here."), status=405)
    response.headers["Allow"] = allowed
    return response


def refused(error: Wrong, *, status: int | None = None) -> HttpResponse:
    """What was wrong and what to do, for whoever writes the client."""
    told = {"status": status or error.status, "message": error.message}
    if error.parameter:
        told["parameter"] = error.parameter
    return HttpResponse(orjson.dumps(told), content_type=JSON, status=told["status"])


def answer(request: HttpRequest, body: Any, *, changed: Iterable[Any] = ()) -> HttpResponse:
    """JSON with an entity tag, or 304 where the client has just this already.

    The tag is made of the answer itself: a time of change would miss a row that went away. Weak,
    because the same answer may travel compressed. changed: rows whose latest change is told too.
    """
    content = orjson.dumps(body)
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if request.method != "POST" and (tag in known or "*" in known):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type=JSON)
    response.headers["ETag"] = tag
    latest = max((row.modified_at for row in changed), default=None)
    if latest:
        response.headers["Last-Modified"] = http_date(latest.timestamp())
    return _kept(request, response)


def stream(request: HttpRequest, objects: Iterator[Any]) -> StreamingHttpResponse:
    """One object a line, sent while the next are read."""
    lines = (orjson.dumps(found) + b"\n" for found in objects)
    return _kept(request, StreamingHttpResponse(lines, content_type=NDJSON))


def _kept(request: HttpRequest, response: Response) -> Response:
    """What was asked in the body stays private; the rest may be kept by whoever passes it on."""
    if request.method == "POST":
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
