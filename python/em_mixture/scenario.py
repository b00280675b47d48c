"""A scenario: what a lab shows, as a query string. docs/interface.md of the project has its names and their values."""

from __future__ import annotations

from typing import Any

#: Every name that a scenario may hold.
NAMES = (
    "data", "truth", "seed", "values", "k", "start", "start-seed", "assignment", "vary", "prior", "floor", "tol", "max",
    "bins", "step", "reveal", "speed", "glide", "theme", "view", "tab", "predict", "title", "task", "hide", "lock",
)  # fmt: skip


def written(scenario: str, settings: dict[str, Any]) -> str:
    """The scenario with these settings added: `written("k=3", {"start_seed": 7})` is `"k=3&start-seed=7"`.

    Raises TypeError for a name that does not exist, ValueError for a k outside 1 to 8. The lab checks the other values.
    """
    parts = [scenario] if scenario else []
    for name, value in settings.items():
        name = name.replace("_", "-")
        if name not in NAMES:
            raise TypeError(f"{name!r} is no setting: expected one of {', '.join(NAMES)}")
        if name == "k" and value not in range(1, 9):
            raise ValueError(f"k is {value!r}: expected a whole number from 1 to 8")
        parts.append(f"{name}={_text(value)}")
    return "&".join(parts)


def field(scenario: str, name: str) -> str | None:
    """The value of a name in a scenario; None if it is left out, so that it has its default."""
    return dict(part.partition("=")[::2] for part in scenario.split("&")).get(name)


def _text(value: Any) -> str:
    """Rows of numbers, such as a start by hand, have `~` between them."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (list, tuple)):
        rows = any(isinstance(one, (list, tuple)) for one in value)
        return ("~" if rows else ",").join(_text(one) for one in value)
    return value if isinstance(value, str) else repr(value.item() if hasattr(value, "item") else value)
