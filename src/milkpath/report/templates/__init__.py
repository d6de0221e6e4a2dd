"""The templates of the page and its pictures, and the one environment that fills them in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from milkpath.report.words import capitalised, detail_part, plain_part


@cache
def environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a missing name is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["capitalised"] = capitalised
    made.filters["plain"] = plain_part
    made.filters["detail"] = detail_part
    return made
