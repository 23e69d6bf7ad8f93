"""Draws sentences from text/paraphrases-*.txt, the many ways a visitor may word a request (language model only)."""
import re

import template_sentences

_CLASS = re.compile(r"^([A-Z]+): (.*)$")
_SLOT = re.compile(r"<([A-Z]+)>")


class Paraphrases:
    """Templates weigh alike but longer ones, with more slots, are drawn more often because they can say more."""

    def __init__(self, language):
        self.language = language
        self.classes, self.sentences = {}, []
        for line in template_sentences.lines_of("paraphrases-%s.txt" % language):
            match = _CLASS.match(line)
            if match:
                members = ["" if part.strip() == "-" else part.strip() for part in match.group(2).split(" | ")]
                self.classes.setdefault(match.group(1), []).extend(members)
            else:
                self.sentences.append(line)
        self.weights = [1 + 1.5 * len(set(_SLOT.findall(s)) - {"OPEN", "END", "POLITE"}) for s in self.sentences]

    def _fill(self, text, rng):
        def replace(match):
            name = match.group(1)
            if name == "DD":
                joiner = "" if self.language == "zh" else " "
                return joiner.join(rng.choice(template_sentences.DIGITS[self.language]) for _ in range(rng.choice(template_sentences.DIGIT_RUNS)))
            return self._fill(rng.choice(self.classes[name]), rng)

        return _SLOT.sub(replace, text)

    def draw(self, rng, count):
        """-> [sentence]; Chinese is not cut yet."""
        return [self._fill(s, rng) for s in rng.choices(self.sentences, self.weights, k=count)]

    def members(self):
        """Every class member and sentence without its slots, to collect vocabulary from."""
        texts = self.sentences + [m for members in self.classes.values() for m in members]
        return [piece for text in texts for piece in _SLOT.split(text)[::2]]
