import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import numpy as np
    from em_mixture import EMMixture

    draw = np.random.default_rng(7)
    x = np.concatenate([draw.normal(20, 5, 300_000), draw.normal(40, 5, 700_000)])
    return EMMixture, mo, x


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
