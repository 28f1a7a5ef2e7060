"""KSG by npeet-plus, timed on the arrays of a folder; prints JSON.

Usage: ksg.py FOLDER N DX DY. FOLDER holds x.f64 (n × dx) and y.f64 (n × dy). npeet-plus uses one core.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from npeet_plus import mi

folder = Path(sys.argv[1])
n, dx, dy = map(int, sys.argv[2:])
x = np.fromfile(folder / "x.f64").reshape(n, dx)
y = np.fromfile(folder / "y.f64").reshape(n, dy)
mi(x[:100], y[:100], k=3, base=np.e)
best, value = np.inf, None
for _ in range(3 if n < 50_000 else 1):
    start = time.perf_counter()
    value = mi(x, y, k=3, base=np.e)
    best = min(best, time.perf_counter() - start)
print(json.dumps({"seconds": best, "value": value}))
