"""The features of conf/mfcc.conf in numpy, so that training sees what Kaldi computes at run time.

16 kHz, 25 ms povey window every 10 ms, no dither, pre-emphasis 0.97, DC removed, 40 mel bins 20..7600 Hz,
40 cepstra, lifter 22, snip-edges, C0 (not energy), natural logarithm.
"""
import numpy as np

SAMPLE_RATE, WINDOW, HOP, FFT = 16000, 400, 160, 512
MEL_BINS = CEPSTRA = 40
LOW_HZ, HIGH_HZ, LIFTER = 20.0, 8000.0 - 400.0, 22.0
CONFIG = (
    "--use-energy=false\n--sample-frequency=16000\n--num-mel-bins=40\n--num-ceps=40\n"
    "--low-freq=20\n--high-freq=-400\n--dither=0\n"
)


def _mel(hertz):
    return 1127.0 * np.log(1 + hertz / 700.0)


def _hertz(mel):
    return 700.0 * (np.exp(mel / 1127.0) - 1)


def _mel_bank():
    """-> (40, 257) triangular filters."""
    bank = np.zeros((MEL_BINS, FFT // 2 + 1), np.float32)
    step = (_mel(HIGH_HZ) - _mel(LOW_HZ)) / (MEL_BINS + 1)
    points = _mel(np.arange(FFT // 2) * SAMPLE_RATE / FFT)
    for b in range(MEL_BINS):
        left, centre, right = (_mel(LOW_HZ) + (b + k) * step for k in range(3))
        weights = np.where(points <= centre, (points - left) / (centre - left), (right - points) / (right - centre))
        weights[(points <= left) | (points >= right)] = 0
        bank[b, : FFT // 2] = weights
    return bank


def _dct():
    """-> (40, 40) orthonormal type II transform, rows are cepstra."""
    matrix = np.zeros((CEPSTRA, MEL_BINS), np.float32)
    matrix[0] = np.sqrt(1.0 / MEL_BINS)
    for k in range(1, CEPSTRA):
        matrix[k] = np.sqrt(2.0 / MEL_BINS) * np.cos(np.pi / MEL_BINS * (np.arange(MEL_BINS) + 0.5) * k)
    return matrix


_BANK = _mel_bank()
DCT = _dct()
LIFT = (1 + 0.5 * LIFTER * np.sin(np.pi * np.arange(CEPSTRA) / LIFTER)).astype(np.float32)
_POVEY = ((0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / (WINDOW - 1))) ** 0.85).astype(np.float32)


def mfcc(samples):
    """samples in int16 range, 16 kHz -> (frames, 40) float32."""
    if len(samples) < WINDOW:
        return np.zeros((0, CEPSTRA), np.float32)
    samples = np.ascontiguousarray(samples, np.float32)
    count = 1 + (len(samples) - WINDOW) // HOP
    stride = samples.strides[0]
    frames = np.lib.stride_tricks.as_strided(samples, (count, WINDOW), (stride * HOP, stride)).copy()
    frames -= frames.mean(1, keepdims=True)
    frames[:, 1:] -= 0.97 * frames[:, :-1].copy()
    frames[:, 0] *= 1 - 0.97
    spectrum = np.fft.rfft(frames * _POVEY, FFT)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    return (np.log(np.maximum(power @ _BANK.T, 1.1920929e-07)) @ DCT.T) * LIFT


def warp_matrix(factor):
    """(40, 40) matrix M with features @ M = features of a speaker whose vocal tract is `factor` times shorter.

    Linear interpolation between log-mel bins; bins beyond the band repeat the last one.
    """
    step = (_mel(HIGH_HZ) - _mel(LOW_HZ)) / (MEL_BINS + 1)
    centres = _mel(LOW_HZ) + (np.arange(MEL_BINS) + 1) * step
    wanted = (_mel(_hertz(centres) / factor) - _mel(LOW_HZ)) / step - 1
    wanted = np.clip(wanted, 0, MEL_BINS - 1)
    low = np.minimum(wanted.astype(int), MEL_BINS - 2)
    part = wanted - low
    interpolate = np.zeros((MEL_BINS, MEL_BINS), np.float32)  # rows: new bins, columns: old bins
    interpolate[np.arange(MEL_BINS), low] = 1 - part
    interpolate[np.arange(MEL_BINS), low + 1] += part
    to_log_mel = np.diag(1 / LIFT) @ DCT  # features -> log mel (DCT is orthonormal)
    to_features = DCT.T @ np.diag(LIFT)
    return (to_log_mel @ interpolate.T @ to_features).astype(np.float32)
