"""Log-densities of a Gaussian mixture by one peer, timed on the arrays of a folder; prints JSON.

Usage: peers.py NAME FOLDER SECONDS. FOLDER holds, for each d, centers-d.f64 (n × d) and points-d.f64 (m × d), a point
drawn around each of the first m centers. One core, f64. Each peer is timed at the best of its settings, for SECONDS.
"""

import json
import os
import sys
import time
from functools import partial
from pathlib import Path

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import numpy as np  # noqa: E402  (after the process is bound to one core)

SIGMA = 0.1
# In nats; smaller terms count as this. exp is slow where its result is subnormal.
LEAST_EXPONENT = -700.0


def scaled(points, centers):
    """Points and centers in units of √2 σ, and of each point half its squared distance over σ² to its own center."""
    scale = 1 / (np.sqrt(2) * SIGMA)
    y, c = points * scale, centers * scale
    return y, c, ((y - c[: len(y)]) ** 2).sum(1)


def factors(y, c, own, augment):
    """Left, right, row and column with left @ right + row + column = own − ‖y − c‖². Augmented, two more columns of the
    factors hold row and column, which are None: two passes over the exponents fewer."""
    row, column = (own - (y * y).sum(1))[:, None], -(c * c).sum(1)[None, :]
    if not augment:
        return y, np.ascontiguousarray(2 * c.T), row, column
    left = np.hstack([y, row, np.ones((len(y), 1))])
    right = np.vstack([2 * c.T, np.ones((1, len(c))), column])
    return left, np.ascontiguousarray(right), None, None


def numpy_tuned(points, centers, augment=False):
    y, c, own = scaled(points, centers)
    left, right, row, column = factors(y, c, own, augment)

    def run(rows):
        sums = np.empty(len(left))
        buffer = np.empty((rows, right.shape[1]))
        for start in range(0, len(left), rows):
            part = slice(start, min(start + rows, len(left)))
            out = buffer[: part.stop - start]
            np.matmul(left[part], right, out=out)
            if row is not None:
                out += row[part]
                out += column
            np.maximum(out, LEAST_EXPONENT, out=out)
            np.exp(out, out=out)
            out.sum(axis=1, out=sums[part])
        return np.log(sums / len(centers)) - own

    return run, [8, 16, 32, 64]


def numpy_usual(points, centers):
    from scipy.spatial.distance import cdist
    from scipy.special import logsumexp

    def run(rows):
        parts = []
        for start in range(0, len(points), rows):
            squared = cdist(points[start : start + rows], centers, "sqeuclidean")
            parts.append(logsumexp(-squared / (2 * SIGMA**2), axis=1))
        return np.concatenate(parts) - np.log(len(centers))

    return run, [256]


def jax_tuned(points, centers, augment=False):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    y, c, own = scaled(points, centers)
    left, right, row, column = factors(y, c, own, augment)
    right = jnp.asarray(right)
    # Augmented, the row is in the factors already; it only goes along.
    row = jnp.asarray(own[:, None] if row is None else row)

    def exponents(part, offset):
        product = part @ right
        return product if augment else product + offset + column

    def clamped(part, offset):
        return jnp.log(jnp.exp(jnp.maximum(exponents(part, offset), LEAST_EXPONENT)).sum(1))

    def logsumexp(part, offset):
        return jax.nn.logsumexp(exponents(part, offset), axis=1)

    compiled = jax.jit(
        lambda blocks, offsets, of: jax.lax.map(lambda pair: of(*pair), (blocks, offsets)), static_argnums=2
    )

    def run(setting):
        rows, of = setting
        blocks = jnp.asarray(left.reshape(-1, rows, left.shape[1]))
        offsets = row.reshape(-1, rows, row.shape[1])
        logs = np.asarray(compiled(blocks, offsets, of).block_until_ready()).ravel()
        return logs - np.log(len(centers)) - own

    return run, [(rows, of) for rows in (16, 32) for of in (clamped, logsumexp)]


