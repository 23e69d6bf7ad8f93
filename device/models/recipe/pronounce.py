"""words on standard input, one a line -> "word<TAB>units" lines, one per reading, as the synthesizers say them.

Runs as a program of its own because espeak-ng may end its process; pronunciations.py then tries again.
usage: pronounce.py zh|en < words     zh lines are "word syllable syllable ..."
"""
import shutil
import sys

import espeak_library
import phone_set
import synthesizers
import training_texts

ACCENTS = ("gmw/en-US", "gmw/en", "gmw/en-GB-x-rp")


def english_readings(word):
    """Isolated forms in three espeak-ng accents and, where flite is installed, in its lexicon's words."""
    spoken = training_texts.spoken_english(word)
    for accent in ACCENTS:
        yield espeak_library.units_of_text(spoken, "en", accent)
    if shutil.which("flite"):
        segments = synthesizers.flite(spoken, "kal16", 1.0)[2]
        yield [unit for _, unit in segments if unit != "SIL"]


def chinese_readings(line):
    """The given syllables, and what espeak-ng reads from the characters themselves."""
    word, *syllables = line.split()
    if syllables:
        yield espeak_library.units_of_text(" ".join(syllables), "zh", espeak_library.MANDARIN_VOICE)
    spelled = espeak_library.units_of_text(word, "zh", espeak_library.MANDARIN_VOICE)
    if len(word) > 1 or not syllables:
        yield spelled


def main():
    readings = chinese_readings if sys.argv[1] == "zh" else english_readings
    for line in sys.stdin.read().splitlines():
        seen = []
        try:
            for units in readings(line):
                if units and units not in seen:
                    seen.append(units)
        except phone_set.UnknownPhone as error:
            print(line, "has an unknown phone", error, file=sys.stderr)
        for units in seen:
            print("%s\t%s" % (line.split()[0], " ".join(units)), flush=True)


if __name__ == "__main__":
    main()
