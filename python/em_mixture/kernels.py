"""Hearing the browser while a cell runs.

A kernel takes the browser's messages when no cell runs. A method that waits for an answer therefore reads it on its
way: in Jupyter in the thread that receives all messages, in marimo from the queue in which they wait. Each message
still takes its usual way afterwards. What is used of both programs is not documented; so if it is not there, a
sentence says that the browser cannot be heard.
"""

from __future__ import annotations

import hmac
import inspect
import queue
import sys
import threading
from typing import Any, Protocol

NO_BROWSER = (
    "There is no notebook here, so no browser that could do this: the lab computes in the page. "
    "Run this in JupyterLab, Voilà, VS Code or marimo, or open the page by `python -m em_mixture`."
)
DEAF = (
    "{host} cannot hear the browser while a cell runs: {what} "
    "Or use the buttons of the lab: `scenario`, `snapshot` and `history` follow them."
)


class Inbox(Protocol):
    """Where answers of the browser arrive."""

    def get(self, *, timeout: float) -> dict[str, Any]:
        """The next one; raises queue.Empty if none comes in so many seconds."""


def inbox(comm: Any) -> Inbox:
    """The inbox of a widget by its comm; raises RuntimeError where no browser can be heard."""
    if sys.platform == "emscripten":
        raise RuntimeError(DEAF.format(host="Python in a browser", what="there is one thread for both."))
    if type(comm).__module__.startswith("marimo."):
        return _Marimo(comm)
    if not type(comm).__module__.startswith("ipykernel."):
        raise RuntimeError(NO_BROWSER)
    return _jupyter(comm)


class _Marimo:
    """marimo puts a widget's messages into two queues; one is for what may be merged. What is taken from it here
    still comes by the other."""

    def __init__(self, comm: Any) -> None:
        from marimo._runtime.context import get_context

        self._comm_id = comm.comm_id
        try:
            enqueue = get_context()._kernel.enqueue_control_request
            self._queue = inspect.getclosurevars(enqueue).nonlocals["set_ui_element_queue"]
            assert not inspect.iscoroutinefunction(self._queue.get)
        except (AttributeError, KeyError, AssertionError):
            raise RuntimeError(DEAF.format(host="This marimo", what="try marimo 0.25.")) from None

    def get(self, *, timeout: float) -> dict[str, Any]:
        command = self._queue.get(True, max(timeout, 0))
        content = getattr(getattr(command, "message", None), "content", None)
        if getattr(command, "model_id", None) == self._comm_id and isinstance(content, dict):
            return content
        return {}


#: The inboxes of Jupyter's widgets, by the ids of their comms.
_inboxes: dict[str, queue.SimpleQueue[dict[str, Any]]] = {}


def _jupyter(comm: Any) -> Inbox:
    from ipykernel.kernelbase import Kernel

    kernel = Kernel.instance()
    receiver = getattr(kernel, "shell_channel_thread", None)
    if receiver is None:
        raise RuntimeError(DEAF.format(host="This kernel", what="update ipykernel to version 7, and restart the kernel."))
    if not _inboxes:

        def read_first(frames: list[Any]) -> Any:
            _read(kernel.session, frames)
            return kernel.shell_channel_thread_main(frames)

        def begin() -> None:
            kernel.shell_stream.on_recv(read_first, copy=False)
            reads.set()

        reads = threading.Event()
        receiver.io_loop.add_callback(begin)
        reads.wait()
    return _inboxes.setdefault(comm.comm_id, queue.SimpleQueue())


def forget(comm: Any) -> None:
    """A widget is closed."""
    _inboxes.pop(getattr(comm, "comm_id", ""), None)


def _read(session: Any, frames: list[Any]) -> None:
    """Puts an answer into its widget's inbox; other messages, and unsigned ones, are none of ours."""
    _, rest = session.feed_identities(frames, copy=False)
    signature, *parts = (bytes(frame.bytes) for frame in rest[:5])
    if session.unpack(parts[0]).get("msg_type") != "comm_msg":
        return
    message = session.unpack(parts[3])
    box = _inboxes.get(message.get("comm_id", ""))
    content = message.get("data", {}).get("content")
    if box is not None and isinstance(content, dict) and hmac.compare_digest(session.sign(parts), signature):
        box.put(content)
