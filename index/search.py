"""Two ranked lists into one, by how near in meaning a passage is and how much of the words it has.

Nearness counts from 0, that of the last passage in the dense leg, to 1, that of the first, so that
it is the same for any model; to it comes twice the share of the question's words. Ranks alone,
which were fused before, do not tell a question of which every word was found from one in another
language than the articles, of which a name was (Bruch, Gai and Ingber, ACM TOIS 42, 2023, find the
same). The form and the weight were chosen on the training items of the invented news, asked in
their own language and in others, and on two hundred articles of each judging set: right sentence
first .89, .53 and .79, by ranks alone .85, .46 and .76, by meaning alone .74, .52 and .74.
"""

from collections.abc import Sequence

from index.vectors import Neighbour

_WORDS = 2.0
"""What the lexical leg counts when a passage has all of the question."""
_DIGITS = 3
"""Chroma's cosines differ from the exact ones in the seventh digit, which is to change no order."""


def fuse(legs: Sequence[Sequence[Neighbour]]) -> list[Neighbour]:
    """Fuse the dense leg, of cosines, and the lexical one, of shares, into one, best first.

    What a leg has not found counts nothing in it. Ties go to the lower number, so that the same
    question always gives the same order.
    """
    dense, lexical = legs
    far = dense[-1][1] if dense else 0.0
    reach = (dense[0][1] - far if dense else 0.0) or 1.0
    fused = {number: round((cosine - far) / reach, _DIGITS) for number, cosine in dense}
    for number, share in lexical:
        fused[number] = fused.get(number, 0.0) + _WORDS * share
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))
