"""A fit of scikit-learn as a lab, and a lab as a fit of scikit-learn. Both have the same formulas: docs/numerics.md."""

from __future__ import annotations

from reprlib import repr as shortened
from typing import TYPE_CHECKING, Any

from .scenario import field

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture


def settings_of(model: GaussianMixture, at: str) -> dict[str, Any]:
    """The settings of a lab that begins with the components of a model: where its fit ended, or where it started."""
    if at not in ("start", "end"):
        raise ValueError(f'at is {at!r}: expected "start" or "end"')
    if not hasattr(model, "covariance_type"):
        raise TypeError(f"expected a GaussianMixture of scikit-learn, but was given {shortened(model)}")
    if at == "end" and not hasattr(model, "means_"):
        raise ValueError("this model is not fitted: call its fit first, or choose at=\"start\"")
    ending = "_" if at == "end" else "_init"
    import numpy as np

    weights, means, precisions = (getattr(model, name + ending) for name in ("weights", "means", "precisions"))
    if weights is None or means is None or precisions is None:
        raise ValueError("this model has no start of its own: give it weights_init, means_init and precisions_init")
    if len(means[0]) > 2:
        raise ValueError(f"this model was fitted to {len(means[0])} columns: the lab shows one column of numbers, or two")
    if len(means[0]) == 2:
        return _ellipses_of(model, weights, means, np.asarray(precisions, dtype=float))
    # A precision is 1 / sd², in whatever shape the covariance type has; all components share one under "tied".
    flat = np.asarray(precisions, dtype=float).reshape(-1)
    sds = [float(flat[k if len(flat) > 1 else 0]) ** -0.5 for k in range(len(weights))]
    settings: dict[str, Any] = {
        "k": len(weights),
        "start": [(float(weight), float(mean[0]), sd) for weight, mean, sd in zip(weights, means, sds)],
        "tol": float(model.tol),
        "max": min(int(model.max_iter), 10_000),
    }
    if model.covariance_type == "tied":
        settings["vary"] = "shared-sd"
    return settings


#: The types of covariance: the lab's words, and scikit-learn's.
TYPES = {"full": "full", "tied": "tied", "diagonal": "diag", "spherical": "spherical"}


def _ellipses_of(model: GaussianMixture, weights: Any, means: Any, precisions: Any) -> dict[str, Any]:
    """The settings for points in the plane: precisions are inverse covariances, in the shape of the type."""
    import numpy as np

    start = []
    for k, (weight, mean) in enumerate(zip(weights, means)):
        precision = precisions if model.covariance_type == "tied" else precisions[k]
        if np.ndim(precision) < 2:
            precision = np.diag(np.broadcast_to(precision, 2))
        covariance = np.linalg.inv(precision)
        sx, sy = np.sqrt(np.diag(covariance))
        start.append(tuple(map(float, (weight, *mean, sx, sy, covariance[0, 1] / (sx * sy)))))
    return {
        "k": len(start),
        "start": start,
        "covariance": next(word for word, name in TYPES.items() if name == model.covariance_type),
        "tol": float(model.tol),
        "max": min(int(model.max_iter), 10_000),
    }


def _plane_model_of(parts: list[dict[str, Any]], covariance: str) -> GaussianMixture:
    import numpy as np
    from sklearn.mixture import GaussianMixture

    of_type = {
        "full": lambda all: all,
        "tied": lambda all: all[0],
        "diagonal": lambda all: np.array([np.diag(one) for one in all]),
        "spherical": lambda all: all[:, 0, 0],
    }[covariance]
    covariances = np.array([part["covariance"] for part in parts])
    precisions = np.linalg.inv(covariances)
    model = GaussianMixture(len(parts), covariance_type=TYPES[covariance])
    model.weights_ = np.array([part["weight"] for part in parts])
    model.means_ = np.array([part["mean"] for part in parts])
    model.covariances_ = of_type(covariances)
    model.precisions_ = of_type(precisions)
    # Upper triangular, with P = C Cᵀ; of a diagonal matrix the roots.
    upper = np.linalg.cholesky(precisions[:, ::-1, ::-1])[:, ::-1, ::-1]
    model.precisions_cholesky_ = of_type(upper)
    model.n_features_in_ = 2
    return model


def model_of(snapshot: dict[str, Any], scenario: str) -> GaussianMixture:
    """A model with the components of a snapshot."""
    if not snapshot:
        raise RuntimeError("there is no state yet: show the lab in a cell, and run this in a later cell")
    if snapshot.get("family", "gaussian") != "gaussian":
        raise ValueError(f"scikit-learn's GaussianMixture has Gaussians alone, and this mixture is {snapshot['family']}")
    import numpy as np
    from sklearn.mixture import GaussianMixture

    parts = snapshot["components"]
    if snapshot.get("dim", 1) == 2:
        model = _plane_model_of(parts, field(scenario, "covariance") or "full")
        return _as_fitted(model, snapshot)
    sds = np.array([part["sd"] for part in parts])
    shared = field(scenario, "vary") == "shared-sd"
    model = GaussianMixture(len(parts), covariance_type="tied" if shared else "full")
    model.weights_ = np.array([part["weight"] for part in parts])
    model.means_ = np.array([[part["mean"]] for part in parts])
    variances = sds[:1] ** 2 if shared else sds**2
    shape = (1, 1) if shared else (len(parts), 1, 1)
    model.covariances_ = variances.reshape(shape)
    model.precisions_ = (1 / variances).reshape(shape)
    model.precisions_cholesky_ = (1 / (sds[:1] if shared else sds)).reshape(shape)
    model.n_features_in_ = 1
    return _as_fitted(model, snapshot)


def _as_fitted(model: GaussianMixture, snapshot: dict[str, Any]) -> GaussianMixture:
    model.converged_ = snapshot["status"] == "converged"
    model.n_iter_ = snapshot["iteration"]
    model.lower_bound_ = snapshot["meanLogLikelihood"]
    return model
