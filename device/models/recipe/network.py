"""The acoustic network (a time-delay network with low-rank layers) and its translation into nnet3 components."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional

import phone_set

HIDDEN, BOTTLENECK, INPUT = 384, 128, 40
LEFT, RIGHT = 24, 18  # 10 ms frames of context around an output frame
# Input offsets of each layer in 10 ms frames; from the second layer on only every third frame is computed.
OFFSETS = [[-2, -1, 0, 1, 2], [-1, 0, 1], [-3, 0, 3], [-3, 0, 3], [-6, 0, 6], [-9, -3, 3]]


class Network(nn.Module):
    """(batch, frames + LEFT + RIGHT, 40) at 10 ms -> (batch, frames / 3, pdfs) logits at 30 ms."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(INPUT, HIDDEN, 5)
        steps = [dict(stride=3), {}, {}, dict(dilation=2), dict(dilation=2)]
        self.down = nn.ModuleList([nn.Conv1d(HIDDEN, BOTTLENECK, 3, bias=False, **step) for step in steps])
        self.up = nn.ModuleList([nn.Conv1d(BOTTLENECK, HIDDEN, 1) for _ in steps])
        self.norms = nn.ModuleList([nn.BatchNorm1d(HIDDEN) for _ in OFFSETS])
        self.output = nn.Conv1d(HIDDEN, phone_set.PDF_COUNT, 1)
        self.register_buffer("mean", torch.zeros(INPUT))
        self.register_buffer("deviation", torch.ones(INPUT))

    def forward(self, features):
        x = ((features - self.mean) / self.deviation).transpose(1, 2)
        x = self.norms[0](functional.relu(self.first(x)))
        for down, up, norm in zip(self.down, self.up, self.norms[1:]):
            x = norm(functional.relu(up(down(x))))
        return self.output(x).transpose(1, 2)


def load_network(path):
    """data/weights.npz -> (network, mean posterior of every pdf on training data)."""
    stored = np.load(path)
    network = Network()
    state = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files if name != "priors"}
    network.load_state_dict(state, strict=False)
    return network, stored["priors"]


def save_network(network, priors, path):
    """Matrices in half precision, vectors in single."""
    arrays = {name: tensor.numpy() for name, tensor in network.state_dict().items() if "num_batches" not in name}
    halved = {name: value.astype(np.float16) if value.ndim > 1 else value for name, value in arrays.items()}
    np.savez_compressed(path, priors=priors.astype(np.float32), **halved)


def _array(tensor):
    return tensor.detach().numpy().astype(np.float64)


def _descriptor(node, offsets):
    return "Append(%s)" % ", ".join(node if o == 0 else "Offset(%s, %d)" % (node, o) for o in offsets)


def nnet3_layers(network):
    """-> layers for kaldi_model_file.write_model, input and batch normalisation folded into the next affine."""
    network = network.eval()
    scale, shift = 1 / _array(network.deviation), -_array(network.mean) / _array(network.deviation)
    layers, node = [], "input"
    for k, offsets in enumerate(OFFSETS):
        convolution = network.first if k == 0 else network.down[k - 1]
        weights = _array(convolution.weight)  # (out, in, offsets)
        bias = _array(convolution.bias) if convolution.bias is not None else np.zeros(len(weights))
        bias = bias + (weights * shift[None, :, None]).sum((1, 2))
        spliced = np.concatenate([weights[:, :, j] * scale for j in range(weights.shape[2])], 1)
        if k == 0:
            layers.append(("l1", _descriptor(node, offsets), spliced, bias, "relu"))
        else:
            layers.append(("d%d" % (k + 1), _descriptor(node, offsets), spliced, bias, None))
            up = network.up[k - 1]
            layers.append(("l%d" % (k + 1), "d%d" % (k + 1), _array(up.weight)[:, :, 0], _array(up.bias), "relu"))
        node = "l%d" % (k + 1)
        norm = network.norms[k]
        scale = _array(norm.weight) / np.sqrt(_array(norm.running_var) + norm.eps)
        shift = _array(norm.bias) - _array(norm.running_mean) * scale
    weights = _array(network.output.weight)[:, :, 0]
    layers.append(("out", node, weights * scale, _array(network.output.bias) + weights @ shift, "logsoftmax"))
    return layers
