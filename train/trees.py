"""Boosted trees: training them, and writing them as `src/judge/model/mod.rs` reads them."""
import json
import struct

import lightgbm
import numpy as np

PARAMETERS = {
    "objective": "binary", "learning_rate": 0.04, "num_leaves": 31, "min_data_in_leaf": 40,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "num_threads": 1, "seed": 2, "deterministic": True, "force_row_wise": True, "verbosity": -1,
    "use_missing": False, "boost_from_average": False,
}
ROUNDS = 480
# Rows that a model is trained on.
ROWS = 120_000
# The first trees decide alone over blocks whose score after them is this far from 0.
FIRST, SURE = 80, 2.0
# Leaf values are stored as 16-bit integers in steps of 1/SCALE.
SCALE = 4096.0


def sample(weight, rows=ROWS):
    """About so many rows, the weightier the likelier, and their weights: the sum
    of any group's weights stays what it was, on average. All blocks of all pages
    train no better judge (measured) and take four times as long."""
    low, high = 0.0, rows / max(weight[weight > 0].min(), 1e-9)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.minimum(1.0, weight * middle).sum() < rows else (low, middle)
    chance = np.minimum(1.0, weight * high)
    kept = np.flatnonzero(np.random.RandomState(PARAMETERS["seed"]).rand(len(weight)) < chance)
    return kept, weight[kept] / chance[kept]


def train(x, y, weight, rounds=ROUNDS):
    data = lightgbm.Dataset(x, y, weight=weight, free_raw_data=False)
    return lightgbm.train(PARAMETERS, data, num_boost_round=rounds)


def score(model, x):
    """The sum that the evaluator comes to, in steps of 1/SCALE (before rounding)."""
    first, whole = (model.predict(x, raw_score=True, num_iteration=trees) for trees in (FIRST, None))
    return np.where(np.abs(first) >= SURE, first, whole) * SCALE


def _floor32(value):
    """The greatest f32 that is not above `value`: then `<=` on f32 says the same as on f64."""
    f = np.float32(value)
    return f if float(f) <= value else np.nextafter(f, np.float32(-np.inf))


def _flatten(tree):
    nodes, leaves = [], []

    def add(node):
        # LightGBM nests to the depth of its leaves (31): recursion is safe here.
        if "leaf_value" in node:
            leaves.append(int(np.clip(round(node["leaf_value"] * SCALE), -32768, 32767)))
            return -len(leaves)
        at = len(nodes)
        nodes.append(None)
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[at] = (node["split_feature"], _floor32(node["threshold"]), left, right)
        return at

    add(tree["tree_structure"])
    return nodes, leaves


def write(path, model, names, token_weights, probability, confidence):
    dumped = model.dump_model()["tree_info"]
    header = {"features": names, "trees": len(dumped), "first": FIRST, "sure": round(SURE * SCALE), "probability": probability, "confidence": confidence}
    with open(path, "wb") as f:
        f.write(json.dumps(header, separators=(",", ":")).encode() + b"\n")
        f.write(token_weights.astype(np.int8).tobytes())
        for tree in dumped:
            nodes, leaves = _flatten(tree)
            f.write(struct.pack("B", len(leaves)))
            for feature, threshold, left, right in nodes:
                f.write(struct.pack("<Bfbb", feature, float(threshold), left, right))
            f.write(struct.pack(f"<{len(leaves)}h", *leaves))
