"""Persistent IRIs lead to the files of a static site, by the rules that the registry is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plan_graph.iris import DEFAULT_BASE
from plan_graph.publishing.w3id import htaccess
from real_site import ADDRESS, real_site

ACTION = "action/ro-thb-2021-2022/1.1-01"
TURTLE, XML, BROWSER = "text/turtle", "application/rdf+xml", "text/html,*/*;q=0.8"
CASES = [
    (f"id/{ACTION}", TURTLE, 303, f"doc/{ACTION}.ttl"),
    (f"id/{ACTION}", BROWSER, 303, f"en/{ACTION}.html"),
    (f"doc/{ACTION}", "application/ld+json", 303, f"doc/{ACTION}.jsonld"),
    ("code/role/partner", XML, 303, "code/role/partner.rdf"),
    ("code/role/partner", BROWSER, 303, "en/code/role/partner.html"),
    ("def", "application/n-triples", 303, "def.nt"),
    ("def", BROWSER, 303, "en/ontology.html"),
    ("dump/ro-thb-2021-2022/plan.nt", TURTLE, 302, "dump/ro-thb-2021-2022/plan.nt"),
    (".well-known/void", TURTLE, 302, ".well-known/void"),
]


def redirected(rules: str, path: str, accept: str) -> tuple[int, str]:
    """Follow the rules as Apache does: the first whose conditions and pattern fit."""
    fits = True
    for line in rules.splitlines():
        if condition := re.fullmatch(r"RewriteCond %\{HTTP_ACCEPT\} (\S+)", line):
            fits = fits and re.search(condition[1], accept) is not None
        elif rule := re.fullmatch(r"RewriteRule (\S+) (\S+) \[R=(\d+),NE,L\]", line):
            found = re.match(rule[1], path)
            if fits and found:
                return int(rule[3]), rule[2].replace("$1", found[1] if found.groups() else "")
            fits = True
    raise LookupError(path)


@pytest.mark.parametrize(("path", "accept", "status", "leads_to"), CASES)
def test_an_iri_leads_to_a_file_of_the_site(
    path: str, accept: str, status: int, leads_to: str
) -> None:
    rules = (real_site() / "w3id" / "htaccess.txt").read_text(encoding="utf-8")

    found = redirected(rules, path, accept)

    assert found == (status, ADDRESS + leads_to)
    assert Path(real_site(), leads_to).is_file()


def test_a_server_is_asked_at_the_same_path() -> None:
    rules = htaccess(DEFAULT_BASE, "https://plans.example.org/", "en", static=False)

    for path in (f"id/{ACTION}", "def", "sparql"):
        assert redirected(rules, path, TURTLE) == (302, f"https://plans.example.org/{path}")
