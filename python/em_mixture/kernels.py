"""Receives the browser's answers while a cell runs.

A kernel handles the browser's messages when no cell runs. A method that waits for an answer therefore reads it before
the kernel does: in Jupyter in the thread that receives all messages, in marimo from the queue in which they wait. The
kernel still handles each message afterwards. What is used of both programs is not documented; so if it is not there, a
method raises an error that says so.
"""

from __future__ import annotations

import hmac
import inspect
import logging
import queue
import sys
import threading
from typing import Any, Protocol

log = logging.getLogger(__name__)

NO_BROWSER = (
    "There is no notebook here, so no browser that could do this: the lab computes in the page. "
    "Run this in JupyterLab, Voilà or marimo, or open the page by `python -m em_mixture`."
)
CANNOT_WAIT = (
    "{host} cannot receive the browser's answers while a cell runs: {what} "
    "Or use the buttons of the lab: `scenario`, `snapshot` and `history` follow them."
)


class Answers(Protocol):
    """The browser's answers to one widget."""

    def get(self, *, timeout: float) -> dict[str, Any]:
        """The next one; raises queue.Empty if none comes in so many seconds."""


def answers_to(comm: Any) -> Answers:
    """The answers to a widget, by its comm; raises RuntimeError where none can be received."""
    if comm is None:
        raise RuntimeError("This lab is closed: make a new one.")
    if sys.platform == "emscripten":
        raise RuntimeError(CANNOT_WAIT.format(host="Python in a browser", what="there is one thread for both."))
    if type(comm).__module__.startswith("marimo."):
        return _Marimo(comm)
    if type(comm).__module__.startswith("ipykernel."):
        return _jupyter(comm)
    if type(comm).__module__.startswith(("comm", "ipywidgets.")):
        raise RuntimeError(NO_BROWSER)
    raise RuntimeError(CANNOT_WAIT.format(host="This notebook", what="JupyterLab, Voilà and marimo can."))


class _Marimo:
    """marimo puts each message of a widget into two queues: the control queue, and one from which it merges messages.
    We read the second; the kernel still gets each message from the first."""

    def __init__(self, comm: Any) -> None:
        from marimo._runtime.context import get_context

        self._comm_id = comm.comm_id
        try:
            enqueue = get_context()._kernel.enqueue_control_request
            self._queue = inspect.getclosurevars(enqueue).nonlocals["set_ui_element_queue"]
            usable = not inspect.iscoroutinefunction(self._queue.get)
        except Exception:  # whatever another version lacks
            usable = False
        if not usable:
            raise RuntimeError(CANNOT_WAIT.format(host="This marimo", what="try marimo 0.25."))

    def get(self, *, timeout: float) -> dict[str, Any]:
        command = self._queue.get(True, max(timeout, 0))
        content = getattr(getattr(command, "message", None), "content", None)
        if getattr(command, "model_id", None) == self._comm_id and isinstance(content, dict):
            return content
        return {}


#: The answers to Jupyter's widgets, by the ids of their comms.
_answers: dict[str, queue.SimpleQueue[dict[str, Any]]] = {}


def _jupyter(comm: Any) -> Answers:
    from ipykernel.kernelbase import Kernel

    kernel = Kernel.instance()
    receiver = getattr(kernel, "shell_channel_thread", None)
    if receiver is None:
        raise RuntimeError(CANNOT_WAIT.format(host="This kernel", what="update ipykernel to version 7, and restart the kernel."))
    if not _answers:

        def read_first(frames: list[Any]) -> Any:
            try:
                _read(kernel.session, frames)
            except Exception:
                log.exception("a message could not be read")
            return kernel.shell_channel_thread_main(frames)

        def begin() -> None:
            kernel.shell_stream.on_recv(read_first, copy=False)
            reads.set()

        reads = threading.Event()
        receiver.io_loop.add_callback(begin)
        reads.wait()
    return _answers.setdefault(comm.comm_id, queue.SimpleQueue())


def forget(comm: Any) -> None:
    """A widget is closed."""
    _answers.pop(getattr(comm, "comm_id", ""), None)


def _read(session: Any, frames: list[Any]) -> None:
    """Puts an answer into the queue of its widget. Other messages, and those with a wrong signature, are ignored."""
    _, rest = session.feed_identities(frames, copy=False)
    signature, *parts = (bytes(frame.bytes) for frame in rest[:5])
    if session.unpack(parts[0]).get("msg_type") != "comm_msg":
        return
    if not hmac.compare_digest(session.sign(parts), signature):
        return
    message = session.unpack(parts[3])
    waiting = _answers.get(message.get("comm_id", ""))
    content = message.get("data", {}).get("content")
    if waiting is not None and isinstance(content, dict):
        waiting.put(content)
