"""EM in the plane by scikit-learn, one iteration at a time, into scikit_learn.json.

Run with NumPy 2.4, SciPy 1.17 and scikit-learn 1.9: `python scikit_learn.py`. For each case the start, and after some of the
iterations weights, means, covariances (xx, xy, yy) and the log-likelihood in all. `best`: for each type of covariance
and each k the highest log-likelihood of 40 starts, with BIC as R's mclust has it but for its sign. `ln_prior`: ln of the conjugate prior's
density at the first case's start, for each type, from SciPy's densities.

Data: data/README.md. The start of Old Faithful is that of Wikipedia's article on EM (revisions of 2026).
"""

import csv
import json
import warnings

import numpy as np
from scipy import stats
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore", ConvergenceWarning)
TYPES = {"full": "full", "tied": "tied", "diagonal": "diag", "spherical": "spherical"}
KEPT = [1, 2, 3, 4, 8, 12, 21, 23, 29, 40, 100]
clouds = {}


def columns(name, *wanted):
    with open(f"data/{name}.csv") as file:
        return np.array([[float(row[column]) for column in wanted] for row in csv.DictReader(file)])


def of_type(covariances, weights, kind):
    """Covariances of the type that are nearest to these, as the project has them."""
    if kind == "tied":
        return np.tensordot(weights, covariances, 1)
    if kind == "diagonal":
        return np.array([np.diag(c) for c in covariances])
    if kind == "spherical":
        return np.array([np.trace(c) / 2 for c in covariances])
    return covariances


def full(covariances, kind, k):
    if kind == "tied":
        return np.array([covariances] * k)
    if kind == "diagonal":
        return np.array([np.diag(c) for c in covariances])
    if kind == "spherical":
        return np.array([np.eye(2) * c for c in covariances])
    return covariances


def row(iteration, weights, means, covariances, ln_likelihood):
    return {
        "iteration": iteration,
        "weights": weights.tolist(),
        "means": means.tolist(),
        "covariances": [[c[0, 0], c[0, 1], c[1, 1]] for c in covariances],
        "ln_likelihood": ln_likelihood,
    }


def trajectory(cloud, kind, weights, means, covariances, last=100):
    points = clouds[cloud]
    weights, means, covariances = (np.asarray(x, float) for x in (weights, means, covariances))
    k, n = len(weights), len(points)
    start = of_type(covariances, weights, kind)
    precisions = 1 / start if kind in ("diagonal", "spherical") else np.linalg.inv(start)
    model = GaussianMixture(k, covariance_type=TYPES[kind], reg_covar=0, tol=0, max_iter=1, warm_start=True, weights_init=weights, means_init=means, precisions_init=precisions)
    rows = []
    for iteration in range(1, last + 1):
        model.fit(points)
        if iteration == 1:
            rows.append(row(0, weights, means, full(start, kind, k), model.lower_bound_ * n))
        if iteration in KEPT:
            rows.append(row(iteration, model.weights_, model.means_, full(model.covariances_, kind, k), model.score(points) * n))
    return {"cloud": cloud, "covariance": kind, "rows": rows}


def best(points, kind, k):
    model = GaussianMixture(k, covariance_type=TYPES[kind], reg_covar=0, tol=1e-10, max_iter=10000, n_init=40, random_state=1).fit(points)
    return {"covariance": kind, "k": k, "ln_likelihood": model.score(points) * len(points), "bic": model.bic(points)}


def ln_prior(points, kind, means, covariances):
    """Fraley and Raftery's (2007) prior with mclust's defaults, d = 2."""
    k, degrees, shrinkage = len(means), 4, 0.01
    scale = np.cov(points.T) / k
    variance = np.trace(scale) / 2
    chosen = full(of_type(np.array(covariances), np.full(k, 1 / k), kind), kind, k)
    found = sum(stats.multivariate_normal.logpdf(m, points.mean(axis=0), c / shrinkage) for m, c in zip(means, chosen))
    for covariance in chosen[:1] if kind == "tied" else chosen:
        if kind in ("full", "tied"):
            found += stats.invwishart.logpdf(covariance, degrees, scale)
        else:
            own = [covariance[0, 0]] if kind == "spherical" else np.diag(covariance)
            found += sum(stats.invgamma.logpdf(v, degrees / 2, scale=variance / 2) for v in own)
    return {"covariance": kind, "ln_prior": float(found)}


def spread_out(cloud, k):
    """A start: some of the points, and the data's covariance over k."""
    points = clouds[cloud]
    means = points[draw.choice(len(points), k, replace=False)]
    return [1 / k] * k, means, [np.cov(points.T, bias=True) / k] * k


draw = np.random.default_rng(16)
clouds["old-faithful"] = columns("old-faithful", "eruption_minutes", "waiting_minutes")
clouds["iris-petals"] = columns("iris", "petal_length_cm", "petal_width_cm")
clouds["iris-sepals"] = columns("iris", "sepal_length_cm", "sepal_width_cm")
clouds["penguin-bills"] = columns("penguin-bills", "bill_length_mm", "bill_depth_mm")
for seed in range(6):
    shapes = [(draw.normal(size=(2, 2)), draw.normal(0, 4, 2)) for _ in range(1 + seed % 5)]
    groups = [draw.normal(size=(40 + 10 * seed, 2)) @ shape + mean for shape, mean in shapes]
    clouds[f"random-{seed}"] = np.concatenate(groups).round(6)
far = [0.5, 0.5], [[4, 60], [2, 80]], [np.diag([0.5, 100])] * 2
cases = [trajectory("old-faithful", "full", [0.5, 0.5], [[2.8, 75], [3.6, 58]], [[[0.8, 7], [7, 70]]] * 2)]
cases += [trajectory("old-faithful", kind, *far) for kind in TYPES]
cases += [trajectory("iris-petals", kind, *spread_out("iris-petals", 3), last=12) for kind in TYPES]
cases += [trajectory("iris-sepals", kind, *spread_out("iris-sepals", 2), last=29) for kind in TYPES]
cases += [trajectory("penguin-bills", kind, *spread_out("penguin-bills", 3), last=40) for kind in TYPES]
cases += [trajectory(f"random-{seed}", kind, *spread_out(f"random-{seed}", 1 + seed % 5), last=12) for seed in range(6) for kind in TYPES]
priors = [ln_prior(clouds["old-faithful"], kind, [[2.8, 75], [3.6, 58]], [[[0.8, 7], [7, 70]]] * 2) for kind in TYPES]
found = [best(clouds["old-faithful"], kind, k) for k in (2, 3) for kind in TYPES]
with open("scikit_learn.json", "w") as file:
    clouds = {name: points.tolist() for name, points in clouds.items()}
    json.dump({"clouds": clouds, "cases": cases, "old_faithful_best": found, "old_faithful_priors": priors}, file)
