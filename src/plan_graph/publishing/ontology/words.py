"""The words of the pages that are not in the ontology itself."""

from __future__ import annotations

LANGUAGES = ("en", "ro")

WORDS = {
    "en": {
        "other": "Română",
        "diagrams": "Diagrams",
        "classes": "Classes",
        "properties": "Properties",
        "alignments": "Alignments",
        "questions": "Questions",
        "version": "Version",
        "namespace": "Namespace",
        "licence": "Licence",
        "files": "Files",
        "reading": "A box is a class, an arrow a property; "
        "a dashed arrow leads to the wider class.",
        "parents": "Special case of",
        "domains": "Said of",
        "ranges": "Value is",
        "inverses": "Inverse of",
        "example": "Example",
        "matching": "Nothing follows from these mappings; they help people who know the others.",
        "term": "Term",
        "relation": "Relation",
        "others": "Term of others",
        "exactMatch": "same",
        "closeMatch": "close to",
        "broadMatch": "special case of",
        "narrowMatch": "wider than",
        "relatedMatch": "related to",
        "structure": "A plan and its parts",
        "bodies": "Bodies and who stands above whom",
    },
    "ro": {
        "other": "English",
        "diagrams": "Diagrame",
        "classes": "Clase",
        "properties": "Proprietăți",
        "alignments": "Corespondențe",
        "questions": "Întrebări",
        "version": "Versiune",
        "namespace": "Spațiu de nume",
        "licence": "Licență",
        "files": "Fișiere",
        "reading": "Un dreptunghi este o clasă, o săgeată o proprietate; "
        "săgeata întreruptă duce la clasa mai largă.",
        "parents": "Caz particular al",
        "domains": "Se spune despre",
        "ranges": "Valoarea este",
        "inverses": "Inversa proprietății",
        "example": "Exemplu",
        "matching": "Din aceste corespondențe nu decurge nimic; ele îi ajută pe cei care cunosc "
        "celelalte vocabulare.",
        "term": "Termen",
        "relation": "Relație",
        "others": "Termenul altora",
        "exactMatch": "identic cu",
        "closeMatch": "apropiat de",
        "broadMatch": "caz particular al",
        "narrowMatch": "mai larg decât",
        "relatedMatch": "legat de",
        "structure": "Planul și părțile sale",
        "bodies": "Instituțiile și subordonarea lor",
    },
}
