"""The name of the stream of a figure: its words are counted by themselves, because the figure may move."""


def stream_of_figure(number: int) -> str:
    """The stream of the words of a figure; figures with a picture are counted from 1, in the order of the document."""
    return f"figure {number}"
