"""espeak-ng inside this process (ctypes): sound together with the exact sample at which every phone starts.

A child process per block of work is advised: the library now and then ends its process.
"""
import ctypes

import numpy as np

import phone_set

_PHONEME_EVENT = 7
_SYNCHRONOUS = 2
_WITH_PHONEME_EVENTS = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
MANDARIN_VOICE = "sit/cmn-Latn-pinyin"  # voice `cmn` of Debian 12 spells the pinyin in English and is of no use


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
        ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", _EventId),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
_sound, _phones = [], []


def _collect(wave, count, events):
    if count > 0 and wave:
        _sound.append(np.ctypeslib.as_array(wave, shape=(count,)).copy())
    i = 0
    while events[i].type != 0:
        if events[i].type == _PHONEME_EVENT:
            name = bytes(events[i].id.string).split(b"\0")[0].decode("utf8", "replace")
            _phones.append((events[i].sample, name))
        i += 1
    return 0


_library = ctypes.CDLL("libespeak-ng.so.1")
_callback = _Callback(_collect)
SAMPLE_RATE = _library.espeak_Initialize(_SYNCHRONOUS, 0, None, _WITH_PHONEME_EVENTS)
_library.espeak_SetSynthCallback(_callback)


def speak(text, voice, rate=150, pitch=50, pitch_range=50):
    """-> (float32 samples at SAMPLE_RATE, [(sample, espeak mnemonic)]). rate in words/min, pitch and range 0..99."""
    if _library.espeak_SetVoiceByName(voice.encode()) != 0:  # a bad name would silently keep the voice before
        raise ValueError("espeak-ng has no voice " + voice)
    for parameter, value in ((_RATE, rate), (_PITCH, pitch), (_RANGE, pitch_range)):
        _library.espeak_SetParameter(parameter, value, 0)
    _sound.clear()
    _phones.clear()
    data = text.encode()
    _library.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
    _library.espeak_Synchronize()
    wave = np.concatenate(_sound) if _sound else np.zeros(0, np.int16)
    return wave.astype(np.float32), list(_phones)


def speak_aligned(text, language, voice, **settings):
    """-> (samples, SAMPLE_RATE, [(start_sample, unit)]). A stop's closure belongs to the stop."""
    wave, phones = speak(text, voice, **settings)
    segments, closure = [], None
    for sample, mnemonic in phones:
        unit = phone_set.unit_of_espeak(mnemonic, language)
        if unit is None:
            if mnemonic == "_|" and closure is None:
                closure = sample
            continue
        segments.append((sample if closure is None or unit == "SIL" else closure, unit))
        closure = None
    return wave, SAMPLE_RATE, segments


def units_of_text(text, language, voice):
    """The unit sequence espeak-ng would say, silence left out."""
    units = []
    for _, mnemonic in speak(text, voice)[1]:
        unit = phone_set.unit_of_espeak(mnemonic, language)
        if unit and unit != "SIL":
            units.append(unit)
    return units
