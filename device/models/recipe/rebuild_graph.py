"""Packs + base vocabulary + templates -> graph/ and conf/ of a model. No training; well under a minute.

usage: rebuild_graph.py MODEL_FOLDER PACK_TEXTS_JSON SCRATCH_FOLDER
"""
import json
import os
import random
import sys
import time

import collocations
import language_model
import mfcc
import paraphrases
import pronunciations
import template_sentences
import text_to_words
import training_texts
import word_graph

SEED = 77
DRAWN = {"paraphrases": 70000, "commands": 12000}
WAKE_WEIGHT, REQUEST_WEIGHT = 150, 15
# what visitors say counts; what the kiosk says gives words, and hardly any order of words
KIND_WEIGHTS = {"wake": WAKE_WEIGHT, "asked": 12, "named": 8, "filled": 2, "said": 1}
SMALL_TALK = ("你好", "您好", "嗨", "嘿", "哈喽")
DECODER = """--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=6.0
--acoustic-scale={scale}
--frame-subsampling-factor=3
--frames-per-chunk=21
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""
ACOUSTIC_SCALE = 0.25


class Words:
    """The vocabulary and the one way to cut text into it."""

    def __init__(self, packs):
        self.general = {}
        for language in ("zh", "en"):
            words, weights = training_texts.read_weights(language)
            self.general.update(zip(words, weights))
            self.general.update((w, 20) for w in template_sentences.Templates(language).words() if w not in self.general)
        self.add_english(template_sentences.lines_of("words-en.txt"))
        self.add_english(template_sentences.lines_of("requests-en.txt"))
        self.add_english(piece for piece in paraphrases.Paraphrases("en").members())
        self.add_english(part for item in packs["texts"] if item["language"] == "en" for part in text_to_words.sentences(item["text"]))
        own = list(packs["pronunciations"]) + template_sentences.lines_of("words-zh.txt") + wake_names(packs)
        for word in own:
            self.general.setdefault(word if text_to_words.is_chinese(word) else word.lower(), 20)
        self.cutter = text_to_words.ChineseCutter(self.general)
        questions = [item["text"] for item in packs["texts"] if item["language"] == "zh" and item["kind"] in ("asked", "named")]
        for word in collocations.found_in([self.cutter.cut(part) for text in questions for part in text_to_words.sentences(text)]):
            self.general.setdefault(word, 20)
        self.cutter = text_to_words.ChineseCutter(self.general)
        self.add_characters(item["text"] for item in packs["texts"] if item["language"] == "zh")
        self.add_characters(template_sentences.lines_of("requests-zh.txt"))
        self.add_characters(paraphrases.Paraphrases("zh").members())

    def add_english(self, texts):
        for text in texts:
            for word in text_to_words.english_words(text):
                self.general.setdefault(word, 3)

    def add_characters(self, texts):
        for text in texts:
            for word in self.cutter.cut(text):
                self.general.setdefault(word, 3)
        self.cutter.words.update(self.general)

    def cut(self, text, language):
        return self.cutter.cut(text) if language == "zh" else text_to_words.english_words(text)


def wake_names(packs):
    """The kiosk's names in Chinese wake phrases, each a word of its own ("你好小厅" -> "小厅")."""
    names = []
    for item in packs["texts"]:
        if item["kind"] == "wake" and item["language"] == "zh":
            greeting = next((start for start in SMALL_TALK if item["text"].startswith(start)), "")
            name = item["text"][len(greeting) :]
            if greeting and 2 <= len(name) <= 4:
                names.append(name)
    return names


def pack_sentences(words, packs):
    """[([word], weight)] from what the packs' visitors and kiosks say."""
    result = []
    for item in packs["texts"]:
        for sentence in text_to_words.sentences(item["text"]):
            cut = words.cut(sentence, item["language"])
            if cut:
                result.append((cut, KIND_WEIGHTS[item["kind"]]))
    return result


def template_texts(words):
    """[([word], 1)] drawn from the commands and paraphrases of both languages."""
    result = []
    for language in ("zh", "en"):
        rng = random.Random("%d %s" % (SEED, language))
        commands = template_sentences.Templates(language)
        texts = paraphrases.Paraphrases(language).draw(rng, DRAWN["paraphrases"])
        texts += [commands.sentence(rng) for _ in range(DRAWN["commands"])]
        for text in texts:
            joined = text.replace(" ", "") if language == "zh" else text
            result.append((words.cut(joined, language), 1))
        result += [(words.cut(text, language), REQUEST_WEIGHT) for text in template_sentences.lines_of("requests-%s.txt" % language)]
        for phrase in template_sentences.WAKE_PHRASES[language]:
            result.append((words.cut(phrase.replace(" ", "") if language == "zh" else phrase, language), WAKE_WEIGHT))
    result += letters_in_chinese(random.Random("%d letters" % SEED))
    return [(cut, weight) for cut, weight in result if cut]


PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁"


def letters_in_chinese(rng, count=2500):
    """[([word], 1)]: number plates, flights, gates and zones, so that a letter inside a Chinese sentence is expected."""
    letter = lambda: rng.choice("abcdefghjklmnpqrstuvwxyz")
    digits = lambda least, most: [rng.choice(template_sentences.DIGITS["zh"]) for _ in range(rng.randint(least, most))]
    result = []
    for _ in range(count):
        plate = [rng.choice(PROVINCES), letter()] + digits(5, 6)
        place = [letter(), rng.choice(["区", "口", "座", "窗口", "柜台", "出口", "栋", "厅"])]
        number = [letter(), letter()] + digits(3, 4)
        result += [(plate, 1), (["车牌", "号", "是"] + plate, 1), (["在"] + place, 1), (place + ["在", "哪里"], 1), (number, 1), (["航班", "号"] + number, 1), ([letter()] + digits(1, 3), 1)]
    return result


def write_configuration(model):
    os.makedirs(os.path.join(model, "conf"), exist_ok=True)
    with open(os.path.join(model, "conf", "mfcc.conf"), "w") as file:
        file.write(mfcc.CONFIG)
    with open(os.path.join(model, "conf", "model.conf"), "w") as file:
        file.write(DECODER.format(scale=os.environ.get("ACOUSTIC_SCALE", ACOUSTIC_SCALE)))


def main():
    model, pack_path, scratch = sys.argv[1:4]
    started = time.time()

    def report(text):
        print("%5.1f s  %s" % (time.time() - started, text), flush=True)

    with open(pack_path, encoding="utf8") as file:
        packs = json.load(file)
    words = Words(packs)
    sentences = pack_sentences(words, packs)
    report("%d sentences from packs, vocabulary of %d words" % (len(sentences), len(words.general)))
    sentences += template_texts(words)
    lexicon = pronunciations.lexicon_of(sorted(words.general), packs["pronunciations"], packs["written"])
    report("lexicon of %d words, %d readings" % (len(lexicon), sum(map(len, lexicon.values()))))
    graph = os.path.join(model, "graph")
    os.makedirs(graph, exist_ok=True)
    ids = word_graph.write_lexicon_graph(lexicon, graph, scratch)
    report("word graph written")
    model_of_language = language_model.Trigram(sentences, [w for w in lexicon if w != "[unk]"], words.general)
    text, states, arcs = language_model.grammar_text(model_of_language, ids)
    word_graph.write_grammar_graph(text, graph)
    report("language model of %d states and %d arcs written" % (states, arcs))
    write_configuration(model)


if __name__ == "__main__":
    main()
