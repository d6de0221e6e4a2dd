"""Which stretches of a label only say what is not in the product."""

from __future__ import annotations

from collections.abc import Sequence

from milkpath.label.claims import free_from
from milkpath.label.segment import Piece


def absent_pieces(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the numbers of the pieces that belong to free-from claims.

    A claim that opens a sentence reaches to its end (`free from parabens, phthalates and lidocaine.`). A claim within a
    list is only its own piece. So is a claim in front of a list that goes on without a full stop: there a claim that
    reached further would hide real ingredients.

    >>> from milkpath.label.segment import segment
    >>> text = "Aqua, Urea. Free from parabens, phenol."
    >>> sorted(absent_pieces(text, segment(text)))
    [2, 3]
    >>> text = "Sans parfum, Aqua, Urea, Glycerin"
    >>> sorted(absent_pieces(text, segment(text)))
    [0]
    """
    absent: set[int] = set()
    for number, piece in enumerate(pieces):
        if piece.kind == "prose" or not free_from(text[piece.start : piece.end]):
            continue
        absent.add(number)
        if piece.opens:
            end = _end_of_sentence(pieces, number)
            if not (_begins_region(pieces, number) and _ends_region(pieces, end)):
                absent.update(range(number, end + 1))
    return frozenset(absent)


def _end_of_sentence(pieces: Sequence[Piece], number: int) -> int:
    while not pieces[number].closes:
        number += 1
    return number


def _begins_region(pieces: Sequence[Piece], number: int) -> bool:
    return number == 0 or pieces[number - 1].region != pieces[number].region


def _ends_region(pieces: Sequence[Piece], number: int) -> bool:
    return number + 1 == len(pieces) or pieces[number + 1].region != pieces[number].region
