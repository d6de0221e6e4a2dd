"""What a knowledge file may hold. Every figure and every sentence carries its source, grade, route and status.

The words used by all of them:

* `grade`: **A** human milk or breastfed infants, **B** human absorption or kinetics, direct infant toxicity, regulator's
  safety data, **C** expert or database opinion, **D** theory, analogy, or nothing found.
* `status`: `verified` where the text of the source was read for this statement (with its `place`), `unverified` where it
  was not, `assumption` where the project chose a value itself and says so.
* `route`: `milk`, `contact`, `mother`, `supply`, or `all`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

Grade = Literal["A", "B", "C", "D"]
Route = Literal["milk", "contact", "mother", "supply", "all"]
Action = Literal["go", "go-with-steps", "swap", "defer", "avoid"]
VerificationStatus = Literal["verified", "unverified", "assumption"]
Flag = Literal["conflict", "label-only", "unknown"]

Setting = Literal[
    "whole-skin",  # on skin whose barrier is whole
    "open-skin",  # there while needles go in, or put on within 72 h after needling, a peel or a laser
    "recovering-skin",  # put on from 72 h to 7 days after the barrier was opened
    "breast",  # on the nipple, areola or breast
    "injected",
    "taken",  # by mouth or another systemic way
]
"""Where and how a substance meets the mother; a statement holds only in the settings it names."""


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Source(_Record, frozen=True, kw_only=True):
    """Where a statement can be looked up.

    `population` says whom the source speaks of: a `pregnancy` source never sets a lactation verdict.
    """

    id: str
    kind: Literal["monograph", "article", "label", "regulator", "guideline", "dataset", "assumption", "derivation"]
    title: str
    authors: tuple[str, ...] = ()
    container: str | None = None
    """Journal, book or publisher."""
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    bookshelf: str | None = None
    """NCBI Bookshelf accession, such as `NBK501230`."""
    url: str | None = None
    population: Literal["lactation", "pregnancy", "infant", "general", "in-vitro", "animal", "none"] = "general"
    retrieved: dt.date
    note: str | None = None


class Quantity(_Record, frozen=True, kw_only=True):
    """One figure, its unit and its spread.

    `gsd` is the geometric standard deviation (1 = none) that describes how far the true value for one person may be
    from `value`, by people and by ignorance together. `gsd_uncertainty` is the part of it that is ignorance, the same for
    all people (the error of the middle of a study, for one); without it a share is assumed where the two are told apart.
    `several_groups` says of a clearance that it was measured in several groups of people and that `gsd` holds how far they lie
    apart; else nursing women may lie as far from the one group as substances do in general.
    """

    name: str
    """From the closed list `milkpath.knowledge.vocabulary.QUANTITY_UNITS`."""
    value: float
    unit: str
    gsd: float | None = None
    gsd_uncertainty: float | None = None
    several_groups: bool = False
    low: float | None = None
    high: float | None = None
    over_h: float | None = None
    """For a fraction absorbed: the hours over which it was."""
    source: str
    grade: Grade
    route: Route
    status: VerificationStatus
    date: dt.date
    place: str | None = None
    population: str | None = None
    note: str | None = None


class Statement(_Record, frozen=True, kw_only=True):
    """One sentence that is known (or not known) about a substance, class, procedure or condition.

    Where `action` is given, the statement is a reason for that action on its `route`, in its `settings`, and, if given,
    only for infants or mothers as described. Several statements may apply: the worst action of a route counts.
    """

    id: str
    text: str
    """For the clinician: own words, with figures."""
    plain: str | None = None
    """For the mother: own words, short, school grade 6."""
    route: Route
    action: Action | None = None
    settings: tuple[Setting, ...] = ()
    """Empty: in every setting."""
    infant_age_weeks_below: float | None = None
    infant_age_weeks_from: float | None = None
    infant_conditions: tuple[str, ...] = ()
    """Ids of conditions, of which the infant has one."""
    mother_conditions: tuple[str, ...] = ()
    percent_above: float | None = None
    """Only where the strength of the substance in the product may be above this."""
    percent_up_to: float | None = None
    daily_mg_above: float | None = None
    """Of a medicine: only where more may be taken in a day than this."""
    depth_mm_above: float | None = None
    """Only where needles may go deeper than this."""
    near_mouth: bool | None = None
    """Only where skin near the mouth is treated."""
    setting_of_use: Literal["clinic", "home"] | None = None
    flags: tuple[Flag, ...] = ()
    advice: tuple[str, ...] = ()
    """Ids of `advice/` entries that go with it."""
    until_hours: tuple[float, float] | None = None
    """With `defer`: the earliest and the latest time, counted from the opening of the skin, when it is fine again."""
    withhold_milk_h: float | None = None
    """Only where the source itself names a wait for the milk."""
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None
    population: str | None = None


class Position(_Record, frozen=True, kw_only=True):
    """What one side of a disagreement says, in own words."""

    text: str
    sources: tuple[str, ...]


class Disagreement(_Record, frozen=True, kw_only=True):
    """Sources that disagree: every side is kept, with the reason why they differ; nothing is averaged."""

    topic: str
    positions: tuple[Position, ...]
    why: str
    route: Route
    date: dt.date


class LegalMaximum(_Record, frozen=True, kw_only=True):
    """The most of a substance that the law of one place allows in one type of product."""

    jurisdiction: Literal["EU", "US", "UK", "CA", "JP", "AU", "KR"]
    product_type: Literal[
        "leave-on", "rinse-off", "face", "body", "hair", "hair-dye", "lip", "oral-care", "nail", "spray", "drug", "any"
    ]
    percent: float
    """By weight, as the substance named; `0` where it is banned."""
    text: str
    source: str
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class Limit(_Record, frozen=True, kw_only=True):
    """A figure that an exposure is held against."""

    id: str
    kind: Literal[
        "mother-plasma-first-signs",
        "mother-plasma-serious",
        "mother-dose-maximum",
        "mother-area-maximum",
        "infant-therapeutic-dose",
        "acceptable-daily-intake",
        "threshold-of-toxicological-concern",
    ]
    value: float
    unit: str
    text: str
    counts_for: str | None = None
    """The class to whose joint toxicity it belongs; a level at which nerves suffer says nothing of methaemoglobin."""
    route: Route
    source: str
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class Name(_Record, frozen=True, kw_only=True):
    """One more name under which the substance stands on labels.

    `base_fraction` is the mass of the substance in one mass of the named form (a salt, an ester, a hydrate), by molar
    masses; it defaults to 1.
    """

    text: str
    kind: Literal["inci", "inn", "alias", "salt", "trade", "colour-index"] = "alias"
    base_fraction: float = 1.0


class MetaboliteLink(_Record, frozen=True, kw_only=True):
    """A metabolite that matters, as the id of its own substance file, and the molar fraction of the parent that forms it."""

    substance: str
    fraction: float
    gsd: float | None = None
    source: str
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class ClearancePathway(_Record, frozen=True, kw_only=True):
    """The share of the adult clearance that goes one way; the infant's share grows up with `physiology/maturation`."""

    pathway: str
    fraction: float
    source: str
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class Unknown(_Record, frozen=True, kw_only=True):
    """What was looked for and not found, said as such."""

    what: str
    why: str
    would_change: str
    date: dt.date


