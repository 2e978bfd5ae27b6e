"""Draw three-scripts.png: the word ანბანი (“alphabet”) in the three Georgian scripts."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts/truetype/noto")
SIZE = (1400, 900)
PAPER, INK, RULE, LABEL = "#f6eddc", "#2b211b", "#b5482f", "#7a6654"
WORD = "ანბანი"
MKHEDRULI, ASOMTAVRULI, NUSKHURI = 0x10D0, 0x10A0, 0x2D00
ROWS = [(ASOMTAVRULI, "Asomtavruli"), (NUSKHURI, "Nuskhuri"), (MKHEDRULI, "Mkhedruli")]


def in_script(word: str, base: int) -> str:
    """Return a Mkhedruli word in the script whose first letter is at `base`."""
    return "".join(chr(ord(letter) - MKHEDRULI + base) for letter in word)


def draw() -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    letters = ImageFont.truetype(str(FONTS / "NotoSerifGeorgian-Regular.ttf"), 185)
    label = ImageFont.truetype(str(FONTS / "NotoSerif-Italic.ttf"), 34)
    width, height = SIZE
    pen.rectangle((40, 40, width - 40, height - 40), outline=RULE, width=3)
    row = (height - 160) / len(ROWS)
    for number, (base, name) in enumerate(ROWS):
        baseline = 80 + row * number + row * 0.74
        pen.text((150, baseline), name, font=label, fill=LABEL, anchor="ls")
        pen.text((500, baseline), in_script(WORD, base), font=letters, fill=INK, anchor="ls")
        if number:
            pen.line((150, 80 + row * number, width - 150, 80 + row * number), fill=RULE, width=1)
    return image


if __name__ == "__main__":
    draw().quantize(32).save(Path(__file__).with_suffix(".png"), optimize=True)
