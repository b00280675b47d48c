"""The package without a browser: what it refuses, what it sends, and fits of scikit-learn. Run from the wheel."""

import struct
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import pandas
import polars
import traitlets
from ipykernel.comm import Comm
from ipykernel.kernelbase import Kernel
from sklearn.mixture import GaussianMixture

from em_mixture import EMMixture, kernels, scenario, values

VALUES = [1.0, 2.5, -3.0, 40.0]


def sent(lab: EMMixture) -> list[float]:
    return list(struct.unpack(f"<{len(lab._values) // 8}d", lab._values))


class Numbers(unittest.TestCase):
    def test_a_column_of_any_kind_gives_the_same_bytes(self):
        columns = [VALUES, tuple(VALUES), np.array(VALUES), np.array(VALUES, dtype=">f8"), np.array(VALUES, dtype="f4")]
        columns += [pandas.Series(VALUES), polars.Series(VALUES), (x for x in VALUES), np.array(VALUES, dtype=object)]
        columns += [np.array(VALUES)[:, None], np.ma.array(VALUES)]
        columns += [np.repeat(VALUES, 2)[::2], pandas.DataFrame({"x": VALUES})["x"]]
        for column in columns:
            self.assertEqual(sent(EMMixture(column)), VALUES, type(column))
        self.assertEqual(sent(EMMixture(np.array([1, 2], dtype="i4"))), [1, 2])
        self.assertEqual(EMMixture(pandas.Series(VALUES, name="waiting"))._column, "waiting")

    def test_what_is_no_column_of_numbers_is_refused_before_anything_is_sent(self):
        nan, inf = float("nan"), float("inf")
        wrong = [
            ([1, nan], ValueError, "value 1 is NaN: every value must be a finite number"),
            (np.array([1, nan]), ValueError, "value 1 is NaN: every value must be a finite number"),
            (np.array([inf, 1]), ValueError, "value 0 is inf: every value"),
            ([1, -inf], ValueError, "value 1 is -inf: every value"),
            ([1e61], ValueError, "value 0 is 1e+61: every value"),
            (polars.Series([1.0, None]), ValueError, "value 1 is NaN"),
            ([1, None], TypeError, "value 1 is None: every value must be a number"),
            (["a", "b"], TypeError, "value 0 is 'a': every value must be a number"),
            (np.array(["a"]), TypeError, "value 0 is"),
            (pandas.Series(["a"]), TypeError, "value 0 is 'a'"),
            ([1, 2j], TypeError, "value 1 is 2j"),
            (np.zeros((3, 3)), ValueError, "was given the shape (3, 3): choose one column, as in x[:, 0]"),
            (pandas.DataFrame({"a": [1], "b": [2], "c": [3]}), TypeError, "a table of 3 columns: choose one"),
            (np.zeros((3, 2)), ValueError, "all 3 points equal (0, 0): EM needs at least two different ones"),
            (np.zeros((0, 2)), ValueError, "there are no points in the data"),
            ([(1, 2), (3, nan)], ValueError, "value 3 is NaN"),
            ([(1, 2), 3], TypeError, "point 1 is 3: every point must be a pair of numbers"),
            ([(1, 2), (3, "a")], TypeError, "value 3 is 'a'"),
            (np.ma.array([1, 2, 3], mask=[0, 1, 0]), ValueError, "value 1 is NaN"),
            (pandas.Series([1, None], dtype="Int64"), ValueError, "value 1 is NaN"),
            ([1, 10**400], TypeError, "value 1 is 1000000"),
            ([1, np.array([2, 3])], TypeError, "value 1 is array([2, 3])"),
            ({1: 2, 3: 4}, TypeError, "expected a list of numbers, but was given {1: 2, 3: 4}"),
            ([7], ValueError, "there is one value only, 7: EM needs at least two different ones"),
            ([3, 3, 3], ValueError, "all 3 values equal 3: EM needs at least two different ones"),
            ([], ValueError, "there are no numbers in the data: give at least two different ones"),
            (7, TypeError, "expected a list of numbers, but was given 7"),
            (np.zeros(values.MOST + 1), ValueError, "more than 10,000,000 values do not fit"),
        ]
        for given, kind, sentence in wrong:
            with self.assertRaises(kind) as raised:
                EMMixture(given)
            self.assertIn(sentence, str(raised.exception))


    def test_two_columns_of_any_kind_are_points(self):
        pairs = [(1.0, 20.0), (2.0, 30.0), (4.0, 25.0)]
        table = {"length": [1.0, 2.0, 4.0], "weight": [20.0, 30.0, 25.0]}
        for points in [pairs, np.array(pairs), np.array(pairs, order="F"), pandas.DataFrame(table), polars.DataFrame(table)]:
            lab = EMMixture(points, k=2)
            self.assertEqual(sent(lab), [1, 20, 2, 30, 4, 25], type(points))
            self.assertEqual((lab.scenario, lab._pairs), ("data=own&dim=2&k=2", True))
        self.assertEqual((lab._column, lab._second), ("length", "weight"))
        named = EMMixture(np.array(pairs), name=("cm", "g"))
        self.assertEqual((named._column, named._second), ("cm", "g"))


