"""The web application: which address is answered by what."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from wpkgraph.server.log import Logged, note
from wpkgraph.server.protocol import RefusedError
from wpkgraph.server.routes import Routes
from wpkgraph.server.service import Service, Settings

_CORS = ["GET", "HEAD", "POST"]
_READ = ["GET"]  # HEAD comes with it


def application(settings: Settings) -> Starlette:
    """The application; its workers live as long as it does."""
    service = Service(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.start()
        note("ready", url=settings.url, folder=str(settings.folder))
        yield
        await service.stop()
        note("stopped")

    return Starlette(
        routes=_table(Routes(service)),
        lifespan=lifespan,
        exception_handlers={RefusedError: _refused},
        middleware=[
            Middleware(Logged),
            Middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts, www_redirect=False),
            Middleware(CORSMiddleware, allow_origins=settings.origins, allow_methods=_CORS, allow_headers=["*"]),
            Middleware(GZipMiddleware, minimum_size=2000, compresslevel=5),
        ],
    )


def _table(routes: Routes) -> list[BaseRoute]:
    table: list[BaseRoute] = [Route(path, routes.sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")]
    table += [Route("/data", routes.graph, methods=_READ), Route("/health", routes.health, methods=_READ)]
    if routes.service.settings.bare:
        return [*table, Route("/", routes.description, methods=_READ)]
    return [
        *table,
        Route("/data/{name}", routes.download, methods=_READ),
        Route(
            "/.well-known/void",
            lambda request: RedirectResponse(f"{routes.service.settings.root}/", 303),
            methods=_READ,
        ),
        Route("/static/{name:path}", routes.static, methods=_READ),
        Route("/{path:path}", routes.page, methods=_READ),
    ]


def _refused(_: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, RefusedError) else {}
    status = error.status if isinstance(error, RefusedError) else 500
    return PlainTextResponse(f"{error}\n", status, {**headers, "X-Content-Type-Options": "nosniff"})
