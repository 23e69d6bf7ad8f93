"""The acoustic units of the model and how each synthesizer's phone names map to them.

A unit is one context-independent phone: SIL, GBG (filler behind the word [unk]), z_* Mandarin, e_* English.
Tones are not modelled. Each unit has two output classes (pdfs): 2*id = its first frame, 2*id+1 = the rest.
"""

MANDARIN = (
    "n N i a j Au A @ iE u w l S; t X ts. p tS; th s. m k tS;h ai o- ts.h iA f ts ei ong y kh ou s uo i. "
    "iou ua ph z. tsh uei i[ o u@ y& yE @r uai y@"
).split()
ENGLISH = (
    "n t s k I d l m r E p @ eI 3: a f aI b z i: oU w u: V 0 dZ v S h g N j aU A@ tS T O: D @L U OI O@ e@ i@ Z"
).split()

# espeak-ng mnemonics that are spelled differently or are too rare for a unit of their own
_ESPEAK_ENGLISH = {
    "I#": "I", "I2": "I", "t#": "t", "t2": "t", "i": "i:", "3": "3:", "a#": "@", "aa": "a", "O2": "O:", "i@3": "i@",
    "o@": "O@", "A:": "0", "aI@": "aI", "aI3": "aI", "@2": "@", "U@": "O@", "@5": "@", "l^": "l", "r-": "r",
    "i:@": "i:", "I3": "I", "e#": "E", "E2": "E", "V@": "V", "?": "t", "n-": "n", "w#": "w", "O": "O:", "Q": "0",
    "o": "oU", "u": "u:", "e": "eI", "@-": "@", "oU#": "oU", "E#": "E", "I2#": "I", "aU@": "aU", "x": "k", "C": "h",
    "u2": "u:", "A": "0", "A~": "0", "ai": "aI", "VR": "V", "i2": "i:", "dZ;": "dZ", "hw": "w", "tr": "t", "t'": "t",
    "k#": "k", "@3": "3:", "z#": "z", "s#": "s", "D#": "D", "d#": "d", "u:r": "O@", "e:": "e@", "@r": "3:",
    "O:r": "O@", "l/3": "@L", "l/2": "l", "l/": "l", "m-": "m", "I@": "i@", "aI2": "aI", "IR": "3:", "t[": "t",
}
_ESPEAK_MANDARIN = {"yi": "y@", "yu": "y", "io": "iou", "N-": "N"}
_ESPEAK_SILENCE = {"_", "_:", "_;_", "_!", "_^_", "_X1", "_::"}
_ESPEAK_DROPPED = {"_|", ";", "", "|", "~", "||"}

# flite and festival (US English voices) use the CMU/radio names
_CMU = {
    "aa": "0", "ae": "a", "ah": "V", "ao": "O:", "aw": "aU", "ax": "@", "ay": "aI", "ch": "tS", "dh": "D", "eh": "E",
    "er": "3:", "ey": "eI", "hh": "h", "ih": "I", "iy": "i:", "jh": "dZ", "ng": "N", "ow": "oU", "oy": "OI", "sh": "S",
    "th": "T", "uh": "U", "uw": "u:", "y": "j", "zh": "Z", "dx": "t", "axr": "3:", "hv": "h", "nx": "n", "el": "@L",
    "em": "m", "en": "n",
}
_CMU_VOWELS = set("aa ae ah ao aw ax axr ay eh er ey ih iy ow oy uh uw".split())
_CMU_WITH_R = {"aa": "A@", "ao": "O@", "ih": "i@", "iy": "i@", "eh": "e@"}


def _file_safe(mnemonic):
    return mnemonic.replace(";", "q")


UNITS = ["SIL", "GBG"] + ["z_" + _file_safe(p) for p in MANDARIN] + ["e_" + _file_safe(p) for p in ENGLISH]
UNIT_ID = {unit: i for i, unit in enumerate(UNITS)}
PDF_COUNT = 2 * len(UNITS)


class UnknownPhone(ValueError):
    """A synthesizer used a phone that no unit covers; the utterance cannot be aligned."""


def unit_of_espeak(mnemonic, language):
    """espeak-ng mnemonic -> unit name, or None where the mnemonic has no sound of its own."""
    if mnemonic in _ESPEAK_SILENCE:
        return "SIL"
    if mnemonic in _ESPEAK_DROPPED or mnemonic.startswith("("):
        return None
    if language == "zh":
        unit = "z_" + _file_safe(_ESPEAK_MANDARIN.get(mnemonic, mnemonic))
    else:
        unit = "e_" + _file_safe(_ESPEAK_ENGLISH.get(mnemonic, mnemonic))
    if unit not in UNIT_ID:
        raise UnknownPhone(mnemonic)
    return unit


def units_of_cmu(phones):
    """[(phone, end_seconds)] in the CMU set -> [(start_seconds, unit)], vowel + r and ax + l joined as espeak has them."""
    segments, start, i = [], 0.0, 0
    names = [name for name, _ in phones]
    while i < len(phones):
        name = names[i]
        following = names[i + 1] if i + 1 < len(names) else ""
        after = names[i + 2] if i + 2 < len(names) else ""
        taken = 1
        if name in ("pau", "h#", "brth"):
            unit = "SIL"
        elif name in _CMU_WITH_R and following == "r" and after not in _CMU_VOWELS:
            unit, taken = "e_" + _CMU_WITH_R[name], 2
        elif name == "ax" and following == "l" and after not in _CMU_VOWELS:
            unit, taken = "e_@L", 2
        else:
            unit = "e_" + _CMU.get(name, name)
        if unit not in UNIT_ID:
            raise UnknownPhone(name)
        segments.append((start, unit))
        start = phones[i + taken - 1][1]
        i += taken
    return segments
