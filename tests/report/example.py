"""A hand-made assessment: 23 % lidocaine with 7 % tetracaine on the face before needling, an infant of ten weeks.

The figures and sentences are examples for layout; none of them is knowledge that the product relies on.
"""

from __future__ import annotations

import math

from milkpath.judgement.assessment import (
    AdviceItem,
    Alternative,
    AskNext,
    Assessment,
    Assumption,
    Basis,
    Because,
    Benefit,
    BoundedInterval,
    Clock,
    Conflict,
    ContactDose,
    ExposureReport,
    FeedEntry,
    FeedingAdvice,
    Group,
    IngredientRead,
    Interval,
    LimitShare,
    MaximumDose,
    Milkpath,
    NotSimulated,
    Now,
    Percent,
    Position,
    Postpone,
    Question,
    RelativeInfantDose,
    Residue,
    Routes,
    RouteVerdict,
    Sensitivity,
    Series,
    StepVerdict,
    Suitability,
    Swap,
    Timeline,
    UnknownItem,
    Urgent,
    WatchFor,
)
from milkpath.judgement.exposure_report import NO_CONTACT

VOLUNTEERS = "volunteers-23-7"
STRONG_CREAMS = "regulator-strong-creams"
LACTMED_LIDOCAINE = "lactmed-lidocaine"
LACTMED_TETRACAINE = "lactmed-tetracaine"
GRANULOMA = "granuloma-report"
NO_STUDY = "search-microneedling-milk"
WASHING = "assumption-washing"
DEVICE_LABEL = "device-label"

PEAK = Because(
    text="In 52 volunteers this mixture on the face for two hours gave blood levels of up to two thirds of the level "
    "at which toxic signs begin, on whole skin and without needles.",
    sources=(VOLUNTEERS,),
    rule="mother-plasma-first-signs",
)
DEATHS = Because(
    text="Deaths and seizures were reported after strong numbing creams under film over a large area.",
    sources=(STRONG_CREAMS,),
    rule="compounded-strong-anaesthetic",
)
OPEN_SKIN = Because(
    text="The cream is still on the skin when the needles go in; what is known of whole skin does not hold.",
    sources=(VOLUNTEERS, STRONG_CREAMS),
    rule="open-skin-voids-low-absorption",
)
LITTLE_IN_MILK = Because(
    text="Little lidocaine gets into milk, and a baby takes up little of it by mouth.",
    sources=(LACTMED_LIDOCAINE,),
    rule="lidocaine-milk",
)
RESIDUE = Because(
    text="Cream left on the face can numb the baby's mouth and throat when she kisses or licks it.",
    sources=(LACTMED_TETRACAINE, WASHING),
    rule="contact-residue",
)
SUPPLY_UNKNOWN = Because(
    text="No study of microneedling and milk supply or milk quality was found.",
    sources=(NO_STUDY,),
    rule="needling-supply-not-studied",
)
GRANULOMAS = Because(
    text="Vitamin C serum driven in by needles has left lumps (granulomas) in the skin.",
    sources=(GRANULOMA,),
    rule="serum-into-open-skin",
)
UNREAD = Because(
    text="“Glow Complex 7” on the label was not recognised; on needled skin it is not cleared.",
    sources=(WASHING,),
    rule="unrecognised-ingredient",
)
NO_WAIT = Because(
    text="No source names a wait for the milk after this cream.", sources=(LACTMED_LIDOCAINE,), rule="default-no-wait"
)


def _series(hours: tuple[float, ...], middle: tuple[float, ...], spread: float) -> Series:
    assert len(hours) == len(middle)
    return Series(
        p05=tuple(round(x / spread, 3) for x in middle),
        p50=tuple(round(x, 3) for x in middle),
        p95=tuple(round(x * spread, 3) for x in middle),
    )


