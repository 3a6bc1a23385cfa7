"""How a catalogue's terms are said to people, and what each property should hold."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from plan_graph.vocab import AUTHORITY, CATALOGUE_VOCABULARIES

_PREFIXES = {
    **{vocabulary.namespace: vocabulary.prefix for vocabulary in CATALOGUE_VOCABULARIES},
    "http://purl.org/dc/terms/": "dct",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://www.w3.org/ns/adms#": "adms",
    "http://spdx.org/rdf/terms#": "spdx",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/2006/time#": "time",
    "http://www.w3.org/ns/odrl/2/": "odrl",
}
_LONGEST = 80

EXPECTED = {
    "dct:title": "a title in words, with its language",
    "dct:description": "a description in words, with its language",
    "dct:publisher": "the one who publishes: an IRI that is a foaf:Agent with a foaf:name",
    "foaf:name": "the name in words",
    "foaf:primaryTopic": "the one dataset or service that the record is about",
    "skos:prefLabel": "a label in words",
    "dcat:accessURL": "the address of the file, or of the page that leads to it",
    "dcat:downloadURL": "the address of the file itself",
    "dcat:endpointURL": "the address of the service",
    "dcat:byteSize": 'the number of bytes, such as "61131"^^xsd:nonNegativeInteger',
    "dcat:keyword": "single words or short phrases, with their language",
    "dcat:theme": f"a theme of the EU table, such as <{AUTHORITY}data-theme/JUST>",
    "dcat:themeTaxonomy": f"<{AUTHORITY}data-theme>",
    "dcat:mediaType": (
        "a media type of IANA, such as <https://www.iana.org/assignments/media-types/text/csv>"
    ),
    "dct:format": f"a file type of the EU table, such as <{AUTHORITY}file-type/CSV>",
    "dct:language": f"a language of the EU table, such as <{AUTHORITY}language/RON>",
    "dct:accrualPeriodicity": f"a frequency of the EU table, such as <{AUTHORITY}frequency/ANNUAL>",
    "dct:accessRights": (
        f"an access right of the EU table, such as <{AUTHORITY}access-right/PUBLIC>"
    ),
    "dct:spatial": f"a country or place of the EU tables, such as <{AUTHORITY}country/ROU>",
    "dct:license": f"a licence, such as <{AUTHORITY}licence/CC_BY_4_0>",
    "dct:issued": 'a date, such as "2026-11-25"^^xsd:date',
    "dct:modified": 'a date, such as "2026-11-25"^^xsd:date',
    "dcat:startDate": 'a date, such as "2021-01-01"^^xsd:date',
    "dcat:endDate": 'a date, such as "2022-12-31"^^xsd:date',
    "dcat:contactPoint": "an IRI that is a vcard:Kind with a name and an address",
    "dct:temporal": "a dct:PeriodOfTime with dcat:startDate and dcat:endDate",
    "dct:rights": "a dct:RightsStatement that says who may do what",
    "dcatap:availability": (
        f"an availability of the EU table, such as <{AUTHORITY}planned-availability/STABLE>"
    ),
}
"""What a property should hold, by its short name."""


def short(term: NamedNode | BlankNode | Literal) -> str:
    """Say a term in few letters.

    >>> short(NamedNode("http://www.w3.org/ns/dcat#theme"))
    'dcat:theme'
    """
    if isinstance(term, Literal):
        text = term.value if len(term.value) <= _LONGEST else f"{term.value[:_LONGEST]}…"
        return f"'{text}'"
    if isinstance(term, BlankNode):
        return str(term)
    for namespace, prefix in _PREFIXES.items():
        name = term.value.removeprefix(namespace)
        if name != term.value and name.isidentifier():
            return f"{prefix}:{name}"
    return str(term)
