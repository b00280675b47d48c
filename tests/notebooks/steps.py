import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import numpy as np
    from em_mixture import EMMixture

    draw = np.random.default_rng(7)
    x = np.concatenate([draw.normal(20, 5, 300_000), draw.normal(40, 5, 700_000)])
    counts = draw.poisson([2, 9] * 500)
    points = np.concatenate([draw.normal([0, 5], [1, 3], (300, 2)), draw.multivariate_normal([6, 9], [[4, 3], [3, 5]], 500)])
    return EMMixture, counts, mo, np, points, x


@app.cell
def _(EMMixture, x):
    lab = EMMixture(x, k=2, start="quantiles")
    lab
    return (lab,)


@app.cell
def _(lab):
    # The same lab a second time.
    lab
    return


@app.cell
def _(EMMixture, counts):
    of_counts = EMMixture(counts, k=2, family="poisson", start="quantiles")
    of_counts
    return (of_counts,)


@app.cell
def _(counts, mo, np, of_counts):
    of_counts.e_step()
    ln_factorials = np.array([np.log(np.arange(1, x + 1)).sum() for x in counts])
    ln_densities = [np.log(c["weight"]) + counts * np.log(c["mean"]) - c["mean"] - ln_factorials for c in of_counts.snapshot["components"]]
    _off = abs(np.logaddexp(*ln_densities).sum() / of_counts.snapshot["logLikelihood"] - 1)
    mo.md(f"COUNTED {of_counts.snapshot['family']}; agrees: {_off < 1e-12}")
    return


@app.cell
def _(EMMixture, points):
    of_points = EMMixture(points, k=2, start="kmeans", name=("length", "weight"))
    of_points
    return (of_points,)


@app.cell
def _(mo, of_points, points):
    of_points.run_to_convergence()
    _model = of_points.to_sklearn()
    _off = abs(_model.score(points) / of_points.snapshot["meanLogLikelihood"] - 1)
    _apart = abs(_model.predict_proba(points[:5]) - of_points.responsibilities(points[:5])).max()
    mo.md(f"PLACED {of_points.snapshot['dim']}; {of_points.snapshot['status']}; agrees: {max(_off, _apart) < 1e-12}")
    return


@app.cell
def _(lab, mo, x):
    lab.e_step()
    lab.m_step()
    try:
        lab.m_step()
    except RuntimeError as error:
        refused = str(error)
    model = lab.to_sklearn()
    ends = x[:, None][[0, 1, -1]]
    apart = abs(model.predict_proba(ends) - lab.responsibilities(ends[:, 0])).max()
    off = abs(model.score(x[:, None]) / lab.snapshot["meanLogLikelihood"] - 1), abs(model.bic(x[:, None]) / lab.snapshot["bic"] - 1)
    stepped = True
    mo.md(f"STEPPED {lab.snapshot['position']} of {len(lab.history)}; {refused}; agrees: {max(apart, *off) < 1e-12}")
    return (stepped,)


@app.cell
def _(mo):
    look = mo.ui.button(label="look", value=0, on_click=lambda looks: looks + 1)
    look
    return (look,)


@app.cell
def _(lab, look, mo, stepped):
    mo.md(f"LOOKED {look.value} POSITION {lab.snapshot['position']}") if stepped else None
    return


if __name__ == "__main__":
    app.run()
