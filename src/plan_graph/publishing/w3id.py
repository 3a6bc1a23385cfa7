"""The redirects that w3id.org asks for, so that persistent IRIs lead to a site or a server.

The registry takes an `.htaccess` of Apache by pull request (github.com/perma-id/w3id.org).
"""

from __future__ import annotations

from plan_graph.phrases import phrase

W3ID = "https://w3id.org/"
_FORMS = {
    "text/turtle": ".ttl",
    "application/rdf\\+xml": ".rdf",
    "application/ld\\+json": ".jsonld",
    "application/n-triples": ".nt",
}
"""The endings of files by what `Accept` names, in the order in which they are looked for."""
_RULES = (
    # What is asked for, where its description is as RDF, and as a page for people.
    ("id/(.+)", "doc/$1", "{language}/$1.html"),
    ("doc/(.+)", "doc/$1", "{language}/$1.html"),
    ("(code/.+)", "$1", "{language}/$1.html"),
    ("def", "def", "{language}/ontology.html"),
    ("catalogue", "catalogue", "{language}/data.html"),
)


def htaccess(base: str, address: str, language: str, *, static: bool) -> str:
    """Return the redirects from a base at w3id.org to an address.

    Args:
        base: How the IRIs of the data begin; at w3id.org.
        address: Where the site or the server is, ends with a slash.
        language: Of the pages that people are led to.
        static: Whether files are there, which cannot choose a form by `Accept`.
    """
    lines = [f"# {phrase('publishing.w3id.about', base=base, address=address)}"]
    lines += ["Options +FollowSymLinks", "RewriteEngine on", ""]
    for asked, described, page in _RULES if static else ():
        forms = [
            (kind, end) for kind, end in _FORMS.items() if asked != "catalogue" or end != ".nt"
        ]
        for kind, ending in forms:
            lines.append(f"RewriteCond %{{HTTP_ACCEPT}} {kind}")
            lines.append(f"RewriteRule ^{asked}$ {address}{described}{ending} [R=303,NE,L]")
        shown = page.format(language=language)
        lines.append(f"RewriteRule ^{asked}$ {address}{shown} [R=303,NE,L]")
    # Whatever else is asked for is at the same path.
    lines.append(f"RewriteRule ^(.*)$ {address}$1 [R=302,NE,L]")
    return "\n".join(lines) + "\n"
