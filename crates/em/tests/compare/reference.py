"""The best fit of each k, by scikit-learn from many starts: what compareK must find.

    pip install scikit-learn==1.9.1 && python tests/compare/reference.py

writes best.json beside this file. Nothing here shares code with the crate: the starts are
NumPy's, the EM is scikit-learn's. Fits with a sd below FLOOR data sds are left out, as the
crate leaves out those on its floor.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

HERE = Path(__file__).parent
PRESETS = HERE.parents[2] / "lab" / "src" / "presets"
CASES = {"old-faithful-waiting": range(1, 4), "galaxy-velocities": range(1, 5)}  # from 5 on the best is a matter of luck
COLUMNS = {"old-faithful-waiting": ("old-faithful", 1)}  # others are alone in a file
STARTS = 60  # for each k
FLOOR = 1e-3  # in data sds
SAME = 1e-9  # fits this near the best, in nats per point, count as having reached it


def fit(x, k, generator):
    """One run from k means drawn from the data; None where it collapses."""
    sd = x.std()
    model = GaussianMixture(
        k,
        tol=1e-13,
        reg_covar=0,
        max_iter=10_000,
        init_params="random",  # only drawn to be replaced by the three lines below
        weights_init=np.full(k, 1 / k),
        means_init=generator.choice(np.unique(x), (k, 1), replace=False),
        precisions_init=np.full((k, 1, 1), (k / sd) ** 2),
    )
    try:
        model.fit(x)
    except ValueError:
        return None
    sds = np.sqrt(model.covariances_[:, 0, 0])
    return None if sds.min() <= FLOOR * sd else model


def best(x, k):
    generator = np.random.default_rng(20_000 + k)
    runs = [fit(x, k, generator) for _ in range(STARTS if k > 1 else 1)]
    sound = sorted((m for m in runs if m is not None), key=lambda m: -m.score(x))
    top = sound[0]
    order = np.argsort(top.means_[:, 0])
    return {
        "k": k,
        "mean_log_likelihood": top.score(x),
        "aic": top.aic(x),
        "bic": top.bic(x),
        "weights": top.weights_[order].tolist(),
        "means": top.means_[order, 0].tolist(),
        "sds": np.sqrt(top.covariances_[order, 0, 0]).tolist(),
        "starts": len(runs),
        "collapsed": len(runs) - len(sound),
        "reached_it": sum(top.score(x) - m.score(x) < SAME for m in sound),
    }


def main():
    warnings.simplefilter("ignore")
    cases = {}
    for name, ks in CASES.items():
        file, column = COLUMNS.get(name, (name, 0))
        x = np.loadtxt(PRESETS / f"{file}.csv", delimiter=",", skiprows=1, usecols=column).reshape(-1, 1)
        cases[name] = []
        for k in ks:
            cases[name].append(best(x, k))
            print(name, cases[name][-1], flush=True)
    whole = {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "cases": cases}
    (HERE / "best.json").write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
