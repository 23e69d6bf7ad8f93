"""Turns phone times into one class per 30 ms output frame."""
import numpy as np

import phone_set

FRAME_SECONDS = 0.03
_CENTRE = 200 / 16000  # middle of the first 25 ms window


def frame_labels(segments, end, feature_frames):
    """segments: [(start_seconds, unit)], end: seconds where speech ends, feature_frames: 10 ms frames of the sound.

    -> int16 array, one pdf per 30 ms; every phone gets at least one frame; before and after is silence.
    """
    count = (feature_frames + 2) // 3
    labels = np.zeros(count, np.int16)
    starts, previous = [], -1
    for start, _ in segments:
        previous = max(int(np.ceil((start - _CENTRE) / FRAME_SECONDS - 1e-6)), previous + 1)
        starts.append(previous)
    last = int(np.ceil((end - _CENTRE) / FRAME_SECONDS))
    for k, (_, unit) in enumerate(segments):
        begin = starts[k]
        finish = max(starts[k + 1] if k + 1 < len(segments) else last, begin + 1)
        if begin >= count:
            break
        labels[begin:finish] = 2 * phone_set.UNIT_ID[unit] + 1
        labels[begin] = 2 * phone_set.UNIT_ID[unit]
    labels[: starts[0] if starts else count] = 1
    labels[0] = 0
    if last < count:
        labels[last:] = 1
    return labels