def timeline(peak: float, rise: float, fall: float, spread: float = 2.3) -> Timeline:
    """Return a rise and fall over 48 h that looks like a real one."""
    hours = tuple(0.5 * step for step in range(97))
    shape = tuple(math.exp(-hour / fall) - math.exp(-hour / rise) for hour in hours)
    mother = tuple(peak * one / max(shape) for one in shape)
    return Timeline(
        hours=hours,
        mother_ug_per_l=_series(hours, mother, spread),
        milk_ug_per_l=_series(hours, tuple(0.7 * x for x in mother), spread * 1.2),
        infant_ug_per_l=_series(hours, tuple(0.002 * x for x in mother), spread * 1.6),
    )


LIDOCAINE = ExposureReport(
    substance="lidocaine",
    parent=None,
    by_step={"visit.steps[1]": 1.0},
    horizon_h=48.0,
    applied_mg=6900.0,
    absorbed_mg=BoundedInterval(p05=88.2, p50=214.5, p95=521.3, bound=6900.0),
    mother_peak_ug_per_l=BoundedInterval(p05=412.0, p50=1150.0, p95=3400.0, bound=61230.0),
    milk_peak_ug_per_l=Interval(p05=292.0, p50=812.4, p95=2710.0),
    infant_dose_ug_per_kg_day=BoundedInterval(p05=14.2, p50=51.3, p95=161.8, bound=3210.0),
    infant_dose_total_ug_per_kg=BoundedInterval(p05=17.0, p50=60.1, p95=190.2, bound=3900.0),
    infant_peak_ug_per_l=Interval(p05=0.4, p50=1.61, p95=6.9),
    infant_peak_at_adult_binding_ug_per_l=Interval(p05=0.4, p50=1.61, p95=6.9),
    relative_infant_dose_percent=RelativeInfantDose(
        absorbed=Interval(p05=0.6, p50=1.58, p95=4.2), applied=Interval(p05=0.01, p50=0.049, p95=0.16)
    ),
    contact=ContactDose(
        residue_ug_per_cm2=Interval(p05=12.0, p50=48.0, p95=190.0),
        residue_by_hour=Residue(
            hours=(0.0, 4.0, 24.0),
            ug_per_cm2=Series(p05=(12.0, 9.0, 1.0), p50=(48.0, 30.0, 6.0), p95=(190.0, 140.0, 50.0)),
        ),
        infant_oral_ug_per_kg=Interval(p05=20.0, p50=110.0, p95=640.0),
        infant_dermal_ug_per_kg=Interval(p05=0.05, p50=0.31, p95=2.2),
    ),
    limits=(
        LimitShare(
            name="blood level at which toxic signs begin, mother",
            value=5000.0,
            unit="ug/L",
            sources=(STRONG_CREAMS,),
            share=12.25,
        ),
        LimitShare(
            name="dose given to infants as treatment",
            value=48_000.0,
            unit="ug/kg/day",
            sources=(LACTMED_LIDOCAINE,),
            share=0.003371,
        ),
    ),
    basis=Basis(absorption="observed", kinetics="observed", milk="observed"),
    timeline=timeline(1150.0, 1.4, 5.5),
)

TETRACAINE = ExposureReport(
    substance="tetracaine",
    parent=None,
    by_step={"visit.steps[1]": 1.0},
    horizon_h=48.0,
    applied_mg=2100.0,
    absorbed_mg=BoundedInterval(p05=0.9, p50=4.1, p95=22.0, bound=2100.0),
    mother_peak_ug_per_l=BoundedInterval(p05=0.2, p50=0.93, p95=4.7, bound=None),
    milk_peak_ug_per_l=Interval(p05=0.0001, p50=0.0012, p95=0.03),
    infant_dose_ug_per_kg_day=BoundedInterval(p05=0.00001, p50=0.00012, p95=0.0021, bound=None),
    infant_dose_total_ug_per_kg=BoundedInterval(p05=None, p50=None, p95=None, bound=4.2),
    infant_peak_ug_per_l=None,
    infant_peak_at_adult_binding_ug_per_l=None,
    relative_infant_dose_percent=RelativeInfantDose(absorbed=None, applied=None),
    contact=NO_CONTACT,
    limits=(),
    basis=Basis(absorption="predicted", kinetics="bound", milk="predicted"),
    timeline=timeline(0.93, 1.0, 2.5, spread=4.0),
)

