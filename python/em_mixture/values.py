"""The numbers that a lab is given, checked and packed. NumPy, pandas and polars are known by what their arrays can do;
none of them is imported."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable
from typing import Any

#: As many values as a lab takes.
MOST = 10_000_000
#: The largest value: beyond it, squares of squares are not finite.
LARGEST = 1e60


def packed(values: Any) -> bytes:
    """The values as float64, little endian.

    `values` is a list, a NumPy array, or a column of pandas or polars: one dimension, finite numbers within ±1e60,
    at most 10,000,000. Raises ValueError for other numbers, TypeError for what is no number.
    """
    if hasattr(values, "columns"):
        raise TypeError(f"expected one column, but was given a table of {len(values.columns)} columns: choose one, as in df[\"name\"]")
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if hasattr(values, "ndim") and values.ndim != 1:
        shape = tuple(values.shape)
        raise ValueError(f"expected values of shape (n,), but was given the shape {shape}: choose one column, as in x[:, 0]")
    numbers = _of_array(values) if hasattr(values, "astype") and values.dtype.kind in "iuf" else _of_list(values)
    if len(numbers) > 8 * MOST:
        raise ValueError(f"more than {MOST:,} values do not fit: take a sample of them")
    if not numbers:
        raise ValueError("there are no numbers in the data: give at least two different ones")
    return numbers


def _of_array(values: Any) -> bytes:
    values = values.astype("<f8")
    good = abs(values) <= LARGEST
    if not good.all():
        place = int(good.argmin())
        raise _wrong(place, float(values[place]))
    return bytes(values.tobytes())


def _of_list(values: Iterable[Any]) -> bytes:
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise TypeError(f"expected a list of numbers, but was given {values!r}")
    numbers = array("d")
    for place, value in enumerate(values):
        if isinstance(value, (str, bytes, complex)) or not hasattr(value, "__float__"):
            raise TypeError(f"value {place} is {value!r}: every value must be a number")
        number = float(value)
        if not abs(number) <= LARGEST:
            raise _wrong(place, number)
        numbers.append(number)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _wrong(place: int, value: float) -> ValueError:
    # The sentence of the engine.
    word = "NaN" if math.isnan(value) else str(value) if math.isinf(value) else f"{value:g}"
    return ValueError(
        f"value {place} is {word}: every value must be a finite number between -1e60 and 1e60; leave it out or change the unit"
    )