def torch_tuned(points, centers, augment=False):
    import torch

    torch.set_num_threads(1)
    y, c, own = scaled(points, centers)
    left, right, row, column = (
        None if array is None else torch.from_numpy(array) for array in factors(y, c, own, augment)
    )

    def run(rows):
        sums = torch.empty(len(left), dtype=torch.float64)
        buffer = torch.empty((rows, right.shape[1]), dtype=torch.float64)
        for start in range(0, len(left), rows):
            part = slice(start, min(start + rows, len(left)))
            out = buffer[: part.stop - start]
            torch.mm(left[part], right, out=out)
            if row is not None:
                out.add_(row[part]).add_(column)
            out.clamp_(min=LEAST_EXPONENT).exp_()
            torch.sum(out, 1, out=sums[part])
        return np.log(sums.numpy() / len(centers)) - own

    return run, [8, 16, 32, 64]


def scipy_kde(points, centers):
    from scipy.stats import gaussian_kde

    # Its bandwidth is a multiple of the sample covariance, here about I/3.
    density = gaussian_kde(centers.T, bw_method=SIGMA * np.sqrt(3))
    return lambda _: density.logpdf(points.T), [None]


def sklearn_kde(points, centers):
    from sklearn.neighbors import KernelDensity

    # One leaf: brute force. With a tree it is wrong in many dimensions (scikit-learn issue 7492).
    density = KernelDensity(bandwidth=SIGMA, leaf_size=len(centers) + 1, rtol=0, atol=0).fit(centers)

    def run(_):
        d = centers.shape[1]
        return density.score_samples(points) + d / 2 * np.log(2 * np.pi * SIGMA**2)

    return run, [None]


# name → (function, points it is timed on, packages whose versions are told)
PEERS = {
    "numpy-tuned": (numpy_tuned, 2048, ["numpy"]),
    "numpy-augmented": (partial(numpy_tuned, augment=True), 2048, ["numpy"]),
    "jax-tuned": (jax_tuned, 2048, ["jax", "jaxlib"]),
    "jax-augmented": (partial(jax_tuned, augment=True), 2048, ["jax", "jaxlib"]),
    "torch-tuned": (torch_tuned, 2048, ["torch"]),
    "torch-augmented": (partial(torch_tuned, augment=True), 2048, ["torch"]),
    "numpy-usual": (numpy_usual, 256, ["numpy", "scipy"]),
    "scipy-gaussian_kde": (scipy_kde, 256, ["scipy"]),
    "scikit-learn-KernelDensity": (sklearn_kde, 256, ["scikit-learn"]),
}


def seconds_of(run, setting, least_seconds):
    """The best of as many runs as fit, after one that compiles and warms up."""
    run(setting)
    best, start = float("inf"), time.perf_counter()
    while best == float("inf") or time.perf_counter() - start < least_seconds:
        begin = time.perf_counter()
        run(setting)
        best = min(best, time.perf_counter() - begin)
    return best


def exact_log_densities(points, centers):
    from scipy.spatial.distance import cdist
    from scipy.special import logsumexp

    return logsumexp(-cdist(points, centers, "sqeuclidean") / (2 * SIGMA**2), axis=1) - np.log(len(centers))


def measure(name, folder, d, seconds):
    make, most_points, _ = PEERS[name]
    centers = np.fromfile(folder / f"centers-{d}.f64").reshape(-1, d)
    points = np.fromfile(folder / f"points-{d}.f64").reshape(-1, d)[:most_points]
    run, settings = make(points, centers)
    values = run(settings[0])
    checked = exact_log_densities(points[:64], centers)
    best = min(seconds_of(run, setting, seconds / len(settings)) for setting in settings)
    return {
        "d": d,
        "pairsPerSecond": len(values) * len(centers) / best,
        # Of the kernel density of gaussian_kde another one: see there.
        "largestError": None if name == "scipy-gaussian_kde" else float(np.abs(values[:64] - checked).max()),
    }


def main():
    name, folder, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    from importlib.metadata import version

    dimensions = sorted(int(file.stem.split("-")[1]) for file in folder.glob("centers-*.f64"))
    rows = [measure(name, folder, d, seconds) for d in dimensions]
    print(json.dumps({"versions": {package: version(package) for package in PEERS[name][2]}, "rows": rows}))


if __name__ == "__main__":
    main()
