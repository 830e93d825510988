"""Quantises a trained encoder and writes the file that the reader reads in place (crates/reader/src/encoder/format.rs).

usage: export.py ARRAYS MODEL.pt OUT.bin [NEREL's share of the corpus' habits, 0 to 1] [d]
       then: svodka-training seal OUT.bin       writes the digest of the content into the head
"""
import struct, sys
import numpy as np

sys.argv, arguments = sys.argv[:1] + sys.argv[1:3], sys.argv[1:]
import torch
import encoder as E

STEP = 127 / E.CLIP                      # of activations
ONE = 63                                 # of input rows, whose zero is 64 (0 for places)
MOST = 127                               # of weights
BLOCK, ROOM = 32, 32767 // 127           # sums of the weights of so many rows that the kernels can add up in 16 bits
NAME_UNIT, ARC_UNIT, RELATION_UNIT = 256, 16, 16
HEADS = 288


def matrix(weights):
    """Rows x columns of small integers in the order of the kernels: panels of 16 columns, groups of 4 rows."""
    rows, columns = weights.shape
    panels = weights.reshape(rows // 4, 4, columns // 16, 16).transpose(2, 0, 3, 1)
    return np.ascontiguousarray(panels).astype(np.int8).tobytes()


def fits(small):
    """Which columns the kernels can add up: of four rows in a group two go to one sum, the other two to another."""
    rows = np.pad(small, ((0, 0), (0, -small.shape[1] % BLOCK))).reshape(len(small), -1, BLOCK // 4, 2, 2)
    above, below = rows.clip(min=0).sum((2, 4)), -rows.clip(max=0).sum((2, 4))
    return (np.maximum(above, below) <= ROOM).all((1, 2))


def quantised(weight, parts=None):
    """Small integers and their scale, column by column. weight: columns x rows; parts: rows that are matrices of their own."""
    scale = np.abs(weight).max(1).clip(1e-8) / MOST
    while True:
        small = np.rint(weight / scale[:, None])
        good = np.all([fits(small[:, part]) for part in parts or [slice(None)]], 0)
        if good.all():
            return small, scale
        scale[~good] *= 1.03


def numbers(values):
    return values.astype("<f4").tobytes()


def layer(weight, bias, step_in, step_out):
    """A product of activations of `step_in` to values of `step_out`."""
    small, scale = quantised(weight)
    return matrix(small.T) + numbers(scale / step_in * step_out) + numbers(bias * step_out)


def first(weight, bias):
    """The first convolution: what forms give to three tokens side by side, then what three places give to one."""
    width = weight.shape[1] // 3
    taps = [slice(tap * width, (tap + 1) * width - E.PLACE) for tap in range(3)]
    places = np.concatenate([np.arange((tap + 1) * width - E.PLACE, (tap + 1) * width) for tap in range(3)])
    small, scale = quantised(weight, [*taps, places])
    taps = small.reshape(len(small), 3, -1)
    forms, places = taps[:, :, : -E.PLACE], taps[:, :, -E.PLACE :]
    scales = scale / ONE * STEP
    biases = bias * STEP - 64 * forms.sum((1, 2)) * scales
    side_by_side = forms.transpose(1, 0, 2).reshape(3 * len(small), -1)
    return matrix(side_by_side.T) + matrix(places.reshape(len(small), -1).T) + numbers(scales) + numbers(biases)


def padded(weight, columns):
    return np.concatenate([weight, np.zeros((columns - len(weight),) + weight.shape[1:])])


def main(folder, model, out, nerel=0.0, d=96):
    arrays = E.Arrays(folder)
    net = E.Encoder(arrays, int(d), "")
    net.load_state_dict(torch.load(model))
    net.eval()
    n = lambda t: t.detach().numpy().astype(np.float64)
    small = lambda t: np.rint(n(t).clip(-1, 1) * ONE).astype(np.int8).tobytes()
    table = open(f"{folder}/vocabulary.table", "rb").read()
    parts = [struct.pack("<III", net.d, len(arrays.bundle_hash), len(table)), table,
             small(net.word.weight[1:]), small(net.gram.weight), small(net.shape.weight),
             n(net.trait.weight).T.astype("<f4").tobytes(), n(net.trait.bias).astype("<f4").tobytes()]
    for i, (conv, norm) in enumerate(zip(net.conv, net.norm)):
        gain = n(norm.weight) / np.sqrt(n(norm.running_var) + norm.eps)
        weight, bias = n(conv.weight) * gain[:, None], (n(conv.bias) - n(norm.running_mean)) * gain + n(norm.bias)
        if i == 0:
            parts += [first(weight, bias), struct.pack("<I", len(E.REACH) - 1)]
        else:
            parts += [struct.pack("<I", E.REACH[i]), layer(weight, bias, STEP, STEP)]
    own = [float(nerel) if name == "nerel" else 0.0 for name in E.CORPORA]
    tags, bias = n(net.tags.weight), n(net.tags.bias)
    for share, habit in zip(own, net.corpus_tags):
        tags[:7] += share * n(habit.weight)
        bias[:7] += share * n(habit.bias)
    sides = [net.dependent, net.head, net.of_dependent, net.of_head]
    weight = padded(np.concatenate([tags] + [n(s.weight) for s in sides]), HEADS)
    bias = padded(np.concatenate([bias] + [n(s.bias) if s.bias is not None else np.zeros(64) for s in sides]), HEADS)
    parts.append(layer(weight, bias, STEP, 1))
    parts.append(layer(n(net.relation.weight), n(net.relation.bias), RELATION_UNIT, 1))
    integers = lambda values: np.rint(values).astype("<i4").tobytes()
    parts += [integers(n(net.root) * ARC_UNIT), integers(n(net.distance) * ARC_UNIT**2)]
    parts.append(np.array(arrays.bundle_hash, "<u8").tobytes())
    readings = n(net.bundles())
    scale = np.abs(readings).max(1).clip(1e-8) / 127
    parts += [np.rint(readings / scale[:, None]).astype(np.int8).tobytes(), (scale / STEP).astype("<f4").tobytes(),
              n(net.bundle_bias).astype("<f4").tobytes(), n(net.share_bias).astype("<f4").tobytes()]
    parts += [integers(n(moves) * NAME_UNIT) for moves in net.moves]
    content = b"".join(parts)
    open(out, "wb").write(b"svencod1" + struct.pack("<IQ", 2, 0) + content)
    print(len(content), "bytes")


main(*arguments)
