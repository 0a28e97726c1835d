"""Spreadsheets (XLSX) of articles: the first sheet that has a text column."""

import io
from collections.abc import Iterator

import python_calamine

from steppe.document import Failure, Source
from steppe.sources.archive import names_in, open_zip
from steppe.sources.format import Format, Input
from steppe.sources.problems import UnreadableError
from steppe.sources.rows import read_rows

WORKBOOK = "xl/workbook.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(source: Input) -> Iterator[Source | Failure]:
    """One article a row; the first row names the columns."""
    if source.data.startswith(OLE):
        raise UnreadableError("encrypted", "It is protected with a password, or an old .xls file")
    _check_size(source)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UnreadableError("broken", "It is not a readable spreadsheet") from error
    problem: UnreadableError | None = None
    for sheet in sheets:
        if len(sheet) < 2:
            continue
        header = [str(cell).strip() for cell in sheet[0]]
        rows = [{name: cell for name, cell in zip(header, row, strict=False) if name} for row in sheet[1:]]
        try:
            yield from read_rows(source, rows, reader="xlsx")
            return
        except UnreadableError as found:
            problem = found
    raise problem or UnreadableError("no-articles", "It holds no rows")


def _check_size(source: Input) -> None:
    """A spreadsheet is a ZIP: what it unpacks to is checked before the parser unpacks it."""
    with open_zip(source.data) as archive:
        for info in archive.infolist():
            source.budget.spend_unpacked(info.file_size)


FORMAT = Format("xlsx", ("xlsx", "xlsm"), lambda data: WORKBOOK in names_in(data), read)
