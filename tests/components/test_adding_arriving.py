"""What the server holds of files on their way is bounded, whoever sends them."""

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from components.adding.arriving import Arrivals
from components.adding.limits import MEBIBYTE, BrowserLimits

LIMITS = BrowserLimits(megabytes=2, arriving_megabytes=3, files=4)


def upload(number: int, size: int) -> UploadedFileRec:
    return UploadedFileRec(file_id=str(number), name=f"{number}.txt", type="text/plain", data=bytes(size))


def test_the_sum_of_a_session_and_of_all_is_bounded():
    manager = MemoryUploadedFileManager("/upload")
    guard = Arrivals(manager, LIMITS)
    manager.add_file(session_id="a", file=upload(1, MEBIBYTE))
    manager.add_file(session_id="a", file=upload(2, MEBIBYTE))
    with pytest.raises(HTTPException) as refused:
        manager.add_file(session_id="a", file=upload(3, 1))
    assert refused.value.status_code == 413
    manager.add_file(session_id="b", file=upload(4, MEBIBYTE))
    with pytest.raises(HTTPException):
        manager.add_file(session_id="c", file=upload(5, 1))
    assert [len(f.data) for files in manager.file_storage.values() for f in files.values()] == [MEBIBYTE] * 3
    assert guard.take_refused("a") == [("3.txt", "All files together would pass 2 MB, the limit here.")]
    assert guard.take_refused("c") == [("5.txt", "The server is taking in other visitors' files.")]
    assert guard.take_refused("a") == []


def test_what_the_page_has_taken_makes_room():
    manager = MemoryUploadedFileManager("/upload")
    Arrivals(manager, LIMITS)
    for number in range(4):
        manager.add_file(session_id="a", file=upload(number, 1))
    with pytest.raises(HTTPException):
        manager.add_file(session_id="a", file=upload(9, 1))
    manager.remove_file("a", "0")
    manager.add_file(session_id="a", file=upload(9, 1))
    manager.remove_session_files("a")
    manager.add_file(session_id="a", file=upload(10, 2 * MEBIBYTE))
