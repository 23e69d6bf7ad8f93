"""Synthesises the dev set (dev voices) and the final set (held-out voices) -> FOLDER/{dev,final}/*.wav and index.json.

Each entry: {wav, set, condition, language, text, voice}. `text` is what was said; sets are described in the data sheet.
usage: make_test_sets.py FOLDER
"""
import json
import multiprocessing
import os
import random
import sys
import wave

import numpy as np

import augmentation
import paraphrases
import template_sentences
import voices

TEXTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "test-texts")
WAKE = {"你好小厅": "zh", "你好小店": "zh", "hello kiosk": "en"}
NEAR_WAKE = {
    "zh": "你好小明 你好 小厅 你好小李 你好小天 你好小点声 你好想听 你好请问 小店在哪 你好小姐 你好小刘 你好小金 您好先生 你好小青 你好小丁 你好想听歌".split(),
    "en": ["hello kitty", "hello", "kiosk", "hello chris", "yellow kiosk", "hello there", "hello costa", "the kiosk is closed",
           "hello key", "hollow disc", "hello guys", "hello casey", "mellow desk", "hello friend"],
}
EVERYDAY = {
    "zh": "昨晚的月亮又圆又亮 小狗趴在门口晒太阳 他把书包忘在了教室 这道数学题实在太难 奶奶种的番茄熟透了 轮船缓缓驶向港口 你看过那场音乐会吗 "
          "听说他们下个月结婚 隔壁邻居家养了两只猫 我觉得这件外套颜色偏深 暴雨导致航道临时关闭 画家正在描绘山谷的景色 别忘了给花浇水 这家公司去年亏损严重 "
          "孩子们在操场上追逐打闹 晚饭后我们聊了很久 候选人发表了简短讲话 厨房里飘来一阵香味 新手机的屏幕很容易碎".split(),
    "en": [line for line in (
        "my neighbor bought a second hand motorcycle|we watched the sunset from the rooftop|the committee rejected the latest proposal|"
        "she finally learned to play the violin|it rained so hard that the road flooded|somebody left an umbrella on the train|"
        "the puppy chewed my favorite slippers|he keeps forgetting his wedding anniversary|their kitchen smells like fresh cinnamon|"
        "the pilot landed smoothly despite the wind|a strange noise came from the basement|most students prefer shorter lectures|"
        "farmers worry about the dry summer|you should have told me earlier|the old clock stopped at midnight").split("|")],
}
ENGLISH = ["gmw/en-US", "gmw/en-US", "gmw/en", "gmw/en-GB-x-rp"]


