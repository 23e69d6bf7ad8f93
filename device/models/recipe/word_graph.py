"""lexicon -> graph/HCLr.fst, words.txt, phones.txt and word_boundary.int; language model -> graph/Gr.fst.

HCL is a prefix tree of transition-ids: forward id on the arc, self-loop on the node, word on the last phone's arc.
"""
import glob
import math
import os
import subprocess

import phone_set

SILENCE_BETWEEN_WORDS = 0.3
POSITIONS = (("_B", "begin"), ("_E", "end"), ("_I", "internal"), ("_S", "singleton"))


def _phones():
    """[(name, unit, word position)]; position variants share the unit's pdfs and exist for word times only."""
    phones = [("SIL", "SIL", "nonword"), ("GBG_S", "GBG", "singleton")]
    for unit in phone_set.UNITS[2:]:
        phones += [(unit + suffix, unit, position) for suffix, position in POSITIONS]
    return phones


def phone_pdfs():
    """[(phone id, forward pdf, loop pdf)] for the transition model."""
    return [(i + 1, 2 * phone_set.UNIT_ID[unit], 2 * phone_set.UNIT_ID[unit] + 1) for i, (_, unit, _) in enumerate(_phones())]


def _write_phone_files(graph):
    os.makedirs(os.path.join(graph, "phones"), exist_ok=True)
    with open(os.path.join(graph, "phones.txt"), "w") as file:
        file.write("<eps> 0\n" + "".join("%s %d\n" % (name, i + 1) for i, (name, _, _) in enumerate(_phones())))
    with open(os.path.join(graph, "phones", "word_boundary.int"), "w") as file:
        file.write("".join("%d %s\n" % (i + 1, position) for i, (_, _, position) in enumerate(_phones())))
    with open(os.path.join(graph, "disambig_tid.int"), "w"):
        pass  # this HCL has no disambiguation symbols


class _Tree:
    """The HCL transducer as text; state 0 start, 1 word loop, 2 silence between words."""

    def __init__(self):
        self.ids = {name: i + 1 for i, (name, _, _) in enumerate(_phones())}
        self.nodes, self.arcs, self.count = {}, [], 3
        silence = self.ids["SIL"]
        self._leave(0)
        self.arcs += [(2, 2, self._loop(silence), 0, 0), (2, 1, 0, 0, 0)]

    @staticmethod
    def _forward(phone):
        return 2 * phone

    @staticmethod
    def _loop(phone):
        return 2 * phone - 1

    def _leave(self, state):
        """From a word's end (or the start) on to the next word, with or without silence."""
        self.arcs.append((state, 1, 0, 0, -math.log(1 - SILENCE_BETWEEN_WORDS)))
        self.arcs.append((state, 2, self._forward(self.ids["SIL"]), 0, -math.log(SILENCE_BETWEEN_WORDS)))

    def add(self, word, word_id, units, cost):
        state, path = 1, ()
        for k, unit in enumerate(units):
            last = k == len(units) - 1
            suffix = "_S" if len(units) == 1 else "_B" if k == 0 else "_E" if last else "_I"
            phone = self.ids[unit + suffix]
            path += (phone, word) if last else (phone,)
            if path not in self.nodes:
                node = self.nodes[path] = self.count
                self.count += 1
                self.arcs.append((state, node, self._forward(phone), word_id if last else 0, cost if last else 0))
                self.arcs.append((node, node, self._loop(phone), 0, 0))
                if last:
                    self._leave(node)
            state = self.nodes[path]

    def text(self):
        lines = ["%d %d %d %d %.4f" % arc for arc in sorted(self.arcs, key=lambda arc: arc[0])]
        return "\n".join(lines) + "\n1 0\n"


def _run(command, text, environment):
    return subprocess.run(command, shell=True, input=text, check=True, capture_output=True, env=environment).stdout


def _environment():
    """Debian has no plug-in for the olabel_lookahead type; preloading the library registers it with the tools."""
    found = glob.glob("/usr/lib/*/libfstlookahead.so.*")
    if not found:
        raise SystemExit("libfstlookahead is missing: apt-get install libfst22 libfst-tools")
    return dict(os.environ, LD_PRELOAD=found[0])


def write_lexicon_graph(lexicon, graph, scratch):
    """Writes HCLr.fst and words.txt; -> {word: id}. The look-ahead conversion renumbers words, words.txt follows it."""
    _write_phone_files(graph)
    environment = _environment()
    words = sorted(lexicon)
    first_ids = {word: i + 1 for i, word in enumerate(words)}
    tree = _Tree()
    for word in words:
        for units in lexicon[word]:
            tree.add(word, first_ids[word], units, 0.5 * math.log(len(lexicon[word])))
    compiled = _run("fstcompile | fstarcsort --sort_type=olabel", tree.text().encode(), environment)
    pairs = os.path.join(scratch, "relabel.txt")
    converted = _run("fstconvert --fst_type=olabel_lookahead --save_relabel_opairs=" + pairs, compiled, environment)
    with open(os.path.join(graph, "HCLr.fst"), "wb") as file:
        file.write(converted)
    with open(pairs) as file:
        renumbered = dict(tuple(map(int, line.split())) for line in file)
    renumbered.pop(0, None)
    free, ids = max(renumbered.values()) + 1, {}
    for word in words + ["#0", "<s>", "</s>"]:
        if word in first_ids and first_ids[word] in renumbered:
            ids[word] = renumbered[first_ids[word]]
        else:
            ids[word], free = free, free + 1
    with open(os.path.join(graph, "words.txt"), "w", encoding="utf8") as file:
        file.write("<eps> 0\n" + "".join("%s %d\n" % pair for pair in sorted(ids.items(), key=lambda pair: pair[1])))
    return ids


def write_grammar_graph(text, graph):
    """OpenFst text of the language model -> Gr.fst (const type, input-sorted)."""
    command = "fstcompile | fstarcsort --sort_type=ilabel | fstconvert --fst_type=const"
    with open(os.path.join(graph, "Gr.fst"), "wb") as file:
        file.write(_run(command, text.encode(), _environment()))
