"""A link as a QR code that a telephone reads off the wall."""

import base64
import io

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks for
INK, PAPER = "#0d1b24", "#ffffff"  # dark on white in dark mode as well: not every reader takes an inverted code


def qr_svg(text: str) -> str:
    """The QR code of a text as an SVG image with its quiet zone, drawn to fill its box.

    Error correction level M (15 % may be lost), or more where it costs no module.

    Raises
    ------
    ValueError : the text is longer than a QR code holds (2,331 bytes).
    """
    import segno  # here and not above: only slides draw codes
    from segno.encoder import DataOverflowError

    try:
        code = segno.make(text, error="m", micro=False)
    except DataOverflowError as error:
        raise ValueError("too long for a QR code") from error
    out = io.BytesIO()
    code.save(out, kind="svg", border=QUIET, dark=INK, light=PAPER, xmldecl=False, omitsize=True)
    return out.getvalue().decode("utf-8")


def qr_image(text: str) -> str:
    """The same as a data URI, for the `src` of an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(text).encode("utf-8")).decode("ascii")
