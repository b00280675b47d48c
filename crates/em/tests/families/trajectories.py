"""EM for mixtures of binomials, Poissons and exponentials, from SciPy's densities, into trajectories.json.

Run with NumPy 2.4 and SciPy 1.17: `python trajectories.py`. Weights, means and log-likelihood (natural logarithm,
in all, with the binomial coefficients) of the start and of each iteration.

Two coins: Do and Batzoglou (2008), What is the expectation maximization algorithm?, Nature Biotechnology 26,
897-899; the coin is drawn with equal chances. Three coins: Li Hang, Statistical Learning Methods, chapter 9.
Death notices: The Times, days with 0 to 9 deaths of women over 80; Hasselblad (1969), Estimation of finite
mixtures of distributions from the exponential family, Journal of the American Statistical Association 64,
1459-1471. Waiting times: 200 quantiles of a mixture of exponentials with the means 1 and 6.
"""

import json

import numpy as np
from scipy import stats
from scipy.special import logsumexp

FAMILIES = {
    "binomial": lambda x, mean, trials: stats.binom.logpmf(x, trials, mean / trials),
    "poisson": lambda x, mean, _: stats.poisson.logpmf(x, mean),
    "exponential": lambda x, mean, _: stats.expon.logpdf(x, scale=mean),
}


def trajectory(family, values, weights, means, iterations, trials=0, vary="all", counts=None):
    """`counts`: how often each of the values occurs; once if it is left out."""
    x, n = np.asarray(values, float), np.ones(len(values)) if counts is None else np.asarray(counts, float)
    weights, means = np.array(weights, float), np.array(means, float)
    rows = []
    for _ in range(iterations + 1):
        joint = np.log(weights) + np.stack([FAMILIES[family](x, mean, trials) for mean in means], axis=1)
        total = logsumexp(joint, axis=1)
        rows.append({"weights": weights.tolist(), "means": means.tolist(), "ln_likelihood": float(n @ total)})
        share = n[:, None] * np.exp(joint - total[:, None])
        held = share.sum(axis=0)
        means = share.T @ x / held
        if vary == "all":
            weights = held / n.sum()
    return {
        "family": family, "trials": trials, "vary": vary,
        "values": x.tolist(), "counts": n.tolist(), "trajectory": rows}


def waiting_times():
    at = (np.arange(200) + 0.5) / 200
    low, high = np.zeros(200), np.full(200, 100.0)
    for _ in range(200):  # the quantiles, by bisection
        middle = (low + high) / 2
        below = 0.4 * stats.expon.cdf(middle, scale=1) + 0.6 * stats.expon.cdf(middle, scale=6) < at
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.round(low, 3)


DAYS = [162, 267, 271, 185, 111, 61, 27, 8, 3, 1]
HEADS = [5, 9, 8, 4, 7]
CASES = {
    "two coins, weights fixed": trajectory("binomial", HEADS, [0.5, 0.5], [6, 5], 60, trials=10, vary="means"),
    "two coins": trajectory("binomial", HEADS, [0.5, 0.5], [6, 5], 60, trials=10),
    "three coins": trajectory("binomial", [1, 1, 0, 1, 0, 0, 1, 0, 1, 1], [0.4, 0.6], [0.6, 0.7], 3, trials=1),
    "death notices": trajectory("poisson", np.arange(10), [0.3, 0.7], [1.0, 2.5], 60, counts=DAYS),
    "waiting times": trajectory("exponential", waiting_times(), [0.5, 0.5], [0.5, 4.0], 60),
}

if __name__ == "__main__":
    for name, case in CASES.items():
        print(name, case["trajectory"][1], case["trajectory"][-1])
    with open("trajectories.json", "w") as file:
        json.dump(CASES, file)
