"""Makes clean synthetic speech sound as if heard through rooms, thin loudspeakers, telephones and noise."""
import numpy as np
from scipy.signal import fftconvolve, lfilter, resample_poly

import mfcc

RATE = mfcc.SAMPLE_RATE


def resampled(samples, rate, speed):
    """samples at `rate` -> float32 at 16 kHz, said `speed` times faster (pitch and formants move along)."""
    up, down = RATE, int(round(rate * speed / 50.0)) * 50
    divisor = np.gcd(up, down)
    return resample_poly(samples, up // divisor, down // divisor).astype(np.float32)


def noise(count, kind, rng):
    """Unit-variance noise of `count` samples; rng is a numpy RandomState."""
    white = rng.standard_normal(count).astype(np.float32)
    time = np.arange(count) / RATE
    if kind == "pink":
        wave = lfilter([0.049922, -0.095993, 0.050613, -0.004408], [1, -2.494956, 2.017266, -0.522190], white)
    elif kind == "brown":
        wave = lfilter([1], [1, -0.97], white)
    elif kind == "hum":
        base = rng.choice([50, 60, 100, 120])
        wave = 0.25 * white + sum(np.sin(2 * np.pi * base * k * time + rng.uniform(0, 6)) / k for k in (1, 2, 3, 5))
    elif kind == "fan":
        wave = lfilter([1], [1, -0.9], white) * (1 + 0.3 * np.sin(2 * np.pi * rng.uniform(2, 12) * time))
    elif kind == "clicks":
        wave = 0.15 * white
        for start in rng.randint(0, max(1, count - 400), 1 + count // 6000):
            wave[start : start + 400] += rng.standard_normal(min(400, count - start)) * np.exp(-np.arange(min(400, count - start)) / rng.uniform(10, 120)) * 4
    elif kind == "music":
        wave = np.zeros(count)
        position = 0
        while position < count:
            length = int(rng.uniform(0.15, 0.8) * RATE)
            part = slice(position, min(count, position + length))
            local = time[part] - time[position]
            for _ in range(rng.randint(1, 4)):
                pitch = 110 * 2 ** (rng.randint(0, 36) / 12.0)
                for harmonic in range(1, rng.randint(2, 7)):
                    wave[part] += np.sin(2 * np.pi * pitch * harmonic * local) / harmonic * np.exp(-local * rng.uniform(0.5, 6))
            position += length
    else:
        wave = white
    return (wave / (wave.std() + 1e-9)).astype(np.float32)


NOISE_KINDS = ["white", "pink", "brown", "hum", "fan", "clicks", "music"]


def _frequency_response(frequencies, rng):
    """A random microphone/loudspeaker/telephone curve as linear gain at the given frequencies (Hz)."""
    knots = np.array([0, 150, 300, 600, 1200, 2400, 4000, 6000, 8000.0])
    gains_db = rng.uniform(-1, 1, len(knots)) * rng.choice([0, 2, 5, 8]) + np.linspace(-1, 1, len(knots)) * rng.uniform(-8, 8)
    response = 10 ** (np.interp(frequencies, knots, gains_db) / 20)
    choice = rng.uniform()
    if choice < 0.30:  # telephone: sharp top, mostly also no bass
        top = rng.uniform(3200, 3950)
        response /= np.sqrt(1 + (frequencies / top) ** (2 * rng.choice([8, 14, 24])))
        if rng.uniform() < 0.7:
            bottom = rng.uniform(120, 380)
            response *= 1 / np.sqrt(1 + (bottom / np.maximum(frequencies, 1)) ** (2 * rng.choice([2, 4, 6])))
    elif choice < 0.50:  # thin loudspeaker: no bass, one or two resonances
        bottom = rng.uniform(200, 550)
        response *= 1 / np.sqrt(1 + (bottom / np.maximum(frequencies, 1)) ** (2 * rng.choice([1, 2, 3])))
        for _ in range(rng.randint(1, 3)):
            centre, width = rng.uniform(600, 4500), rng.uniform(100, 600)
            response *= 1 + rng.uniform(0.3, 2.0) * np.exp(-(((frequencies - centre) / width) ** 2))
    elif choice < 0.60:  # other band limits
        top = rng.uniform(4000, 7000)
        response /= np.sqrt(1 + (frequencies / top) ** 16)
    return response


def _room(rng):
    """Impulse response: direct sound, a few early reflections and a decaying tail."""
    t60 = rng.uniform(0.1, 0.6)
    length = int(t60 * RATE)
    tail = rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail[: int(0.004 * RATE)] = 0
    tail *= rng.uniform(0.1, 0.7) / np.sqrt((tail**2).sum())
    for _ in range(rng.randint(0, 5)):
        tail[rng.randint(16, int(0.03 * RATE))] += rng.uniform(-0.4, 0.4)
    tail[0] = 1
    return tail


def _companded(samples):
    """8-bit mu-law, as a telephone line carries it."""
    peak = np.abs(samples).max() + 1e-6
    scaled = samples / peak
    squeezed = np.sign(scaled) * np.log1p(255 * np.abs(scaled)) / np.log(256)
    rounded = np.round(squeezed * 127) / 127
    return np.sign(rounded) * (256 ** np.abs(rounded) - 1) / 255 * peak


def speech_level(samples):
    loud = samples[np.abs(samples) > 100]
    return float(np.sqrt((loud**2).mean())) if len(loud) else 1000.0


def degraded(speech, rng, babble=None):
    """16 kHz clean speech -> what a kiosk microphone might give, int16 range float. babble: other people's speech or None."""
    samples = speech
    if rng.uniform() < 0.45:
        samples = fftconvolve(samples, _room(rng))[: len(speech)].astype(np.float32)
    if rng.uniform() < 0.85:
        spectrum = np.fft.rfft(samples)
        samples = np.fft.irfft(spectrum * _frequency_response(np.fft.rfftfreq(len(samples), 1 / RATE), rng), len(samples))
    if rng.uniform() < 0.12:
        samples = _companded(samples)
    level = speech_level(samples)
    snr = rng.uniform(4, 32) if rng.uniform() < 0.75 else 50.0
    if babble is not None and rng.uniform() < 0.2:
        start = rng.randint(0, max(1, len(babble) - len(samples)))
        part = np.resize(babble[start:], len(samples))
        samples = samples + part / (part.std() + 1e-6) * level * 10 ** (-max(snr, 8) / 20)
    else:
        kind = NOISE_KINDS[rng.choice(len(NOISE_KINDS), p=[0.27, 0.23, 0.15, 0.1, 0.1, 0.08, 0.07])]
        samples = samples + noise(len(samples), kind, rng) * level * 10 ** (-snr / 20)
    peak = 10 ** (rng.uniform(-30, -0.5) / 20) * 32767
    samples = samples * peak / (np.abs(samples).max() + 1e-6) + rng.standard_normal(len(samples)) * rng.choice([0.3, 2, 8])
    return np.clip(samples, -32768, 32767)
