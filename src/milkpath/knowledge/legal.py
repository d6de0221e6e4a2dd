"""Which legal maximum holds for a product, so that everyone who asks gets the same answer."""

from __future__ import annotations

from collections.abc import Collection

from milkpath.knowledge.model import LegalMaximum, Substance


def legal_maximum(substance: Substance, jurisdiction: str, product_types: Collection[str]) -> LegalMaximum | None:
    """Return the largest maximum [percent] that this law sets for any of these types of product.

    A maximum for a named type goes before one for `any`. `None` where the law sets none: that says nothing about the
    strength. A product may break the law, so the figure never lowers what a label declares.

    >>> import datetime as dt
    >>> def maximum(product_type: str, percent: float) -> LegalMaximum:
    ...     return LegalMaximum(jurisdiction="EU", product_type=product_type, percent=percent, text="", source="law",
    ...                         grade="B", status="verified", date=dt.date(2026, 11, 26))
    >>> filters = (maximum("face", 6.0), maximum("body", 2.2), maximum("any", 0.5))
    >>> oxybenzone = Substance(id="benzophenone-3", name="benzophenone-3", matter="small-molecule",
    ...                        legal_maxima=filters, reviewed=dt.date(2026, 11, 26))
    >>> [found.percent for types in ({"leave-on", "face"}, {"body"}, {"hair"})
    ...  if (found := legal_maximum(oxybenzone, "EU", types))]
    [6.0, 2.2, 0.5]
    >>> legal_maximum(oxybenzone, "US", {"face"}) is None
    True
    """
    here = [maximum for maximum in substance.legal_maxima if maximum.jurisdiction == jurisdiction]
    named = [maximum for maximum in here if maximum.product_type in product_types]
    general = [maximum for maximum in here if maximum.product_type == "any"]
    return max(named or general, key=lambda maximum: maximum.percent, default=None)
