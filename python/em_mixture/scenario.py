"""A scenario: what a lab shows, as a query string. docs/interface.md of the project has its names and their values."""

from __future__ import annotations

from typing import Any

#: Every name that a scenario may hold.
NAMES = (
    "data", "dim", "family", "trials", "truth", "seed", "values", "k", "start", "start-seed", "assignment", "vary",
    "covariance", "prior", "floor", "tol", "max", "bins", "mass", "step", "reveal", "speed", "glide", "theme", "view", "tab", "predict", "title",
    "task", "hide", "lock",
)  # fmt: skip


def written(scenario: str, settings: dict[str, Any]) -> str:
    """The scenario with these settings: `written("k=3", {"start_seed": 7})` is `"k=3&start-seed=7"`.

    Raises TypeError for a name that does not exist and for a value that a scenario cannot hold, ValueError for a k
    outside 1 to 8. The lab checks the other values when it is shown.
    """
    parts = _parts(scenario)
    for name, value in settings.items():
        name = name.replace("_", "-")
        if name not in NAMES:
            raise TypeError(f"{name!r} is not a setting: expected one of {', '.join(NAMES)}")
        if name == "k" and str(value) not in map(str, range(1, 9)):
            raise ValueError(f"k is {value!r}: expected a whole number from 1 to 8")
        parts[name] = _title(value) if name == "title" else _text(name, value)
    return "&".join(f"{name}={value}" for name, value in parts.items())


def field(scenario: str, name: str) -> str | None:
    """The value of a name in a scenario; None if it is left out, so that it has its default."""
    return _parts(scenario).get(name)


def _parts(scenario: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in scenario.split("&") if part)}


def _text(name: str, value: Any) -> str:
    """Rows of numbers, such as a start by hand, have `~` between them."""
    if hasattr(value, "tolist"):
        value = value.tolist()  # a number or an array of NumPy
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (list, tuple)):
        rows = any(isinstance(one, (list, tuple)) for one in value)
        return ("~" if rows else ",").join(_text(name, one) for one in value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str) and not set(value) & set("&=# "):
        return value
    raise TypeError(f"{name} is {value!r}: expected a word, a number, or a list of them")


def _title(value: Any) -> str:
    """A blank as `_`, and what is no ASCII letter, digit or `-` by its bytes."""
    plain = {byte for byte in range(128) if chr(byte).isalnum()} | {ord("-")}
    return "".join(chr(byte) if byte in plain else "_" if byte == 32 else f"~{byte:02X}" for byte in str(value).encode())