XYLIDINE = ExposureReport(
    substance="2,6-xylidine",
    parent="lidocaine",
    by_step={"visit.steps[1]": 1.0},
    horizon_h=48.0,
    applied_mg=None,
    absorbed_mg=None,
    mother_peak_ug_per_l=None,
    milk_peak_ug_per_l=None,
    infant_dose_ug_per_kg_day=None,
    infant_dose_total_ug_per_kg=None,
    infant_peak_ug_per_l=None,
    infant_peak_at_adult_binding_ug_per_l=None,
    relative_infant_dose_percent=RelativeInfantDose(absorbed=None, applied=None),
    contact=NO_CONTACT,
    limits=(),
    basis=Basis(absorption="predicted", kinetics="predicted", milk="predicted"),
    timeline=None,
)

ROUTES = Routes(
    milk=RouteVerdict(action="go-with-steps", evidence="A", flags=(), because=(LITTLE_IN_MILK,)),
    contact=RouteVerdict(action="go-with-steps", evidence="C", flags=(), because=(RESIDUE,)),
    mother=RouteVerdict(action="avoid", evidence="B", flags=("unknown",), because=(PEAK, DEATHS, OPEN_SKIN, UNREAD)),
    supply=RouteVerdict(action="go", evidence="D", flags=("unknown",), because=(SUPPLY_UNKNOWN,)),
)


def _token(text: str, start: int, status: str, name: str | None, *amount: float | str | None) -> IngredientRead:
    low, best, high, basis = amount
    return IngredientRead(
        text=text,
        start=start,
        end=start + len(text),
        section="ingredients",
        status=status,  # type: ignore[arg-type]
        substance=name.lower().replace(" ", "-") if name else None,
        name=name,
        percent=Percent(low=low, best=best, high=high),  # type: ignore[arg-type]
        basis=basis,  # type: ignore[arg-type]
    )


CREAM_LABEL = (
    _token("Lidocaine 23 %", 0, "exact", "lidocaine", 23.0, 23.0, 23.0, "declared"),
    _token("Amethocaine 7 %", 16, "alias", "tetracaine", 7.0, 7.0, 7.0, "declared"),
    _token("petrolatum base", 33, "exact", "petrolatum", 60.0, 70.0, 70.0, "order"),
)
SERUM_LABEL = (
    _token("Aqua", 0, "exact", "water", 40.0, 70.0, 90.0, "order"),
    _token("Ascorbc Acid", 6, "repaired", "ascorbic acid", 1.0, 10.0, 30.0, "order"),
    _token("Glow Complex 7", 20, "unresolved", None, None, None, None, "none"),
    _token("Phenoxyethanol", 36, "exact", "phenoxyethanol", 0.2, 0.8, 1.0, "limit"),
    _token("Parfum", 52, "exact", "fragrance", 0.01, 0.3, 1.0, "typical"),
    _token("Made in Korea", 60, "not-an-ingredient", None, None, None, None, "none"),
)

STEPS = (
    StepVerdict(
        id="visit.steps[0]",
        phase="visit",
        do="clean",
        product="Gentle cleansing gel",
        action="go",
        evidence="C",
        flags=(),
        because=(),
        advice=(AdviceItem(id="rinse-well", text="Rinse with plenty of water.", sources=(WASHING,)),),
        ingredients=(),
    ),
    StepVerdict(
        id="visit.steps[1]",
        phase="visit",
        do="apply",
        product="Numbing cream 23/7",
        action="avoid",
        evidence="B",
        flags=(),
        because=(PEAK, DEATHS),
        advice=(
            AdviceItem(
                id="licensed-cream", text="Ask for a licensed cream with one anaesthetic.", sources=(STRONG_CREAMS,)
            ),
        ),
        ingredients=CREAM_LABEL,
    ),
    StepVerdict(
        id="visit.steps[2]",
        phase="visit",
        do="needle",
        product=None,
        action="go-with-steps",
        evidence="D",
        flags=("label-only", "unknown"),
        because=(SUPPLY_UNKNOWN,),
        advice=(AdviceItem(id="cover", text="Cover the treated skin before cuddles.", sources=(WASHING,)),),
        ingredients=(),
    ),
    StepVerdict(
        id="visit.steps[3]",
        phase="visit",
        do="apply",
        product="Glow serum",
        action="swap",
        evidence="B",
        flags=("unknown",),
        because=(GRANULOMAS, UNREAD),
        advice=(),
        ingredients=SERUM_LABEL,
    ),
    StepVerdict(
        id="home[0]",
        phase="home",
        do="apply",
        product="Plain moisturiser",
        action="go",
        evidence="C",
        flags=(),
        because=(),
        advice=(),
        ingredients=(),
    ),
)


