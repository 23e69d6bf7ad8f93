"""Sentences from templates: `commands-*.txt` (whole requests) and `frames-*.txt` (opening + wish + ending), with <CLASSES>.

Texts are word-cut (spaces between words) and lower case; numbers are spoken words.
"""
import os
import random

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "text")
WAKE_PHRASES = {
    "zh": ["你好 小厅", "你好 小店", "小厅 小厅", "你好 小助手", "小助手", "你好 小智"],
    "en": ["hello kiosk", "hey kiosk", "hello assistant", "ok kiosk"],
}
DIGITS = {
    "zh": "零 一 二 三 四 五 六 七 八 九 幺".split(),
    "en": "zero one two three four five six seven eight nine oh".split(),
}
NUMBERS = {
    "zh": "一 两 三 四 五 六 七 八 九 十 十一 十二 十五 二十 三十 五十 一百 两百".split(),
    "en": "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty".split(),
}
DIGIT_RUNS = [1, 2, 3, 4, 4, 6, 6, 8, 11]


def lines_of(name):
    """Non-empty lines of a text file; `#` starts a comment line."""
    with open(os.path.join(FOLDER, name), encoding="utf8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


class Templates:
    """The command templates and classes of one language ("zh" or "en")."""

    def __init__(self, language):
        self.language = language
        self.commands = lines_of("commands-%s.txt" % language)
        self.classes = {}
        for line in lines_of("classes-%s.txt" % language):
            name, members = line.split(":", 1)
            self.classes[name] = [member.strip() for member in members.split("|")]

    def filled(self, template, rng):
        """One sentence from one template; rng is random.Random."""
        words = []
        for word in template.split():
            if word == "<DD>":
                words += [rng.choice(DIGITS[self.language]) for _ in range(rng.choice(DIGIT_RUNS))]
            elif word == "<D>":
                words.append(rng.choice(DIGITS[self.language][1:10]))
            elif word == "<N>":
                words.append(rng.choice(NUMBERS[self.language]))
            elif word.startswith("<"):
                words += self.filled(rng.choice(self.classes[word[1:-1]]), rng).split()
            else:
                words.append(word)
        return " ".join(words)

    def sentence(self, rng):
        """A wake phrase now and then, else a filled command."""
        if rng.random() < 0.05:
            return rng.choice(WAKE_PHRASES[self.language])
        return self.filled(rng.choice(self.commands), rng)

    def words(self):
        """Every word the templates can produce."""
        found = set(DIGITS[self.language]) | set(NUMBERS[self.language])
        texts = self.commands + WAKE_PHRASES[self.language] + [m for members in self.classes.values() for m in members]
        for text in texts:
            found |= {word for word in text.split() if not word.startswith("<")}
        return found
