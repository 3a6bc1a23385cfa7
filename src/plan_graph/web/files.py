"""The files of a build over HTTP: dumps, catalogue, VoID; their names come from a fixed table."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from plan_graph.documents.offsets import PICTURE
from plan_graph.phrases import phrase
from plan_graph.resources import folder
from plan_graph.web.media_types import (
    HTML,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TURTLE,
    Format,
    acceptable,
    by_suffix,
)
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import preferred_language, raw_path
from plan_graph.web.responses import Context, context_of, is_same
from plan_graph.web.snapshot import Snapshot

_TYPES = {
    **{form.suffix: form.media_type for form in (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)},
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    PICTURE: "image/jpeg",
}
_CATALOGUE = (TURTLE, RDF_XML, JSON_LD)


async def dump(request: Request) -> Response:
    """Return a file of a plan, or a range of it."""
    snapshot = _snapshot(context_of(request))
    plan, name = request.path_params["plan"], request.path_params["name"]
    digest = snapshot.dumps.get((plan, name))
    if digest is None:
        raise RequestError(404, phrase("web.files.no_such_file"))
    kind = _TYPES.get(Path(name).suffix, "text/plain; charset=us-ascii")
    attached = f'attachment; filename="{plan}-{name}"' if name.endswith(".csv") else "inline"
    headers = {"Content-Disposition": attached}
    return _file(request, snapshot.folder / plan / name, kind, f'"{digest[:32]}"', headers)


async def void(request: Request) -> Response:
    """Return the description of the datasets."""
    snapshot = _snapshot(context_of(request))
    file = snapshot.folder / "void.ttl"
    if not file.is_file():
        raise RequestError(404, phrase("web.files.build_no_description_datasets"))
    return _file(request, file, TURTLE.media_type, f'"{snapshot.digest}-void"', {})


async def catalogue(request: Request) -> Response:
    """Return the catalogue, in the form that the client takes."""
    context = context_of(request)
    snapshot = _snapshot(context)
    forms = tuple(
        form for form in _CATALOGUE if (snapshot.folder / f"catalogue{form.suffix}").is_file()
    )
    if not forms:
        raise RequestError(404, phrase("web.files.build_no_catalogue"))
    _, form = by_suffix(raw_path(request), forms)
    accept = ",".join(request.headers.getlist("accept"))
    offers = (form,) if form else acceptable(accept, (*forms, HTML))
    if not offers:
        raise RequestError(406, phrase("web.files.accept_names_no_form_graph"))
    chosen: Format = offers[0]
    if chosen is HTML:
        return _see(context, f"{preferred_language(request)}/data.html")
    file = snapshot.folder / f"catalogue{chosen.suffix}"
    tag = f'"{snapshot.digest}-{chosen.name}"'
    return _file(request, file, chosen.media_type, tag, {"Vary": "Accept"})


async def dataset(request: Request) -> Response:
    """Lead from a dataset, or a part of it, to the file that describes it."""
    plan, _, part = request.path_params["name"].partition("/")
    context = context_of(request)
    snapshot = _snapshot(context)
    if plan not in {known for known, _ in snapshot.dumps}:
        raise RequestError(404, phrase("web.files.no_such_dataset"))
    in_catalogue = part in ("", "table", "graph/inferred", "graph/monitoring")
    described = in_catalogue and (snapshot.folder / "catalogue.ttl").is_file()
    return _see(context, "catalogue" if described else ".well-known/void")


async def report(request: Request) -> Response:
    """Lead from the report about a plan to its file."""
    plan, context = request.path_params["plan"], context_of(request)
    if (plan, "report.ttl") not in _snapshot(context).dumps:
        raise RequestError(404, phrase("web.files.no_such_report"))
    return _see(context, f"dump/{plan}/report.ttl")


async def shapes(request: Request) -> Response:
    """Return the shapes that data are held against; files of Turtle add up to Turtle."""
    files = sorted((folder("ontology") / "shapes").glob("*.ttl"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return Response(text, media_type=TURTLE.media_type)


def _see(context: Context, path: str) -> Response:
    headers = {"Location": f"{context.settings.address}{path}", "Vary": "Accept, Accept-Language"}
    return Response(status_code=303, headers=headers)


def _snapshot(context: Context) -> Snapshot:
    if context.pool.snapshot is None:
        raise RequestError(404, phrase("web.files.server_whose_data_may_changed"))
    return context.pool.snapshot


def _file(request: Request, path: Path, kind: str, tag: str, headers: dict[str, str]) -> Response:
    headers = {**headers, "ETag": tag, "Cache-Control": "no-cache"}
    if is_same(request, tag):
        return Response(status_code=304, headers=headers)
    return _Sent(_snapshot(context_of(request)), path, {**headers, "Content-Type": kind})


class _Sent(FileResponse):
    """A file of a build, which stays there until it is sent."""

    def __init__(self, snapshot: Snapshot, path: Path, headers: dict[str, str]) -> None:
        super().__init__(path, headers=headers)
        self._snapshot = snapshot
        snapshot.hold()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._snapshot.release()
