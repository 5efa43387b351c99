"""Make of ``tagger.pt`` what the package ships: a compact ONNX file and the tokeniser.

python -m graphkit.training.export --weights DIR/tagger.pt --out graphkit/data/tagger

Weights of products are stored as 16-bit floats and computed in 32 bits (the runtime widens them
once, when it loads), the wordpieces' embeddings as 8-bit integers with a scale for each row: 34 MB
for 91, at the quality of the whole.  Products in 8 bits are a third faster but cost a point of F1.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from graphkit.training.encoder import read_tokenizer
from graphkit.training.network import HIDDEN, Network

EMBEDDING = "words.weight"


def whole_model(weights: Path) -> onnx.ModelProto:
    """The trained network as ONNX in 32 bits."""
    network = Network(dropout=0.0)
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    network.eval()
    sample = (
        torch.ones(2, 24, dtype=torch.long),
        torch.zeros(2, 24, 3, dtype=torch.long),
        torch.ones(2, 24, dtype=torch.long),
    )
    batch, length = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("length", max=512)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tagger.onnx"
        torch.onnx.export(
            network,
            sample,
            str(path),
            input_names=["pieces", "features", "mask"],
            output_names=["labels", "pointers"],
            dynamic_shapes=[{0: batch, 1: length}] * 3,
            opset_version=18,
            dynamo=True,
            external_data=False,
        )
        return onnx.load(str(path))


def compact(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model with its matrices stored in fewer bits."""
    graph = model.graph
    matrices = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if tensor.data_type == TensorProto.FLOAT and len(tensor.dims) == 2
    }
    kept = [tensor for tensor in graph.initializer if tensor.name not in matrices]
    nodes = []
    for name, matrix in matrices.items():
        if name != EMBEDDING:
            kept.append(numpy_helper.from_array(matrix.astype(np.float16), name + ".half"))
            nodes.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    table = matrices[EMBEDDING]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127.0, 1e-12)
    kept.append(numpy_helper.from_array(np.rint(table / scale).astype(np.int8), "words.rows"))
    kept.append(numpy_helper.from_array(scale.astype(np.float32), "words.scale"))
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] == EMBEDDING:
            ids, out = node.input[1], node.output[0]
            nodes += [
                helper.make_node("Gather", ["words.rows", ids], ["words.picked"]),
                helper.make_node("Cast", ["words.picked"], ["words.wide"], to=TensorProto.FLOAT),
                helper.make_node("Gather", ["words.scale", ids], ["words.by"]),
                helper.make_node("Mul", ["words.wide", "words.by"], [out]),
            ]
        else:
            nodes.append(node)
    del graph.initializer[:], graph.node[:], graph.value_info[:], graph.metadata_props[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    for node in graph.node:  # where each was in the source, paths and all
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.checker.check_model(model)
    return model


def with_states(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model that also gives the encoder's last states, ``hidden``: what small heads read.

    They are what the label heads multiply: (batch, length, 384).
    """
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    product = made_by[made_by["labels"].input[0]]
    states = product.input[0]
    graph.node.append(helper.make_node("Identity", [states], ["hidden"]))
    shape = ["batch", "length", HIDDEN]
    graph.output.append(helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    beside = options.out / "tagger.onnx.part"
    beside.write_bytes(with_states(compact(whole_model(options.weights))).SerializeToString())
    beside.replace(options.out / "tagger.onnx")
    read_tokenizer().save(str(options.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
