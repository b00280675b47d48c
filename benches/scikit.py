"""scikit-learn's answer to `cargo xtask bench`: one E and one M step of its GaussianMixture.

A JSON object a line comes in, one goes out, as with `native.rs`; the steps are the two
private methods that its `fit` calls in turn.
"""

import json
import sys
import time

import numpy as np
from sklearn.mixture import GaussianMixture

LEG, BATCH_MS, COMPARED_AFTER = 50, 50.0, 20
GOLDEN = 0.618_033_988_749_894_9


def model(x, mean, sd, weight):
    k = len(mean)
    # Its own default adds 1e-6 to every variance; nobody else here does.
    found = GaussianMixture(n_components=k, covariance_type="full", reg_covar=0.0)
    found.weights_ = np.array(weight)
    found.means_ = np.array(mean).reshape(k, 1)
    found.covariances_ = (np.array(sd) ** 2).reshape(k, 1, 1)
    found.precisions_cholesky_ = 1.0 / np.array(sd).reshape(k, 1, 1)
    return found


def start(x, k, number):
    place = [(GOLDEN * (8 * number + j + 1)) % 1.0 for j in range(k)]
    mean = [float(x[int(p * len(x)), 0]) for p in place]
    return model(x, mean, [float(x.std()) / k] * k, [1.0 / k] * k)


def collapsed(x, k):
    share = len(x) // 100
    width = x[share:, 0] - x[: len(x) - share, 0]
    found = start(x, k, 0)
    mean, sd, weight = found.means_[:, 0], [float(x.std()) / k] * k, found.weights_
    mean[0], sd[0], weight[0] = x[int(width.argmin()) + share // 2, 0], 1e-6 * float(x.std()), 0.1
    return model(x, mean, sd, weight)


def iterate(found, x):
    ln_likelihood, ln_responsibilities = found._e_step(x)
    found._m_step(x, ln_responsibilities)
    return ln_likelihood


def batch(x, leg, begin):
    spent, iterations, legs = 0.0, 0, 0
    while spent < BATCH_MS:
        found = begin(legs)
        legs += 1
        began = time.perf_counter()
        for _ in range(leg):
            iterate(found, x)
            iterations += 1
            if (time.perf_counter() - began) * 1000 > BATCH_MS:
                break
        spent += (time.perf_counter() - began) * 1000
    return spent / iterations


def plane(truth, k):
    """As many points of the same processes as the page has; each start a few of them."""
    random = np.random.default_rng(1)
    parts = []
    for process in truth.split("~"):
        x, y, a, b, rho, count = map(float, process.split(","))
        parts.append(random.multivariate_normal([x, y], [[a * a, rho * a * b], [rho * a * b, b * b]], int(count)))
    points = np.concatenate(parts)

    def start(_):
        found = GaussianMixture(n_components=k, covariance_type="full", reg_covar=0.0)
        found.weights_ = np.full(k, 1.0 / k)
        found.means_ = points[random.choice(len(points), k, replace=False)]
        found.precisions_cholesky_ = np.array([np.diag(1.0 / points.std(axis=0))] * k)
        return found

    return batch(points, LEG, start)


points = {}
for line in sys.stdin:
    request = json.loads(line)
    if request["ask"] == "plane":
        print(json.dumps({"ms": plane(request["truth"], request["k"])}), flush=True)
        continue
    n, k = request["n"], request["k"]
    if n not in points:
        points[n] = np.fromfile(f"{sys.argv[1]}/points-{n}.f64", dtype="<f8").reshape(-1, 1)
    x = points[n]
    if request["ask"] == "agreement":
        found = start(x, k, 0)
        for _ in range(COMPARED_AFTER):
            ln_likelihood = iterate(found, x)
        answer = {"lnLikelihood": float(ln_likelihood), "means": found.means_[:, 0].tolist()}
    elif request["ask"] == "worst":
        answer = {"ms": batch(x, 1, lambda leg: collapsed(x, k))}
    else:
        answer = {"ms": batch(x, LEG, lambda leg: start(x, k, leg))}
    print(json.dumps(answer), flush=True)
