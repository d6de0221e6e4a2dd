"""What no plan of the tables reaches: missing knowledge, empty figures, a product that meets nobody."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from milkpath.errors import KnowledgeError
from milkpath.judgement.exposure_report import _relative
from milkpath.judgement.exposures import on_open_skin_mg
from milkpath.judgement.ingredients import contained_in
from milkpath.judgement.milk_affected import NEVER, relevant_span
from milkpath.judgement.rules import rule_reasons
from milkpath.judgement.unknowns import conflicts
from milkpath.knowledge.reader import knowledge

from .built import case_of, home, needle, put, visit
from .invariants import answer_to, reasons

WIPED = visit(put("Lidocaine 4 %; Aqua"), {"do": "remove", "area": "face", "how": "wipe"}, needle())


def test_a_rule_that_names_no_predicate_is_an_error() -> None:
    """The file and the names that exist are told; nothing is judged without it."""
    case = case_of(home(put("Aqua")))
    rule = msgspec.structs.replace(next(iter(case.known.rules.values())), id="odd", predicate="moon_is_full")
    known = msgspec.structs.replace(case.known, rules={"odd": rule})
    with pytest.raises(KnowledgeError, match="moon_is_full"):
        list(rule_reasons(msgspec.structs.replace(case, known=known)))


def test_a_wipe_of_unknown_shape_removes_nothing_from_the_bound() -> None:
    """The quantile is known for one family of shapes only; for any other the cautious side is taken."""
    (item,) = [found for found in case_of(WIPED).contained if found.substance.id == "lidocaine"]
    known = knowledge()
    shape = msgspec.structs.replace(known.parameters["wiping-efficiency-beta"], value=2.0)
    other = msgspec.structs.replace(known, parameters={**known.parameters, shape.id: shape})
    assert on_open_skin_mg(item, known) < on_open_skin_mg(item, other) == pytest.approx(item.mg_per_use)


def test_a_product_that_meets_nobody_holds_nothing() -> None:
    """Its label is read, and nothing of it is counted."""
    case = case_of(home(put("Lidocaine 4 %; Aqua")))
    (product,) = case.products
    away = msgspec.structs.replace(product, application=None)
    assert contained_in((away,), case.timeline, case.known) == ((), {}, ())


def test_a_share_of_nothing_is_not_told() -> None:
    """Where nothing is absorbed there is no dose to compare the infant's with."""
    assert _relative(np.array([0.0, 1.0]), np.array([0.0, 1.0]), 60.0) is None


def test_milk_that_holds_nothing_is_never_affected() -> None:
    """A curve of zeros is above no level, whatever the shares of the limits say."""
    much = put("Lidocaine 30 %; Carbomer", {"site": "legs", "size": "2000 cm2"}, amount="100 g", covered=True)
    case = case_of(visit(much | {"for": "3 h"}))
    report = next(pooled.report for pooled in case.exposures if pooled.report.substance == "lidocaine")
    assert report.timeline is not None
    band = report.timeline.milk_ug_per_l
    nothing = tuple(0.0 for _ in band.p95)
    flat = msgspec.structs.replace(band, p05=nothing, p50=nothing, p95=nothing)
    timeline = msgspec.structs.replace(report.timeline, milk_ug_per_l=flat)
    assert relevant_span(case, report) is not NEVER
    assert relevant_span(case, msgspec.structs.replace(report, timeline=timeline)) == NEVER


def test_a_substance_with_disputed_statements_alone_is_shown_with_them() -> None:
    """No flag stands alone: where no disagreement is written out, the flagged statements are shown."""
    case = case_of(home(put("Lidocaine 4 %; Aqua")))
    item = case.contained[0]
    flagged = msgspec.structs.replace(item.substance.statements[0], flags=("conflict",))
    disputed = msgspec.structs.replace(item.substance, disagreements=(), classes=(), statements=(flagged,))
    told = conflicts(msgspec.structs.replace(case, contained=(msgspec.structs.replace(item, substance=disputed),)))
    assert [(one.topic, one.positions[0].sources) for one in told] == [(disputed.name, flagged.sources)]


def test_a_site_that_nobody_knows_allows_any_depth_and_still_gets_advice() -> None:
    """Of unknown skin no deepest needle is held: nothing is said of depth, and substitutes are looked for all the same."""
    numbing = put("Lidocaine 23 %, Tetracaine 7 %; White petrolatum", "left flapdoodle", amount="10 g")
    tree = visit(numbing | {"for": "60 min"}, needle("left flapdoodle", depth="2.5 mm"))
    answer = answer_to(tree, advice=True)
    assert "needles-deeper-than-site-allows" not in {because["rule"] for because in reasons(answer)}
    assert answer.swaps
