"""Synthesises, degrades, aligns and turns into features all training speech -> build/training.npz.

Fixed seeds: every utterance depends on (kind, number) only, whatever the number of processes.
usage: make_training_data.py BUILD_FOLDER [processes]
"""
import multiprocessing
import os
import pickle
import random
import sys
import time

import numpy as np

import augmentation
import mfcc
import phone_set
import synthesizers
import training_texts
import voices
from frame_labels import frame_labels

# kind: (utterances, degraded copies of each, weight of the filler class in its target)
PLAN = {
    "zh commands": (5000, 3, 0.08), "zh words": (9500, 3, 0.08), "zh digits": (700, 3, 0.08), "zh wake": (420, 3, 0.08),
    "en commands": (2600, 3, 0.08), "en words": (5000, 3, 0.08), "en digits": (600, 3, 0.08), "en wake": (300, 3, 0.08),
    "flite commands": (1200, 3, 0.08), "flite words": (2200, 3, 0.08), "flite digits": (500, 4, 0.08), "flite other": (200, 2, 0.2),
    "festival commands": (1300, 3, 0.08), "festival words": (2600, 3, 0.08), "festival digits": (500, 4, 0.08),
    "festival wake": (150, 3, 0.08), "flite wake": (150, 3, 0.08), "en other": (300, 2, 0.2), "foreign": (700, 1, 0.6),
    "noise": (600, 1, 0.0),
}
BLOCK = 50
BLOCK_SECONDS = 240  # a block that takes longer is killed and tried again in parts


class Speakers:
    """The synthesizers with random voice settings; one per process."""

    def __init__(self):
        import espeak_library  # starts the library, so only in the child process

        self.espeak = espeak_library
        self.pinyin = training_texts.read_pinyin()
        self.texts = {language: training_texts.Texts(language) for language in ("zh", "en")}

    def _settings(self, rng):
        return dict(rate=rng.randint(*voices.TRAINED_RATES), pitch=rng.randint(10, 92), pitch_range=rng.randint(15, 88))

    def _voice(self, base, rng):
        variant = rng.choice(voices.TRAINED)
        return base + ("+" + variant if variant else "")

    def mandarin(self, kind, rng):
        text = training_texts.spoken_chinese(self.texts["zh"].text(kind, rng), self.pinyin, rng)
        return self.espeak.speak_aligned(text, "zh", self._voice(self.espeak.MANDARIN_VOICE, rng), **self._settings(rng))

    def english(self, kind, rng):
        text = training_texts.spoken_english(self.texts["en"].text(kind, rng))
        return self.espeak.speak_aligned(text, "en", self._voice(rng.choice(voices.ENGLISH_ACCENTS), rng), **self._settings(rng))

    def flite(self, kind, rng):
        text = training_texts.spoken_english(self.texts["en"].text(kind, rng))
        return synthesizers.flite(text, rng.choice(voices.FLITE), rng.uniform(0.75, 1.35))

    def festival_request(self, kind, rng):
        text = training_texts.spoken_english(self.texts["en"].text(kind, rng))
        return text, rng.choice(voices.FESTIVAL), rng.uniform(0.8, 1.3), rng.randint(85, 175)

    def foreign(self, rng):
        """Chinese pinyin or English words read by the rules of another language: speech, but not ours."""
        language = rng.choice(voices.OTHER_LANGUAGES)
        words = self.texts["en"].random_words.draw(rng, rng.randint(3, 8))
        wave, _ = self.espeak.speak(" ".join(words), self._voice(language, rng), **self._settings(rng))
        return wave, self.espeak.SAMPLE_RATE, [(0, "GBG")]

    def babble(self, rng):
        """A few seconds of three to five voices at once, 16 kHz."""
        mixed = np.zeros(8 * mfcc.SAMPLE_RATE, np.float32)
        for _ in range(rng.randint(3, 5)):
            wave, rate, _ = self.foreign(rng) if rng.random() < 0.3 else self.english("words", rng) if rng.random() < 0.5 else self.mandarin("words", rng)
            mixed += np.resize(augmentation.resampled(wave, rate, 1.0), len(mixed)) * rng.uniform(0.4, 1)
        return mixed


def _noise_only(rng, noise_rng):
    count = int(rng.uniform(1, 5) * mfcc.SAMPLE_RATE)
    wave = augmentation.noise(count, rng.choice(augmentation.NOISE_KINDS), noise_rng) * 10 ** rng.uniform(0.3, 3.6)
    slow = 1 + 0.5 * np.sin(np.arange(count) / mfcc.SAMPLE_RATE * rng.uniform(1, 20))
    return (wave * slow).astype(np.float32)


