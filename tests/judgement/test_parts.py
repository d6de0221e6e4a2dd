"""The parts of the answer: clock, feeding, groups, largest doses, occasions, and the mother's words."""

from __future__ import annotations

import pytest

from milkpath import assess
from milkpath.judgement.clock import clock
from milkpath.judgement.feeding import NO_WAIT_RULE, NOT_CLEARED_RULE, feeding
from milkpath.judgement.groups import groups
from milkpath.judgement.maximum_dose import maximum_doses
from milkpath.judgement.occasions import occasions
from milkpath.judgement.reason import PLAIN_END
from milkpath.judgement.words import MOST_TASKS, OPENING, OPENING_DONE, now, summary, urgent, watch_for
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree

from .built import a_reason, case_of, home, needle, put, visit

LIDOCAINE = "Lidocaine 4 %; Carbomer, Purified water"


# --- clock


def test_unopened_skin_needs_no_clock() -> None:
    """Nothing was opened, nothing has to close."""
    assert clock(case_of(home(put("Aqua"))), []) == ()


def test_opened_skin_may_touch_the_baby_after_it_has_closed() -> None:
    """Counted from the last needle, not from the first."""
    early, late = (case_of(visit(*steps)) for steps in ([needle()], [needle(), needle()]))
    first, second = (next(e for e in clock(case, []) if e.id == "skin-touches-baby") for case in (early, late))
    assert first.not_before == "2026-12-04T14:00"
    assert (second.not_before or "") > (first.not_before or "")


def test_a_deferred_product_comes_back_at_the_time_that_its_statement_names() -> None:
    """Five days after the needles, at the earliest."""
    reason = a_reason(action="defer", until_hours=(120.0, 168.0), substance="retinol", rule="r")
    entry = next(e for e in clock(case_of(visit(needle())), [reason]) if e.id == "retinol-again")
    assert (entry.not_before, entry.interval_h) == ("2026-12-06T14:00", (120.0, 168.0))


def test_the_latest_of_two_deferrals_of_one_substance_counts() -> None:
    """A shorter deferral found first does not hide a longer one."""
    reasons = [
        a_reason(action="defer", until_hours=hours, substance="retinol", rule=f"r{hours[0]}")
        for hours in ((72.0, 72.0), (120.0, 168.0))
    ]
    entry = next(e for e in clock(case_of(visit(needle())), reasons) if e.id == "retinol-again")
    assert entry.interval_h == (120.0, 168.0)


def test_the_milk_has_an_interval_and_no_date() -> None:
    """That milk is back to usual is no wait."""
    entries = [e for e in clock(case_of(visit(put(LIDOCAINE) | {"for": "30 min"})), []) if e.id == "milk-lidocaine"]
    assert entries
    assert entries[0].not_before is None
    assert entries[0].interval_h is not None
    assert entries[0].interval_h[0] <= entries[0].interval_h[1]


# --- feeding


def test_nothing_is_withheld_without_a_source() -> None:
    """However severe the reasons are; what is not for nursing at all is said, and nothing is promised."""
    case = case_of(visit(needle()))
    severe = feeding(case, [a_reason(action="swap", route="milk")])
    stopped = feeding(case, [a_reason(action="avoid", route="milk")])
    assert (severe.withhold_h, severe.because[0].rule) == (0.0, NO_WAIT_RULE)
    assert (stopped.withhold_h, stopped.because[0].rule) == (0.0, NOT_CLEARED_RULE)


def test_the_longest_named_wait_counts() -> None:
    """And each reason for a wait is given."""
    waits = [a_reason(action="defer", route="milk", withhold_milk_h=hours, rule=f"w{hours}") for hours in (24.0, 48.0)]
    advice = feeding(case_of(visit(needle())), waits)
    assert (advice.withhold_h, {because.rule for because in advice.because}) == (48.0, {"w24.0", "w48.0"})


def test_the_schedule_begins_before_the_visit_and_goes_on_after_it() -> None:
    """Feed first, and when the baby next wants to; home care needs no schedule."""
    schedule = feeding(case_of(visit(needle())), []).schedule
    assert schedule[0].at == "2026-12-01T14:00"
    assert any(entry.at == "after the visit" for entry in schedule)
    assert feeding(case_of(home(put("Aqua"))), []).schedule == ()