class Settings(unittest.TestCase):
    def test_settings_are_names_of_a_scenario(self):
        self.assertEqual(EMMixture("k=3&seed=7").scenario, "k=3&seed=7")
        self.assertEqual(EMMixture(VALUES, k=3, start_seed=7, reveal=True).scenario, "data=own&k=3&start-seed=7&reveal=1")
        by_hand = EMMixture("", start=[(0.5, 1, 2.25), (0.5, np.float64(3), 1)]).scenario
        self.assertEqual(by_hand, "start=0.5,1,2.25~0.5,3.0,1")
        self.assertEqual(EMMixture("", hide=["data", "model"]).scenario, "hide=data,model")
        self.assertEqual(EMMixture("k=3&seed=7", k=np.int64(4), reveal=np.bool_(True)).scenario, "k=4&seed=7&reveal=1")
        self.assertEqual(EMMixture("", start=np.array([[0.5, 1, 2], [0.5, 3, 1]])).scenario, "start=0.5,1.0,2.0~0.5,3.0,1.0")
        self.assertEqual(EMMixture("", title="A & ü?").scenario, "title=A_~26_~C3~BC~3F")

    def test_a_wrong_setting_is_refused_with_what_was_expected(self):
        for settings, kind, sentence in [
            ({"components": 3}, TypeError, "'components' is not a setting: expected one of data, dim, family, trials, truth,"),
            ({"k": 9}, ValueError, "k is 9: expected a whole number from 1 to 8"),
            ({"k": "three"}, ValueError, "k is 'three': expected a whole number from 1 to 8"),
            ({"k": 2.0}, ValueError, "k is 2.0: expected a whole number from 1 to 8"),
            ({"start": None}, TypeError, "start is None: expected a word, a number, or a list of them"),
            ({"theme": "dark&k=9"}, TypeError, "theme is 'dark&k=9': expected a word"),
            ({"data": "own"}, TypeError, "give either numbers, or `data` or `values`, and not both"),
        ]:
            with self.assertRaises(kind) as raised:
                EMMixture(VALUES, **settings)
            self.assertIn(sentence, str(raised.exception))

    def test_numbers_are_the_first_argument(self):
        with self.assertRaisesRegex(TypeError, "the numbers are the first argument, without a name"):
            EMMixture(data=VALUES)

    def test_the_state_is_the_browsers(self):
        with self.assertRaises(traitlets.TraitError):
            EMMixture("k=2").scenario = "k=3"

    def test_the_names_are_those_of_the_engine(self):
        fields = Path(__file__).parents[2] / "crates/lab/src/scenario/fields.rs"
        names = fields.read_text().split("= [", 1)[1].split("]", 1)[0].replace('"', "").replace(",", "").split()
        self.assertEqual(list(scenario.NAMES), names)


class WithoutABrowser(unittest.TestCase):
    def test_a_method_says_so_at_once(self):
        with self.assertRaises(RuntimeError) as raised:
            EMMixture("k=2").e_step()
        self.assertIn("There is no notebook here, so no browser", str(raised.exception))

    def test_where_python_cannot_wait_a_method_says_so(self):
        with mock.patch("sys.platform", "emscripten"), self.assertRaises(RuntimeError) as raised:
            EMMixture("k=2").e_step()
        self.assertIn("Python in a browser cannot receive the browser's answers while a cell runs", str(raised.exception))
        # ipykernel 6 has no thread of its own for messages.
        with mock.patch("ipykernel.kernelbase.Kernel.instance"), self.assertRaises(RuntimeError) as raised:
            Kernel.instance().shell_channel_thread = None
            kernels.answers_to(Comm.__new__(Comm))
        self.assertIn("update ipykernel to version 7", str(raised.exception))

    def test_a_closed_lab_says_so(self):
        lab = EMMixture("k=2")
        lab.close()
        with self.assertRaisesRegex(RuntimeError, "This lab is closed: make a new one"):
            lab.e_step()

    def test_a_later_state_stays(self):
        lab = EMMixture("k=2")
        lab.set_state({"_serial": 2, "scenario": "step=2"})
        lab.set_state({"_serial": 1, "scenario": "step=1"})
        self.assertEqual(lab.scenario, "step=2")

    def test_importing_it_imports_none_of_the_others(self):
        others = "numpy pandas polars sklearn marimo"
        check = f"import sys, em_mixture; print([name for name in '{others}'.split() if name in sys.modules])"
        self.assertEqual(subprocess.run([sys.executable, "-c", check], capture_output=True, text=True).stdout, "[]\n")

    def test_the_command_opens_the_page(self):
        check = "import webbrowser, runpy; webbrowser.open = print; runpy.run_module('em_mixture', run_name='__main__')"
        said = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True).stdout.split()
        self.assertEqual(said[0], said[1])
        self.assertIn("<em-mixture", Path(said[0].removeprefix("file://")).read_text())


