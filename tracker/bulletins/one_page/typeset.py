"""Typesets the page in a process of its own. Standard input is JSON: `page` (what it says), `fonts`, `kind`."""

import base64
import json
import os
import sys
from pathlib import Path

os.environ["RAYON_NUM_THREADS"] = "1"  # each thread would reserve address space, which is bounded here

import typst

PAGE = Path(__file__).with_name("page.typ")
PIXELS_PER_INCH = 150

if __name__ == "__main__":
    task = json.load(sys.stdin)
    fonts = typst.Fonts()
    known = {family.lower() for family in fonts.families()}
    font = next((name for name in task["fonts"] if name.lower() in known), None)
    if font is None:
        json.dump({"fault": "font"}, sys.stdout)
    else:
        told = {"page": json.dumps(task["page"]), "font": font}
        compiler = typst.Compiler(str(PAGE), font_paths=fonts, sys_inputs=told)
        drawn = compiler.compile(format=task["kind"], ppi=PIXELS_PER_INCH)
        content = drawn[0] if isinstance(drawn, list) else drawn
        json.dump({"file": base64.b64encode(content or b"").decode()}, sys.stdout)
