"""An interpolated back-off trigram as a Kaldi grammar, with one unigram per language at the bottom.

A word that no counted history explains is drawn from the unigram of the language spoken just before, so that a
Chinese sentence does not slip into an English word and the other way round.
"""
import math
from collections import Counter, defaultdict

from text_to_words import is_chinese

DISCOUNT = 0.8
FLOOR = {1: 0.35, 2: 0.5}  # least share of the shorter history: counts of templates are surer of themselves than visitors are
KEEP_BIGRAM, KEEP_TRIGRAM = 3.5, 5  # smaller weighted counts are dropped
WORTH = 3.0  # a trigram is kept where it makes its word this many times as likely as the bigram does, so that the graph stays small
GENERIC_SHARE = 0.12  # part of the unigram that comes from general word frequency
SWITCH = 0.002  # probability of changing the language in mid-sentence
UNKNOWN_SHARE = 0.0005
COST_SCALE = 0.5  # weight of this model against the sound; closed grammars keep their own full costs
LANGUAGES = ("zh", "en")


def language_of(word):
    return "zh" if is_chinese(word) else "en"


class Trigram:
    """Counts weighted sentences and answers P(word | history)."""

    def __init__(self, sentences, vocabulary, general):
        """sentences: [([word], weight)]; vocabulary: words that may occur; general: {word: frequency}."""
        self.vocabulary = set(vocabulary)
        counts = [Counter(), Counter(), Counter()]
        for words, weight in sentences:
            tokens = ["<s>"] + words + ["</s>"]
            for i in range(1, len(tokens)):
                counts[0][tokens[i]] += weight
                counts[1][tuple(tokens[i - 1 : i + 1])] += weight
                if i > 1:
                    counts[2][tuple(tokens[i - 2 : i + 1])] += weight
        self.unigrams = {language: self._unigram(language, counts[0], general) for language in LANGUAGES}
        self.successors = [None, defaultdict(dict), defaultdict(dict)]
        for order, least in ((1, KEEP_BIGRAM), (2, KEEP_TRIGRAM)):
            for key, count in counts[order].items():
                if count >= least and all(w in self.vocabulary or w in ("<s>", "</s>") for w in key):
                    self.successors[order][key[:-1]][key[-1]] = count
        self.totals = [None] + [{history: sum(following.values()) for history, following in table.items()} for table in self.successors[1:]]
        self.rest = {}  # what each history leaves to the shorter one, once it was asked for
        self._drop_what_bigrams_know()

    def _drop_what_bigrams_know(self):
        """Histories of two words forget the words that the last one alone predicts nearly as well; what they had goes to the back-off."""
        pruned = {}
        for history, following in self.successors[2].items():
            left = {word: count for word, count in following.items() if self.probability(history, word) >= WORTH * self.probability(history[1:], word)}
            if left:
                pruned[history] = left
        self.successors[2] = pruned
        self.rest = {}

    def _unigram(self, language, counts, general):
        """-> {word or </s>: probability} for one language."""
        words = [w for w in self.vocabulary if language_of(w) == language]
        seen = {w: counts[w] for w in words if counts[w] > 0}
        damped = {w: max(general.get(w, 1), 1) ** 0.6 for w in words}
        total_seen, total_damped = sum(seen.values()) or 1, sum(damped.values()) or 1
        ends = 0.15
        rest = 1 - ends - UNKNOWN_SHARE
        table = {
            w: rest * ((1 - GENERIC_SHARE) * seen.get(w, 0) / total_seen + GENERIC_SHARE * damped[w] / total_damped) for w in words
        }
        table["</s>"], table["[unk]"] = ends, UNKNOWN_SHARE
        return table

    def unigram(self, history, word):
        """P(word) given only the language of the last word; at the start both languages are as likely."""
        last = history[-1] if history else "<s>"
        first = 0.5 if last == "<s>" else (1 - SWITCH if language_of(last) == "zh" else SWITCH)
        return first * self.unigrams["zh"].get(word, 0) + (1 - first) * self.unigrams["en"].get(word, 0)

    def probability(self, history, word):
        if not history:
            return self.unigram((), word)
        following = self.successors[len(history)].get(history)
        lower = self.unigram(history, word) if len(history) == 1 else self.probability(history[1:], word)
        if not following:
            return lower
        return self._own(history, following.get(word, 0)) + self.back_off(history) * lower

    def _own(self, history, count):
        """Share of a word that this history itself gives it, by how often it was seen there."""
        return (1 - FLOOR[len(history)]) * max(count - DISCOUNT, 0) / self.totals[len(history)][history]

    def back_off(self, history):
        """Probability mass that a history leaves to the shorter one."""
        left = self.rest.get(history)
        if left is None:
            left = self.rest[history] = 1 - sum(self._own(history, count) for count in self.successors[len(history)][history].values())
        return left


def grammar_text(model, word_ids):
    """-> (arcs as OpenFst text, states, arcs). State 0 is the start (after <s>)."""
    states = {("<s>",): 0}
    for order in (1, 2):
        for history in model.successors[order]:
            states.setdefault(history, len(states))
    unigram_state = {language: len(states) + i for i, language in enumerate(LANGUAGES)}
    entry_state = {language: len(states) + 2 + i for i, language in enumerate(LANGUAGES + ("start",))}
    arcs, finals = [], {}

    def target(history):
        """The longest known history that these words end with; else the entry to the unigrams."""
        while history and history not in states:
            history = history[1:]
        return states[history] if history else None

    def emit(state, history, word, probability):
        cost = -math.log(probability)
        if word == "</s>":
            finals[state] = cost
            return
        goal = target((history + (word,))[-2:])
        arcs.append((state, entry_state[language_of(word)] if goal is None else goal, word_ids[word], cost))

    for order in (1, 2):
        for history, following in model.successors[order].items():
            state = states[history]
            for word in following:
                emit(state, history, word, model.probability(history, word))
            lower = target(history[1:]) if order == 2 else None
            if lower is None:
                last = history[-1]
                lower = entry_state["start" if last == "<s>" else language_of(last)]
            arcs.append((state, lower, 0, -math.log(model.back_off(history))))
    for entry, state in entry_state.items():
        shares = {"zh": 0.5, "en": 0.5} if entry == "start" else {entry: 1 - SWITCH, LANGUAGES[entry == "zh"]: SWITCH}
        for language, share in shares.items():
            arcs.append((state, unigram_state[language], 0, -math.log(share)))
    for language, state in unigram_state.items():
        for word, probability in model.unigrams[language].items():
            emit(state, (), word, probability)
    arcs.sort(key=lambda arc: (arc[0] != 0, arc[0]))
    lines = ["%d %d %d %d %.4f" % (a, b, word, word, COST_SCALE * cost) for a, b, word, cost in arcs]
    lines += ["%d %.4f" % (state, COST_SCALE * cost) for state, cost in finals.items()]
    return "\n".join(lines) + "\n", len(states) + 5, len(arcs)