class Substance(_Record, frozen=True, kw_only=True):
    """Everything that is known of one substance, in one file named after its id."""

    id: str
    name: str
    """The name for readers."""
    plain: str | None = None
    """What it is, in a few plain words for the mother: `a numbing medicine`."""
    names: tuple[Name, ...] = ()
    cas: str | None = None
    unii: str | None = None
    inchikey: str | None = None
    smiles: str | None = None
    matter: Literal[
        "small-molecule", "polymer", "protein", "particle", "botanical", "mixture", "inorganic", "cells", "water"
    ]
    classes: tuple[str, ...] = ()
    """Ids of files in `classes/`; their statements hold for the substance too."""
    functions: tuple[str, ...] = ()
    simulate: bool = True
    not_simulated_because: str | None = None
    ion_class: Literal["acid", "base", "neutral", "zwitterion"] | None = None
    quantities: tuple[Quantity, ...] = ()
    metabolites: tuple[MetaboliteLink, ...] = ()
    infant_clearance: tuple[ClearancePathway, ...] = ()
    limits: tuple[Limit, ...] = ()
    legal_maxima: tuple[LegalMaximum, ...] = ()
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    reviewed: dt.date


class SubstanceClass(_Record, frozen=True, kw_only=True):
    """A group of substances that share statements (`local-anaesthetic`, `fragrance`, `bland-base`)."""

    id: str
    name: str
    description: str
    slows_pore_closure: bool = False
    """On needled skin its members keep the pores open for longer, by the factor `pore-closure-rate-nsaid` on the closing rate."""
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    reviewed: dt.date


