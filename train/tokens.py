"""Token weights: a logistic regression on hashed class and id tokens."""
import numpy as np
from scipy import optimize, sparse

# Weights are stored as signed bytes in steps of 1/SCALE.
SCALE = 24.0
PENALTY = 2.0
STEPS = 40


def matrix(pages, buckets):
    """One row a block: how often each bucket occurs on its trail."""
    columns, rows = [], [0]
    for page in pages:
        for block in page["blocks"]:
            columns.extend(b for level in block["tokens"] for b in level)
            rows.append(len(columns))
    data = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((data, np.array(columns, dtype=np.int32), np.array(rows)), shape=(len(rows) - 1, buckets))


def fit(x, y, weight):
    """Weights of all buckets as signed bytes."""
    weight = weight / weight.mean()
    target = y.astype(np.float64)
    bound = len(y)

    def loss(w):
        z = x @ w[:-1] + w[-1]
        p = 1.0 / (1.0 + np.exp(-z))
        value = np.sum(weight * (np.logaddexp(0, z) - target * z)) / bound + PENALTY * np.dot(w[:-1], w[:-1]) / bound
        error = weight * (p - target) / bound
        grad = np.empty_like(w)
        grad[:-1] = x.T @ error + 2 * PENALTY * w[:-1] / bound
        grad[-1] = error.sum()
        return value, grad

    start = np.zeros(x.shape[1] + 1)
    w = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return np.clip(np.round(w[:-1] * SCALE), -127, 127).astype(np.int8)


def features(pages, weights):
    """The four token columns, as `src/judge/features/tokens.rs` computes them."""
    weights = weights.astype(int)
    out = []
    for page in pages:
        for block in page["blocks"]:
            sums = [int(weights[level].sum()) for level in block["tokens"]] or [0]
            out.append((sum(sums), sum(sums[:2]), min(sums), max(sums)))
    return np.array(out, dtype=np.float32)
