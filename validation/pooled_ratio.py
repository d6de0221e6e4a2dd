"""Milk-to-plasma ratios pooled over independent studies: random effects on the logarithms (DerSimonian and Laird 1986)."""

from __future__ import annotations

import math

import msgspec

EXPECTED_RANGE = {3: 1.693, 6: 2.534}
"""Range of n standard normal draws that is expected, by n."""
STUDENT_95 = {7: 2.447, 13: 2.179}
"""97.5th percentile of Student's t for the mean of n women."""


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """The ratio of one study as a lognormal between women."""

    source: str
    log_middle: float
    log_sd: float
    women: int


class Pooled(msgspec.Struct, frozen=True, kw_only=True):
    """`gsd_of_middle` is the error of the middle, `gsd_of_study` that of the middle of a new study, `gsd_of_woman` that of a woman in it."""

    middle: float
    between_studies: float
    """tau, the standard deviation of the logarithms of the studies' own middles."""
    gsd_of_middle: float
    gsd_of_study: float
    gsd_of_woman: float


def from_middle(source: str, middle: float, gsd: float, women: int) -> Study:
    """A study that prints a single ratio; the spread between women is taken."""
    return Study(source=source, log_middle=math.log(middle), log_sd=math.log(gsd), women=women)


def from_mean(source: str, mean: float, sd: float, women: int) -> Study:
    """The lognormal with this mean and standard deviation."""
    variance = math.log1p((sd / mean) ** 2)
    return Study(source=source, log_middle=math.log(mean) - variance / 2, log_sd=math.sqrt(variance), women=women)


def from_interval(source: str, mean: float, low: float, high: float, women: int) -> Study:
    """A mean with its 95 % confidence interval."""
    return from_mean(source, mean, (high - low) / 2 / STUDENT_95[women] * math.sqrt(women), women)


def from_range(source: str, mean: float, low: float, high: float, women: int) -> Study:
    """A mean with the lowest and the highest woman."""
    return from_mean(source, mean, (high - low) / EXPECTED_RANGE[women], women)


def from_women(source: str, ratios: tuple[float, ...]) -> Study:
    """Single ratios."""
    logs = [math.log(ratio) for ratio in ratios]
    middle = sum(logs) / len(logs)
    sd = math.sqrt(sum((each - middle) ** 2 for each in logs) / (len(logs) - 1))
    return Study(source=source, log_middle=middle, log_sd=sd, women=len(logs))


def pooled(studies: tuple[Study, ...]) -> Pooled:
    """Pool independent studies.

    Studies that agree are weighted by their precision:

    >>> found = pooled((from_middle("a", 2.0, 1.5, 10), from_middle("b", 2.0, 1.5, 30)))
    >>> round(found.middle, 6), found.between_studies
    (2.0, 0.0)
    """
    own = [each.log_sd**2 / each.women for each in studies]
    weights = [1 / variance for variance in own]
    total = sum(weights)
    fixed = sum(weight * each.log_middle for weight, each in zip(weights, studies, strict=True)) / total
    apart = sum(weight * (each.log_middle - fixed) ** 2 for weight, each in zip(weights, studies, strict=True))
    scale = total - sum(weight**2 for weight in weights) / total
    between = max(0.0, (apart - (len(studies) - 1)) / scale)
    weights = [1 / (variance + between) for variance in own]
    total = sum(weights)
    middle = sum(weight * each.log_middle for weight, each in zip(weights, studies, strict=True)) / total
    degrees = sum(each.women - 1 for each in studies)
    within = sum((each.women - 1) * each.log_sd**2 for each in studies) / degrees
    return Pooled(
        middle=math.exp(middle),
        between_studies=math.sqrt(between),
        gsd_of_middle=math.exp(math.sqrt(1 / total)),
        gsd_of_study=math.exp(math.sqrt(between + 1 / total)),
        gsd_of_woman=math.exp(math.sqrt(within + between + 1 / total)),
    )


STUDIES: dict[str, tuple[Study, ...]] = {
    "lidocaine": (
        from_mean("ortega-1999", 1.07, 0.82, 27),
        from_middle("zeisler-1986", 0.40, 2.0, 1),
        from_middle("lebedevs-1993", 1.1, 2.0, 1),
    ),
    "paracetamol": (
        from_middle("bitzen-1981", 0.76, 1.4, 3),
        from_middle("bmc-pregnancy-2024-analgesics", 1.048, 1.4, 20),
    ),
    "metformin": (
        from_interval("hale-2002-metformin", 0.35, 0.2, 0.5, 7),
        from_women("gardiner-2003", (0.37, 0.50, 0.71, 0.27, 0.47)),
        from_middle("briggs-2005", 0.66, 1.5, 5),
    ),
    "venlafaxine": (
        from_interval("newport-2009", 2.753, 1.448, 4.057, 13),
        from_range("ilett-2002", 2.5, 2.0, 3.2, 6),
        from_range("ilett-1998", 4.1, 2.8, 4.8, 3),
    ),
    "desvenlafaxine": (
        from_range("ilett-2002", 2.7, 2.3, 3.2, 6),
        from_range("ilett-1998", 3.1, 2.8, 3.8, 3),
    ),
}
"""What the pooled ratios of the knowledge stand on, by substance. Where a study prints no spread between women, 1.4 to 2.0 is taken:
the choice is told in the source `derivation-pooled-milk-ratios`."""