def _source(name: str, title: str, container: str, year: int, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "type": "article-journal",
        "title": title,
        "container-title": container,
        "issued": {"date-parts": [[year]]},
        **more,
    }


SOURCES = (
    _source(
        VOLUNTEERS,
        "Blood levels after a compounded anaesthetic on the face",
        "Dermatologic Surgery",
        2013,
        DOI="10.1111/dsu.12064",
        author=[{"literal": "Example A"}, {"literal": "Example B"}],
    ),
    _source(
        STRONG_CREAMS, "Numbing creams and serious harm", "A regulator", 2007, URL="https://www.example.org/creams"
    ),
    _source(LACTMED_LIDOCAINE, "Lidocaine", "LactMed", 2020, archive_location="NBK501230", archive="NCBI Bookshelf"),
    _source(LACTMED_TETRACAINE, "Tetracaine", "LactMed", 2021, archive_location="NBK501231"),
    _source(GRANULOMA, "Granulomas after needling", "JAMA Dermatology", 2014, DOI="10.1001/x", PMID="24258303"),
    _source(NO_STUDY, "Search for studies of microneedling and milk", "Milkpath", 2026),
    _source(WASHING, "Assumption: what washing leaves behind", "Milkpath", 2026),
    _source(DEVICE_LABEL, "Instructions for use of the pen", "A maker", 2025),
)

