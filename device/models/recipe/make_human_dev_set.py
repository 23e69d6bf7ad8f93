"""Human prompts in telephone band (Debian's asterisk-core-sounds-en-wav, one woman) as a dev set: never trained on, never shipped.

usage: make_human_dev_set.py FOLDER   needs apt: asterisk-core-sounds-en-wav
"""
import json
import os
import random
import sys

import numpy as np

import augmentation
import make_test_sets
import synthesizers

SOUNDS = "/usr/share/asterisk/sounds/en_US_f_Allison"
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DIGITS = "zero one two three four five six seven eight nine".split()
DAYS = "sunday monday tuesday wednesday thursday friday saturday".split()
MONTHS = "january february march april may june july august september october november december".split()


def spoken(name):
    """16 kHz samples of one prompt without the silence around it."""
    samples, rate = synthesizers.read_wav(os.path.join(SOUNDS, name + ".wav"))
    wave = augmentation.resampled(samples, rate, 1.0)
    loud = np.flatnonzero(np.abs(wave) > 300)
    return wave[max(0, loud[0] - 800) : loud[-1] + 1600]


def main():
    folder = os.path.join(sys.argv[1], "human")
    os.makedirs(folder, exist_ok=True)
    entries, rng, noise_rng = [], random.Random("human"), np.random.RandomState(5)
    digits = make_test_sets.digit_grammar("en")

    def add(name, pieces, text, grammar):
        wave = np.concatenate([np.zeros(6400)] + pieces + [np.zeros(8000)])
        wave = wave / np.abs(wave).max() * 12000
        for condition in ("clean", "15 dB"):
            path = os.path.join(folder, "%05d.wav" % len(entries))
            make_test_sets.write_wav(path, wave + noise_rng.standard_normal(len(wave)) * 3 if condition == "clean" else make_test_sets.noisy(wave, 15, noise_rng))
            entries.append(dict(wav=path, set=name, condition=condition, language="en", text=text, voice="human", rate=0, grammar=grammar))

    words = [("digits/%d" % i, word) for i, word in enumerate(DIGITS)]
    words += [("digits/%d" % (10 + i), word) for i, word in enumerate(TEENS)]
    words += [("digits/%d" % (10 * (i + 2)), word) for i, word in enumerate(TENS)]
    words += [("digits/day-%d" % i, word) for i, word in enumerate(DAYS)]
    words += [("digits/mon-%d" % i, word) for i, word in enumerate(MONTHS)]
    closed = [word for _, word in words]
    for name, word in words[:10]:
        add("human one digit, closed", [spoken(name)], word, digits[:1])
        add("human one digit, with [unk]", [spoken(name)], word, digits)
    for name, word in words:
        add("human numbers days months, closed", [spoken(name)], word, closed)
        add("human numbers days months, free", [spoken(name)], word, None)
    letters = list("abcdefghijklmnopqrstuvwxyz")
    for letter in letters:
        add("human letters, closed", [spoken("letters/" + letter)], letter, letters)
    for length in (3, 4, 7):
        for _ in range(60):
            chosen = [rng.randrange(10) for _ in range(length)]
            pieces = []
            for digit in chosen:
                pieces += [spoken("digits/%d" % digit), np.zeros(int(rng.uniform(0.02, 0.15) * 16000))]
            text = " ".join(DIGITS[digit] for digit in chosen)
            add("human %d digits, closed" % length, pieces, text, digits[:1])
            add("human %d digits, with [unk]" % length, pieces, text, digits)
    for entry in entries:
        if entry["grammar"] is None:
            del entry["grammar"]
    with open(os.path.join(folder, "index.json"), "w") as file:
        json.dump(entries, file)
    print("human", len(entries), "sounds")


if __name__ == "__main__":
    main()
