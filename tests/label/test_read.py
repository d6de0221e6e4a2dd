"""A whole label."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milkpath.label.ingredient import Ingredient, Label
from milkpath.label.read import read_label

from .known import INDEX, MAIN_NAMES, WATCHED

REAL = {"exact", "alias", "repaired", "unresolved"}


def read(text: str, **strengths: float) -> Label:
    return read_label(text, INDEX, strengths=strengths, watched=WATCHED)


def real(label: Label) -> list[Ingredient]:
    return [one for one in label.ingredients if one.status in REAL]


def substances(text: str) -> list[str | None]:
    return [one.substance for one in real(read(text))]


def declared(text: str, **strengths: float) -> dict[str | None, float]:
    return {one.substance: one.percent_high for one in real(read(text, **strengths)) if one.basis == "declared"}


def codes(label: Label) -> list[str]:
    return [problem.code for problem in label.problems]


# --- traps ------------------------------------------------------------------------------------------------------------


def test_front_against_structured_strength() -> None:
    """A front that says 5 % against a given 10 %: the contradiction is told, and 10 % counts."""
    label = read("5% Lidocaine. Ingredients: Lidocaine, Aqua", lidocaine=10.0)
    (found,) = [one for one in real(label) if one.substance == "lidocaine"]
    assert (found.percent_high, found.percent_best, found.percent_low) == (10.0, 10.0, 5.0)
    assert "contradiction" in codes(label)


def test_front_against_record() -> None:
    """A record with 100 mg/g behind a front with 5 % is a contradiction within the text."""
    label = read("5% Lidocaine | LIDOCAINE 100 mg/g | CREAM | NDC 12345-678")
    (found,) = real(label)
    assert (found.substance, found.section, found.percent_high) == ("lidocaine", "active", 10.0)
    assert "contradiction" in codes(label)


def test_front_that_agrees_adds_nothing() -> None:
    """The front is no second ingredient, and equal figures are no problem."""
    label = read("Lidocaine 4% | LIDOCAINE .04 g/g | CREAM | NDC 12345-678")
    assert [(one.text, one.percent_high) for one in real(label)] == [("LIDOCAINE", 4.0)]
    assert "contradiction" not in codes(label)


def test_strengths_name_more_than_the_text() -> None:
    """The name gives one anaesthetic, the given strengths three: all three count."""
    label = read("Lidocaine cream", lidocaine=6.0, benzocaine=20.0, tetracaine=4.0)
    assert {one.substance: one.percent_high for one in real(label)} == {
        "lidocaine": 6.0,
        "benzocaine": 20.0,
        "tetracaine": 4.0,
    }
    assert codes(label).count("not-in-text") == 2


def test_unknown_structured_strength_is_kept() -> None:
    """A strength of something unknown is an unresolved ingredient without a place."""
    (found,) = read("", zyxine=3.0).ingredients
    assert (
        found.text,
        found.start,
        found.end,
        found.status,
        found.name,
        found.percent_high,
    ) == ("", 0, 0, "unresolved", "zyxine", 3.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skin Cream | LIDOCAINE 5 g/100g; EPINEPHRINE 1 g/100g | NDC 1-1", {"lidocaine": 5.0, "adrenaline": 1.0}),
        (
            "Numbing gel | LIDOCAINE HYDROCHLORIDE 4 g/100g; BENZYL ALCOHOL 10 g/100g",
            {"lidocaine": 4.0, "benzyl-alcohol": 10.0},
        ),
        (
            "Benzocaine 20% / Lidocaine 6% / Tetracaine 4% topical cream (BLT), 30 g",
            {"benzocaine": 20.0, "lidocaine": 6.0, "tetracaine": 4.0},
        ),
        ("Rx Lidocaine 10 % - Prilocaine 5 % in anhydrous gel", {"lidocaine": 10.0, "prilocaine": 5.0}),
        (
            "Hydroquinone 4%, tretinoin 0.05% in Cream Base q.s. 30 g",
            {"hydroquinone": 4.0, "tretinoin": 0.05},
        ),
        ("1 g Creme enthält: Wirkstoffe: 25 mg Lidocain, 25 mg Prilocain.", {"lidocaine": 2.5, "prilocaine": 2.5}),
        ("Cada grama contém: lidocaína 70 mg, tetracaína 70 mg.", {"lidocaine": 7.0, "tetracaine": 7.0}),
        ("Werkzame stof: lidocaïnehydrochloride 20 mg/g. Hulpstoffen: carbomer", {"lidocaine": 2.0}),
        ("Numbing cream 5 % Lidocaine", {"lidocaine": 5.0}),
        ("Lidocaine 2.5% Prilocaine 2.5%", {"lidocaine": 2.5, "prilocaine": 2.5}),
        ("Aqua, Niacinamide, 5 %, Urea", {"niacinamide": 5.0}),
        ("Aqua, Avobenzone (2.5%), Urea", {"avobenzone": 2.5}),
    ],
)
def test_drug_lists(text: str, expected: dict[str, float]) -> None:
    """Every active keeps its own strength, whatever the list looks like."""
    assert expected == declared(text)


def test_salt_keeps_its_declared_percent() -> None:
    """Percent stays as declared for the salt, and the base fraction stands beside it."""
    (found,) = real(read("Lidocaine hydrochloride 2 %"))
    assert (found.percent_high, found.base_fraction) == (2.0, 0.865)


def test_available_iodine_is_not_more_iodine() -> None:
    """A bracket that tells the same strength in another form is no second ingredient."""
    assert declared("Povidone-iodine 10 % (1 % available iodine); Glycerol, Purified water") == {
        "povidone-iodine": 10.0
    }


@pytest.mark.parametrize("text", ["AHA 30% + BHA 2%", "Peel with AHA 30% + BHA 2%. Ingredients: Aqua, Glycolic Acid"])
def test_acid_classes_are_no_substances(text: str) -> None:
    """`AHA 30% + BHA 2%` gives neither salicylic acid nor butylated hydroxyanisole."""
    assert not {"salicylic-acid", "bha"} & set(substances(text))


def test_bha_in_a_list() -> None:
    """In a list `BHA` is the antioxidant; `AHA` there is nothing known."""
    assert substances("Aqua, BHA, AHA") == ["aqua", "bha", None]


def test_ala_alone_is_not_guessed() -> None:
    """A name of two substances is unresolved."""
    assert substances("ALA") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, 1, 2-Hexanediol, Urea",
        "Aqua, 1\n2-Hexanediol, Urea",
        "Aqua, 1,2.HEXANEDIOL, Urea",
        "Aqua,1,2-Hexanediol,Urea",
    ],
)
def test_broken_hexanediol(text: str) -> None:
    """The number of a name may have been torn off."""
    assert substances(text) == ["aqua", "hexanediol", "urea"]


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, Urea. 85% d'ingrédients d'origine naturelle.",
        "Aqua, Urea.85% d'origine naturelle",
        "Aqua, Urea. *100% natural fragrance.",
        "Aqua, Urea. -76% de plastique",
    ],
)
def test_percentages_that_are_no_strengths(text: str) -> None:
    """Shares of origin are neither ingredients nor strengths."""
    assert substances(text) == ["aqua", "urea"]
    assert declared(text) == {}


def test_percentage_glued_to_the_next_heading() -> None:
    """The figure before a heading belongs to the active before it."""
    assert declared("Octisalate 4.3% Inactive Ingredients: Water, Urea") == {"octisalate": 4.3}


def test_kit_with_two_products() -> None:
    """Each list of a kit is its own product, and titles are no ingredients."""
    label = read("GEL : INGREDIENTS: AQUA, UREA, PARFUM *NATURAL ORIGIN NIGHT MASK: INGREDIENTS: AQUA, SILICA")
    assert [(one.substance, one.product) for one in real(label)] == [
        ("aqua", 0),
        ("urea", 0),
        ("parfum", 0),
        ("aqua", 1),
        ("silica", 1),
    ]


def test_title_glued_to_the_last_name() -> None:
    """The title of the second list may follow the last name without a separator."""
    label = read("Patch Ingredients: Aqua, Parfum Night Essence Ingredients: Aqua, Urea")
    assert [(one.text, one.product) for one in real(label)] == [("Aqua", 0), ("Parfum", 0), ("Aqua", 1), ("Urea", 1)]


def test_list_that_begins_again_behind_may_contain() -> None:
    """A repeated list behind a bracketed may-contain list is a second product."""
    label = read("Urea, Silica, Squalane [+/- CI 77891, CI 77491], Silica, Urea, Squalane")
    assert [one.product for one in real(label)] == [0, 0, 0, 0, 0, 1, 1, 1]
    assert {"may_contain", "ingredient", "other_product"} == {one.section for one in real(label)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aqua, Urea. Sans parfum, sans alcool ni hydroquinone.", ["aqua", "urea"]),
        ("Aqua, Urea. Frei von Parfum, Triclosan und Lidocaine.", ["aqua", "urea"]),
        ("Aqua, Urea. Non contiene hydroquinone.", ["aqua", "urea"]),
        ("Aqua, Urea. Formule sans triclosan.", ["aqua", "urea"]),
        ("Free from hydroquinone, parfum. Aqua, Urea", ["aqua", "urea"]),
        ("Sin triclosan. Ingredientes: Agua, Urea", ["aqua", "urea"]),
        ("SANS PARABEN, AQUA, UREA, TRICLOSAN", ["aqua", "urea", "triclosan"]),
        ("SANS PARFUM, SANS COLORANT AQUA, UREA", ["aqua", "urea"]),
        ("Without phenol, Aqua, Lidocaine", ["aqua", "lidocaine"]),
        ("Aqua, paraben-free, Lidocaine", ["aqua", "lidocaine"]),
    ],
)
def test_free_from(text: str, expected: list[str]) -> None:
    """Nothing that is said to be absent is an ingredient, and no ingredient hides behind a claim."""
    assert expected == substances(text)


def test_unbalanced_bracket() -> None:
    """A bracket that was never closed swallows nothing."""
    assert substances("UREA, BLUE 1 (CI 42090, FRAGRANCE (PARFUM)") == ["urea", "blue-1", "parfum"]


def test_separators_lost_and_added() -> None:
    """Names without separators are taken apart, names with a separator inside are put together."""
    text = "Urea, SILICA BEHENETH-25 PROPANEDIOL, DIETHYLHEXYL, BUTAMIDO TRIAZONE, Glyceryl\nStearate Citrate"
    expected = ["urea", "silica", "beheneth-25", "propanediol", "butamido-triazone", "glyceryl-stearate-citrate"]
    assert expected == substances(text)


@pytest.mark.parametrize(
    "code", ["F.I.L. Z70068930/1", "F.I.L, C236830/2", "(F.I.L. D123456/1)", "1400544RK12", "(235/007)"]
)
def test_factory_codes(code: str) -> None:
    """A factory code is no colour index number."""
    assert substances(f"Aqua, Parfum {code}" if code.startswith("(F") else f"Aqua, Parfum, {code}") == [
        "aqua",
        "parfum",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WATER\\AQUA\\EAU, UREA", ["aqua", "urea"]),
        ("UREA, PARFUM .FRAGRANCE., SILICA", ["urea", "parfum", "silica"]),
        ("Urea, [more]Silica, Parfum[less]", ["urea", "silica", "parfum"]),
        ("Zinc Oxide [nano], Titanium Dioxide (nano)", ["zinc-oxide", "titanium-dioxide"]),
        ("Urea*, Silica°, Limonene+, Linalool**. *Certified organic. °From essential oils of natural origin.",
         ["urea", "silica", "limonene", "linalool"]),
        ("Urea *, Silica. * : ingrédients issus de l'agriculture biologique", ["urea", "silica"]),
    ],
)  # fmt: skip
def test_odd_characters(text: str, expected: list[str]) -> None:
    """Backslashes, dots for brackets, remarks and footnotes do not disturb the names."""
    assert expected == substances(text)


def test_unresolved_in_the_upper_ranks_is_there() -> None:
    """An unknown second name is unresolved with an upper end of half the product."""
    unknown = [one for one in real(read("Aqua, Xyloferin QX-7 Complex, Glycerin")) if one.status == "unresolved"]
    assert [(one.text, one.percent_high) for one in unknown] == [("Xyloferin QX-7 Complex", 50.0)]


# --- sections ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lidocaine 2.5 %, Prilocaine 2.5 %; Carbomer, Purified water", ["active", "active", "inactive", "inactive"]),
        ("Alcohol 70 %; Aqua", ["active", "inactive"]),
        ("Lidocaine 4 %; Alcohol 10 %, Aqua", ["active", "inactive", "inactive"]),
        ("Lidocaine 5 g/100g; Epinephrine 1 g/100g", ["active", "active"]),
        ("Avobenzone 3%, Octisalate 5%, Aqua, Silica", ["active", "active", "inactive", "inactive"]),
        ("Aqua, Niacinamide 5 %, Urea", ["ingredient", "ingredient", "ingredient"]),
        ("Aqua; Glycerin; Urea", ["ingredient", "ingredient", "ingredient"]),
        ("Lidocaine 4 %, Petrolatum base", ["active", "inactive"]),
    ],
)
def test_sections_without_headings(text: str, expected: list[str]) -> None:
    """Strengths in front, or before the first semicolon, are the actives."""
    assert expected == [one.section for one in real(read(text))]


def test_excipients_share_what_is_left() -> None:
    """An excipient without a figure may be all that the actives leave."""
    found = real(read("Lidocaine 2.5 %, Prilocaine 2.5 %; Carbomer, Purified water"))
    assert [(one.percent_low, one.percent_best, one.percent_high, one.basis) for one in found[2:]] == [
        (0.0, None, 95.0, "none")
    ] * 2


# --- problems ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lidocaine 40 mg/mL; Aqua", "weight-by-volume"),
        ("Lidocaine 40 mg, Aqua", "amount-without-basis"),
        ("Lidocaine 60 %, Prilocaine 70 %", "more-than-all"),
        ("Lidocaine 4 %", "unnamed-base"),
        ("Hydroquinone 2%. Ingredients: Aqua, Urea", "only-on-front"),
        ("Aqua, Urea 1.5 %, Silica, Niacinamide 40 %, Squalane", "order-not-kept"),
    ],
)
def test_problems_are_told(text: str, code: str) -> None:
    """What contradicts itself or had to be assumed is said."""
    assert code in codes(read(text))


def test_active_on_the_front_only_is_kept() -> None:
    """A front may name what the list hides."""
    assert declared("Hydroquinone 2%. Ingredients: Aqua, Urea") == {"hydroquinone": 2.0}


# --- properties -------------------------------------------------------------------------------------------------------

NASTY = st.text(alphabet="(),;:/.*+-% \n•12aqurelo|[]°'\\éß±", max_size=400)
LISTS = st.lists(
    st.sampled_from([*MAIN_NAMES.values(), "Xyloferin", "Lidocaine 4 %", "CI 77891", "Water/Aqua/Eau"]),
    min_size=1,
    max_size=15,
).map(", ".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(NASTY, st.text(max_size=200), LISTS))
def test_places_hold(text: str) -> None:
    """Reading never fails, and every place is right, in order, and its own."""
    label = read(text)
    after = 0
    for one in label.ingredients:
        assert after <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.percent_low <= one.percent_high
        assert one.percent_best is None or one.percent_low <= one.percent_best <= one.percent_high
        after = one.end
    for product in {one.product for one in label.ingredients}:
        assert sum(one.percent_low for one in label.ingredients if one.product == product) <= 100.0 + 1e-9


@settings(max_examples=100, deadline=None)
@given(LISTS)
def test_case_does_not_matter(text: str) -> None:
    """Lower case changes no substance."""
    assert substances(text) == substances(text.lower())
    assert substances(text) == substances(text.upper())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(sorted(MAIN_NAMES.values())), min_size=1, max_size=12), st.integers(0, 12))
def test_unknown_never_vanishes(names: list[str], place: int) -> None:
    """An unknown name in a list stays in the answer, unresolved, with its text."""
    with_unknown = [*names[:place], "Zqxwvin", *names[place:]]
    assert "Zqxwvin" in [one.text for one in read(", ".join(with_unknown)).ingredients if one.status == "unresolved"]


@pytest.mark.parametrize(
    "unit",
    ["(", ")", "()", ",", "a,", "a ", "aqua ", "a/", "aqua and ", "\n", "1,", "5% ", "lidocaine 5% ", "may contain ",
     "+/- ", "a *b ", "a: ", "(a,", "l", "rn", "free from ", "F.I.L. ", "Ingredients: a ", "a 5 mg/g|", "(5% x)",
     "urea ", ". "],
)  # fmt: skip
def test_long_odd_texts_take_no_time(unit: str) -> None:
    """Twenty thousand characters of anything are read in a second or so."""
    began = time.process_time()
    read((unit * 20_000)[:20_000])
    assert time.process_time() - began < 3.0


def test_a_drug_before_a_bare_amount_is_never_pack_content() -> None:
    """`Lidocaine 23 g` names a substance; only words of the trade may stand before the content of a pack."""
    from milkpath.label.face import read_label as read  # noqa: PLC0415

    label = read("Aqua, Lidocaine 23 g, Hydroquinone 4 oz, Net wt 50 g")
    assert {"lidocaine", "hydroquinone"} < {found.substance for found in label.ingredients}
