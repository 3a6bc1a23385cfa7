"""Make the plans of this folder that are office documents; their words are made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl

HERE = Path(__file__).parent


def health() -> None:
    """A workbook: one sheet an objective, dates, amounts, merged cells, a hidden sheet."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "OS1 Prevenție"
    first["A1"] = "Ministerul Sănătății"
    first["A2"] = "Planul de acțiuni multianual pentru promovarea sănătății 2023-2026"
    first.merge_cells("A2:G2")
    header = [
        "Nr.",
        "Acțiuni",
        "Termen",
        "Responsabil",
        "Cost estimat",
        "Sursa de finanțare",
        "Stadiu",
    ]
    first.append([])
    first.append(header)
    first.append(
        [
            1,
            "Screening pentru cancerul de col uterin",
            date(2024, 6, 30),
            "MS",
            1250000,
            "PNRR",
            "în curs",
        ]
    )
    first.append(
        [
            2,
            "Campanie de vaccinare",
            "toamna 2024",
            "MS prin INSP",
            300000.5,
            "Buget de stat",
            "nerealizat",
        ]
    )
    first.append([None, None, "toamna 2025", None, None, None, None])
    first.append(
        [3, "Registrul național al fumătorilor", date(2025, 12, 31), "INSP", None, None, None]
    )
    first.merge_cells("F6:F7")
    for row in range(5, 9):
        first.cell(row, 3).number_format = "dd.mm.yyyy"
        first.cell(row, 5).number_format = '#,##0.00\\ "lei"'
    second = book.create_sheet("OS2 Îngrijire")
    second.append(header)
    second.append(
        [
            4,
            "Centre comunitare integrate",
            "2026",
            "MS; autorități locale",
            2000000,
            "Fonduri europene",
            "",
        ]
    )
    second.append(
        ["5", "Asistență la domiciliu", "permanent", "MMSS", "fără costuri", "", "planificat"]
    )
    notes = book.create_sheet("Foaie3")
    notes["B2"] = "Note de lucru: de discutat cu CNAS"
    notes.sheet_state = "hidden"
    book.save(HERE / "ro-sanatate-2023-2026.xlsx")


def environment() -> None:
    """A Word document: a table for each objective, the header in the first alone."""
    word = docx.Document()
    word.add_paragraph("ANEXĂ")
    word.add_paragraph("Plan de acțiune pentru calitatea aerului 2021-2025")
    word.add_paragraph("Acronimele sunt explicate la sfârșitul documentului.")
    header = ["Acțiunea", "Indicatori", "Termen", "Responsabil"]
    tables = {
        "1. Reducerea emisiilor din transporturi": [
            header,
            ["1.1. Înnoirea flotei de autobuze", "200 de autobuze electrice", "2025", "MT, UAT"],
            ["1.1.1. Caiet de sarcini comun", "Caiet de sarcini publicat", "sem. I 2022", "MT"],
            ["1.2. Piste de biciclete", "500 km", "anual", "UAT"],
        ],
        "2. Reducerea emisiilor din încălzire": [
            ["2.1. Program de izolare a locuințelor", "10.000 de locuințe", "2021-2025", "MDLPA"],
            [
                "2.2. Interzicerea arderii deșeurilor",
                "Ordin emis",
                "31 martie 2022",
                "MMAP prin GNM",
            ],
        ],
        "3. Monitorizare": [
            ["3.1. Stații noi de măsurare", "30 de stații", "Trim. III 2023", "ANPM"],
        ],
    }
    for caption, rows in tables.items():
        word.add_paragraph(caption)
        table = word.add_table(rows=0, cols=len(header))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    word.add_paragraph("Lista acronimelor")
    word.add_paragraph("MT\tMinisterul Transporturilor")
    word.save(str(HERE / "ro-aer-2021-2025.docx"))


if __name__ == "__main__":
    health()
    environment()