EXAMPLE = Assessment(
    milkpath=Milkpath(
        version="0.1.0",
        knowledge="2026.11",
        seed=1,
        pairs=1000,
        language="en",
        assessed_for="2026-12-01T14:00:00",
    ),
    action="avoid",
    evidence="B",
    flags=("conflict", "unknown"),
    urgent=(
        Urgent(
            sign="A numb mouth, a taste of metal, ringing ears or twitching in you",
            do="Wipe the cream off and do not drive yourself.",
            call="112",
            because=(DEATHS,),
        ),
        Urgent(
            sign="A blue, very sleepy or poorly feeding baby",
            do="Call at once, also at night.",
            call="112",
            because=(RESIDUE,),
        ),
    ),
    summary="This numbing cream is too strong for you, most of all when needles follow. The aim is fine: ask for a "
    "weaker cream with one anaesthetic. You can go on feeding your baby.",
    now=(
        Now(
            id="tell-clinic",
            within_h=None,
            do="Tell the clinic that you do not want the 23/7 cream",
            why="It can harm you before it reaches your baby.",
            because=(PEAK, DEATHS),
        ),
        Now(
            id="feed-first",
            within_h=24.0,
            do="Plan a feed just before the visit",
            why="Then the next feed comes when less is in your milk.",
            because=(LITTLE_IN_MILK,),
        ),
    ),
    routes=ROUTES,
    steps=STEPS,
    exposure=(LIDOCAINE, TETRACAINE, XYLIDINE),
    groups=(Group(name="local anaesthetics", members=("lidocaine", "tetracaine"), share=0.83, because=(PEAK,)),),
    not_simulated=(NotSimulated(substance="petrolatum", reason="A mixture that stays on the skin."),),
    feeding=FeedingAdvice(
        withhold_h=0.0,
        because=(NO_WAIT,),
        schedule=(
            FeedEntry(at="-0.5 h", do="Feed or pump", why="It is the fullest feed before the cream goes on."),
            FeedEntry(at="+3 h", do="Feed as usual", why="No wait is named by any source."),
            FeedEntry(at="+6 h", do="Feed as usual", why="No wait is named by any source."),
            FeedEntry(at="at bedtime", do="Feed as usual", why="Skipped feeds cost supply."),
        ),
    ),
    clock=(
        Clock(
            id="cuddles",
            what="Treated skin against your baby",
            not_before="2026-12-02T14:00:00",
            interval_h=(24.0, 72.0),
            because=(RESIDUE,),
        ),
        Clock(
            id="moisturiser",
            what="Bland moisturiser",
            not_before=None,
            interval_h=(6.0, 24.0),
            because=(SUPPLY_UNKNOWN,),
        ),
        Clock(
            id="retinoid",
            what="Retinoid and acids on the treated skin",
            not_before="2026-12-06",
            interval_h=(120.0, 168.0),
            because=(GRANULOMAS,),
        ),
        Clock(id="next", what="The next needling", not_before=None, interval_h=None, because=()),
    ),
    maximum_dose=(
        MaximumDose(
            substance="lidocaine", max_mg=297.0, max_area_cm2=200.0, planned_mg=6900.0, because=(DEATHS, OPEN_SKIN)
        ),
    ),
    suitability=(Suitability(topic="Your baby is ten weeks old", action="go-with-steps", because=(RESIDUE,)),),
    benefit=Benefit(text="Acne scars look somewhat better after three sessions.", evidence="B", because=()),
    swaps=(
        Swap(
            id="licensed",
            step="visit.steps[1]",
            instead_of="Numbing cream 23/7",
            use="a licensed lidocaine 4 % cream, a small area, no film",
            action_after="go-with-steps",
            because=(LITTLE_IN_MILK,),
        ),
        Swap(
            id="gel",
            step="visit.steps[3]",
            instead_of="Glow serum",
            use="plain sterile hyaluronic acid gel",
            action_after="go-with-steps",
            because=(GRANULOMAS,),
        ),
    ),
    alternatives=(
        Alternative(
            procedure="Waiting until weaning",
            action="go",
            evidence="C",
            benefit="The same later.",
            effort="None now.",
            because=(),
        ),
        Alternative(
            procedure="Shallow needling without numbing",
            action="go-with-steps",
            evidence="D",
            benefit="Less for deep scars.",
            effort="More sessions.",
            because=(SUPPLY_UNKNOWN,),
        ),
    ),
    postpone=(
        Postpone(age_months=6.0, feeding="mixed", action="avoid", because=(PEAK,)),
        Postpone(age_months=12.0, feeding="occasional", action="avoid", because=(PEAK,)),
    ),
    conflicts=(
        Conflict(
            topic="How long the cream may stay on",
            positions=(
                Position(text="Two hours were used in volunteers.", sources=(VOLUNTEERS,)),
                Position(text="No length of time is acceptable for this strength.", sources=(STRONG_CREAMS,)),
            ),
            why="One is a study of levels, the other a collection of harms.",
        ),
    ),
    sensitivity=(Sensitivity(path="visit.steps[1].duration_h", text="Half the time on the skin halves the dose."),),
    ask_next=AskNext(
        path="visit.steps[1].area", question="How large an area will be numbed?", why="It moves the answer most."
    ),
    questions=(
        Question(
            id="strength", text="Which numbing cream is it, and how strong is it?", sources=(STRONG_CREAMS, VOLUNTEERS)
        ),
        Question(id="device", text="What does the label of the device say on nursing?", sources=(DEVICE_LABEL,)),
    ),
    watch_for=(
        WatchFor(id="numb", who="mother", text="Numb mouth, ringing ears, a racing heart.", sources=(STRONG_CREAMS,)),
        WatchFor(id="sleepy", who="infant", text="Unusual sleepiness, poor feeding.", sources=(LACTMED_LIDOCAINE,)),
    ),
    assumptions=(
        Assumption(path="infant.feeds_per_day", value="8", why="The plan does not say; usual at this age."),
        Assumption(path="visit.steps[1].area.size_cm2", value="565 cm2", why="The whole face, the larger reading."),
    ),
    unknowns=(
        UnknownItem(
            path="visit.steps[3].product",
            what="What “Glow Complex 7” is.",
            why="The name was not recognised.",
            would_change="The full ingredient list from the maker.",
        ),
    ),
    sources=SOURCES,
)
"""The example that the tests and the screenshots are made of."""
