"""Tells what on a pack is no ingredient: free-from claims, pack prose, codes, amounts and dose forms.

Only words of pack print stand here, no names of substances.
"""

from __future__ import annotations

import re

_FREE_FROM = re.compile(
    r"(?:free (?:from|of)|without|contains? no|does not contain|formulated without|"
    r"frei von|ohne|enth[äa]lt kein\w{0,2}|sans|ne contient (?:pas|ni)|exempt\w{0,2} d[e']|"
    r"libre de|no contiene|sin|senza|non contiene|privo di|sem|n[ãa]o cont[ée]m|livre de|zonder|vrij van|bevat geen|"
    r"no (?:added )?(?=[^\W\d]{3})|0 ?% (?=[^\W\d]))(?:\b|(?<=[ ']))",
    re.IGNORECASE,
)
_SUFFIX_FREE = re.compile(r"[^\W\d_][ -]?free$|frei$|\bvrij$", re.IGNORECASE)
_CODE = re.compile(
    r"f\.? ?i\.? ?l\.?(?:\W.{0,40})?|ndc\b.{0,30}|(?:lot|exp|ean|upc|ref)\b.{0,30}|"
    r"[a-z]{0,3}\d{4,}[a-z0-9]{0,6}(?:/\d{1,3})?|\d{1,4}/\d{1,4}",
    re.IGNORECASE,
)
# Only words of the trade may stand before the content of a pack: "Lidocaine 23 g" is a substance.
_TRADE = r"(?:e|net|netto|contents?|inhalt|wt|vol|volume|poids|peso|contenu|contenido|contenuto|size)"
_AMOUNT = re.compile(
    rf"(?:{_TRADE}\.? ?:? ?){{0,2}}\d{{1,5}}(?:[.,]\d{{1,3}})? ?(?:g|kg|ml|l|oz|fl\.? ?oz)\.?(?: ?e)?", re.IGNORECASE
)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# One of these words is enough: no name of an ingredient holds it.
_PROSE = _words_of(
    """
    agricoltura agricultura agriculture alcance allergens anbau anwenden anwendung aplicar applicare appliquer
    apply após aufbewahren auftragen avoid bambini bereik biologica biologico biologische biologischem buiten
    certificata certified change children clinically cliniquement commitment complying componenti comédogène
    conseillons contenido crianças dermatologically directions ecológica einstellung essenziali evitar evitare
    external farming formula gebruiken gecertificeerd geprüft herkunft houden ingredient ingredients
    ingrédients inhalt keep kinder kinderen kindern landbouw liste listes manter minutos naturali naturally
    naturelle naturelles nicht niños nous occurring oorsprong origen origin original origine origines
    packaging personal peut peuvent please produit produits prouvé proven provenienti précautions reach refer
    remover régulièrement schleimhäuten soumis soumise suitable tenere tested tests updated use uso vary votre
    vous vérifier you your être
    """
)
# Dose forms and other words of the trade: a stretch of only such words names no substance.
_FORM = _words_of(
    """
    a ad advanced anaesthetic and anesthetic anhydrous base blt body bottle compounded contains cream crema
    creme crème encapsulated extra eye face foam for g gel gelee in jar lotion lösung maximum micronised
    micronized ml numbing of ointment otc oz paste patch pomada professional protectant pure purified q qs
    relief rx s salbe serum skin solution spray sterile strength sunscreen tattoo the to topical tube usp
    vegan vehicle with
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE = 4
"""Words of the shortest stretch within a list that counts as a sentence."""


def free_from(text: str) -> re.Match[str] | None:
    """Return the words that say that something is absent, where the stretch begins with them or follows a few words.

    >>> bool(free_from("Formule sans parabènes")), bool(free_from("Paraben-free")), bool(free_from("Sinapis alba oil"))
    (True, True, False)
    """
    found = _FREE_FROM.search(text)
    if found and not _is_part_of_word(text, found) and len(_WORD.findall(text[: found.start()])) <= 3:
        return found
    return _SUFFIX_FREE.search(text)


def is_prose(text: str, opens: bool = True) -> bool:
    """Whether the stretch is a sentence of the pack, not a name; within a sentence one odd word does not settle it.

    >>> is_prose("Buiten bereik van kinderen houden"), is_prose("monopalmitato de sorbitano")
    (True, False)
    >>> is_prose("Xyloferin formula", opens=False)
    False
    """
    words = _words(text)
    telling = sum(word in _PROSE for word in words)
    return telling >= 2 or (telling == 1 and (opens or len(words) >= _SENTENCE))


def is_form(text: str) -> bool:
    """Whether the stretch names only a dose form.

    >>> is_form("topical cream"), is_form("petrolatum base")
    (True, False)
    """
    words = _words(text)
    return bool(words) and all(word in _FORM for word in words)


def is_code(text: str) -> bool:
    """Whether the stretch is a factory code, an article number, or the content of the pack.

    >>> is_code("C236830/2"), is_code("F.I.L. Z70/1"), is_code("30 ml"), is_code("CI 77891"), is_code("C13-15 Alkane")
    (True, True, True, False, False)
    """
    bare = text.strip("() ")
    return bool(_CODE.fullmatch(bare) or _AMOUNT.fullmatch(bare))


def trim_words(text: str) -> tuple[int, int]:
    """Return the place of the stretch that is left without words of form and prose at both ends.

    >>> trim_words("Encapsulated Retinol cream")
    (13, 20)
    """
    words = list(_WORD.finditer(text))
    first, last = 0, len(words)
    while first < last and _is_trim(words[first][0]):
        first += 1
    while last > first and _is_trim(words[last - 1][0]):
        last -= 1
    start = 0 if first == 0 else (words[first].start() if first < len(words) else len(text))
    end = len(text) if last == len(words) else (words[last - 1].end() if last else start)
    return start, max(start, end)


def _is_trim(word: str) -> bool:
    return word.casefold() in _FORM or word.casefold() in _PROSE


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_part_of_word(text: str, found: re.Match[str]) -> bool:
    return found.start() > 0 and (text[found.start() - 1].isalnum() or text[found.start() - 1] == "-")
