"""Writes the artifact that the runtime reads: the distilled transformer in 6 and 8 bits, and the static table.

    python export.py --student student.pt --static static.npz --vocabulary vocab.txt --name parley-encoder-1 --out models/encoder/encoder.bin

The layout of the linear layers' weights is the kernel's (src/adapters/encoders/embedded/kernel/transformer.as.ts): two outputs side by
side, in blocks of 32 inputs.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from student import WEIGHT_LEVELS, Linear

ALIGNMENT = 64
WEIGHT_ZERO = 32


def rows_in_8_bits(matrix: np.ndarray):
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8).astype(np.float32) / 127
    return np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8), scale


def packed_in_6_bits(weight: np.ndarray):
    outputs, inputs = weight.shape
    scale = (np.maximum(np.abs(weight).max(axis=1), 1e-8) * Linear.clip / WEIGHT_LEVELS).astype(np.float32)
    levels = np.clip(np.rint(weight / scale[:, None]), -WEIGHT_LEVELS, WEIGHT_LEVELS) + WEIGHT_ZERO
    blocks = levels.astype(np.uint8).reshape(outputs // 2, 2, inputs // 32, 2, 16).transpose(0, 2, 3, 1, 4)
    return np.ascontiguousarray(blocks), scale


def tensors(state: dict, static: dict):
    state = {name: value.float().numpy() for name, value in state.items()}
    words, scale = rows_in_8_bits(state["words.weight"])
    yield "words", words
    yield "words.scale", scale
    yield "positions", state["positions.weight"]
    yield "norm.gamma", state["norm.weight"]
    yield "norm.beta", state["norm.bias"]
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    for layer in range(layers):
        for part in ("query_key_value", "attended", "inner", "outer"):
            weight, scale = packed_in_6_bits(state[f"layers.{layer}.{part}.weight"])
            yield f"{layer}.{part}.weight", weight
            yield f"{layer}.{part}.scale", scale
            yield f"{layer}.{part}.bias", state[f"layers.{layer}.{part}.bias"]
        for part in ("attended_norm", "outer_norm"):
            yield f"{layer}.{part}.gamma", state[f"layers.{layer}.{part}.weight"]
            yield f"{layer}.{part}.beta", state[f"layers.{layer}.{part}.bias"]
    table, scale = rows_in_8_bits(static["table"])
    yield "static", table
    yield "static.scale", scale


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--static", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    state = torch.load(options.student, weights_only=True)
    static = dict(np.load(options.static))
    named = {name: np.ascontiguousarray(array).tobytes() for name, array in tensors(state, static)}
    named["vocabulary"] = options.vocabulary.read_bytes().rstrip(b"\n")
    places, body = {}, bytearray()
    for name, content in named.items():
        body.extend(b"\0" * (-len(body) % ALIGNMENT))
        places[name] = {"offset": len(body), "bytes": len(content)}
        body.extend(content)
    header = json.dumps({
        "format": 1,
        "identity": f"{options.name}:{hashlib.sha256(body).hexdigest()[:16]}",
        "width": int(state["words.weight"].shape[1]),
        "layers": sum(name.endswith("query_key_value.weight") for name in state),
        "inner": int(state["layers.0.inner.weight"].shape[0]),
        "positions": int(state["positions.weight"].shape[0]),
        "staticWidth": int(static["table"].shape[1]),
        "tensors": places,
    }).encode()
    start = len(header) + 4
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(len(header).to_bytes(4, "little") + header + b"\0" * (-start % ALIGNMENT) + bytes(body))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
