"""Trains the network on build/training.npz for a fixed number of updates -> data/weights.npz (half precision).

usage: train.py BUILD_FOLDER [threads]   Every random choice comes from one seed; results on another
processor differ in the last digits only (bfloat16 products).
"""
import os
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import mfcc
import phone_set
from network import INPUT, LEFT, RIGHT, Network, save_network

SEED, UPDATES, BATCH, CHUNK, RATE = 20261123, 24000, 64, 48, 2.5e-3
HERE = os.path.dirname(os.path.abspath(__file__))
FILLER_PDF = 2 * phone_set.UNIT_ID["GBG"] + 1
WARPS = np.arange(0.80, 1.26, 0.025)


class Chunks:
    """Pieces of CHUNK output frames with true context at both ends, edges repeated as Kaldi does."""

    def __init__(self, path):
        data = np.load(path)
        self.features, self.labels, self.filler = data["features"], data["labels"], data["filler"]
        counts, label_counts = data["feature_counts"], data["label_counts"]
        first = np.concatenate([[0], np.cumsum(counts)])
        first_label = np.concatenate([[0], np.cumsum(label_counts)])
        index = []
        for u in range(len(counts)):
            for start in range(0, label_counts[u], CHUNK):
                index.append((first[u], counts[u], first_label[u], label_counts[u], start, u))
        self.index = np.array(index)
        self.span = np.arange(-LEFT, 3 * (CHUNK - 1) + RIGHT + 1)

    def batch(self, chosen):
        """-> features (n, frames, 40), labels (n, CHUNK) with -1 where there is none, filler weight (n)."""
        rows = self.index[chosen]
        at = rows[:, :1] + np.clip(3 * rows[:, 4:5] + self.span, 0, rows[:, 1:2] - 1)
        within = rows[:, 4:5] + np.arange(CHUNK)
        labels = self.labels[rows[:, 2:3] + np.minimum(within, rows[:, 3:4] - 1)].astype(np.int64)
        labels[within >= rows[:, 3:4]] = -1
        return torch.from_numpy(self.features[at]).float(), torch.from_numpy(labels), torch.from_numpy(self.filler[rows[:, 5]])


class FeatureVariation:
    """Vocal-tract warps, channel and level offsets, masked bands and gaps, on features, anew each time a chunk is used."""

    def __init__(self, mean, deviation, generator):
        self.mean, self.deviation, self.generator = mean, deviation, generator
        self.warps = torch.from_numpy(np.stack([mfcc.warp_matrix(w) for w in WARPS]))
        self.to_log_mel = torch.from_numpy((np.diag(1 / mfcc.LIFT) @ mfcc.DCT).astype(np.float32))
        self.to_features = torch.from_numpy((mfcc.DCT.T @ np.diag(mfcc.LIFT)).astype(np.float32))
        self.channel = 0.22 * torch.exp(-torch.arange(INPUT) / 4.0)
        self.channel[0] = 0.3

    def _uniform(self, *shape):
        return torch.rand(*shape, generator=self.generator)

    def __call__(self, features):
        count, frames, _ = features.shape
        chosen = (self._uniform(count) * len(self.warps)).long()
        warped = torch.bmm(features, self.warps[chosen])
        plain = self._uniform(count, 1, 1) < 0.25
        x = torch.where(plain, features, warped) - self.mean
        x = x + torch.randn(count, 1, INPUT, generator=self.generator) * self.channel * self.deviation
        log_mel = x @ self.to_log_mel
        centre, width = self._uniform(count, 1, 1) * 40, self._uniform(count, 1, 1) * 5
        band = ((torch.arange(40) - centre).abs() < width) & (self._uniform(count, 1, 1) < 0.3)
        x = torch.where(band, torch.zeros(()), log_mel) @ self.to_features
        centre, width = self._uniform(count, 1, 1) * frames, self._uniform(count, 1, 1) * 6
        gap = ((torch.arange(frames)[:, None] - centre).abs() < width) & (self._uniform(count, 1, 1) < 0.3)
        return torch.where(gap, torch.zeros(()), x) + self.mean


def loss_and_accuracy(logits, labels, filler):
    """Cross-entropy against (1 - filler) on the phone and filler on GBG for every frame that is not silence."""
    log_probability = functional.log_softmax(logits, -1)
    valid = labels >= 0
    target = labels.clamp(min=0)
    speech = (target >= 2) & valid
    weight = filler[:, None] * speech
    phone = -log_probability.gather(-1, target[..., None])[..., 0]
    loss = ((1 - weight) * phone - weight * log_probability[..., FILLER_PDF])[valid].mean()
    return loss, (log_probability.argmax(-1) == target)[valid].float().mean()


def main():
    folder = sys.argv[1]
    torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 3)
    torch.manual_seed(SEED)
    order_rng, generator = np.random.RandomState(SEED), torch.Generator().manual_seed(SEED)
    chunks, network = Chunks(os.path.join(folder, "training.npz")), Network()
    sample = chunks.features[::97].astype(np.float32)
    network.mean[:], network.deviation[:] = torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0))
    vary = FeatureVariation(network.mean, network.deviation, generator)
    split = (chunks.index[:, 5] // 60) % 60 == 0  # runs of utterances, so that copies of one stay together
    validation, training = np.flatnonzero(split)[:1200], np.flatnonzero(~split)
    print(len(training), "chunks,", sum(p.numel() for p in network.parameters()), "weights", flush=True)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=2e-3)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / 400) * max(0.005, 1 - i / UPDATES)
    )
    order, position, started, total = order_rng.permutation(training), 0, time.time(), 0.0
    for update in range(1, UPDATES + 1):
        if position + BATCH > len(order):
            order, position = order_rng.permutation(training), 0
        features, labels, filler = chunks.batch(order[position : position + BATCH])
        position += BATCH
        with torch.cpu.amp.autocast():
            logits = network(vary(features))
        loss, _ = loss_and_accuracy(logits.float(), labels, filler)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if update % 1000 == 0 or update == UPDATES:
            network.eval()
            with torch.no_grad():
                results = []
                for start in range(0, len(validation), 200):
                    features, labels, filler = chunks.batch(validation[start : start + 200])
                    results.append([float(v) for v in loss_and_accuracy(network(features), labels, filler)])
            network.train()
            valid = np.mean(results, 0)
            print("update %d  train %.3f  valid %.3f  accuracy %.3f  %.0f s" % (update, total / (update % 1000 or 1000), *valid, time.time() - started), flush=True)
            total = 0.0
    network.eval()
    with torch.no_grad():
        some = training[order_rng.permutation(len(training))[:6400]]
        priors = np.mean([torch.softmax(network(chunks.batch(some[i : i + 200])[0]), -1).mean((0, 1)).numpy() for i in range(0, len(some), 200)], 0)
    save_network(network, priors, os.environ.get("WEIGHTS", os.path.join(HERE, "data", "weights.npz")))


if __name__ == "__main__":
    main()
