"""Which stretches of a label only say what is not in the product."""

from __future__ import annotations

from collections.abc import Sequence

from milkpath.label.claims import free_from
from milkpath.label.segment import Piece


def absent_pieces(text: str, pieces: Sequence[Piece]) -> dict[int, bool]:
    """Return the numbers of the pieces that belong to free-from claims, and whether a name may be glued to them.

    A claim that opens a sentence reaches to its end (`free from parabens, phthalates and lidocaine.`). A claim within a
    list is only its own piece. So is a claim in front of a list that goes on without a full stop: there a claim that
    reached further would hide real ingredients, and the first of them may follow it without a separator.

    >>> from milkpath.label.segment import segment
    >>> text = "Aqua, Urea. Free from parabens, phenol."
    >>> absent_pieces(text, segment(text))
    {2: False, 3: False}
    >>> text = "Sans parfum, Aqua, Urea, Glycerin"
    >>> absent_pieces(text, segment(text))
    {0: True}
    """
    absent: dict[int, bool] = {}
    for number, piece in enumerate(pieces):
        if piece.kind == "prose" or not free_from(text[piece.start : piece.end]):
            continue
        begins = _begins_region(pieces, number)
        leads = not piece.closes and (begins or (not piece.opens and absent.get(number - 1, False)))
        absent.setdefault(number, leads)
        if piece.opens:
            end = _end_of_sentence(pieces, number)
            if not (begins and _ends_region(pieces, end)):
                absent.update(dict.fromkeys(range(number, end + 1), False))
    return absent


def _end_of_sentence(pieces: Sequence[Piece], number: int) -> int:
    while not pieces[number].closes:
        number += 1
    return number


def _begins_region(pieces: Sequence[Piece], number: int) -> bool:
    return number == 0 or pieces[number - 1].region != pieces[number].region


def _ends_region(pieces: Sequence[Piece], number: int) -> bool:
    return number + 1 == len(pieces) or pieces[number + 1].region != pieces[number].region
