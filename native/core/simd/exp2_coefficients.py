"""Prints the coefficients of exp2.h: minimax polynomials of 2^r on [-h, h] by Remez exchange on the relative error.

Run with Python 3 and mpmath. Nothing in the build needs it; it documents where the numbers come from.
"""

import mpmath as mp

mp.mp.dps = 50


def minimax(degree, h):
    """Coefficients c_0..c_degree minimising max |p(r) / 2^r - 1| over [-h, h], and that maximum."""
    n = degree + 2
    points = [-h * mp.cos(mp.pi * i / (n - 1)) for i in range(n)]
    for _ in range(20):
        rows = mp.matrix(n, n)
        ones = mp.matrix(n, 1)
        for i, x in enumerate(points):
            for k in range(degree + 1):
                rows[i, k] = x**k / mp.mpf(2) ** x
            rows[i, degree + 1] = (-1) ** i
            ones[i] = 1
        solution = mp.lu_solve(rows, ones)
        coefficients = [solution[k] for k in range(degree + 1)]

        def error(x):
            return mp.polyval(coefficients[::-1], x) / mp.mpf(2) ** x - 1

        grid = [-h + 2 * h * mp.mpf(i) / 4000 for i in range(4001)]
        values = [error(x) for x in grid]
        extrema = [0]
        for i in range(1, 4001):
            last = extrema[-1]
            if (values[i] > 0) == (values[last] > 0):
                if abs(values[i]) > abs(values[last]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        points = [grid[i] for i in extrema[:n]]
    return coefficients, max(abs(v) for v in values)


for degree, h in ((5, mp.mpf(1) / 32), (10, mp.mpf(1) / 2)):
    coefficients, worst = minimax(degree, h)
    print(f"degree {degree}, |r| <= {mp.nstr(h, 6)}, relative error {mp.nstr(worst, 3)}")
    for k, c in enumerate(coefficients):
        print(f"  {k}: {float(c).hex()}  // {mp.nstr(c, 20)}")
print("table 2^(j/16)")
for j in range(16):
    value = mp.mpf(2) ** (mp.mpf(j) / 16)
    print(f"  {j}: {float(value).hex()}")
