"""Measure the reading engine beside Recognizers-Text and jieba, on the same text in one run.

    python benchmarks/bench_reading.py [--quick] [--only NAME ...]

Every contestant runs in a process of its own: start-up time is what it takes (beyond the standard library that this
script imports) until the first short sentence is read, memory is the resident set after that, the peak includes
reading. Of a few starts and runs the fastest counts; speed is in CPU time and counts UTF-8 bytes. A contestant that
is not installed is named and left out; `pip install --group bench` brings them. Recognizers-Text is given one line at
a time, which is what it does best. Real reports are read where ../shared/corpus has them; the demo's own always.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "tracker" / "demo" / "reports"
SHARED = ROOT.parent / "shared" / "corpus"
ENGINE = "engine"
MEGABYTE = 1_000_000
STARTS = 3
SHORT = "全年地区生产总值增长7%，新增规上工业企业20家以上，完成投资160亿元。"
AIMS = {"Recognizers-Text": 50, "jieba.cut": 2}
AIM_SECONDS, AIM_MEGABYTES = 0.1, 60

Reader = Callable[[str], int]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Contestant:
    """A reader of text: the packages it needs, what makes it ready, and how often to run it."""

    packages: tuple[str, ...]
    prepare: Callable[[], Reader]
    runs: int


@dataclass(frozen=True)
class Measurement:
    """What one contestant took: seconds and megabytes to start, then seconds and findings for every text."""

    startup: float
    memory: float
    peak: float
    seconds: dict[str, float]
    found: dict[str, int]


def engine() -> Reader:
    """Return the engine of this project; counts statements."""
    sys.path.insert(0, str(ROOT))
    from reports.extraction import read

    return lambda text: len(read(text, year=2024).statements)


def recognizers() -> Reader:
    """Return the four models of Recognizers-Text for Chinese, one line at a time; counts their results."""
    from recognizers_number import Culture
    from recognizers_number.number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
    ]
    return lambda text: sum(len(model.parse(line)) for line in text.splitlines() for model in models if line.strip())


def jieba_cut() -> Reader:
    """Return jieba's word segmenter; counts words."""
    import jieba

    silence(jieba)
    return lambda text: count(jieba.cut(text))


def jieba_posseg() -> Reader:
    """Return jieba's tagger of word classes; counts words."""
    import jieba
    from jieba import posseg

    silence(jieba)
    return lambda text: count(posseg.cut(text))


def silence(jieba: object) -> None:
    """Build the dictionary anew in a directory of its own: the shared cache is loaded unchecked."""
    jieba.setLogLevel("ERROR")  # type: ignore[attr-defined]
    jieba.dt.tmp_dir = tempfile.mkdtemp(prefix="bench-jieba-")  # type: ignore[attr-defined]


def count(words: Iterable[object]) -> int:
    """Return how many there are, keeping none."""
    return sum(1 for _ in words)


CONTESTANTS = {
    ENGINE: Contestant(("reports",), engine, 3),
    "Recognizers-Text": Contestant(("recognizers_number", "recognizers_number_with_unit"), recognizers, 1),
    "jieba.cut": Contestant(("jieba",), jieba_cut, 3),
    "jieba.posseg": Contestant(("jieba",), jieba_posseg, 1),
}


def start(name: str) -> tuple[Reader, float]:
    """Make a contestant ready and return it with the seconds until it has read its first sentence."""
    started = time.perf_counter()
    reader = CONTESTANTS[name].prepare()
    reader(SHORT)
    return reader, time.perf_counter() - started


def seconds_to_start(name: str) -> float:
    """Return what `start` takes; runs in a process of its own."""
    return start(name)[1]


def seconds_to_import(name: str) -> float:
    """Return what importing takes, before anything is read; runs in a process of its own."""
    started = time.perf_counter()
    CONTESTANTS[name].prepare()
    return time.perf_counter() - started


def measure(name: str, texts: dict[str, str]) -> Measurement:
    """Start a contestant and let it read every text; runs in a process of its own."""
    reader, startup = start(name)
    memory = resident("VmRSS")
    results = {title: best_of(CONTESTANTS[name].runs, reader, text) for title, text in texts.items()}
    seconds, found = ({title: result[part] for title, result in results.items()} for part in (0, 1))
    return Measurement(startup, memory, resident("VmHWM"), seconds, found)


def best_of(runs: int, reader: Reader, text: str) -> tuple[float, int]:
    """Return the CPU seconds of the fastest run and what it found."""
    return min(timed(reader, text) for _ in range(runs))


def timed(reader: Reader, text: str) -> tuple[float, int]:
    """Return CPU seconds and findings of one run."""
    started = time.process_time()
    found = reader(text)
    return time.process_time() - started, found


