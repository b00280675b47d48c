"""The lab as a widget. The browser computes; Python asks for steps, and receives what a person does with the mouse."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from . import fits, kernels, saved, values
from .scenario import written

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

#: The traits that the browser sets.
STATE = ("scenario", "snapshot", "history")


class EMMixture(anywidget.AnyWidget):
    """A lab that fits a mixture of Gaussians to numbers by expectation-maximization.

    Show it as the last line of a cell. What a person does in it comes back by itself: `scenario`, `snapshot` and
    `history` are those of the lab as it is shown. A method returns when the browser has done its work. So the lab must
    be shown, in this cell or in one above.

    `data` is a scenario, such as "k=3&seed=7", or numbers of shape (n,) or (n, 1): a list, a NumPy array, a column of
    pandas or polars; finite, within ±1e60, at most 10,000,000, at least two different ones. Two columns, of shape
    (n, 2), are points in the plane. Settings are the names of a
    scenario, with `_` for `-`: `EMMixture(x, k=3, start="quantiles", start_seed=7)`. A start by hand is a list of
    (weight, mean, sd), in the plane of (weight, mx, my, sx, sy, rho). `name` stands under the axis; of two columns it is
    a pair. `timeout` is in seconds.

    Raises ValueError for wrong numbers and TypeError for values that are not numbers, before anything is sent.

    docs/interface.md of the project has all settings and all fields; docs/numerics.md has the formulas and their
    sources.
    """

    _esm = Path(__file__).with_name("widget.mjs")

    #: The state as a link has it. Read it; `open_scenario` changes it.
    scenario = traitlets.Unicode(read_only=True).tag(sync=True, echo_update=False)
    #: The state in numbers: "components" is [{"weight", "mean", "sd"}], log-likelihoods are in nats. Empty until the lab
    #: is shown.
    snapshot = traitlets.Dict(read_only=True).tag(sync=True, echo_update=False)
    #: A row for each half-step from 0 on: "position", "components", "meanLogLikelihood", "objective", "lowerBound".
    history: traitlets.List[dict[str, Any]] = traitlets.List(read_only=True).tag(sync=True, echo_update=False)
    #: Which state it is; later ones have larger numbers.
    _serial = traitlets.Int(0).tag(sync=True, echo_update=False)
    _values = traitlets.Bytes(b"").tag(sync=True)
    _column = traitlets.Unicode("").tag(sync=True)
    #: Of points in the plane: the name of y. `_pairs` says whether `_values` are x and y of points.
    _second = traitlets.Unicode("").tag(sync=True)
    _pairs = traitlets.Bool(False).tag(sync=True)
    #: What is asked of the browser: {"id", "action", "given"}; and the last id that a view has started to carry out.
    _command = traitlets.Dict().tag(sync=True)
    _taken = traitlets.Int(0).tag(sync=True, echo_update=False)
    #: The picture at rest, as a data URL, if Python asks for it.
    _picture = traitlets.Unicode("").tag(sync=True, echo_update=False)
    _pictured = traitlets.Bool(False).tag(sync=True)

    def __init__(self, data: str | Iterable[float] = "", /, *, name: str | tuple[str, str] = "", timeout: float = 60.0, **settings: Any) -> None:
        #: Seconds that a method waits for the browser.
        self.timeout = timeout
        self._asked = 0
        if not isinstance(data, str) and ("data" in settings or "values" in settings):
            raise TypeError("give either numbers, or `data` or `values`, and not both")
        if not isinstance(settings.get("data", ""), str):
            raise TypeError("the numbers are the first argument, without a name: EMMixture(x)")
        if isinstance(data, str):
            self._opens = written(data, settings)
            super().__init__()
        else:
            pairs = values.columns(data) == 2
            self._opens = written("data=own&dim=2" if pairs else "data=own", settings)
            if pairs:
                x, y = name if isinstance(name, tuple) else values.names(data)
                super().__init__(_values=values.packed(data), _pairs=True, _column=str(x), _second=str(y))
            else:
                title = str(name or getattr(data, "name", None) or "")
                super().__init__(_values=values.packed(data), _column=title)

    @traitlets.default("scenario")
    def _opened_first(self) -> str:
        return self._opens

    def open_scenario(self, scenario: str = "", **settings: Any) -> None:
        """Opens a scenario. Own numbers stay where it says `data=own`."""
        self._ask("open", written(scenario, settings))

    def e_step(self) -> None:
        """The E step computes the responsibilities r_ik = π_k N(x_i; μ_k, σ_k) / Σ_j π_j N(x_i; μ_j, σ_j).

        Raises RuntimeError if an M step is due.
        """
        self._ask("eStep")

    def m_step(self) -> None:
        """The M step, of maximum likelihood: N_k = Σ_i r_ik, π_k = N_k / n, μ_k = Σ_i r_ik x_i / N_k,
        σ_k² = Σ_i r_ik (x_i - μ_k)² / N_k (Dempster, Laird and Rubin 1977).

        Raises RuntimeError if an E step is due.
        """
        self._ask("mStep")

    def step(self, n: int = 1) -> None:
        """n whole iterations; where an M step is due, finishing the iteration is the first of them."""
        self._ask("step", n)

    def back(self) -> None:
        """One half-step back; nothing at the start."""
        self._ask("back")

    def seek(self, position: int) -> None:
        """To a half-step already taken."""
        self._ask("seek", position)

    def reset(self) -> None:
        """To the start; the later half-steps are kept."""
        self._ask("reset")

    def run(self) -> None:
        """Starts a run that can be watched, and returns at once."""
        self._ask("run")

    def pause(self) -> None:
        """Ends a run."""
        self._ask("pause")

    def run_to_convergence(self) -> None:
        """To where EM stops: an iteration raises the objective by less than `tol` nats per point, or `max` are done."""
        self._ask("runToConvergence")

    def responsibilities(self, x: Iterable[float]) -> list[list[float]]:
        """For each of the n values in x, or points of shape (n, 2), the k responsibilities under the present parameters: n
        rows that sum to 1."""
        if values.columns(x) == 2:
            numbers = list(values.checked_points(x))
            return self._ask("responsibilities", list(zip(numbers[::2], numbers[1::2])))
        return self._ask("responsibilities", list(values.checked(x)))

    def compare_k(self, most: int = 8) -> list[dict[str, Any]]:
        """For each k from 1 to `most` the best of 20 starts, with "aic" = 2p - 2L and "bic" = p ln n - 2L for p free
        parameters and the log-likelihood L (Akaike 1974, Schwarz 1978)."""
        return self._ask("compareK", most)

    def restarts(self, count: int = 100) -> list[dict[str, Any]]:
        """The results of so many starts, 1 to 1,000, best first; "optimum" numbers the distinct ones from 0."""
        return self._ask("restarts", count)

    @classmethod
    def from_sklearn(cls, model: GaussianMixture, x: Iterable[float], *, at: str = "end", **settings: Any) -> EMMixture:
        """A lab with these numbers and the components of scikit-learn's model, which was fitted to one column or two.

        `at="end"` shows what was fitted. `at="start"` starts where the fit started, which needs the model's
        `weights_init`, `means_init` and `precisions_init`: its steps are those of the fit, but for `reg_covar`, which
        scikit-learn adds to each variance. Raises ValueError where the model has more than two columns or no such start.
        """
        return cls(x, **(fits.settings_of(model, at) | settings))

    def to_sklearn(self) -> GaussianMixture:
        """The present components as a fitted model of scikit-learn, for values of shape (n, 1) or (n, 2).

        Its `predict_proba`, `score` and `bic` are those of the lab, to 1e-12, for the numbers of the lab; but `bic`
        differs under `vary="means"`, where scikit-learn counts the weights and sds too. Raises RuntimeError until the
        lab was shown, ValueError for another family than Gaussians.
        """
        return fits.model_of(self.snapshot, self.scenario)

    def close(self) -> None:
        """Removes it from the page, and its picture from the notebook's file."""
        self._picture = ""
        kernels.forget(self.comm)
        super().close()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        saved.keep_picture(self)
        return super()._repr_mimebundle_(**kwargs)

    @traitlets.observe("_picture")
    def _picture_changed(self, _: Any) -> None:
        saved.update_picture(self)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """From the browser. An older state that arrives after a newer one is ignored."""
        if sync_data.get("_serial", self._serial) < self._serial:
            sync_data = {name: value for name, value in sync_data.items() if name not in (*STATE, "_serial")}
        super().set_state(sync_data)

    def _should_send_property(self, key: str, value: Any) -> bool:
        # The browser has it already: it said so.
        return key not in (*STATE, "_serial") and super()._should_send_property(key, value)

    def _ask(self, action: str, *given: Any) -> Any:
        answers = kernels.answers_to(self.comm)
        self._asked += 1
        self._command = {"id": self._asked, "action": action, "given": given}
        until = time.monotonic() + self.timeout
        answer: dict[str, Any] = {}
        try:
            while answer.get("id") != self._asked:
                answer = answers.get(timeout=until - time.monotonic())
        except (queue.Empty, ValueError):
            raise TimeoutError(
                f"The browser did not answer within {self.timeout:g} seconds. Is the lab shown, in this cell or one above (in "
                "marimo: in another cell), and its page open? Voilà shows a page when all its cells have run: there, call "
                "this from a button. If the computation takes longer, give it more time: EMMixture(…, timeout=600)."
            ) from None
        finally:
            self._command = {}
        self.set_trait("_serial", answer["state"].pop("_serial", self._serial))
        for name, value in answer["state"].items():
            self.set_trait(name, value)
        if answer["error"]:
            raise RuntimeError(answer["error"])
        return answer["value"]
