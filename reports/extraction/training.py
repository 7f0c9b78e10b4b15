"""Learn the weights of the confidence from annotated reports: `python -m reports.extraction.training GOLD CORPUS`.

GOLD holds the annotations (`*.tsv`) and their `score.py`, CORPUS the texts. `--wrong FILE` adds reports of which a
reader has listed what is wrong, a line each: the report, where the number begins, the name that the engine gave; all
else that is read there counts as right. Prints how far the confidence tells right from wrong on reports that were left
out of the training, and writes `weights.json`. Deterministic.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from .confidence import features
from .engine import found_in
from .model import Kind

_ROUNDS = 150
_RATE = 0.5
_SHRINK = 0.1
_EXPECTED = {
    "bias": 3.5,
    "rule verb-only": -1.5,
    "rule elided-topic": -1.5,
    "rule examples-number-noun": -1.0,
    "rule people-of-verb": -1.0,
    "rule words-number-noun": -0.8,
    "rule shared-noun": -0.8,
    "rule owner-of-head": -0.5,
    "rule benefit-of-subject": -0.5,
    "rule leaning-head": -0.3,
    "rule elided-subject": -0.3,
    "rule number-noun-verb": -0.3,
    "rule rank": -0.3,
    "words behind": -0.3,
    "name<=2": -1.0,
    "name<=28": -0.5,
    "name<=60": -1.5,
    "year against section": -0.8,
    "kind against section": -0.8,
    "unread beside": -0.3,
    "said inside the name": -1.2,
    "bare head": -1.0,
    "said twice": -2.0,
    "amount before words": -0.5,
    "bare magnitude": -0.5,
    "borrowed from afar": -1.2,
    "out of step": -1.0,
    "level without a head": -0.8,
    "promised as a predicate": -1.0,
    "growth of projects": -1.0,
    "examples in name": -0.3,
    "odd ownerless": -1.5,
    "odd short": -1.0,
    "odd long": -0.5,
    "odd beginning": -0.8,
    "odd ending": -1.0,
    "odd time": -0.8,
    "odd bound": -1.0,
    "odd unclosed": -1.0,
}
"""What the writers of the rules expect: few errors are left to learn from, and what is learned starts from here."""

_WRONG_WEIGHS = 2.5
"""Rules were mended on these very reports, so what is still wrong counts for more than its share."""


@dataclass(frozen=True, slots=True)
class Example:
    """One statement of an annotated report: its features and whether every field of it was right."""

    report: str
    features: tuple[str, ...]
    right: bool


def examples(gold: Path, corpus: Path) -> list[Example]:
    """Compare the engine's statements with the annotations of all reports."""
    score = _load(gold / "score.py")
    found: list[Example] = []
    for path in sorted(gold.glob("*.tsv")):
        found += _examples_of(path, corpus / f"{path.stem}.txt", score)
    return found


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def _examples_of(path: Path, source: Path, score: ModuleType) -> list[Example]:
    text = source.read_bytes().decode("utf-8")
    flat, offsets = score.squeeze(text)
    gold, counts = score.read_gold(path, flat)
    year = int(re.findall(r"20\d\d", path.stem)[0])
    made = []
    for found, statement, sentence, view in found_in(text, year=year):
        if statement.kind is Kind.MILESTONE:
            continue
        span = offsets[statement.start], offsets[statement.end]
        meant = [item for item in gold if span[0] < item.end and span[1] > item.start]
        if any(item.kind == "ignore" for item in meant) or not (meant or counts):
            continue
        right = any(not score.field_errors(item, statement.as_dict()) for item in meant)
        made.append(Example(path.stem, tuple(features(found, sentence, view)), right))
    return made


def examples_read_over(wrong: Path, corpus: Path) -> list[Example]:
    """Take a reader's word on reports of the corpus, whose year stands in their names: what is not listed is right."""
    listed: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for line in wrong.read_text(encoding="utf-8").splitlines():
        report, start, name = line.split("\t")
        listed[report].add((int(start), name))
    sources = {path.stem: path for path in corpus.glob("**/*.txt")}
    return [
        Example(report, tuple(features(found, sentence, view)), (statement.start, statement.indicator) not in errors)
        for report, errors in sorted(listed.items())
        for found, statement, sentence, view in found_in(
            sources[report].read_bytes().decode("utf-8"), year=int(re.findall(r"20\d\d", report)[0])
        )
        if statement.kind is not Kind.MILESTONE
    ]


def train(data: Sequence[Example]) -> dict[str, float]:
    """Fit a logistic regression by gradient descent with a pull towards what was expected."""
    weights: dict[str, float] = defaultdict(float, _EXPECTED)
    total = sum(1.0 if example.right else _WRONG_WEIGHS for example in data) or 1.0
    for _ in range(_ROUNDS):
        gradient: dict[str, float] = defaultdict(float)
        for example in data:
            error = (float(example.right) - probability(weights, example.features)) * (
                1.0 if example.right else _WRONG_WEIGHS
            )
            for feature in ("bias", *example.features):
                gradient[feature] += error
        for feature, slope in gradient.items():
            pull = 0.0 if feature == "bias" else _SHRINK * (weights[feature] - _EXPECTED.get(feature, 0.0))
            weights[feature] += _RATE * (8 * slope / total - pull)
    return {feature: round(weight, 3) for feature, weight in sorted(weights.items())}


def probability(weights: dict[str, float], present: Iterable[str]) -> float:
    """Return the estimated chance that a statement with these features is right."""
    score = weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in present)
    return 1 / (1 + math.exp(-score))


def left_out(data: Sequence[Example]) -> list[tuple[float, bool]]:
    """Give every example the confidence that the other reports teach, lowest first."""
    judged = []
    for report in sorted({example.report for example in data}):
        weights = train([example for example in data if example.report != report])
        judged += [(probability(weights, one.features), one.right) for one in data if one.report == report]
    return sorted(judged)


def deciles(judged: Sequence[tuple[float, bool]]) -> list[str]:
    """Describe the tenths of the statements from the least to the most certain."""
    lines = ["tenth  confidence     statements  wrong"]
    for tenth in range(10):
        part = judged[len(judged) * tenth // 10 : len(judged) * (tenth + 1) // 10]
        wrong = sum(not right for _, right in part)
        span = f"{part[0][0]:.3f}–{part[-1][0]:.3f}"
        lines.append(f"{tenth + 1:>5}  {span}  {len(part):>10}  {wrong:>3} ({100 * wrong / len(part):.1f} %)")
    return lines


def main() -> int:
    """Train on all reports, say how it does on those left out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights.json"))
    parser.add_argument("--wrong", type=Path, help="what readers have listed as wrong")
    arguments = parser.parse_args()
    data = examples(arguments.gold, arguments.corpus)
    if arguments.wrong:
        data += examples_read_over(arguments.wrong, arguments.corpus)
    sys.stdout.write("\n".join(deciles(left_out(data))) + "\n")
    arguments.out.write_text(json.dumps(train(data), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
