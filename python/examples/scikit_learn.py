"""A fit of scikit-learn, step by step. Run it by `marimo edit scikit_learn.py`."""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import numpy as np
    from em_mixture import EMMixture
    from sklearn.mixture import GaussianMixture

    return EMMixture, GaussianMixture, mo, np


@app.cell
def _(mo):
    mo.md("""
    Two groups of points, 3,000 around 20 and 7,000 around 40, both with an sd of 5. `GaussianMixture` starts from a guess
    of ours, and finds them. How it found them it does not say.
    """)
    return


@app.cell
def _(GaussianMixture, np):
    draw = np.random.default_rng(1)
    x = np.concatenate([draw.normal(20, 5, 3_000), draw.normal(40, 5, 7_000)])
    guess = dict(weights_init=[0.5, 0.5], means_init=[[25.0], [35.0]], precisions_init=np.full((2, 1, 1), 1 / 10**2))
    fit = GaussianMixture(2, **guess, reg_covar=0, tol=1e-9, max_iter=500).fit(x[:, None])
    fit.means_.ravel(), fit.n_iter_
    return fit, guess, x


@app.cell
def _(mo):
    mo.md("""
    The lab starts from the same guess. *E step* shares the points out, *M step* moves the curves; do some of them, or press
    the space bar.
    """)
    return


@app.cell
def _(EMMixture, fit, x):
    lab = EMMixture.from_sklearn(fit, x, at="start")
    lab
    return (lab,)


@app.cell
def _(mo):
    mo.md("""
    Python can take the steps too. After five iterations the lab is where scikit-learn is after five.
    """)
    return


@app.cell
def _(GaussianMixture, guess, lab, mo, np, x):
    import warnings

    lab.reset()
    lab.step(5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # five are too few for it
        five = GaussianMixture(2, **guess, reg_covar=0, tol=0, max_iter=5).fit(x[:, None])
    same = np.allclose(lab.to_sklearn().means_, five.means_, rtol=1e-9, atol=0)
    mo.md(f"The lab and scikit-learn {'agree' if same else 'differ'} after {lab.snapshot['iteration']} iterations.")
    return


if __name__ == "__main__":
    app.run()
