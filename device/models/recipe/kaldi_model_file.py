"""Writes am/final.mdl in Kaldi's binary form: transition model + nnet3 network + priors, as libvosk 0.3.39 reads it."""
import struct

import numpy as np


class _Writer:
    def __init__(self):
        self.data = bytearray(b"\0B")

    def token(self, text):
        self.data += text.encode() + b" "
        return self

    def raw(self, text):
        self.data += text.encode()
        return self

    def integer(self, value):
        self.data += b"\4" + struct.pack("<i", value)
        return self

    def real(self, value):
        self.data += b"\4" + struct.pack("<f", value)
        return self

    def integers(self, values):
        self.data += b"\4" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes()
        return self

    def vector(self, values):
        self.token("FV").integer(len(values))
        self.data += np.asarray(values, "<f4").tobytes()
        return self

    def matrix(self, values):
        """Kaldi's two-byte form: 65536 steps between the least and the greatest value, half the size of floats."""
        values = np.asarray(values, np.float64)
        least, extent = values.min(), np.ptp(values) + 1e-9
        steps = np.round((values - least) / extent * 65535).astype("<u2")
        self.token("CM2")
        self.data += struct.pack("<ffii", least, extent, *values.shape) + steps.tobytes()
        return self


def _transition_model(out, phones):
    """One emitting state per phone with a pdf of its own for the forward and for the loop transition (chain style)."""
    count = len(phones)
    out.token("<TransitionModel>").token("<Topology>")
    out.integers([phone for phone, _, _ in phones]).integers([-1] + [0] * count)
    out.integer(-1).integer(1).integer(2)  # -1 marks a topology with separate loop pdfs; 1 entry; 2 states
    out.integer(0).integer(1).integer(2).integer(0).real(0.5).integer(1).real(0.5)  # state 0: loop and forward, half each
    out.integer(-1).integer(-1).integer(0).token("</Topology>")  # state 1: final
    out.token("<Tuples>").integer(count)
    for phone, forward_pdf, loop_pdf in phones:
        out.integer(phone).integer(0).integer(forward_pdf).integer(loop_pdf)
    out.token("</Tuples>")
    out.token("<LogProbs>").vector([0] + [np.log(0.5)] * (2 * count)).token("</LogProbs>").token("</TransitionModel>")


def _network(out, input_size, layers):
    out.token("<Nnet3>").raw("\ninput-node name=input dim=%d\n" % input_size)
    for name, descriptor, _, _, nonlinearity in layers:
        affine = name + ".affine" if nonlinearity else name
        out.raw("component-node name=%s component=%s input=%s\n" % (affine, affine, descriptor))
        if nonlinearity:
            out.raw("component-node name=%s component=%s input=%s\n" % (name, name, affine))
    out.raw("output-node name=output input=%s objective=linear\n\n" % layers[-1][0])
    out.token("<NumComponents>").integer(sum(2 if layer[4] else 1 for layer in layers))
    for name, _, weights, bias, nonlinearity in layers:
        out.token("<ComponentName>").token(name + ".affine" if nonlinearity else name)
        out.token("<FixedAffineComponent>").token("<LinearParams>").matrix(weights)
        out.token("<BiasParams>").vector(bias).token("</FixedAffineComponent>")
        if nonlinearity:
            kind = {"relu": "RectifiedLinearComponent", "logsoftmax": "LogSoftmaxComponent"}[nonlinearity]
            out.token("<ComponentName>").token(name).token("<%s>" % kind).token("<Dim>").integer(len(bias))
            out.token("<ValueAvg>").vector([]).token("<DerivAvg>").vector([]).token("<Count>").real(0).token("</%s>" % kind)
    out.token("</Nnet3>")


def write_model(path, phones, layers, priors):
    """phones: [(phone id from 1, forward pdf, loop pdf)]; layers: [(name, nnet3 input descriptor, weights (out, in),
    bias (out), "relu" | "logsoftmax" | None)]; priors: one probability per pdf, the decoder divides by them."""
    out = _Writer()
    _transition_model(out, phones)
    _network(out, 40, layers)
    out.token("<LeftContext>").integer(0).token("<RightContext>").integer(0).token("<Priors>").vector(priors)
    with open(path, "wb") as file:
        file.write(out.data)
