"""A plan that is hard on pages: no register, no period, columns missing, odd and endless words."""

from __future__ import annotations

from pathlib import Path

DOCUMENT = """# Roadmap for a Better-Connected, Climate-Resilient, Digitally-Enabled and \
Socially-Inclusive Countryside and its Neighbouring Towns and Islands

## Everything that concerns the roads, the paths, the bridges, the ferries, the waiting rooms and \
whatever else people need in order to get anywhere

| Action | When |
|---|---|
| Carry out an evidence-informed, participatory, gender-sensitive and intergenerational \
consultation of all persons concerned about where the new footpaths are to lead, and publish \
whatever they said together with what became of it | until further notice |
| Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: renew the \
concession | to be determined |
| See https://example.org/a/very/long/address/that/has/no/break/anywhere/and/goes/on/and/on/for/\
more/than/a/line.html?with=a&query=too | ASAP |
| Repair the bridge | by the end of 2027 |

## Words

| Action | Who |
|---|---|
| Translate the timetable into languages such as Ελληνικά and العربية | Standing Conference on the \
Sustainable Development of Sparsely Populated Mountainous and Island Communities (SCSDSPMIC) |
| Print it | everybody |
| Paint <b>all</b> waiting rooms "green" & keep them so | the municipalities; parish councils; \
schools; volunteers |
"""
BODY = (
    "organisation/poor/standing-conference-on-the-sustainable-development-of-sparsely-populated-"
    "mountainous-and-island-communities"
)
"""Its longest name."""


def poor_document(folder: Path) -> Path:
    """Write the document into a folder, by itself: there is nothing beside it."""
    file = folder / "poor.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file