def texts_of(name):
    with open(os.path.join(TEXTS, name), encoding="utf8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def write_wav(path, samples):
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(np.round(np.clip(samples, -32768, 32767)).astype("<i2").tobytes())


def _clean(text, voice, rate, pitch):
    """16 kHz speech with silence around it, peak 12000. Chinese is given as characters, as any caller would."""
    import espeak_library

    samples, _ = espeak_library.speak(text, voice, rate=rate, pitch=pitch)
    speech = augmentation.resampled(samples, espeak_library.SAMPLE_RATE, 1.0)
    return _padded(speech)


def _padded(speech):
    speech = speech / (np.abs(speech).max() + 1e-6) * 12000
    return np.concatenate([np.zeros(4800, np.float32), speech, np.zeros(8000, np.float32)])


def noisy(samples, snr, rng, kind=None):
    kind = kind or ["white", "pink", "brown", "fan"][rng.randint(4)]
    return samples + augmentation.noise(len(samples), kind, rng) * augmentation.speech_level(samples) * 10 ** (-snr / 20)


def digit_grammar(language):
    """One entry with all digit words: any run of digits, or something else."""
    return [" ".join(template_sentences.DIGITS[language] + (["double"] if language == "en" else [])), "[unk]"]


def _jobs(part):
    """[(set, language, text, voice, rate, pitch)] of one part, drawn with fixed seeds."""
    rng = random.Random("tests " + part)
    variants = voices.DEV if part == "dev" else voices.HELD_OUT
    jobs = []

    def add(name, language, text, variant, rate=None, base=None):
        base = base or ("sit/cmn-Latn-pinyin" if language == "zh" else rng.choice(ENGLISH))
        jobs.append((name, language, text, base + ("+" + variant if variant else ""), rate or rng.randint(115, 200), rng.randint(30, 70)))

    for language in ("zh", "en"):
        written = texts_of(("dev-%s.txt" if part == "dev" else "unseen-%s.txt") % language)
        for turn in range(2):
            for i, text in enumerate(written):
                add("unseen", language, text, variants[(i + turn * 5) % len(variants)])
        commands = template_sentences.Templates(language)
        drawn = paraphrases.Paraphrases(language).draw(rng, 60) + [commands.sentence(rng) for _ in range(60)]
        for i, text in enumerate(drawn):
            add("templates", language, text.replace(" ", "") if language == "zh" else text, variants[i % len(variants)])
        for i in range(48):
            count = rng.choice([4, 6, 8, 11] if language == "zh" else [4, 6, 7, 10])
            words = [rng.choice(template_sentences.DIGITS[language][:10]) for _ in range(count)]
            add("digits", language, ("" if language == "zh" else " ").join(words), variants[i % len(variants)], rng.randint(110, 180))
        if part == "final":
            for i, text in enumerate(rng.sample(written, 48)):
                add("fast", language, text, variants[i % len(variants)], rng.randint(*voices.HELD_OUT_RATES))
    if part == "final":
        for i, text in enumerate(rng.sample(texts_of("unseen-en.txt"), 48)):
            add("new accent", "en", text, variants[i % len(variants)], base=voices.HELD_OUT_ACCENT)
    for phrase, language in WAKE.items():
        for i in range(36 if part == "final" else 18):
            add("wake", language, phrase, variants[i % len(variants)], rng.randint(110, 210))
    return jobs


def _make(part, folder, jobs, first, path):
    entries = []
    for number, (name, language, text, voice, rate, pitch) in enumerate(jobs, first):
        noise_rng = np.random.RandomState(number + (0 if part == "dev" else 100000))
        samples = _clean(text, voice, rate, pitch)
        for condition in ("clean", "15 dB"):
            file = "%s/%s/%05d-%s.wav" % (folder, part, number, condition.replace(" ", ""))
            quiet = samples + noise_rng.standard_normal(len(samples)) * 3
            write_wav(file, quiet if condition == "clean" else noisy(samples, 15, noise_rng))
            entry = dict(wav=os.path.abspath(file), set=name, condition=condition, language=language, text=text, voice=voice, rate=rate)
            entries.append(dict(entry, grammar=digit_grammar(language)) if name == "digits" else entry)
    with open(path, "w") as file:
        json.dump(entries, file)


def _in_children(part, folder, jobs):
    """Blocks in child processes (espeak-ng may end its process); a dead block is tried again item by item."""
    entries, waiting = [], [(i, jobs[i : i + 40]) for i in range(0, len(jobs), 40)]
    while waiting:
        first, block = waiting.pop(0)
        path = "%s/%s/part.json" % (folder, part)
        child = multiprocessing.Process(target=_make, args=(part, folder, block, first, path))
        child.start()
        child.join(120)
        if child.exitcode == 0:
            entries += json.load(open(path))
        elif len(block) > 1:
            waiting += [(first + k, [job]) for k, job in enumerate(block)]
        else:
            print("lost", block)
    return entries


def _flite_entries(folder):
    """The flite voice that was never trained on, saying the unseen English wordings."""
    import synthesizers

    entries, rng = [], random.Random("flite tests")
    for i, text in enumerate(rng.sample(texts_of("unseen-en.txt"), 60)):
        speech, rate, _ = synthesizers.flite(text, voices.HELD_OUT_FLITE, rng.uniform(0.9, 1.2))
        samples = _padded(augmentation.resampled(speech, rate, 1.0))
        noise_rng = np.random.RandomState(200000 + i)
        for condition in ("clean", "15 dB"):
            file = "%s/final/flite-%02d-%s.wav" % (folder, i, condition.replace(" ", ""))
            write_wav(file, samples + noise_rng.standard_normal(len(samples)) * 3 if condition == "clean" else noisy(samples, 15, noise_rng))
            entries.append(dict(wav=os.path.abspath(file), set="flite awb", condition=condition, language="en", text=text, voice="awb", rate=0))
    return entries


def _long_streams(part, folder, minutes):
    """Minutes of other speech (near neighbours of the wake phrases included), foreign speech, music and noise."""
    rng, noise_rng = random.Random("streams " + part), np.random.RandomState(7 if part == "dev" else 8)
    variants = voices.DEV if part == "dev" else voices.HELD_OUT
    entries = []
    for number in range(minutes // 2):
        pieces, length = [], 0
        while length < 120 * 16000:
            choice = rng.random()
            language = rng.choice(["zh", "en"])
            base = "sit/cmn-Latn-pinyin" if language == "zh" else rng.choice(ENGLISH)
            if choice < 0.25:
                text = rng.choice(NEAR_WAKE[language])
            elif choice < 0.45:
                text = rng.choice(EVERYDAY[language])
            elif choice < 0.8:
                text = rng.choice(texts_of(("dev-%s.txt" if part == "dev" else "unseen-%s.txt") % language))
            else:
                text, base = rng.choice(EVERYDAY["en"]), rng.choice(voices.OTHER_LANGUAGES)
            piece = _clean(text, base + "+" + rng.choice(variants), rng.randint(115, 210), rng.randint(30, 70))
            if rng.random() < 0.1:
                piece = augmentation.noise(int(rng.uniform(1, 4) * 16000), rng.choice(augmentation.NOISE_KINDS), noise_rng) * rng.uniform(100, 2500)
            piece = np.concatenate([piece * rng.uniform(0.2, 1.5), np.zeros(int(rng.uniform(0, 1.2) * 16000), np.float32)])
            pieces.append(piece)
            length += len(piece)
        stream = np.concatenate(pieces)
        file = "%s/%s/stream-%02d.wav" % (folder, part, number)
        write_wav(file, noisy(stream, rng.choice([15, 20, 30]), noise_rng))
        entries.append(dict(wav=os.path.abspath(file), set="stream", condition="mixed", language="", text="", voice="", rate=0))
    with open("%s/%s/streams.json" % (folder, part), "w") as file:
        json.dump(entries, file)


def main():
    folder = sys.argv[1]
    for part in ("dev", "final"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
        entries = _in_children(part, folder, _jobs(part))
        if part == "final":
            entries += _flite_entries(folder)
        child = multiprocessing.Process(target=_long_streams, args=(part, folder, 10 if part == "dev" else 40))
        child.start()
        child.join()
        entries += json.load(open("%s/%s/streams.json" % (folder, part)))
        with open(os.path.join(folder, part, "index.json"), "w", encoding="utf8") as file:
            json.dump(entries, file, ensure_ascii=False, indent=0)
        print(part, len(entries), "sounds")


if __name__ == "__main__":
    main()
