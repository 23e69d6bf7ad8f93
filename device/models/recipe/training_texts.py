"""What the synthesizers are asked to say for acoustic training, apart from templates: random words, digits, foreign speech."""
import os
import random
from itertools import accumulate

import template_sentences as templates


def read_weights(language):
    """vocabulary-*.txt -> ([word], [weight])."""
    rows = [line.rsplit(" ", 1) for line in templates.lines_of("vocabulary-%s.txt" % language)]
    return [row[0] for row in rows], [int(row[1]) for row in rows]


def read_pinyin():
    """pinyin-zh.txt -> {word: [numbered syllables]}."""
    return {line.split()[0]: line.split()[1:] for line in templates.lines_of("pinyin-zh.txt")}


class RandomWords:
    """Draws words of one language: half evenly (so that rare ones are heard), half by damped frequency."""

    def __init__(self, language):
        self.words, weights = read_weights(language)
        self.cumulative = list(accumulate(weight**0.5 for weight in weights))

    def draw(self, rng, count):
        return [
            rng.choice(self.words) if rng.random() < 0.5 else rng.choices(self.words, cum_weights=self.cumulative)[0]
            for _ in range(count)
        ]


def digits(language, rng):
    """A run of 3 to 8 spoken digits, now and then with a word that doubles them (English)."""
    words = [rng.choice(templates.DIGITS[language]) for _ in range(rng.randint(3, 8))]
    if language == "en" and rng.random() < 0.15:
        words.insert(rng.randint(0, len(words) - 1), "double")
    return " ".join(words)


class Texts:
    """All text sources of one language behind one method."""

    def __init__(self, language):
        self.language = language
        self.templates = templates.Templates(language)
        self.random_words = RandomWords(language)
        self.other = templates.lines_of("other-%s.txt" % language)

    def text(self, kind, rng):
        """kind: commands | words | digits | wake | other (sentences outside the domain, as plain text)."""
        if kind == "commands":
            return self.templates.sentence(rng)
        if kind == "digits":
            return digits(self.language, rng)
        if kind == "wake":
            return rng.choice(templates.WAKE_PHRASES[self.language])
        if kind == "other":
            return rng.choice(self.other)
        return " ".join(self.random_words.draw(rng, rng.randint(2, 6)))


def spoken_english(text):
    """Spelled letters are written in capitals for the synthesizers, so that they say the name of the letter."""
    return " ".join(word.upper() if len(word) == 1 and word not in "ai" else word for word in text.split())


def spoken_chinese(text, pinyin, rng, pauses=True):
    """Word-cut characters -> numbered pinyin for espeak-ng, with a short pause at some word borders."""
    parts = []
    for word in text.split():
        parts.append(" ".join(pinyin[word]))
        parts.append(", " if pauses and rng.random() < 0.06 else " ")
    return "".join(parts)
