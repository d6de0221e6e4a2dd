"""Finds the headings of a label: words of pack print in several languages, no names of substances."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

HeadingKind = Literal["plain", "active", "inactive", "may", "basis", "prose"]

_ACTIVE = (
    r"active[ _](?:drug )?(?:ingredients?|substances?)|medicinal ingredients?|actives?(?=\s{0,2}:)|wirkstoffe?|"
    r"arzneilich wirksamer? bestandteile?|(?:principes?|substances?|ingr[ée]dients?) actifs?|"
    r"substances? actives?|principios? activos?|(?:sustancias?|ingredientes?) activ[oa]s?|"
    r"princip[io]{1,2} attiv[oi]|sostanz[ae] attiv[ae]|princ[íi]pios? ac?tivos?|subst[âa]ncias? ac?tivas?|"
    r"werkza(?:me|am) (?:stof(?:fen)?|bestandde(?:el|len))"
)
_INACTIVE = (
    r"(?:inactive|other|non-?medicinal)[ _]ingredients?|inactives?(?=\s{0,2}:)|excipients?|"
    r"(?:sonstiger?|weitere|andere) bestandteile?|hilfsstoffe?|autres (?:composants|ingr[ée]dients)|"
    r"excipientes?|otros (?:componentes|ingredientes)|eccipient[ei]|altri (?:componenti|ingredienti)|"
    r"outros (?:componentes|ingredientes)|hulpstof(?:fen)?|andere (?:bestanddelen|stoffen)"
)
_PLAIN = (
    r"(?:list(?:e)? (?:of |des )|full |all )?ingr[ée]di[ëe]n(?:ts?|ten)(?: list)?|ingredientes|ingredienti|"
    r"inhaltsstoffe|bestandteile|zusammensetzung|composi(?:tion|ci[óo]n|zione|[çc][ãa]o)|samenstelling|"
    r"inci(?: list)?|ингредиенты|состав"
)
_MAY = (
    r"may (?:also )?contain|peu(?:t|vent) contenir|kann enthalten|k[öo]nnen enthalten sein|puede contener|"
    r"pu[òo] contenere|pode conter|kan bevatten|\(?\s{0,2}(?:\+\s?/\s?-|±)\s{0,2}\)?"
)
_PROSE = (
    r"directions?(?: for use)?|how to use|usage|uses?|warnings?|cautions?|precautions?|storage|purpose|"
    r"other information|questions\??|keep out of reach of children|gebrauch(?:sanweisung|sinformation)?|"
    r"anwendung(?:shinweise)?|warnhinweise?|hinweise?|lagerung|inhalt|pr[ée]cautions?(?: d'emploi)?|"
    r"conseils?(?: d'utilisation)?|mode d'emploi|utilisation|avertissements?|contenance|conservation|"
    r"modo de (?:empleo|uso|usar)|precauciones|advertencias?|contenido(?: neto)?|conservaci[óo]n|modo d'uso|"
    r"avvertenze|precauzioni|contenuto|advert[êe]ncias?|precau[çc][õo]es|conte[úu]do(?: l[íi]quido)?|"
    r"gebruik(?:saanwijzing)?|waarschuwing(?:en)?|inhoud|bewaren|net (?:wt\.?|weight|contents?)|distributed by|"
    r"manufactured (?:by|for)|made in|benefits|description|claims"
)
_PER = (
    r"(?:(?P<each>\d{1,4}(?:[.,]\d{1,2})?) ?|(?:each|every|cada|chaque|ogni|elke|jedes?|per|pro|je) )"
    r"(?P<unit>grams?|gramm|gramas?|gramos?|grammes?|grammi|grammo|gr|g|ml|millilit(?:er|re)s?)"
    r"(?: [^\W\d]{2,20}){0,3} (?:contains?|enth[äa]lt|enthalten|contient|contiene|cont[ée]m|contengono|contienen|bevat)"
)

_BRACKET = r"(?:\s{0,2}\([^()\n]{0,40}\))?"
_COLON = r"\s{0,2}(?::|=|-(?=\s))"
_LINE_START = r"(?:\A|(?<=[.;|)\n]\s)|(?<=\n))"
_HEADING = re.compile(
    "|".join(
        (
            rf"(?P<basis>\b{_PER})\s{{0,2}}:?",
            rf"(?P<may>(?:\b|(?=[(+±]))(?:{_MAY})(?:[\s/:(),-]{{0,4}}(?:{_MAY})){{0,4}})\s{{0,2}}[:)]{{0,2}}",
            rf"\b(?P<inactive>{_INACTIVE})\b{_BRACKET}(?:{_COLON}|(?=\s))",
            rf"\b(?P<active>{_ACTIVE})\b{_BRACKET}{_COLON}(?:\s{{0,2}}purposes?\b:?)?",
            rf"{_LINE_START}(?P<active_bare>{_ACTIVE})\b{_BRACKET}(?:\s{{0,2}}purposes?\b:?)?(?=\s)",
            rf"\b(?P<plain>{_PLAIN})\b{_BRACKET}{_COLON}",
            rf"(?:\A|(?<=\n))(?P<plain_bare>{_PLAIN})\b{_BRACKET}(?=\s)(?!\s{{1,3}}(?:lists?|may|and|are|that|can|of|from)\b)",
            rf"{_LINE_START}(?P<prose>{_PROSE})\s{{0,2}}(?::|(?=\n))",
        )
    ),
    re.IGNORECASE,
)


class Heading(msgspec.Struct, frozen=True):
    """A heading and the place of its words; what follows `end` belongs to it."""

    start: int
    end: int
    kind: HeadingKind
    per_grams: float | None = None
    """With `basis` (`1 g of cream contains`): the mass that the bare masses after it are part of."""


def find_headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of an evened-out label text in order.

    >>> [heading.kind for heading in find_headings("Wirkstoffe: A. Sonstige Bestandteile: B. May contain (+/-): C")]
    ['active', 'inactive', 'may']
    >>> find_headings("1 g Creme enthält: 25 mg X")[0].per_grams
    1.0
    >>> find_headings("Ingredient lists may change.")
    ()
    """
    return tuple(_heading(match) for match in _HEADING.finditer(text))


def _heading(match: re.Match[str]) -> Heading:
    found = match.groupdict()
    if found["basis"]:
        return Heading(match.start(), match.end(), "basis", float((found["each"] or "1").replace(",", ".")) or 1.0)
    kinds: tuple[tuple[str, HeadingKind], ...] = (
        ("may", "may"),
        ("inactive", "inactive"),
        ("active", "active"),
        ("active_bare", "active"),
        ("plain", "plain"),
        ("plain_bare", "plain"),
    )
    return next(
        (Heading(match.start(), match.end(), kind) for group, kind in kinds if found[group]),
        Heading(match.start(), match.end(), "prose"),
    )