class Goal(_Record, frozen=True, kw_only=True):
    """What a person wants to change, and the words that people use for it."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    reviewed: dt.date


class ExpectedBenefit(_Record, frozen=True, kw_only=True):
    """What a procedure is likely to do for one goal; grades are of the benefit, in people of any kind."""

    goal: str
    """Id of a file in `goals/`."""
    text: str
    """For the clinician: own words, with figures."""
    plain: str
    size: Literal["none", "small", "moderate", "large", "unknown"]
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class ReferenceProduct(_Record, frozen=True, kw_only=True):
    """A plain product that may take the place of another with the same job; no brand, a typical composition."""

    id: str
    name: str
    plain: str
    """For the mother: what to ask for."""
    jobs: tuple[str, ...]
    """From `milkpath.knowledge.vocabulary.JOBS`."""
    product: dict[str, Any]
    """As under `product` of a step in a plan."""
    rank: int = 50
    """Among products that serve alike, a lower rank is offered earlier."""
    covers_depth_mm: float | None = None
    """For a numbing product: the deepest needles that it makes bearable; `None` where depth does not matter."""
    enough_after_h: float | None = None
    """For a numbing product: the hours after which its label expects it to work; longer is not needed."""
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date


class Procedure(_Record, frozen=True, kw_only=True):
    """One procedure: what it does to the skin barrier and what is known of it."""

    id: str
    name: str
    plain: str | None = None
    names: tuple[str, ...] = ()
    """Words that people use for it."""
    device: Literal["pen", "roller", "stamp", "radiofrequency", "patch"] | None = None
    opens_skin: bool
    """Whether the barrier is broken, so that statements on whole skin no longer hold."""
    kind: Literal["clinic", "home", "waiting"] = "clinic"
    numbing: Literal["none", "sometimes", "usual"] | None = None
    """Whether a numbing medicine usually goes with it: then it is not without the risks of that medicine."""
    effort: str | None = None
    """For the mother: visits, time and days of recovery, in a few plain words."""
    benefits: tuple[ExpectedBenefit, ...] = ()
    typical_visit: tuple[dict[str, Any], ...] = ()
    """A usual visit as `visit.steps` of a plan, so that it can be judged as an alternative."""
    typical_home: tuple[dict[str, Any], ...] = ()
    """Usual home care as `home` of a plan."""
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    reviewed: dt.date


class SlowedClearance(_Record, frozen=True, kw_only=True):
    """How much of a substance's clearance is left in a mother with a condition, or with an interacting medicine."""

    substance: str
    remaining: float
    """Clearance with the condition over clearance without it."""
    gsd: float | None = None
    source: str
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None
    note: str | None = None


class Condition(_Record, frozen=True, kw_only=True):
    """A condition of the mother or the infant, and the words that people use for it."""

    id: str
    who: Literal["mother", "infant", "either"]
    name: str
    names: tuple[str, ...] = ()
    months_after_medicine: float | None = None
    """Where a medicine of that name makes the condition: months for which it still counts after the medicine has ended."""
    statements: tuple[Statement, ...] = ()
    slowed_clearance: tuple[SlowedClearance, ...] = ()
    reviewed: dt.date


