"""The few tools that an assistant is offered unless it asks for all: they reach every question.

A list of a hundred tools fills the memory of an assistant before it has asked anything.
"""

from __future__ import annotations

from mcp.types import Tool

from plan_graph.asking.queries import load, names
from plan_graph.assistant.tools import (
    READS_ONLY,
    Json,
    object_schema,
    paging_schema,
    query_tool,
    table_schema,
)
from plan_graph.phrases import languages, phrase

SEARCH = "search"
"""The tool that finds words, under the name that assistants look for."""
SEARCH_QUERY = "words-anywhere"
ASK, LIST, RUN = "find-question", "list-questions", "run-question"
DESCRIBE, SOURCE = "describe", "source-words"


def small_set() -> list[Tool]:
    """Return the tools that are offered by default."""
    language = _said("language", type="string", enum=list(languages()), default="en")
    subject = _said("subject", type="string", enum=subjects())
    thing = _said("iri", type="string")
    run: Json = {
        "name": _said("name", type="string"),
        "values": {
            **_said("values", type="object"),
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        },
        "language": language,
        **paging_schema(),
    }
    return [
        search_tool(),
        _tool(ASK, {"question": _said("question", type="string"), "language": language}),
        _tool(LIST, {"subject": subject, "language": language}, required=()),
        _tool(RUN, run, required=("name",), output=table_schema(sources=True)),
        describe_tool(),
        _tool(SOURCE, {"iri": thing, "language": language}),
    ]


def subjects() -> list[str]:
    """List the subjects of the questions."""
    return sorted({tag for name in names() for tag in load(name).about["tags"]})


def search_tool() -> Tool:
    """Return the tool that finds words, which is a named query."""
    tool = query_tool(SEARCH, load(SEARCH_QUERY), table_schema(sources=True))
    said = f"{tool.description}\n\n{phrase('assistant.tools.begin')}"
    return tool.model_copy(update={"description": said})


def describe_tool() -> Tool:
    """Return the tool that gives all that is known of one thing."""
    return _tool(DESCRIBE, {"iri": _said("iri", type="string")})


def _tool(
    name: str, properties: Json, required: tuple[str, ...] | None = None, output: Json | None = None
) -> Tool:
    key = name.replace("-", "_")
    needed = [each for each in properties if each != "language"] if required is None else required
    return Tool(
        name=name,
        title=phrase(f"assistant.tools.{key}.title"),
        description=phrase(f"assistant.tools.{key}.about"),
        input_schema=object_schema(properties, list(needed)),
        output_schema=output,
        annotations=READS_ONLY,
    )


def _said(key: str, **schema: object) -> Json:
    return {**schema, "description": phrase(f"assistant.tools.argument.{key}")}