# --- groups and largest doses


def test_a_plan_without_such_drugs_has_no_groups() -> None:
    """A bland cream is in no group."""
    assert groups(case_of(home(put("Aqua, Glycerin")))) == ()


def test_anaesthetics_of_two_products_are_one_group_with_their_metabolites() -> None:
    """Joint toxicity counts over the day."""
    case = case_of(visit(put(LIDOCAINE), put("Prilocaine 2.5 %; Carbomer", "legs")))
    group = next(g for g in groups(case) if "lidocaine" in g.members)
    assert {"lidocaine", "prilocaine", "megx"} <= set(group.members)


def test_a_level_at_which_the_heart_suffers_says_nothing_of_methaemoglobin() -> None:
    """Prilocaine counts among the anaesthetics; among the methaemoglobin formers it is said not to be counted."""
    found = {g.name: g for g in groups(case_of(visit(put("Prilocaine 2.5 %; Carbomer"))))}
    assert found["Local anaesthetics"].share is not None
    assert found["Methaemoglobin formers"].share is None
    assert "prilocaine" in found["Methaemoglobin formers"].because[0].text


def test_a_sum_that_could_not_be_made_is_told_in_her_words_first() -> None:
    """The reason of a group starts in plain words; kinetics and limits stand after the mark, for the clinician."""
    for group in groups(case_of(visit(put(LIDOCAINE), put("Prilocaine 2.5 %; Carbomer", "legs")))):
        plain, mark, detail = group.because[0].text.partition(PLAIN_END)
        assert (mark, "limit" in plain, "lowest limit" in detail) == (PLAIN_END, False, True)


def test_two_members_take_more_than_one() -> None:
    """The share of a group grows with each member, or says which member could not be counted."""
    one = next(g for g in groups(case_of(visit(put(LIDOCAINE)))) if "lidocaine" in g.members)
    two = next(
        g
        for g in groups(case_of(visit(put(LIDOCAINE), put("Tetracaine 7 %; Carbomer", "legs"))))
        if "lidocaine" in g.members
    )
    uncounted = "Not counted, for want of kinetics or a limit: tetracaine" in two.because[0].text
    assert (two.share or 0) > (one.share or 0) or uncounted


@pytest.mark.parametrize(
    "label",
    [
        "Lidocaine 4 %; Aqua",
        "Prilocaine 2.5 %; Aqua",
        "Povidone-iodine 10 %; Aqua",
        "Naproxen 10 %; Aqua",
        "Salicylic Acid 2 %; Aqua",
    ],
)
def test_every_group_names_a_source(label: str) -> None:
    """A sum without a source is not a reason."""
    found = groups(case_of(home(put(label))))
    assert found
    assert all(because.sources for group in found for because in group.because)


@pytest.mark.parametrize(("weight", "most"), [("50 kg", 225.0), ("100 kg", 300.0)])
def test_the_largest_dose_is_the_smaller_of_the_two_limits(weight: str, most: float) -> None:
    """4.5 mg/kg, and never more than 300 mg."""
    (entry,) = maximum_doses(case_of(visit(put(LIDOCAINE), mother={"weight": weight})))
    assert entry.max_mg == pytest.approx(most)


def test_the_planned_dose_is_that_of_the_visit() -> None:
    """Two layers of 1 g of 4 % are 80 mg; home care is another matter."""
    (entry,) = maximum_doses(case_of(visit(put(LIDOCAINE), put(LIDOCAINE), home=[put(LIDOCAINE)])))
    assert entry.planned_mg == pytest.approx(80.0)


def test_the_largest_dose_is_a_round_number() -> None:
    """Figures have four significant digits."""
    (entry,) = maximum_doses(case_of(visit(put(LIDOCAINE), mother={"weight": "54.321 kg"})))
    assert entry.max_mg == float(f"{entry.max_mg:.4g}")


# --- occasions


