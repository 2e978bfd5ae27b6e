"""Words joined by a no-break space are found by who searches for them with a space, and are not parted."""

import pypdfium2

from tests.pdf.making import laid, whole


def test_no_break_spaces_read_as_spaces() -> None:
    made = laid("\n\n".join(f"{'i' * number} " + "в\u00a0доме " * 20 for number in range(1, 12)))
    assert whole(made)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    assert "\u00a0" not in text and text.count("в доме") == 220
    assert not any(line.rstrip().endswith(" в") for line in text.splitlines())
