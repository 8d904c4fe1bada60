"""Pages that are shown within something else: on a slide, in an article, in a post on a telephone, in the window of a program."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

PROSE = (
    "The patient was admitted with palpitations and dizziness that had lasted for two hours. Blood pressure was 135/85 mmHg and the pulse was irregular. "
    "A twelve lead electrocardiogram was recorded on admission. Laboratory findings were unremarkable, with a troponin of 8 ng/l. Echocardiography showed "
    "a normal left ventricle. Lead V1 shows a broad R wave; leads II, III and aVF show a depression of 1 mm. After an infusion of 300 mg the rhythm "
    "converted within the hour, and the patient was discharged. "
)


def font(size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("DejaVuSans.ttf", round(size_px))


class Sheet:
    """Something that is `width` by `height` pixels, on which text stands and the page is pasted."""

    def __init__(self, width: int, height: int, colour):
        self.picture = Image.new("RGB", (width, height), colour)
        self.draw = ImageDraw.Draw(self.picture)

    def text(self, x, y, words, size_px, colour=(25, 25, 30)):
        self.draw.text((x, y), words, font=font(size_px), fill=colour)

    def prose(self, x, y, width, size_px, bottom, colour=(25, 25, 30)) -> float:
        """Lines of a text down to `bottom`; where the next one would begin."""
        face, words, at = font(size_px), PROSE.split(), 0
        while y + 1.5 * size_px < bottom:
            line = ""
            while self.draw.textlength(line + words[at], font=face) < width:
                line += words[at] + " "
                at = (at + 1) % len(words)
            self.draw.text((x, y), line, font=face, fill=colour)
            y += 1.45 * size_px
        return y

    def paste(self, page: np.ndarray, x, y, width, height) -> float:
        """The page as large as it fits, from the top and in the middle of a box; where it ends."""
        picture = Image.fromarray(page.astype("uint8"))
        scale = min(width / picture.width, height / picture.height)
        picture = picture.resize((round(scale * picture.width), round(scale * picture.height)), Image.LANCZOS)
        self.picture.paste(picture, (round(x + (width - picture.width) / 2), round(y)))
        return y + picture.height

    def pixels(self) -> np.ndarray:
        return np.asarray(self.picture).astype(float)


def slide(page, rng):
    width, height = [(1920, 1080), (1440, 1080), (1600, 900)][rng.integers(3)]
    unit = height / 1080
    sheet = Sheet(width, height, tuple(rng.integers(244, 256, 3)))
    accent = tuple(int(v) for v in rng.integers(10, 130, 3))
    sheet.draw.rectangle([0, 0, width, rng.uniform(0, 30) * unit], fill=accent)
    sheet.text(80 * unit, 55 * unit, "Case 3: a 63 year old man with chest pain", rng.uniform(36, 56) * unit, accent)
    bottom = sheet.paste(page, 0.04 * width, rng.uniform(140, 190) * unit, 0.92 * width, rng.uniform(680, 780) * unit)
    sheet.text(80 * unit, min(bottom + 40 * unit, 1010 * unit), "What is the diagnosis?    A  STEMI    B  Pericarditis    C  Repolarization", 26 * unit)
    sheet.text(width - 80 * unit, 1035 * unit, "17", 24 * unit, (120, 120, 120))
    return sheet.pixels()


def article(page, rng):
    width, height = 1240, 1754
    sheet = Sheet(width, height, (255, 255, 255))
    sheet.text(110, 90, "Case report: a regular tachycardia", 34)
    y = sheet.prose(110, 170, 1020, 20, rng.uniform(300, 620))
    y = sheet.paste(page, 110, y + 20, 1020, 820)
    sheet.text(110, y + 12, "Figure 1. Twelve-lead electrocardiogram on admission.", 17, (60, 60, 60))
    sheet.prose(110, y + 60, 1020, 20, height - 90)
    return sheet.pixels()


def phone(page, rng):
    width, height = 1080, int(rng.integers(1920, 2400))
    is_dark = rng.random() < 0.3
    paper, pen = ((18, 18, 20), (230, 230, 230)) if is_dark else ((255, 255, 255), (20, 20, 20))
    sheet = Sheet(width, height, paper)
    sheet.text(40, 30, "09:41", 28, pen)
    sheet.draw.ellipse([40, 110, 130, 200], fill=(120, 150, 190))
    sheet.text(150, 125, "Cardio Group", 34, pen)
    y = sheet.prose(40, 230, 1000, 34, rng.uniform(230, 520), pen)
    y = sheet.paste(page, 0, y + 20, width, 0.6 * height)
    sheet.text(40, y + 30, "Like 128      Comment 34      Share", 28, (130, 130, 130))
    sheet.prose(40, y + 120, 1000, 30, height * rng.uniform(0.7, 1), pen)
    return sheet.pixels()


def viewer(page, rng):
    width, height = [(1920, 1080), (1600, 900), (2560, 1440)][rng.integers(3)]
    unit = height / 900
    sheet = Sheet(width, height, tuple(int(v) for v in [rng.integers(50, 220)] * 3))
    side = rng.uniform(0, 280) * unit
    sheet.draw.rectangle([0, 0, width, 44 * unit], fill=(240, 240, 240))
    sheet.text(12 * unit, 12 * unit, "File   Edit   View   Window   Help      report.pdf      1 / 1      67 %", 15 * unit)
    sheet.draw.rectangle([0, 44 * unit, side, height], fill=(246, 246, 248))
    for line in range(9 if side > 120 * unit else 0):
        sheet.text(16 * unit, (70 + 60 * line) * unit, f"Study {line + 1}", 15 * unit)
    sheet.paste(page, side + 20 * unit, 64 * unit, width - side - 40 * unit, height - 90 * unit)
    return sheet.pixels()


KINDS = {"slide": slide, "article": article, "phone": phone, "viewer": viewer}