def _degraded_copy(speech, rng, noise_rng, babble):
    """One (features, labels) from (samples, rate, segments)."""
    samples, rate, segments = speech
    speed = rng.choice([0.88, 0.92, 0.95, 0.97, 1.0, 1.0, 1.03, 1.05, 1.08, 1.12])
    wave = augmentation.resampled(samples, rate, speed)
    scale = len(wave) / len(samples) / mfcc.SAMPLE_RATE
    before, after = rng.uniform(0.05, 0.5), rng.uniform(0.15, 0.6)
    padded = np.concatenate([np.zeros(int(before * 16000), np.float32), wave, np.zeros(int(after * 16000), np.float32)])
    features = mfcc.mfcc(np.round(augmentation.degraded(padded, noise_rng, babble)))
    times = [(start * scale + before, unit) for start, unit in segments]
    return features.astype(np.float16), frame_labels(times, before + len(wave) / mfcc.SAMPLE_RATE, len(features))


def make_block(kind, numbers, path):
    """All copies of the utterances `numbers` of one kind, pickled to `path` as [(features, labels, filler weight)]."""
    _, copies, filler = PLAN[kind]
    speakers, results = Speakers(), []
    source, _, text_kind = kind.partition(" ")
    seeds = {number: random.Random("%s %d" % (kind, number)) for number in numbers}
    babble = speakers.babble(random.Random("babble %s %d" % (kind, numbers[0])))
    prepared = {}
    if source == "festival":
        requests = [speakers.festival_request(text_kind, seeds[number]) for number in numbers]
        prepared = dict(zip(numbers, synthesizers.festival(requests)))
    for number in numbers:
        rng = seeds[number]
        noise_rng = np.random.RandomState(rng.randrange(2**31))
        if source == "noise":
            features = mfcc.mfcc(np.round(np.clip(_noise_only(rng, noise_rng), -32768, 32767)))
            results.append((features.astype(np.float16), frame_labels([(0, "SIL")], 0, len(features)), filler))
            continue
        try:
            if source == "festival":
                speech = prepared[number]
            elif source == "flite":
                speech = speakers.flite(text_kind, rng)
            elif source == "foreign":
                speech = speakers.foreign(rng)
            elif text_kind == "other":
                speech = speakers.english(text_kind, rng)
            else:
                speech = (speakers.mandarin if source == "zh" else speakers.english)(text_kind, rng)
        except phone_set.UnknownPhone:
            continue
        if speech is None or len(speech[0]) < 3000 or not speech[2]:
            continue
        for _ in range(copies):
            results.append(_degraded_copy(speech, rng, noise_rng, babble) + (filler,))
    with open(path, "wb") as file:
        pickle.dump(results, file)


def _blocks():
    blocks = []
    for kind, (count, _, _) in PLAN.items():
        blocks += [(kind, list(range(start, min(count, start + BLOCK)))) for start in range(0, count, BLOCK)]
    random.Random(0).shuffle(blocks)
    return blocks


def _run_blocks(folder, processes):
    """Runs every block in a child process of its own; a block that dies is tried again in quarters, then dropped."""
    waiting, running, done, lost = _blocks(), [], [], 0
    total = len(waiting)
    while waiting or running:
        while waiting and len(running) < processes:
            kind, numbers = waiting.pop(0)
            path = os.path.join(folder, "%s-%06d-%d.pickle" % (kind.replace(" ", "-"), numbers[0], len(numbers)))
            process = multiprocessing.Process(target=make_block, args=(kind, numbers, path))
            process.start()
            running.append((process, kind, numbers, path, time.time()))
        time.sleep(0.02)
        for item in list(running):
            process, kind, numbers, path, started = item
            if process.is_alive() and time.time() - started > BLOCK_SECONDS:
                process.kill()
            if process.is_alive():
                continue
            process.join()
            running.remove(item)
            if process.exitcode == 0:
                done.append(path)
                if len(done) % 50 == 0:
                    print("blocks", len(done), "of", total, flush=True)
            elif len(numbers) > 1:
                quarter = max(1, len(numbers) // 4)
                waiting += [(kind, numbers[i : i + quarter]) for i in range(0, len(numbers), quarter)]
            else:
                lost += 1
    print("utterances lost:", lost)
    return sorted(done)


def main():
    folder = sys.argv[1]
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else max(1, os.cpu_count() - 1)
    os.makedirs(folder, exist_ok=True)
    results = []
    for path in _run_blocks(folder, processes):
        with open(path, "rb") as file:
            results += pickle.load(file)
        os.remove(path)
    hours = sum(len(features) for features, _, _ in results) / 360000
    print("%d utterances, %.1f hours" % (len(results), hours))
    np.savez(
        os.path.join(folder, "training.npz"),
        features=np.concatenate([features for features, _, _ in results]),
        labels=np.concatenate([labels for _, labels, _ in results]),
        feature_counts=np.array([len(features) for features, _, _ in results]),
        label_counts=np.array([len(labels) for _, labels, _ in results]),
        filler=np.array([filler for _, _, filler in results], np.float32),
    )


if __name__ == "__main__":
    main()
