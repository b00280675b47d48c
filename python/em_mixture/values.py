"""The numbers that a lab is given, checked and packed. NumPy, pandas and polars are known by what their arrays can do;
none of them is imported."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Mapping, Set
from reprlib import repr as shortened
from typing import Any

#: As many values as a lab takes.
MOST = 10_000_000
#: The largest value: beyond it, squares of squares are not finite.
LARGEST = 1e60


def columns(values: Any) -> int:
    """How many numbers a value is: 2 for a table, an array or a list of pairs, else 1."""
    if hasattr(values, "columns"):
        return 2 if len(values.columns) == 2 else 1
    if hasattr(values, "shape"):
        return 2 if len(values.shape) == 2 and values.shape[1] == 2 else 1
    first = values[0] if isinstance(values, (list, tuple)) and values else None
    return 2 if isinstance(first, (list, tuple)) and len(first) == 2 else 1


def names(values: Any) -> tuple[str, str]:
    """The names of two columns, where they have some."""
    given = [str(name) for name in getattr(values, "columns", ())]
    return (given[0], given[1]) if len(given) == 2 else ("", "")


def packed(values: Any) -> bytes:
    """The values as float64, little endian; of points x and y of one after the other; at least two different ones.
    Raises what `checked` and `checked_points` raise."""
    if columns(values) == 2:
        pairs = checked_points(values)
        if not pairs:
            raise ValueError("there are no points in the data: give at least two different ones")
        if pairs == pairs[:2] * (len(pairs) // 2):
            raise ValueError(f"all {len(pairs) // 2:,} points equal ({pairs[0]:g}, {pairs[1]:g}): EM needs at least two different ones")
        return _bytes(pairs)
    numbers = checked(values)
    if not numbers:
        raise ValueError("there are no numbers in the data: give at least two different ones")
    if len(numbers) == 1:
        raise ValueError(f"there is one value only, {numbers[0]:g}: EM needs at least two different ones")
    if numbers == numbers[:1] * len(numbers):
        raise ValueError(f"all {len(numbers):,} values equal {numbers[0]:g}: EM needs at least two different ones")
    return _bytes(numbers)


def _bytes(numbers: array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def checked_points(points: Any) -> array[float]:
    """x and y of one point after the other.

    `points` is a NumPy array of shape (n, 2), a table of pandas or polars with two columns, or a list of pairs. Raises
    what `checked` raises; a value is named by its place in the rows, from 0.
    """
    if hasattr(points, "to_numpy"):
        points = points.to_numpy()
    if hasattr(points, "filled"):
        points = points.astype("f8").filled(math.nan)
    if hasattr(points, "shape"):
        return checked(points.reshape(-1))
    pairs = list(points)
    for place, pair in enumerate(pairs):
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise TypeError(f"point {place} is {shortened(pair)}: every point must be a pair of numbers")
    return checked([number for pair in pairs for number in pair])


def checked(values: Any) -> array[float]:
    """The values as floats.

    `values` is a list, a NumPy array, or a column of pandas or polars, of shape (n,) or (n, 1): finite numbers within
    ±1e60, at most 10,000,000. Raises ValueError for other numbers, TypeError for values that are not numbers.
    """
    if hasattr(values, "columns"):
        raise TypeError(f"expected one column, but was given a table of {len(values.columns)} columns: choose one, as in df[\"name\"]")
    if hasattr(values, "to_numpy"):
        values = values.to_numpy()
    if hasattr(values, "filled"):
        values = values.astype("f8").filled(math.nan)  # a masked array: what is masked is missing
    shape = tuple(getattr(values, "shape", (0,)))
    if len(shape) == 2 and shape[1] == 1:
        values = values[:, 0]
    elif len(shape) != 1:
        raise ValueError(f"expected values of shape (n,), but was given the shape {shape}: choose one column, as in x[:, 0]")
    return _of_array(values) if hasattr(values, "astype") and values.dtype.kind in "iuf" else _of_list(values)


def _of_array(values: Any) -> array[float]:
    if len(values) > MOST:
        raise _too_many()
    values = values.astype("=f8")
    good = abs(values) <= LARGEST
    if not good.all():
        place = int(good.argmin())
        raise _wrong(place, float(values[place]))
    return array("d", values.tobytes())


def _of_list(values: Iterable[Any]) -> array[float]:
    if isinstance(values, (str, bytes, Mapping, Set)) or not hasattr(values, "__iter__"):
        raise TypeError(f"expected a list of numbers, but was given {shortened(values)}")
    numbers = array("d")
    for place, value in enumerate(values):
        if place == MOST:
            raise _too_many()
        try:
            if isinstance(value, (str, bytes, complex)):
                raise TypeError
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            raise TypeError(f"value {place} is {shortened(value)}: every value must be a number") from None
        if not abs(number) <= LARGEST:
            raise _wrong(place, number)
        numbers.append(number)
    return numbers


def _too_many() -> ValueError:
    return ValueError(f"more than {MOST:,} values do not fit: take a sample of them")


def _wrong(place: int, value: float) -> ValueError:
    # The sentence of the engine.
    word = "NaN" if math.isnan(value) else str(value) if math.isinf(value) else f"{value:g}"
    return ValueError(
        f"value {place} is {word}: every value must be a finite number between -1e60 and 1e60; leave it out or change the unit"
    )
