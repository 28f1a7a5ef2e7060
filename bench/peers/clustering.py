"""k-means by scikit-learn and faiss, or the silhouette by scikit-learn, timed on one core; prints JSON.

Usage: clustering.py k-means FOLDER N D K ITERATIONS, or clustering.py silhouette FOLDER N D. FOLDER holds x.f32 (n × d)
and, for k-means, start.f32 (k × d), or labels.i32 (n).
"""

import json
import os
import sys
import time
import warnings
from pathlib import Path

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import numpy as np  # noqa: E402  (after the process is bound to one core)

what, folder = sys.argv[1], Path(sys.argv[2])
n, d, *rest = map(int, sys.argv[3:])
x = np.fromfile(folder / "x.f32", np.float32).reshape(n, d)


def best_of(runs, call):
    """Seconds of CPU time: on a busy machine those of the wall say more about the others."""
    seconds = np.inf
    for _ in range(runs):
        start = time.process_time()
        value = call()
        seconds = min(seconds, time.process_time() - start)
    return {"seconds": seconds, "value": value}


def inertia(labels, centers):
    """In double precision: scikit-learn and faiss sum in single."""
    parts = (slice(i, i + 100_000) for i in range(0, n, 100_000))
    return float(sum(((x[p].astype(np.float64) - centers[labels[p]]) ** 2).sum() for p in parts))


if what == "silhouette":
    from sklearn.metrics import silhouette_score

    labels = np.fromfile(folder / "labels.i32", np.int32)
    silhouette_score(x[:500], labels[:500])
    print(json.dumps({"scikit-learn": best_of(1, lambda: float(silhouette_score(x.astype(np.float64), labels)))}))
else:
    import faiss
    from sklearn.cluster import KMeans

    k, iterations = rest
    start = np.fromfile(folder / "start.f32", np.float32).reshape(k, d)
    warnings.filterwarnings("ignore")
    faiss.omp_set_num_threads(1)

    def by_sklearn():
        # tol = 0: as many iterations as asked for, unless no label changes any more.
        return KMeans(k, init=start, n_init=1, max_iter=iterations, tol=0, algorithm="lloyd").fit(x)

    def by_faiss():
        # Without its default sampling of 256 rows a center.
        found = faiss.Kmeans(d, k, niter=iterations, max_points_per_centroid=n, min_points_per_centroid=1)
        found.train(x, init_centroids=start)
        return found

    KMeans(2, n_init=1).fit(x[:1000])
    theirs = {"scikit-learn": best_of(2, by_sklearn), "faiss": best_of(2, by_faiss)}
    found = theirs["scikit-learn"]["value"]
    theirs["scikit-learn"]["value"] = inertia(found.labels_, found.cluster_centers_.astype(np.float64))
    theirs["scikit-learn"]["iterations"] = int(found.n_iter_)
    # Labels of faiss are those of its last centers, as ours.
    found = theirs["faiss"]["value"]
    theirs["faiss"]["value"] = inertia(found.index.search(x, 1)[1][:, 0], found.centroids.astype(np.float64))
    print(json.dumps(theirs))
