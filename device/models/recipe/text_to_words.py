"""Written text -> spoken words as the language model counts them: numbers spelled out, punctuation gone, Chinese cut.

Chinese is cut by forward longest match over words.txt, because whoever builds a grammar at run time must cut the same way.
"""
import re

_HAN = "\u4e00-\u9fff"
_ZH_DIGITS = "零一二三四五六七八九"
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = (
    "_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
LONGEST_WORD = 8


def chinese_number(digits):
    """"110" -> "一百一十"; what pack-texts.mjs left in digits: five and more or a leading zero are read one by one."""
    if len(digits) > 4 or (len(digits) > 1 and digits[0] == "0"):
        return "".join(_ZH_DIGITS[int(d)] for d in digits)
    value, text, pending_zero = int(digits), "", False
    if value == 0:
        return "零"
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if pending_zero else "") + _ZH_DIGITS[digit] + name
            pending_zero = False
        elif text:
            pending_zero = True
    return text[1:] if text.startswith("一十") else text


def english_number(digits):
    """"110" -> "one hundred ten"; full thousands up to 999,000 are numbers, other long ones or a leading zero are read one by one."""
    if 5 <= len(digits) <= 6 and digits.endswith("000") and digits[0] != "0":
        return english_number(digits[:-3]) + " thousand"
    if len(digits) > 4 or (len(digits) > 1 and digits[0] == "0"):
        return " ".join(_EN_SMALL[int(d)] for d in digits)
    value, words = int(digits), []
    if value >= 1000:
        words += [_EN_SMALL[value // 1000], "thousand"]
        value %= 1000
    if value >= 100:
        words += [_EN_SMALL[value // 100], "hundred"]
        value %= 100
    if value >= 20:
        words.append(_EN_TENS[value // 10])
        value %= 10
    if value or not words:
        words.append(_EN_SMALL[value])
    return " ".join(words)


def english_ordinal(value):
    """21 -> "twenty first", for days and floors up to thirty-one."""
    tens, rest = divmod(value, 10)
    if value >= 20:
        return {20: "twentieth", 30: "thirtieth"}.get(value) or "%s %s" % (_EN_TENS[tens], _EN_ORDINALS[rest])
    return _EN_ORDINALS[value]


def sentences(text):
    """Splits at sentence ends and at {placeholders}."""
    return [part for part in re.split(r"[。！？；!?;\n…]|\.\s|\.$|[{<][^}>]*[}>]", text) if part.strip()]


def english_words(text):
    text = text.lower().replace("’", "'").replace("wi-fi", "wifi").replace("&", " and ").replace("%", " percent ")
    text = re.sub(r"\ba\.m\.?", "am", re.sub(r"\bp\.m\.?", "pm", text))
    text = re.sub(r"(\d)[,](\d{3})", r"\1\2", text)
    text = re.sub(r"(\d+)\.(\d+)", r"\1 point \2", text)
    text = re.sub(r"(\d+):(\d\d)", r"\1 \2", text)
    text = re.sub(r"(?<=\d)\s*[-–—~]\s*(?=\d)", " to ", text)
    text = re.sub(r"\b([1-9]|[12]\d|3[01])(st|nd|rd|th)\b", lambda m: " %s " % english_ordinal(int(m.group(1))), text)
    text = re.sub(r"\d+", lambda m: " %s " % english_number(m.group()), text)
    return re.findall(r"[a-zà-öø-ÿ]+(?:'[a-z]+)*", text)


class ChineseCutter:
    """Forward longest match; runs of Latin letters stay words if known, else fall into letters."""

    def __init__(self, words):
        self.words = set(words)

    def cut(self, text):
        text = re.sub(r"(\d+):00", r"\1点", text)
        text = re.sub(r"(\d+):(\d\d)", r"\1点\2分", text)
        text = re.sub(r"(\d+(?:\.\d+)?)\s*%", r"百分之\1", text)
        text = re.sub(r"(\d+)\.(\d+)", lambda m: m.group(1) + "点" + "".join(_ZH_DIGITS[int(d)] for d in m.group(2)), text)
        text = re.sub(r"\d+", lambda m: chinese_number(m.group()), text)
        cut = []
        for run in re.findall("[%s]+|[A-Za-z']+" % _HAN, text):
            if run[0] < "\u4e00":
                word = run.lower()
                cut += [word] if word in self.words or len(word) > 4 else list(word.replace("'", ""))
                continue
            position = 0
            while position < len(run):
                for length in range(min(LONGEST_WORD, len(run) - position), 0, -1):
                    piece = run[position : position + length]
                    if length == 1 or piece in self.words:
                        cut.append(piece)
                        position += length
                        break
        return cut


def is_chinese(word):
    return bool(re.match("[%s]" % _HAN, word))
