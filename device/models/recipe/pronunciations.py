"""The lexicon: word -> list of unit sequences, from the committed files, the packs and, for new words, the synthesizer."""
import json
import os
import re
import subprocess
import sys

import phone_set
import template_sentences
from text_to_words import is_chinese

HERE = os.path.dirname(os.path.abspath(__file__))
BLOCK = 200
_PINYIN = re.compile("(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ao|ei|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u)")


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
    units, lines, respelled = {}, {}, {}  # (word, reading) -> units; line for the synthesizer -> (word, reading)
    for word, written in readings.items():
        for reading in written:
            parts = reading.split()
            if all(part in phone_set.UNIT_ID for part in parts):
                units[word, reading] = [tuple(parts)]
            elif is_chinese(word) and all(re.fullmatch("[a-z]+[1-5]", part) for part in parts):
                lines["%d%s %s" % (len(lines), word, reading)] = (word, reading)
            elif not is_chinese(word):
                respelled.setdefault(reading.lower().replace(" ", "-"), []).append((word, reading))
            else:
                print("reading of %s is neither numbered pinyin nor units: %s" % (word, reading), file=sys.stderr)
    spoken = _ask_synthesizer("zh", list(lines))
    for line, key in lines.items():
        units[key] = spoken.get(line.split()[0], [])[:1]
    spoken = _ask_synthesizer("en", list(respelled))
    for spelled, keys in respelled.items():
        units.update((key, spoken.get(spelled, [])) for key in keys)
    lexicon = {}
    for word, written in readings.items():
        lexicon[word.lower()] = [each for reading in written for each in units.get((word, reading), [])]
    return lexicon


def _new_readings(language, new, written):
    """Readings of words that no file holds. Short names are read as they are written ("PUK", "eSIM"), names in pinyin also as pinyin."""
    if language == "zh":
        return _ask_synthesizer("zh", pinyin_of(new))
    forms = {written.get(word, word): word for word in new}
    lexicon = {forms[form]: units for form, units in _ask_synthesizer("en", list(forms)).items() if form in forms}
    pinyin = {word: _PINYIN.findall(word) for word in new if len(word) > 3 and word not in written and re.fullmatch("(?:%s){2,}" % _PINYIN.pattern, word)}
    spoken = _ask_synthesizer("zh", ["%s %s" % (word, " ".join(syllable + "1" for syllable in parts)) for word, parts in pinyin.items()])
    for word, units in spoken.items():
        lexicon.setdefault(word, []).extend(units[:1])
    return lexicon


def lexicon_of(words, pack_readings, written):
    """-> {word: [units]} for all words and [unk]; words without any sound are left out with a message."""
    known = {"zh": _stored("zh"), "en": _stored("en")}
    for language in ("zh", "en"):
        new = sorted(w for w in words if is_chinese(w) == (language == "zh") and w not in known[language])
        if new:
            print("%d new %s words are given a pronunciation: %s" % (len(new), language, " ".join(new[:30])))
            known[language].update(_new_readings(language, new, written))
    lexicon = {}
    for word in words:
        readings = known["zh" if is_chinese(word) else "en"].get(word, [])
        lexicon[word] = [r for r in readings if all(unit in phone_set.UNIT_ID for unit in r)]
    for line in template_sentences.lines_of("weak-forms.txt"):
        word, units = line.split(" = ")
        if word in lexicon:
            lexicon[word].append(tuple(units.split()))
    second = [line.split(" ", 1) for line in template_sentences.lines_of("second-readings.txt")]
    for word, readings in _readings_of_packs({word: reading.split(", ") for word, reading in second if word in lexicon}).items():
        lexicon[word] += readings
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
    """Adds what is missing to data/pronunciations-*.txt: all words that need no pack and, given PACK_TEXTS_JSON, those of the packs.

    Only to make rebuilding faster and the same without flite; delete the files first to have everything asked anew.
    """
    import rebuild_graph

    packs = {"texts": [], "pronunciations": {}, "written": {}}
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf8") as file:
            packs = json.load(file)
    vocabulary = rebuild_graph.Words(packs).general
    for language in ("zh", "en"):
        lexicon = _stored(language)
        new = sorted(word for word in vocabulary if is_chinese(word) == (language == "zh") and word not in lexicon)
        lexicon.update(_new_readings(language, new, packs["written"]))
        with open(os.path.join(HERE, "data", "pronunciations-%s.txt" % language), "w", encoding="utf8") as file:
            for word in sorted(lexicon):
                for units in dict.fromkeys(lexicon[word]):
                    file.write("%s\t%s\n" % (word, " ".join(units)))
        print(language, len(lexicon), "words pronounced,", sorted(set(new) - set(lexicon))[:20], "not")


if __name__ == "__main__":
    main()
