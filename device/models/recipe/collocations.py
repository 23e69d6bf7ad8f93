"""Finds the words that packs bring along: pieces of Chinese that stand side by side far more often than chance would have it.

A word ("改签", "登机口") has the right reading of its characters and weighs as one word in the language model; single
characters have every reading and no meaning.
"""
import math
from collections import Counter

NUMERALS = set("零一二三四五六七八九十百千万两半几幺点")
LEAST_COUNT, LEAST_INFORMATION, LONGEST, ROUNDS, MOST = 6, 5.0, 4, 2, 2500


def found_in(sentences):
    """[[piece]] as the base vocabulary cuts them -> {joined word: count}, at most MOST, the most frequent first."""
    sentences = [list(pieces) for pieces in sentences]
    found = set()
    for _ in range(ROUNDS):
        single, pairs = Counter(), Counter()
        for pieces in sentences:
            single.update(pieces)
            pairs.update(zip(pieces, pieces[1:]))
        total = sum(single.values()) or 1
        chosen = {
            pair for pair, count in pairs.items() if count >= LEAST_COUNT and _joinable(pair)
            and math.log2(count * total / (single[pair[0]] * single[pair[1]])) >= LEAST_INFORMATION
        }
        found |= {"".join(pair) for pair in chosen}
        sentences = [_joined(pieces, chosen) for pieces in sentences]
    # what stands in a longer word nearly always is no word
    standing = Counter(piece for pieces in sentences for piece in pieces if piece in found)
    return {word: count for word, count in sorted(standing.items(), key=lambda item: (-item[1], item[0]))[:MOST] if count >= LEAST_COUNT}


def _joinable(pair):
    """Two words of two characters stay two: both have their readings already. Numbers stay apart from what they count."""
    return not NUMERALS & set("".join(pair)) and all("\u4e00" <= piece[0] <= "\u9fff" for piece in pair) and sum(map(len, pair)) <= LONGEST and min(map(len, pair)) == 1


def _joined(pieces, chosen):
    result = []
    for piece in pieces:
        if result and (result[-1], piece) in chosen:
            result[-1] += piece
        else:
            result.append(piece)
    return result
