"""flite and festival as sources of speech with phone times, in the same form as espeak_library.speak_aligned()."""
import os
import subprocess
import tempfile
import wave

import numpy as np

import phone_set


def read_wav(path):
    """-> (float32 samples, rate) of a 16-bit mono file."""
    with wave.open(path) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32)
    return samples, rate


def flite(text, voice, stretch):
    """-> (samples, rate, [(start_sample, unit)]); stretch > 1 is slower."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ["flite", "-voice", voice, "--setf", "duration_stretch=%.2f" % stretch, "-psdur", "-t", text, "-o", file.name]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        samples, rate = read_wav(file.name)
    phones = [item.rsplit(":", 1) for item in printed.split()]
    segments = phone_set.units_of_cmu([(name, float(end)) for name, end in phones])
    return samples, rate, [(int(start * rate), unit) for start, unit in segments]


def _festival_script(requests, folder):
    lines = []
    for i, (text, voice, stretch, pitch) in enumerate(requests):
        lines.append("(%s)" % voice)
        lines.append("(Parameter.set 'Duration_Stretch %.2f)" % stretch)
        if "diphone" in voice:
            lines.append("(set! int_lr_params '((target_f0_mean %d) (target_f0_std 14) (model_f0_mean 170) (model_f0_std 34)))" % pitch)
        safe = text.replace("\\", "").replace('"', "")
        lines.append('(set! u (utt.synth (Utterance Text "%s")))' % safe)
        lines.append('(utt.save.wave u "%s/%d.wav" \'riff)' % (folder, i))
        lines.append('(utt.save.segs u "%s/%d.seg")' % (folder, i))
    return "\n".join(lines)


def festival(requests):
    """requests: [(text, voice, stretch, pitch_hz)] -> list of (samples, rate, segments) or None where one failed.

    One process says them all, because loading a voice costs more than speaking.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "say.scm")
        with open(script, "w") as file:
            file.write(_festival_script(requests, folder))
        subprocess.run(["festival", "--batch", script], capture_output=True, timeout=300)
        results = []
        for i in range(len(requests)):
            try:
                samples, rate = read_wav("%s/%d.wav" % (folder, i))
                rows = [line.split() for line in open("%s/%d.seg" % (folder, i)) if line.strip() != "#"]
                segments = phone_set.units_of_cmu([(row[2], float(row[0])) for row in rows])
                results.append((samples, rate, [(int(start * rate), unit) for start, unit in segments]))
            except (OSError, EOFError, phone_set.UnknownPhone):
                results.append(None)
        return results