def resident(field: str) -> float:
    """Return a figure of this process's memory in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(field)), 0.0)


def measured(name: str, texts: dict[str, str]) -> Measurement:
    """Measure a contestant in a fresh interpreter; of a few starts the fastest counts."""
    result = in_own_process(measure, name, texts)
    return replace(result, startup=fastest_of(seconds_to_start, name))


def fastest_of(seconds: Callable[[str], float], name: str) -> float:
    """Return the least of a few fresh interpreters."""
    return min(in_own_process(seconds, name) for _ in range(STARTS))


def in_own_process(work: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a fresh interpreter."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def comparison_texts(quick: bool) -> dict[str, str]:
    """Return one report repeated to a megabyte and all reports that there are; 20 KB of one where it must be quick."""
    demo, real = reports(DEMO), reports(SHARED)
    if quick:
        return {"one report to 20 KB": repeated(demo[0], 20_000)}
    texts = {"one report to 1 MB": repeated(demo[0], MEGABYTE), "demo reports": "\n".join(demo)}
    if real:
        texts["one real report to 1 MB"] = repeated(max(real, key=len), MEGABYTE)
        texts["real reports"] = "\n".join(real)
    return texts


def reports(folder: Path) -> list[str]:
    """Return the texts of a folder and of the folders in it."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("**/*.txt"))]


def repeated(text: str, size: int) -> str:
    """Return a text over and over until it has `size` bytes."""
    length = len(text.encode())
    whole = text * (size // length + 1)
    return whole.encode()[:size].decode(errors="ignore")


def growth_texts(quick: bool) -> dict[str, str]:
    """Return the demo's reports at 10 KB to 10 MB, as they are and as one unbroken line."""
    demo = "\n".join(reports(DEMO))
    sizes = (10_000, 100_000) if quick else (10_000, 100_000, MEGABYTE, 10 * MEGABYTE)
    broken = {f"{size // 1000} KB": repeated(demo, size) for size in sizes}
    return broken | {f"{title}, one line": "".join(text.split()) for title, text in broken.items()}


def compare(names: list[str], texts: dict[str, str]) -> dict[str, Measurement]:
    """Measure the contestants that are installed, one after another, and print a row for each."""
    results = {}
    print(row("", ["start s", "memory MB", "peak MB", *(f"{title}, MB/s" for title in texts)]))
    for name in names:
        if missing := [package for package in CONTESTANTS[name].packages if not installed(package)]:
            print(f"{name}: left out, {', '.join(missing)} not installed (pip install --group bench)")
            continue
        results[name] = result = measured(name, texts)
        speeds = [f"{speed(text, result.seconds[title]):.2f}" for title, text in texts.items()]
        print(row(name, [f"{result.startup:.3f}", f"{result.memory:.0f}", f"{result.peak:.0f}", *speeds]), flush=True)
    return results


def installed(package: str) -> bool:
    """Say whether a package can be imported; ours always can."""
    return package == "reports" or find_spec(package) is not None


def speed(text: str, seconds: float) -> float:
    """Return megabytes of UTF-8 a second."""
    return len(text.encode()) / MEGABYTE / seconds if seconds else float("inf")


def row(head: str, cells: list[str]) -> str:
    """Return one line of a table."""
    return f"{head:<24}" + "".join(f"{cell:>{max(12, len(cell) + 2)}}" for cell in cells)


def print_ratios(results: dict[str, Measurement]) -> None:
    """Print how many times as fast as each other contestant the engine is, beside the aim."""
    own = results[ENGINE]
    for name, other in results.items():
        ratios = {title: other.seconds[title] / own.seconds[title] for title in own.seconds}
        if name != ENGINE:
            listed = "  ".join(f"{title}: {ratio:.1f} x" for title, ratio in ratios.items())
            print(f"engine to {name:<18}{listed}{verdict(min(ratios.values()), AIMS.get(name))}")


def verdict(ratio: float, aim: float | None) -> str:
    """Say whether the smallest ratio reaches the aim."""
    return "" if aim is None else f"  aim {aim} x: {'met' if ratio >= aim else 'missed'}"


def print_start(own: Measurement) -> None:
    """Print the engine's start-up against its aims."""
    importing = fastest_of(seconds_to_import, ENGINE)
    met = importing < AIM_SECONDS and own.memory < AIM_MEGABYTES
    aims = f"aim {AIM_SECONDS} s and {AIM_MEGABYTES} MB: {'met' if met else 'missed'}"
    times = f"imports in {importing:.3f} s, has read a sentence after {own.startup:.3f} s"
    print(f"engine {times}, {own.memory:.0f} MB, {aims}")


def print_growth(quick: bool) -> None:
    """Print the engine's time for ever longer texts; the last column is 1.0 where time grows as the text does."""
    texts = growth_texts(quick)
    result = in_own_process(measure, ENGINE, texts)
    print(row("engine", ["seconds", "MB/s", "statements", "time per byte to the shortest's"]))
    first = {}
    for title, text in texts.items():
        seconds = result.seconds[title]
        per_byte = seconds / len(text.encode())
        shortest = first.setdefault("one line" in title, per_byte)
        cells = [
            f"{seconds:.3f}",
            f"{speed(text, seconds):.2f}",
            str(result.found[title]),
            f"{per_byte / shortest:.2f}",
        ]
        print(row(title, cells))


def main() -> None:
    """Compare the contestants, then show how the engine's time grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="short texts only, to see that everything runs")
    parser.add_argument("--only", nargs="*", choices=sorted(CONTESTANTS), help="measure these contestants only")
    arguments = parser.parse_args()
    chosen = [name for name in CONTESTANTS if not arguments.only or name in arguments.only]
    results = compare(chosen, comparison_texts(arguments.quick))
    if ENGINE in results:
        print_ratios(results)
        print_start(results[ENGINE])
        print_growth(arguments.quick)


if __name__ == "__main__":
    main()
