"""data/weights.npz -> MODEL_FOLDER/am/final.mdl. The filler threshold can be set here without training again.

usage: export_acoustic_model.py MODEL_FOLDER [filler_bias]   a larger bias makes [unk] win more often.
"""
import os
import sys

import numpy as np
import torch

import phone_set
import word_graph
from kaldi_model_file import write_model
from network import load_network, nnet3_layers

FILLER_BIAS = 3.5  # chosen on the dev voices: digits lose to [unk] above, nothing is gained in rejection
HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    model = sys.argv[1]
    bias = float(sys.argv[2]) if len(sys.argv) > 2 else FILLER_BIAS
    network, posteriors = load_network(os.environ.get("WEIGHTS", os.path.join(HERE, "data", "weights.npz")))
    priors = np.maximum(posteriors, 2e-4)
    filler = 2 * phone_set.UNIT_ID["GBG"]
    priors[filler] = priors[filler + 1] = np.exp(-bias)  # a constant threshold instead of its true prior
    with torch.no_grad():  # the first-frame class of the filler is never a target: let it equal the other one
        network.output.weight[filler] = network.output.weight[filler + 1]
        network.output.bias[filler] = network.output.bias[filler + 1]
    os.makedirs(os.path.join(model, "am"), exist_ok=True)
    write_model(os.path.join(model, "am", "final.mdl"), word_graph.phone_pdfs(), nnet3_layers(network), priors)


if __name__ == "__main__":
    main()
