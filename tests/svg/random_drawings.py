"""Drawings by the thousand, made of the elements of SVG 1.1: right, odd, hostile. A seed gives the same ones again."""

# ruff: noqa: E501 - markup in lines of its own is easier to read

import base64
import io
import random
import zlib

from PIL import Image

WIDTH, HEIGHT = 120, 80  # CSS pixels of each
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
_COLOURS = (
    "red",
    "#08f",
    "rgb(10%,20%,30%)",
    "currentColor",
    "none",
    "url(#grad)",
    "url(#pat)",
    "url(#gone) blue",
    "bogus",
)
_NUMBERS = ("0", "5", "12.5", "-40", "1e3", "50%", "2em", "3mm", "NaN", "1e400", "calc(1px + 2px)", "", "1,2", "9" * 30)
_TRANSFORMS = (
    *("translate(5,5)", "rotate(30)", "rotate(bogus)", "scale(0)", "scale(1e9)", "matrix(1 0 0 1 5 5)", "skewX(80)"),
    *("matrix(1 2)", "translate(", "rotate(45deg)", "scale(-1,1) translate(-120,0)"),
)
_WORDS = ("seen", "Тифлис", "თბილისი", "漢字", "سلام", "שלום", "हिन्दी", "é e\u0301", "a&amp;b", " ", "", "🜚", "𝔄")
_SHAPED = ("سلام", "שלום", "हिन्दी", "é e\u0301")
_PATHS = (
    "M5 5L50 60Z",
    "M0,0C10,10 20,20 30,0S60 0 60 60",
    "M 10 10 A 20 20 0 0 1 50 50",
    "M",
    "bogus",
    "M0 0h50v50z",
    "m5 5q9 9 30 0t5 5",
)
_SHAPES = (
    "rect",
    "circle",
    "ellipse",
    "line",
    "path",
    "polyline",
    "polygon",
    "text",
    "use",
    "image",
    "switch",
    "a",
    "g",
    "svg",
)
_FILTERS = (
    '<feGaussianBlur stdDeviation="3"/>',
    '<feTurbulence baseFrequency="0.1" numOctaves="999999"/>',
    '<feOffset dx="5" dy="bogus"/><feBlend in2="SourceGraphic" mode="multiply"/>',
    '<feFlood flood-color="red"/><feComposite in2="SourceAlpha" operator="in"/>',
    '<feMorphology radius="100000"/>',
    '<feColorMatrix type="hueRotate" values="90"/>',
    '<feImage xlink:href="{web}"/>',
)


def drawing(seed: int, number: int, web: str) -> bytes:
    """A drawing. `web` is an address that nothing may ask for."""
    return _Maker(random.Random(seed * 1_000_003 + number), web).drawing()