class Site(_Record, frozen=True, kw_only=True):
    """A part of the body with its usual area, and what is near it."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    part_of: str | None = None
    """The site that holds this one: `cheeks` are part of `face`."""
    zone: Literal["face", "scalp", "breast", "trunk", "limb", "mouth", "neck"]
    near_mouth: bool = False
    """Near the mother's mouth, where a cold sore may wake."""
    where_baby_lies: bool = False
    """Where the baby's face or mouth usually lies."""
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    reviewed: dt.date


class Advice(_Record, frozen=True, kw_only=True):
    """One piece of handling advice, in the words for the mother."""

    id: str
    text: str
    before_only: bool = False
    """Of no use any more once the visit has happened."""
    within_h: float | None = None
    """Once the visit has happened: hours from the question within which it is to be done (1 now, 24 today, 168 this week)."""
    over_after_h: float | None = None
    """Hours after the end of the visit from which it is of no use any more."""
    rank: int = 50
    """Among advice that only asks for care, a lower rank is said earlier; what has to change always comes first."""
    why: str | None = None
    """Why it is good to do, in the words for the mother; without it the reason that asks for it is said."""
    about_cover: bool = False
    """Of no use where the plan says that nothing is covered."""
    at_visit: bool = False
    """Of no use for what is put on at home."""
    said_by: str | None = None
    """The id of another piece of advice that says this too."""
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date


Occasion = Literal[
    "always",
    "anaesthetic",
    "antiseptic",
    "filler",
    "home-use",
    "infant-haemolysis-risk",
    "methaemoglobin",
    "mood-medicine",
    "needles",
    "opened-skin",
    "product",
    "product-under-needles",
    "toxin",
    "unknown-product",
    "vein-injection",
]
"""What a plan has in it that calls for a question or a sign; `milkpath.judgement.occasions` finds them."""


class Sign(_Record, frozen=True, kw_only=True):
    """A sign to watch for, what to do, and how fast."""

    id: str
    who: Literal["mother", "infant"]
    text: str
    do: str
    call: Literal["emergency", "doctor", "clinic"]
    occasions: tuple[Occasion, ...]
    before_only: bool = False
    """A sign during the treatment: of no use any more once the visit has happened."""
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class ClinicQuestion(_Record, frozen=True, kw_only=True):
    """A question that the mother may take to the clinic; a lower `rank` is asked earlier."""

    id: str
    rank: int
    text: str
    before_only: bool = False
    """Makes no sense any more once the visit has happened."""
    occasions: tuple[Occasion, ...]
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date


class MissingFact(_Record, frozen=True, kw_only=True):
    """A fact that a plan may leave out: how to ask for it, and which other values are plausible.

    `path` is that of the plan, with `step` for any step of the visit or home item (`step.amount`). `label.unread` and
    `label.unknown-word` stand for a product without a list, and for a word on a list that was not recognised.
    """

    id: str
    path: str
    question: str
    """In plain words; may hold `{product}` and `{word}`."""
    values: tuple[Any, ...] = ()
    """Other values to try, as a plan writes them."""
    factors: tuple[float, ...] = ()
    """Multiples of the value that was taken, to be tried."""
    source: str
    status: VerificationStatus
    date: dt.date


class Emergency(_Record, frozen=True, kw_only=True):
    """Whom to call in one country (`id` is its ISO code; `XX` holds the words for everywhere else)."""

    id: str
    emergency: str
    doctor: str
    source: str
    status: VerificationStatus
    date: dt.date


ConsentOccasion = Literal["always", "label-only", "needles", "no-wait", "product", "wait"]
"""What an answer has in it that makes a point worth saying before consent; `milkpath.report.consent` finds them."""


class ConsentPoint(_Record, frozen=True, kw_only=True):
    """A point to be said before consent; a lower `rank` is said earlier."""

    id: str
    rank: int
    text: str
    """For the clinician, who says it."""
    plain: str | None = None
    """For the mother's page, where the point is hers."""
    occasions: tuple[ConsentOccasion, ...]
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date


