"""Make of ``tagger.pt`` what the package ships: ONNX with int8 weights, and the tokeniser.

python -m graphkit.training.export --weights DIR/tagger.pt --out graphkit/data/tagger [--float]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from graphkit.training.encoder import read_tokenizer
from graphkit.training.network import Network


def export(weights: Path, out: Path, *, whole: bool = False) -> None:
    """Write ``out/tagger.onnx`` (int8 weights, or float32 if ``whole``) and ``tokenizer.json``."""
    network = Network(dropout=0.0)
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    sample = (
        torch.ones(2, 24, dtype=torch.long),
        torch.zeros(2, 24, 3, dtype=torch.long),
        torch.ones(2, 24, dtype=torch.long),
    )
    batch, length = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("length", max=512)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network,
            sample,
            str(plain),
            input_names=["pieces", "features", "mask"],
            output_names=["labels", "pointers"],
            dynamic_shapes=[{0: batch, 1: length}] * 3,
            opset_version=18,
            dynamo=True,
            external_data=False,
        )
        if whole:
            (out / "tagger.onnx").write_bytes(plain.read_bytes())
        else:
            # Without VNNI, eight-bit products saturate unless weights keep to seven bits.
            quantize_dynamic(
                plain,
                out / "tagger.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            )
    read_tokenizer().save(str(out / "tokenizer.json"), pretty=False)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep float32, to compare")
    options = parser.parse_args()
    export(options.weights, options.out, whole=options.float)


if __name__ == "__main__":
    main()
