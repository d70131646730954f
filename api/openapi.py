"""The description of the interface for programs (OpenAPI 3.1), served at /schema.

Bodies are read by our own shapes, so their schemas are added here: a handler names its shape as ``opt={"shape": …}``.
"""

from __future__ import annotations

from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from pydantic.json_schema import models_json_schema

from api.web import Request
from beirat.tables.base import Shape

REFUSALS = {
    "400": "Not readable",
    "401": "Not signed in",
    "403": "Not permitted",
    "404": "Not there, or not to be seen",
    "409": "Changed meanwhile",
    "413": "Too large",
    "422": "Refused; every field is named",
    "429": "Too many attempts",
}

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "problems"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "sentence"],
                "properties": {"field": {"type": "string"}, "code": {"type": "string"}, "sentence": {"type": "string"}},
            },
        },
    },
}


class Rendered(JsonRenderPlugin):
    """Serves the completed description."""

    def render(self, request: Request, openapi_schema: dict[str, Any]) -> bytes:
        return self.render_json(request, completed(request.app, openapi_schema))


def config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Beirat",
        version="1",
        path="/schema",
        render_plugins=[Rendered()],
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        security=[{}, {"token": []}],
    )


def completed(app: Litestar, schema: dict[str, Any]) -> dict[str, Any]:
    """The description with the bodies that handlers read and the refusals that every handler can answer with."""
    shapes = {
        (method.lower(), _template(route.path)): handler.opt["shape"]
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler) and "shape" in handler.opt
        for method in handler.http_methods
    }
    known, definitions = _schemas(sorted(set(shapes.values()), key=lambda shape: shape.__name__))
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components |= definitions | {"Problem": PROBLEM}
    for path, methods in schema.get("paths", {}).items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                _complete(operation, shapes.get((method, path)), known)
    return schema


def _complete(operation: dict[str, Any], shape: type[Shape] | None, known: dict[type[Shape], Any]) -> None:
    for status, words in REFUSALS.items():
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"][status] = {"description": words, "content": content}
    if shape is not None:
        content = {"application/json": {"schema": known[shape]}}
        operation["requestBody"] = {"required": True, "content": content}


def _schemas(shapes: list[type[Shape]]) -> tuple[dict[type[Shape], Any], dict[str, Any]]:
    if not shapes:
        return {}, {}
    found, definitions = models_json_schema(
        [(shape, "validation") for shape in shapes], ref_template="#/components/schemas/{model}"
    )
    references = {shape: found[shape, "validation"] for shape in shapes}
    return references, definitions.get("$defs", {})


def _template(path: str) -> str:
    """``/bodies/{slug:str}`` as OpenAPI writes it: ``/bodies/{slug}``."""
    return "/".join(f"{{{part[1:-1].split(':')[0]}}}" if part.startswith("{") else part for part in path.split("/"))