class Rule(_Record, frozen=True, kw_only=True):
    """One rule of judgement: it names one predicate of the code, with its thresholds, sources and texts.

    `text` and `plain` may hold `{names}` of the values that the predicate reports (`{substance}`, `{value}`, `{limit}`).
    """

    id: str
    predicate: str
    thresholds: dict[str, float | str | tuple[str, ...]] = {}
    route: Route
    action: Action
    text: str
    plain: str | None = None
    flags: tuple[Flag, ...] = ()
    advice: tuple[str, ...] = ()
    sources: tuple[str, ...]
    grade: Grade
    status: VerificationStatus
    date: dt.date
    place: str | None = None


class Parameter(_Record, frozen=True, kw_only=True):
    """A parameter of physiology or of a model (milk intake, wiping efficiency, closure of micropores)."""

    id: str
    text: str
    value: float
    unit: str
    gsd: float | None = None
    gsd_uncertainty: float | None = None
    low: float | None = None
    high: float | None = None
    source: str
    grade: Grade
    route: Route
    status: VerificationStatus
    date: dt.date
    place: str | None = None


ClaimVerdict = Literal["supported", "partly", "unsupported", "contradicted"]
"""What the knowledge says of a claim; that a text speaks against itself is found in the text, not written here."""


class ArticleTerm(_Record, frozen=True, kw_only=True):
    """Words that mean the same to a reader of articles; claims name the list as `<id>`.

    A word may end in `*` (any ending), several words make a phrase, and `..` inside a phrase stands for up to four
    words between.
    """

    id: str
    words: tuple[str, ...]
    reviewed: dt.date


class NumberInClaim(_Record, frozen=True, kw_only=True):
    """The figures that a claim may name, and the verdict inside and outside of that range."""

    unit: Literal["h", "%", "mm"]
    low: float
    high: float
    inside: ClaimVerdict
    outside: ClaimVerdict
    why_outside: str


class ArticleClaim(_Record, frozen=True, kw_only=True):
    """One position that articles take, the words by which it is known, and what the knowledge says of it.

    `says` and `denies` list ways to put it. A way is a list of groups, a group a text with alternatives between ` | `;
    every group has to be there. The last group is what is claimed: a `not` in front of it turns the claim round.
    """

    id: str
    statement: str
    """The position, in own words."""
    examples: tuple[str, ...]
    """Sentences that say it; each is read as this claim by a test."""
    examples_denied: tuple[str, ...] = ()
    """Sentences that say the opposite."""
    about: tuple[str, ...] = ()
    """Groups that may stand in the claim, just before it, or be what the article is about."""
    says: tuple[tuple[str, ...], ...]
    denies: tuple[tuple[str, ...], ...] = ()
    without: str | None = None
    """A group that must not be there, since it makes another claim of it."""
    subject: Literal["substance", "procedure"] | None = None
    """The claim is made of any substance or procedure of the knowledge, whose own statements then decide."""
    routes: tuple[Route, ...] = ()
    """With `subject`: the routes whose statements decide."""
    by_action: dict[Action, ClaimVerdict] = {}
    """With `subject`: the verdict for the worst action of these routes."""
    weak: ClaimVerdict | None = None
    """With `subject`: the verdict instead of `supported` where the deciding statement has grade D."""
    weak_against: ClaimVerdict | None = None
    """The same instead of `contradicted`."""
    pregnancy: bool = False
    """Whether it may be said of pregnancy alone."""
    verdict: ClaimVerdict | None = None
    hedged: ClaimVerdict | None = None
    """Instead of `verdict` where the article says `may` or `could`."""
    absolute: ClaimVerdict | None = None
    """Instead of `verdict` where the article says `always`, `completely` or `no risk at all`."""
    denied: ClaimVerdict | None = None
    """Where the article says the opposite; by default the mirror image of `verdict`."""
    number: NumberInClaim | None = None
    why: str
    """What the knowledge says of the position, in own words."""
    why_denied: str | None = None
    contradicts: tuple[str, ...] = ()
    """Ids of claims that cannot stand beside this one in one text."""
    varied: bool = False
    """Whether a text may say it of one thing and deny it of another without speaking against itself."""
    because: tuple[str, ...] = ()
    """Ids of the statements, limits, rules and pieces of advice that the verdict rests on."""
    sources: tuple[str, ...] = ()
    """Further sources, beside those of `because`, that were read for this verdict."""
    grade: Grade
    date: dt.date