class _Maker:
    def __init__(self, chance: random.Random, web: str) -> None:
        self.chance, self.web = chance, web
        self.plain = chance.random() < 0.7  # nothing that the layout engine leaves to another renderer

    def drawing(self) -> bytes:
        size = self.chance.choice(
            (f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" ',) * 4
            + (f'width="{WIDTH}" height="{HEIGHT}" ', f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 0 0" ')
        )
        inside = "".join(self.element(0) for _ in range(self.chance.randint(1, 6)))
        parts = [self.definitions(), inside]
        if self.chance.random() < 0.4:
            parts.insert(self.chance.randint(0, 2), self.hostile())
        written = f"{_HEAD}{size}{self.attributes(('fill', 'stroke', 'opacity', 'font-family'))}>{''.join(parts)}</svg>"
        if self.chance.random() < 0.05:
            written = f'<!DOCTYPE svg SYSTEM "{self.web}8.dtd">{written}'
        return written.encode("utf-16" if self.chance.random() < 0.03 else "utf-8")

    # ------------------------------------------------------------ parts

    def definitions(self) -> str:
        """What others refer to."""
        return (
            f'<defs><linearGradient id="grad" spreadMethod="{self.one("pad") if self.plain else self.one("reflect", "repeat", "x")}" '
            f'x2="{self.one("1", "0.00001", "bogus")}"><stop offset="0" stop-color="red"/>'
            f'<stop offset="{self.one("1", "50%", "x")}" stop-color="blue" stop-opacity="{self.number()}"/></linearGradient>'
            f'<pattern id="pat" width="{self.one("10", "0", "1e-9")}" height="10" patternUnits="userSpaceOnUse">'
            f'{self.element(2)}</pattern><clipPath id="clip"><circle cx="40" cy="40" r="{self.number()}"/></clipPath>'
            f'<mask id="mask"><rect width="60" height="60" fill="{self.one("white", "url(#grad)", "url(#pat)")}"/></mask>'
            f'<marker id="mark" markerWidth="4" markerHeight="4" orient="{self.one("auto", "30", "x")}">'
            f'<path d="M0 0L4 2L0 4"/></marker><symbol id="sym" viewBox="0 0 10 10">{self.element(2)}</symbol>'
            f'<filter id="filt">{self.one(*_FILTERS).format(web=self.web)}</filter>'
            f'<g id="part">{self.element(2)}</g><path id="way" d="M5 60C30 10 60 90 110 20"/></defs>'
        )

    def element(self, depth: int) -> str:
        """Something that draws."""
        name = self.one(*_SHAPES) if depth < 3 else self.one(*_SHAPES[:7])
        made = {"text": self.text, "use": self.use, "image": self.image}.get(name)
        if made is not None:
            return made()
        own = self.attributes(("fill", "stroke", "stroke-width", "transform", "opacity", "filter", "clip-path", "mask"))
        if name in {"switch", "a", "g", "svg"}:
            inside = "".join(self.element(depth + 1) for _ in range(self.chance.randint(0, 3)))
            return f"<{name} {own}>{inside}</{name}>"
        return f"<{name} {self.geometry(name)} {own}/>"

    def geometry(self, name: str) -> str:
        points = " ".join(self.number() for _ in range(self.chance.randint(0, 7)))
        return {
            "rect": f'x="{self.number()}" y="{self.number()}" width="40" height="{self.number()}" rx="{self.number()}"',
            "circle": f'cx="40" cy="{self.number()}" r="{self.number()}"',
            "ellipse": f'cx="{self.number()}" cy="30" rx="{self.number()}" ry="9"',
            "line": f'x1="{self.number()}" y1="2" x2="80" y2="{self.number()}" marker-end="url(#mark)"',
            "path": f'd="{self.one(*_PATHS)}" marker-mid="url(#mark)"',
        }.get(name, f'points="{points}"')

    def attributes(self, names: tuple[str, ...]) -> str:
        values = {
            "fill": _COLOURS,
            "stroke": _COLOURS,
            "stroke-width": _NUMBERS,
            "opacity": ("0.5", "0", "2", "x", "50%"),
            "transform": _TRANSFORMS,
            "filter": ("none", "url(#filt)", "blur(3px)"),
            "clip-path": ("url(#clip)", "url(#gone)", "circle(3px)"),
            "mask": ("url(#mask)", "none"),
            "font-family": ("serif", "sans-serif", "monospace", "Arial, Helvetica", "'No Such'"),
        }
        chosen = [name for name in names if self.chance.random() < 0.3 and not (self.plain and name == "filter")]
        return " ".join(f'{name}="{self.one(*values[name])}"' for name in chosen)

    def text(self) -> str:
        size = self.one("8", "12px", "small", "2em", "x")
        styles: tuple[str, ...] = ("", 'style="font: bold 10px sans-serif"', 'text-anchor="middle"')
        forms: tuple[str, ...] = ("{a}", "{a}<tspan x='5' dy='10'>{b}</tspan>")
        words: tuple[str, ...] = _WORDS
        if self.plain:
            words = tuple(each for each in words if each not in _SHAPED)
        else:
            styles = (*styles, 'text-decoration="underline"')
            forms = (*forms, '<textPath xlink:href="#way">{a} {b}</textPath>', "<tref/>{a}")
        inside = self.one(*forms).format(a=self.one(*words), b=self.one(*words))
        return f'<text x="{self.number()}" y="40" font-size="{size}" {self.one(*styles)}>{inside}</text>'

    def use(self) -> str:
        return f'<use xlink:href="#{self.one("part", "sym", "way", "gone", "grad")}" x="{self.number()}" width="30" height="30"/>'

    def image(self) -> str:
        address = self.one(
            self.bitmap("PNG", "RGB"), self.bitmap("PNG", "I;16"), self.bitmap("JPEG", "CMYK"), "data:,x", self.web
        )
        return f'<image xlink:href="{address}" width="{self.number()}" height="30"/>'

    def bitmap(self, form: str, mode: str) -> str:
        target = io.BytesIO()
        Image.new(mode, (3, 2)).save(target, form)
        return f"data:image/{form.lower()};base64,{base64.b64encode(target.getvalue()).decode()}"

    def hostile(self) -> str:
        """What must never get anywhere."""
        web = self.web
        inner = base64.b64encode(f'{_HEAD}width="9" height="9"><script href="{web}"/></svg>'.encode()).decode()
        packed = base64.b64encode(zlib.compress(b"x")).decode()
        return self.one(
            f"<style>rect{{fill:\\75rl({web}4)}} @\\69mport '{web}3'; @font-face{{font-family:x;src:url({web}f)}}</style>",
            f'<style>rect{{fill:image-set("{web}1" 1x)}} text{{font:bold 9px serif}} * {{stroke:url("{web}")}}</style>',
            f'<rect width="9" height="9" fill="\\75rl({web}5)" onclick="fetch(\'{web}\')"/>',
            f'<x:meta xmlns:x="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;{web}6"/>',
            f'<x:img xmlns:x="http://www.w3.org/1999/xhtml" srcset="{web}7 1x"/>',
            f'<image width="9" height="9"><animate attributeName="href" values="{web}7"/></image>',
            f'<g xml:base="{web}"><image xlink:href="a.png" width="9" height="9"/></g>',
            f'<image width="9" height="9" href="data:image/svg+xml;base64,{inner}"/>',
            f'<image width="9" height="9" href="data:image/png;base64,{packed}"/>',
            f'<script xlink:href="{web}"/><SCRIPT>fetch("{web}")</SCRIPT><foreignObject width="9" height="9"/>',
            '<g id="loop"><use xlink:href="#loop"/><use xlink:href="#loop"/></g>',
            '<pattern id="round" width="9" height="9"><rect width="9" height="9" fill="url(#round)"/></pattern>'
            '<rect width="50" height="50" fill="url(#round)"/>',
            '<g id="l0"><rect width="1" height="1"/></g>'
            + "".join(f'<g id="l{n}">' + f'<use xlink:href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 5)),
            "<g>" * 60 + '<rect width="9" height="9"/>' + "</g>" * 60,
            '<rect x="-5000" y="-5000" width="10000" height="10000" fill="red"/>',
            f'<a xlink:href="{web}a"><text x="5" y="20">a link</text></a>',
        )

    def number(self) -> str:
        return self.one(*(each for each in _NUMBERS if not (self.plain and "(" in each)))

    def one(self, *values: str) -> str:
        return self.chance.choice(values)
