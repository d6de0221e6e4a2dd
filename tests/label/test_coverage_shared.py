"""How much of real labels the knowledge covers, against a dictionary of names from outside.

To see the figures and the names that are missed most: `pytest -s -m shared tests/label/test_coverage_shared.py`.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections import Counter

from milkpath.knowledge.spelling import normalise
from milkpath.label.ingredient import Ingredient
from milkpath.label.read import read_label

from . import shared_labels as shared

pytestmark = shared.NEEDED
LEAST = 0.95
SHOWN = 100


def shown(text: str) -> None:
    """Print a figure, seen with `pytest -s`."""
    sys.stdout.write(f"{text}\n")


def _is_covered(one: Ingredient, own: list[Ingredient]) -> bool:
    """Whether a named part of our own reading and this token share at least half of the shorter of the two."""
    return any(
        2 * (min(one.end, mine.end) - max(one.start, mine.start)) >= min(one.end - one.start, mine.end - mine.start)
        for mine in own
    )


def test_nearly_all_tokens_that_a_dictionary_can_name_meet_a_known_substance() -> None:
    """At least 95 % of them, in all labels of the collection that are no machine translation."""
    missed: Counter[str] = Counter()
    nameable = 0
    for text in shared.labels():
        own = shared.named(shared.own_label(text))
        for one in shared.named(read_label(text, shared.dictionary())):
            nameable += 1
            missed[str(one.name)] += not _is_covered(one, own)
    covered = 1 - missed.total() / nameable
    shown(f"\n{nameable} tokens that a dictionary can name, {covered:.2%} known; missed most:")
    shown("\n".join(f"{count:6d}  {name}" for name, count in missed.most_common(SHOWN) if count))
    assert covered >= LEAST


def test_the_common_tokens_of_the_collection_are_known() -> None:
    """The same figure from the ready-made table of tokens, which was split by another reader."""
    known = total = 0
    for row in shared.rows("ingredient_freq_dev.csv"):
        if row["resolved_in_cosing"] == "1":
            count = int(row["count"])
            total += count
            known += count * bool(shared.named(shared.own_label(row["token_normalised"])))
    shown(f"\n{total} tokens of the table, {known / total:.2%} known")
    assert known / total >= LEAST


def test_invented_labels_in_six_languages_and_drug_records_are_known() -> None:
    """Of the names on the invented labels nine in ten are known, and every drug of the drug records."""
    invented = [
        one
        for row in shared.rows("labels_own_dev.csv")
        for one in shared.own_label(row["ingredients_text"]).ingredients
        if one.status != "not-an-ingredient"
    ]
    unknown = [one.text for one in invented if one.substance is None]
    shown(f"\n{len(invented)} names on invented labels, not known: {unknown}")
    assert len(unknown) <= 0.1 * len(invented)
    cases = json.loads((shared.FOLDER / "drug_facts_dev.json").read_text(encoding="utf-8"))["cases"]
    for case in cases:
        found = {normalise(str(one.name)) for one in shared.own_label(case["text"]).ingredients if one.substance}
        for reading in case["reading"]:
            entry = shared.own_index().entries.get(normalise(reading["substance"]))
            assert entry is not None, reading["substance"]
            assert normalise(entry.name) in found, (case["id"], reading["substance"])


def test_what_the_reader_names_agrees_with_the_answers_by_hand() -> None:
    """Precision and recall over the labels with answers, as the scorer of the collection counts them."""
    scorer = runpy.run_path(str(shared.FOLDER / "score_labels.py"))
    hits = false = missed = 0
    for answer in shared.gold():
        own = shared.named(shared.own_label(shared.text_of(answer["id"])))
        substances = [
            {"name": shared.inci_of(one), "percent_low": one.percent_low, "percent_high": one.percent_high}
            for one in own
        ]
        scored = scorer["score_label"](answer, {"substances": substances})
        hits, false, missed = hits + scored["tp"], false + len(scored["fp"]), missed + len(scored["miss"])
    precision, recall = hits / (hits + false), hits / (hits + missed)
    shown(f"\nprecision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / (precision + recall):.4f}")
    assert precision >= 0.95
    assert recall >= 0.93
