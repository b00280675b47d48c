"""The last picture in the notebook's file. JupyterLab does not start a widget where there is no kernel, nor does a page
that only shows notebooks: there a reader sees this picture instead."""

from __future__ import annotations

from typing import Any

#: It is hidden where the lab itself is shown: in its cell, or in a page without JupyterLab's cells.
STYLE = (
    "<style>.jp-OutputArea:has(em-mixture) .em-mixture-saved, "
    "body:not(:has(.jp-OutputArea)):has(em-mixture) .em-mixture-saved { display: none }</style>"
)


def keep_picture(widget: Any) -> None:
    """Puts the picture beside the widget, wherever that is shown; in Jupyter alone."""
    if not type(widget.comm).__module__.startswith("ipykernel."):
        return
    from IPython.display import HTML, display

    widget._pictured = True
    display(HTML(_html(widget)), display_id=_name(widget))


def update_picture(widget: Any) -> None:
    """Shows the widget's newest picture in each of these places, or none where it has none."""
    from IPython.display import HTML, update_display

    update_display(HTML(_html(widget)), display_id=_name(widget))


def _name(widget: Any) -> str:
    return f"em-mixture-{widget.model_id}"


def _html(widget: Any) -> str:
    picture = f'<img class="em-mixture-saved" alt="The lab as it was" style="max-width: 100%" src="{widget._picture}">'
    return STYLE + picture if widget._picture else ""
