"""The lexicon: word -> list of unit sequences, from the committed files, the packs and, for new words, the synthesizer."""
import os
import re
import subprocess
import sys

import phone_set
import template_sentences
from text_to_words import is_chinese

HERE = os.path.dirname(os.path.abspath(__file__))
BLOCK = 200


def _stored(language):
    """data/pronunciations-LANGUAGE.txt -> {word: [units]}."""
    lexicon = {}
    path = os.path.join(HERE, "data", "pronunciations-%s.txt" % language)
    if os.path.exists(path):
        with open(path, encoding="utf8") as file:
            for line in file:
                word, units = line.rstrip("\n").split("\t")
                lexicon.setdefault(word, []).append(tuple(units.split()))
    return lexicon


def _ask_synthesizer(language, lines):
    """Runs pronounce.py over blocks; a block that dies is tried again in halves. -> {word: [units]}."""
    lexicon, waiting = {}, [lines[i : i + BLOCK] for i in range(0, len(lines), BLOCK)]
    while waiting:
        block = waiting.pop()
        command = [sys.executable, os.path.join(HERE, "pronounce.py"), language]
        result = subprocess.run(command, input="\n".join(block), capture_output=True, text=True)
        if result.returncode != 0:
            if len(block) > 1:
                waiting += [block[: len(block) // 2], block[len(block) // 2 :]]
                continue
            print("no pronunciation for", block[0], result.stderr[-300:], file=sys.stderr)
        for line in result.stdout.splitlines():
            word, units = line.split("\t")
            lexicon.setdefault(word, []).append(tuple(units.split()))
    return lexicon


def pinyin_of(words):
    """[word] -> ["word syllable syllable ..."], by the program that holds the pinyin dictionary."""
    if not words:
        return []
    command = ["node", os.path.join(HERE, "pinyin-of-words.mjs")]
    return subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True).stdout.splitlines()


def _readings_of_packs(readings):
    """{word: [reading]} as packs write it: units of the model, numbered pinyin or an English respelling."""
    lexicon = {}
    for word, written in readings.items():
        for reading in written:
            parts = reading.split()
            if all(part in phone_set.UNIT_ID for part in parts):
                lexicon.setdefault(word.lower(), []).append(tuple(parts))
            elif is_chinese(word) and all(re.fullmatch("[a-z]+[1-5]", part) for part in parts):
                lexicon.setdefault(word, []).extend(_ask_synthesizer("zh", ["%s %s" % (word, reading)]).get(word, [])[:1])
            elif not is_chinese(word):
                spelled = reading.lower().replace(" ", "-")
                lexicon.setdefault(word.lower(), []).extend(_ask_synthesizer("en", [spelled]).get(spelled, []))
            else:
                print("reading of %s is neither numbered pinyin nor units: %s" % (word, reading), file=sys.stderr)
    return lexicon


def lexicon_of(words, pack_readings):
    """-> {word: [units]} for all words and [unk]; words without any sound are left out with a message."""
    known = {"zh": _stored("zh"), "en": _stored("en")}
    for language in ("zh", "en"):
        new = sorted(w for w in words if is_chinese(w) == (language == "zh") and w not in known[language])
        if new:
            print("%d new %s words are given a pronunciation: %s" % (len(new), language, " ".join(new[:30])))
            known[language].update(_ask_synthesizer(language, pinyin_of(new) if language == "zh" else new))
    lexicon = {}
    for word in words:
        readings = known["zh" if is_chinese(word) else "en"].get(word, [])
        lexicon[word] = [r for r in readings if all(unit in phone_set.UNIT_ID for unit in r)]
    for line in template_sentences.lines_of("weak-forms.txt"):
        word, units = line.split(" = ")
        if word in lexicon:
            lexicon[word].append(tuple(units.split()))
    for word, readings in _readings_of_packs(pack_readings).items():
        if word in lexicon:
            lexicon[word] = readings + lexicon[word]
    silent = [word for word in lexicon if not lexicon[word]]
    for word in silent:
        print("left out, no pronunciation found:", word, file=sys.stderr)
        del lexicon[word]
    lexicon = {word: list(dict.fromkeys(readings)) for word, readings in lexicon.items()}
    lexicon["[unk]"] = [("GBG",)]
    return lexicon


def main():
    """Writes data/pronunciations-*.txt for all words that need no pack (only when the word lists change)."""
    import rebuild_graph

    base = rebuild_graph.Words({"texts": [], "pronunciations": {}}).general
    for language in ("zh", "en"):
        words = sorted(word for word in base if is_chinese(word) == (language == "zh"))
        lexicon = _ask_synthesizer(language, pinyin_of(words) if language == "zh" else words)
        with open(os.path.join(HERE, "data", "pronunciations-%s.txt" % language), "w", encoding="utf8") as file:
            for word in sorted(lexicon):
                for units in dict.fromkeys(lexicon[word]):
                    file.write("%s\t%s\n" % (word, " ".join(units)))
        print(language, len(lexicon), "words pronounced,", sorted(set(words) - set(lexicon))[:20], "not")


if __name__ == "__main__":
    main()