@pytest.mark.parametrize(
    ("tree", "occasion"),
    [
        (visit(needle()), "needles"),
        (visit(put(LIDOCAINE)), "anaesthetic"),
        (visit({"do": "clean", "area": "face", "product": {"label": "Chlorhexidine 0.5 %; Aqua"}}), "antiseptic"),
        (visit({"do": "treat", "area": "lips", "procedure": "hyaluronic filler"}), "filler"),
        (visit(needle()) | {"visit": {"setting": "home", "steps": [needle()]}}, "home-use"),
        (home(needle(device="roller")), "home-use"),
        (home(put("Aqua"), infant={"age": "10 weeks", "conditions": ["g6pd deficiency"]}), "infant-haemolysis-risk"),
        (visit(put("Aqua"), needle()), "product-under-needles"),
        (home(put("Aqua, Zorblatin")), "unknown-product"),
        (home(put("")), "unknown-product"),
        (home(put("Aqua")), "product"),
    ],
)
def test_an_occasion_is_seen(tree: dict[str, object], occasion: str) -> None:
    """Each calls for questions and signs of its own."""
    assert occasion in occasions(case_of(tree))


def test_a_bland_cream_is_no_occasion_but_a_product() -> None:
    """No false alarm."""
    assert occasions(case_of(home(put("Aqua, Glycerin")))) == {"always", "product"}


# --- words


@pytest.mark.parametrize("action", list(OPENING))
def test_a_summary_opens_with_what_to_do_and_ends_with_feeding(action: str) -> None:
    """In words, without a figure."""
    case = case_of(visit(needle()))
    text = summary(case, action, [a_reason(action=action, plain="Because of this.")], feeding(case, []))  # type: ignore[arg-type]
    assert text.startswith(OPENING[action])  # type: ignore[index]
    assert "No milk has to be thrown away" in text


def test_a_summary_after_the_visit_speaks_of_what_is_ahead() -> None:
    """It does not say that she can do what she has done."""
    case = case_of(visit(needle(), asked="2026-12-02T09:00", status="done"))
    assert summary(case, "go-with-steps", [], feeding(case, [])).startswith(OPENING_DONE["go-with-steps"])


def test_what_to_do_now_is_short_and_says_each_thing_once() -> None:
    """At most a handful of tasks, most severe first."""
    known = knowledge()
    reasons = [
        a_reason(advice=tuple(known.advice)[:6], action="go"),
        a_reason(advice=tuple(known.advice)[4:], action="avoid"),
    ]
    tasks = [task.id for task in now(case_of(visit(needle())), reasons, feeding(case_of(visit(needle())), []))]
    assert len(tasks) == len(set(tasks)) <= MOST_TASKS
    assert tasks[0] in tuple(known.advice)[4:]


@pytest.mark.parametrize(("asked", "first"), [("2026-12-01T18:00", True), ("2026-12-03T18:00", False)])
def test_red_flags_come_first_for_a_day(asked: str, first: bool) -> None:
    """Signs of too much numbing drug call for help within a day of it."""
    case = case_of(visit(put(LIDOCAINE), needle(), asked=asked, status="done"))
    assert bool(urgent(case)) is first


def test_a_sign_says_whom_to_call_in_her_country() -> None:
    """An emergency number of the country, else words that hold everywhere."""
    texts = {
        country: " ".join(sign.text for sign in watch_for(case_of(visit(put(LIDOCAINE), needle(), country=country))))
        for country in ("GB", "NO")
    }
    assert knowledge().emergency["GB"].emergency in texts["GB"]
    assert knowledge().emergency["XX"].emergency in texts["NO"]


# --- what every needling answer says


@pytest.mark.parametrize("device", ["pen", "roller", "stamp", "radiofrequency", "patch"])
def test_every_needling_answer_says_what_is_known_of_supply_and_milk_quality(device: str) -> None:
    """Nothing was found, in either direction: the supply route says so, and the unknowns name it."""
    answer = assess(plan_from_tree(visit(needle(device=device, depth="0.5 mm"))), pairs=1, workers=1, advice=False)
    said = " ".join(because.text for because in answer.routes.supply.because)
    assert "supply" in said
    assert any("milk quality" in item.what for item in answer.unknowns) or "milk quality" in said
