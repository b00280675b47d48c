"""The last picture in the notebook's file. JupyterLab does not start a widget where there is no kernel, nor does a page
that shows notebooks, such as GitHub's: there a reader sees this picture instead."""

from __future__ import annotations

from typing import Any

#: It is hidden where a lab is alive.
STYLE = "<style>body:has(em-mixture) .em-mixture-saved { display: none }</style>"


def keep_picture(widget: Any) -> None:
    """Puts the picture beside the widget, wherever that is shown, and keeps it up to date; in Jupyter alone."""
    if not type(widget.comm).__module__.startswith("ipykernel."):
        return
    from IPython.display import HTML, display, update_display

    name = f"em-mixture-{widget.model_id}"

    def html() -> HTML:
        picture = f'<img class="em-mixture-saved" alt="The lab as it was" style="max-width: 100%" src="{widget._picture}">'
        return HTML(STYLE + picture if widget._picture else "")

    display(html(), display_id=name)
    if not widget._pictured:
        widget._pictured = True
        widget.observe(lambda _: update_display(html(), display_id=name), "_picture")
