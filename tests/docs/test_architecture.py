"""What the documents say of the tree is what is on the disk."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TREE = ARCHITECTURE.split("```")[1]
NO_ROOMS = {"__pycache__"}


def rooms_in(block: str) -> list[str]:
    """The folders that a drawn tree names, each with the one that it stands in, in their order."""
    rooms, top = [], ""
    for indent, name in re.findall(r"^( *)([\w.]+)/", block, re.MULTILINE):
        top = top if indent else name
        rooms.append(f"{top}/{name}" if indent else name)
    return rooms


def rooms_on_disk() -> set[str]:
    folders = [ROOT / "reports", ROOT / "tracker"]
    below = [path for top in folders for path in top.iterdir() if path.is_dir() and path.name not in NO_ROOMS]
    return {str(path.relative_to(ROOT)) for path in [*folders, *below]}


def test_the_tree_that_is_drawn_is_the_tree_on_disk():
    assert set(rooms_in(TREE)) == rooms_on_disk()


def test_the_rooms_are_drawn_in_the_order_that_the_contracts_allow():
    contract = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)[1]
    layers = [line.split(" | ") for line in re.findall(r'"([^"]+)"', contract)][::-1]
    height = {room.replace(".", "/"): floor for floor, layer in enumerate(layers) for room in layer}
    floors = [height[room] for room in rooms_in(TREE) if room in height]
    assert floors == sorted(floors)
    assert {room for room in height if not room.endswith("urls")} <= set(rooms_in(TREE))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_document_names_exists(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    paths = re.findall(r"`((?:reports|tracker|templates|tests|docs|requirements|benchmarks)/[\w./]+)`", text)
    missing = [each for each in links if not ((ROOT / name).parent / each).exists()]
    assert missing + [each for each in paths if not (ROOT / each).exists()] == []


def test_both_readmes_show_the_same_commands():
    chinese, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.zh.md", "README.md"))

    def commands(text: str) -> set[str]:
        return set(re.findall(r"`(make [a-z-]+)", text)) | set(re.findall(r"^(make \w+)", text, re.MULTILINE))

    assert commands(chinese) == commands(english)
