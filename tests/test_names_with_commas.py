"""Names of bodies that hold commas, as offices for several things have, are one name each."""

from __future__ import annotations

import pytest

from plan_graph.language import register, wording
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.text import Passage


def bodies(tag: str, line: str) -> list[str]:
    reader = BodyReader(wording.load(tag), register.EMPTY)
    return [named.body.code for named in reader.line(Passage(0, line))]


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("lt", ["Švietimo, mokslo ir sporto ministerija"]),
        ("lt", ["Finansų ministerija", "Švietimo, mokslo ir sporto ministerija"]),
        ("de", ["Ordnungsamt", "Kultur-, Schul- und Sportamt"]),
        ("sv", ["Barn-, ungdoms- och kulturnämnden", "Tekniska nämnden"]),
        ("da", ["Kultur-, fritids- og idrætsafdelingen", "skoler"]),
        ("fi", ["Sosiaali-, terveys- ja pelastuspalvelut"]),
        ("it", ["Assessorato all'Ambiente, Energia e Mobilità", "ARPA"]),
        ("it", ["Ministero dell'Istruzione, dell'Università e della Ricerca"]),
        ("pt", ["Divisão de Ambiente, Energia e Clima", "Juntas de Freguesia"]),
        ("pl", ["Wydział Edukacji, Kultury i Sportu", "MOPS"]),
        ("de", ["Dezernat für Jugend, Familie und Soziales"]),
    ],
)
def test_what_an_office_is_for_is_a_part_of_its_name(tag: str, names: list[str]) -> None:
    assert bodies(tag, ", ".join(names)) == names


@pytest.mark.parametrize(
    ("tag", "line", "count"),
    [
        ("lt", "Mokyklos, policija ir savivaldybės", 3),
        ("lt", "savivaldybės, Finansų ministerija", 2),
        ("de", "Umwelt- und Naturschutzamt, Stadtwerke", 2),
        ("sv", "Tekniska nämnden, kulturnämnden och socialnämnden", 3),
        ("en", "Schools, police and the council", 3),
        ("en", "Port staff and personnel, national and regional authorities", 2),
        ("en", "Office of Quays and Piers, National Guard", 2),
    ],
)
def test_a_list_of_names_stays_a_list(tag: str, line: str, count: int) -> None:
    assert len(bodies(tag, line)) == count
