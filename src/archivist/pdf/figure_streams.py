"""The name of the stream of a figure: its words are counted by themselves, because the figure may move."""

_FIGURE = "figure "


def stream_of_figure(number: int) -> str:
    """The stream of the words of a figure; figures with a picture are counted from 1, in the order of the document."""
    return f"{_FIGURE}{number}"


def is_of_figure(stream: str) -> bool:
    """Whether a stream is the words of a figure."""
    return stream.startswith(_FIGURE)
