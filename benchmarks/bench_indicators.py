"""How many figures of real reports the catalogue of indicators knows: `python -m benchmarks.bench_indicators`.

Every target and actual that the engine finds in the real reports is looked up as matching does. Printed are the share
that a listed name knows, the share that is proposed, the share that nothing knows, and the names known least.
What is proposed is counted in a seeded sample, since comparing names takes long. With --sample a seeded sample of
what was named is printed instead, to be judged by reading. With --headline the headline figures that the bare texts
state are counted, and those printed that no statement of their indicator holds.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPARED = 600
SEED = 20240101


@dataclass(frozen=True)
class Said:
    """One figure of a report, as far as the catalogue looks at it."""

    file: str
    name: str
    kind: str
    measure: str
    unit: str
    evidence: str


def corpus() -> Path | None:
    """Return the folder of real reports beside the project; None where there is none."""
    folders = (parent / "shared" / "corpus" for parent in ROOT.parents)
    return next((folder for folder in folders if (folder / "INDEX.csv").exists()), None)


def read_all(folder: Path) -> list[Said]:
    """Return the figures of all reports."""
    with (folder / "INDEX.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [said for row in rows for said in read_one(folder, row)]


def read_one(folder: Path, row: dict[str, str]) -> Iterator[Said]:
    """Yield the targets and actuals of a report."""
    from reports.documents import read_document
    from reports.extraction import Kind, extract

    text = read_document((folder / row["file"]).read_bytes(), row["file"]).text
    for each in extract(text, year=int(row["year"])):
        if each.kind in (Kind.TARGET, Kind.ACTUAL):
            yield Said(
                row["file"],
                each.indicator,
                each.kind,
                each.measure,
                each.unit,
                text[max(0, each.start - 30) : each.end],
            )


def print_shares(found: list[Said], most: int) -> None:
    """Print the shares, then the names that no listed name knows."""
    from tests.tracker.indicators.shipped import shipped_catalogue
    from tracker.indicators.similarity import folded

    catalogue = shipped_catalogue()
    unknown = [said for said in found if not catalogue.find_listed(said.name, said.measure, said.unit)]
    compared = random.Random(SEED).sample(unknown, min(COMPARED, len(unknown)))  # noqa: S311
    proposed = sum(catalogue.find(said.name, said.measure, said.unit) is not None for said in compared)
    named = len(found) - len(unknown)
    print(f"indicators {len({indicator.code for _name, indicator in catalogue.names})}")
    print(f"named      {named} of {len(found)}, {100 * named / len(found):.2f} %")
    print(f"proposed   {proposed} of {len(compared)} others, {100 * proposed / len(compared):.1f} %")
    for name, count in Counter(folded(said.name) for said in unknown).most_common(most):
        print(f"{count:>5}  {name}")


def print_sample(found: Iterable[Said], size: int) -> None:
    """Print a seeded sample of the figures that a listed name knows."""
    from tests.tracker.indicators.shipped import shipped_catalogue

    catalogue = shipped_catalogue()
    pairs = [(said, catalogue.find_listed(said.name, said.measure, said.unit)) for said in found]
    named = [(said, indicator) for said, indicator in pairs if indicator]
    for said, indicator in random.Random(SEED).sample(named, min(size, len(named))):  # noqa: S311
        print(f"{indicator.name}\t{said.name}\t{said.measure}\t{said.unit}\t{' '.join(said.evidence.split())}")


def print_headline() -> None:
    """Print how many of the headline figures that the texts state are matched right, and the others."""
    from tests.reports.extraction.real import REAL
    from tests.tracker.indicators.headline_figures import stated_in

    found = list(stated_in(REAL))
    known = Counter(each.code for each in found if each.is_known)
    for code, count in Counter(each.code for each in found).items():
        print(f"{known[code]:>5} of {count:>5}  {code}")
    print(f"{known.total():>5} of {len(found):>5}, {100 * known.total() / len(found):.2f} %")
    for each in found:
        if not each.is_known:
            print(each.code, " ".join(each.words.split()))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=150, help="how many unknown names to print")
    parser.add_argument("--sample", type=int, help="print so many named figures")
    parser.add_argument("--headline", action="store_true", help="count the headline figures that the texts state")
    arguments = parser.parse_args()
    folder = corpus()
    if folder is None:
        sys.exit("There are no real reports beside the project (shared/corpus): nothing measured.")
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    if arguments.headline:
        print_headline()
        return
    found = read_all(folder)
    print_sample(found, arguments.sample) if arguments.sample else print_shares(found, arguments.most)


if __name__ == "__main__":
    main()