class Fits(unittest.TestCase):
    def setUp(self):
        draw = np.random.default_rng(7)
        self.x = np.concatenate([draw.normal(0, 1, 300), draw.normal(6, 2, 700)])

    def test_a_fit_comes_back_as_it_was(self):
        for kind in ["full", "tied", "diag", "spherical"]:
            fit = GaussianMixture(2, covariance_type=kind, random_state=0).fit(self.x[:, None])
            lab = EMMixture.from_sklearn(fit, self.x[:, None])
            weight, mean, sd = zip(*[map(float, row.split(",")) for row in scenario.field(lab.scenario, "start").split("~")])
            parts = [{"weight": w, "mean": m, "sd": s} for w, m, s in zip(weight, mean, sd)]
            lab.set_state({"snapshot": {"components": parts, "status": "converged", "iteration": 3, "meanLogLikelihood": 0.0}})
            back = lab.to_sklearn()
            places = self.x[:, None]
            np.testing.assert_allclose(back.predict_proba(places), fit.predict_proba(places), atol=1e-12)
            self.assertAlmostEqual(back.score(places), fit.score(places), delta=1e-12)
            if kind in ("full", "tied"):
                self.assertAlmostEqual(back.bic(places), fit.bic(places), delta=1e-12 * fit.bic(places))

    def test_a_fit_of_two_columns_comes_back_as_it_was(self):
        draw = np.random.default_rng(3)
        x = np.concatenate([draw.multivariate_normal([0, 5], [[1, 0.8], [0.8, 2]], 300), draw.normal(6, 2, (500, 2))])
        for kind in ["full", "tied", "diag", "spherical"]:
            fit = GaussianMixture(2, covariance_type=kind, random_state=0).fit(x)
            lab = EMMixture.from_sklearn(fit, x)
            parts = []
            for row in scenario.field(lab.scenario, "start").split("~"):
                weight, mx, my, sx, sy, rho = map(float, row.split(","))
                parts.append({"weight": weight, "mean": [mx, my], "covariance": [[sx * sx, rho * sx * sy], [rho * sx * sy, sy * sy]]})
            state = {"dim": 2, "components": parts, "status": "converged", "iteration": 3, "meanLogLikelihood": 0.0}
            lab.set_state({"snapshot": state})
            back = lab.to_sklearn()
            self.assertEqual(back.covariance_type, kind)
            np.testing.assert_allclose(back.predict_proba(x), fit.predict_proba(x), atol=1e-12)
            self.assertAlmostEqual(back.score(x), fit.score(x), delta=1e-12)
            self.assertAlmostEqual(back.bic(x), fit.bic(x), delta=1e-12 * fit.bic(x))

    def test_a_model_without_what_is_asked_for_is_refused(self):
        fit = GaussianMixture(2).fit(self.x[:, None])
        for model, at, sentence in [
            (GaussianMixture(2), "end", "this model is not fitted"),
            (fit, "start", "this model has no start of its own"),
            (fit, "middle", "at is 'middle'"),
            (GaussianMixture(2).fit(self.x.reshape(-1, 4)), "end", "was fitted to 4 columns"),
        ]:
            with self.assertRaises(ValueError) as raised:
                EMMixture.from_sklearn(model, self.x, at=at)
            self.assertIn(sentence, str(raised.exception))
        with self.assertRaises(RuntimeError) as raised:
            EMMixture("").to_sklearn()
        self.assertIn("show the lab in a cell", str(raised.exception))
        coins = EMMixture([5, 9, 8, 4, 7], family="binomial", trials=10)
        self.assertEqual(coins.scenario, "data=own&family=binomial&trials=10")
        coins.set_state({"snapshot": {"family": "binomial", "components": []}})
        with self.assertRaisesRegex(ValueError, "has Gaussians alone, and this mixture is binomial"):
            coins.to_sklearn()
        with self.assertRaisesRegex(TypeError, "expected a GaussianMixture of scikit-learn, but was given 'kmeans'"):
            EMMixture.from_sklearn("kmeans", self.x)


if __name__ == "__main__":
    unittest.main()
