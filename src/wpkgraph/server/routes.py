"""What each address takes and gives: requests are read and refused here, and answered by workers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from wpkgraph.errors import QueryError
from wpkgraph.exporters.metadata import FILES
from wpkgraph.pages import statics
from wpkgraph.pages.book import forms
from wpkgraph.pages.layout import POLICY
from wpkgraph.pages.shapes import FORMS
from wpkgraph.server import protocol
from wpkgraph.server.negotiate import GRAPHS, RESULTS, pick
from wpkgraph.server.protocol import RefusedError
from wpkgraph.server.service import Service
from wpkgraph.sparql import refuse

_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_BODY = 10.0  # seconds in which the whole of a request must have come
_ROWS = {"SELECT", "ASK"}
_DESCRIBED = {media_type: form for media_type, form in GRAPHS.items() if form != "ntriples"} | {
    "application/n-triples": "ntriples"
}
_DUMPS = {**FILES, "dataset.ttl": "text/turtle"}


class Routes:
    """The endpoints of the application."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol: a query by GET, by a form, or as the body; without one, what the service is."""
        body = await self._body(request) if request.method == "POST" else b""
        kind = request.headers.get("content-type", "")
        asked = protocol.read(request.method, kind, request.scope["query_string"].decode("latin-1"), body)
        if asked is None:
            wanted = pick(_accept(request), {**_DESCRIBED, "text/html": "html"})
            if wanted == "text/html" and not self.service.settings.bare:
                return RedirectResponse(f"{self.service.settings.root}/query", 303)
            return await self.description(request)
        try:
            form = refuse(asked.query, datasets=True)
        except QueryError as error:
            raise RefusedError(400, str(error)) from error
        media_type = _wanted(request, RESULTS if form in _ROWS else GRAPHS)
        request.scope["wpkgraph"] = {"form": form, "sparql": asked.query[:2000]}
        job: dict[str, Any] = {"query": asked.query, "default": asked.default, "named": asked.named}
        limits = self.service.settings.limits
        job |= {"media_type": media_type, "base_iri": f"{self.service.settings.url}sparql", "rows": limits.rows}
        return await self._answer(request, {"kind": "query", **job})

    async def description(self, request: Request, media_type: str = "") -> Response:
        """The service and the dataset, described; in the form that the request wants if none is given."""
        form = media_type or _wanted(request, _DESCRIBED)
        return await self._cached(request, {"kind": "describe", "url": self.service.settings.url, "media_type": form})

    async def graph(self, request: Request) -> Response:
        """SPARQL 1.1 Graph Store HTTP Protocol, its reading half, with indirect naming: ?graph=IRI or ?default."""
        names = request.query_params.getlist("graph")
        default = "default" in request.query_params
        if len(names) + default != 1:
            raise RefusedError(400, "name one graph: ?graph=IRI or ?default")
        iri = "" if default else protocol.absolute(names[0])
        return await self._cached(request, {"kind": "graph", "graph": iri, "media_type": _wanted(request, GRAPHS)})

    async def page(self, request: Request) -> Response:
        """A page, or its data: by Accept, or by ?format=."""
        path, params = request.scope["raw_path"].decode("latin-1")[1:], dict(request.query_params)
        offered = {FORMS[form]: form for form in forms(path)} or {FORMS["html"]: "html"}
        if not path:
            offered |= _DESCRIBED
        params.pop("format", None)
        media_type = _chosen(request, offered)
        if not path and offered[media_type] != "html":
            return await self.description(request, media_type)
        job = {"kind": "page", "path": path, "params": params, "form": offered[media_type]}
        response = await self._cached(request, {**job, "media_type": media_type})
        if response.headers.get("content-type", "").startswith("text/html"):
            response.headers["Content-Security-Policy"] = POLICY
        return response

    async def download(self, request: Request) -> Response:
        """A file of the output as it stands."""
        name = request.path_params["name"]
        path = self.service.settings.folder / name
        if name not in _DUMPS or not path.is_file():
            raise RefusedError(404, f"there is no file of that name; there are {', '.join(sorted(_DUMPS))}")
        return FileResponse(path, media_type=_DUMPS[name], headers=_HEADERS)

    async def static(self, request: Request) -> Response:
        """A style sheet, script or picture of the pages."""
        found = statics.read(request.path_params["name"])
        if found is None:
            raise RefusedError(404, "there is no file of that name")
        tag = self.service.tag(request.path_params["name"])
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        media_type, body = found
        return Response(body, 200, {**_HEADERS, "ETag": tag, "Cache-Control": "max-age=300"}, _with_charset(media_type))

    async def health(self, _: Request) -> Response:
        """Whether the server answers, and how busy it is."""
        pools = self.service.pools.items()
        return JSONResponse({"status": "ok"} | {name: {"busy": p.busy, "waiting": p.waiting} for name, p in pools})

    async def _cached(self, request: Request, job: Mapping[str, Any]) -> Response:
        """As _answer, of what changes with the output alone: a client that has it already is told so."""
        tag = self.service.tag(unquote(str(request.url)), str(job["media_type"]))
        if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        response = await self._answer(request, job)
        if response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"
        return response

    async def _answer(self, request: Request, job: Mapping[str, Any]) -> Response:
        answer = await self.service.answer({**job, "size": self.service.settings.limits.size}, request)
        if answer is None:
            return Response(status_code=499)  # the client is gone: nobody sees this but the log
        if answer.location:
            return RedirectResponse(answer.location, answer.status)
        headers = {**_HEADERS, "Vary": "Accept"}
        return Response(answer.body, answer.status, headers, _with_charset(answer.media_type))

    async def _body(self, request: Request) -> bytes:
        """The body of a request, bounded in size and time."""
        most, parts, size = self.service.settings.limits.body, [], 0
        try:
            async with asyncio.timeout(_BODY):
                async for part in request.stream():
                    size += len(part)
                    if size > most:
                        raise RefusedError(413, f"a request has at most {most} bytes")
                    parts.append(part)
        except TimeoutError as error:
            raise RefusedError(408, f"the request took longer than {_BODY:g} seconds to come") from error
        except ClientDisconnect as error:
            raise RefusedError(400, "the request broke off") from error
        return b"".join(parts)


def _chosen(request: Request, offered: Mapping[str, str]) -> str:
    """The media type of a page: that of ?format= if there is one, the only one, or that which Accept suits."""
    if (name := request.query_params.get("format")) is not None:
        if FORMS.get(name) not in offered:
            raise RefusedError(406, f"format is one of {', '.join(form for form in FORMS if FORMS[form] in offered)}")
        return FORMS[name]
    return next(iter(offered)) if len(offered) == 1 else _wanted(request, offered)


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _wanted(request: Request, offered: Mapping[str, str]) -> str:
    if media_type := pick(_accept(request), offered):
        return media_type
    first = {form: media_type for media_type, form in reversed(list(offered.items()))}
    raise RefusedError(406, f"this can be had as {', '.join(sorted(first.values()))}")


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
