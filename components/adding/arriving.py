"""Files on their way from the browser: how much of them the server holds at once.

Streamlit keeps every upload in memory until the page takes it, and knows a limit of one file only
(`server.maxUploadSize`, and the uploader's `max_upload_size`). So what a session, and all sessions together, have sent
and the page has not yet taken is counted here, where Streamlit stores an upload; one that would be too much is refused
and forgotten. That is after one file has come in: what is held is never more than the limit and one file.
"""

import threading
from collections import defaultdict
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from streamlit import runtime
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from components.adding.limits import LIMITS, MEBIBYTE, BrowserLimits

MOST_NAMES = 100  # remembered of a session: whoever sends more knows by then


class Arrivals:
    """Stands before a manager of uploads, Streamlit's `MemoryUploadedFileManager`. Thread-safe."""

    def __init__(self, manager: Any, limits: BrowserLimits = LIMITS) -> None:
        self._manager = manager
        self._store = manager.add_file
        self._limits = limits
        self._lock = threading.Lock()
        self._refused: dict[str, list[tuple[str, str]]] = defaultdict(list)
        manager.add_file = self.add_file

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        """Keep an upload.

        Raises
        ------
        HTTPException : 413, there is no room; the browser shows the file as not sent.
        """
        with self._lock:
            why = self._refusal(session_id, len(file.data))
            if why is None:
                self._store(session_id=session_id, file=file)
                return
            if len(self._refused[session_id]) < MOST_NAMES:
                self._refused[session_id].append((file.name, why))
        raise HTTPException(status_code=413, detail=why)

    def _refusal(self, session_id: str, size: int) -> str | None:
        held = {s: [len(f.data) for f in files.values()] for s, files in list(self._manager.file_storage.items())}
        own, limits = held.get(session_id, []), self._limits
        if len(own) >= limits.files:
            return f"{limits.files} files at once is the limit here."
        if sum(own) + size > limits.megabytes * MEBIBYTE:
            return f"All files together would pass {limits.megabytes} MB, the limit here."
        if sum(map(sum, held.values())) + size > limits.arriving_megabytes * MEBIBYTE:
            return "The server is taking in other visitors' files."
        return None

    def take_refused(self, session_id: str) -> list[tuple[str, str]]:
        """(name, why) of what was refused since it was last asked for."""
        with self._lock:
            return self._refused.pop(session_id, [])


@st.cache_resource(show_spinner=False)
def arrivals() -> Arrivals | None:
    """The one of this server; None where no server runs (a script that is tested)."""
    if not runtime.exists():
        return None
    manager = runtime.get_instance().uploaded_file_mgr
    return Arrivals(manager) if hasattr(manager, "file_storage") else None
