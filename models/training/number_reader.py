"""Trains models/numbers: reads a printed number from a small grey picture, as a second opinion beside the OCR engine.

    python3 models/training/number_reader.py --fonts DIR [DIR ...] --minutes 20

All pictures are drawn here from fonts, degraded as scans and photographs degrade print; no recorded page is used.
"""
from __future__ import annotations

import argparse
import functools
import io
import os
import random
import time

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from torch import nn

ALPHABET = "0123456789-/.,:*"
HEIGHT = 24
CAP = 17
MARGIN = 120
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "numbers")


class NumberNetwork(nn.Module):
    """[b, 1, 24, w] ink in 0…1 -> log-probabilities [b, w / 2, 17]; the last class is the blank of CTC (Graves 2006)."""

    def __init__(self):
        super().__init__()
        def block(a: int, b: int, kernel, padding, pool):
            return [nn.Conv2d(a, b, kernel, padding=padding, bias=False), nn.BatchNorm2d(b), nn.ReLU(inplace=True)] + ([nn.MaxPool2d(pool)] if pool else [])
        self.layers = nn.Sequential(
            *block(1, 16, 3, 1, (2, 2)), *block(16, 32, 3, 1, (2, 1)), *block(32, 48, 3, 1, (2, 1)),
            *block(48, 64, (3, 3), (0, 1), None), *block(64, 64, (1, 5), (0, 2), None))
        self.head = nn.Conv2d(64, len(ALPHABET) + 1, 1)

    def forward(self, ink: torch.Tensor) -> torch.Tensor:
        return torch.log_softmax(self.head(self.layers(ink)).squeeze(2).permute(0, 2, 1), 2)


def find_fonts(folders: list[str]) -> list[str]:
    unusable = ("symbol", "dingbat", "d050000l", "z003", "emoji", "music", "math", "fallback", "chancery", "initials", "keyboard", "ocra")
    paths = []
    for folder in folders:
        for base, _, names in os.walk(folder):
            paths += [os.path.join(base, name) for name in names if name.lower().endswith((".ttf", ".otf", ".ttc", ".t1", ".pfb"))]
    usable = []
    for path in sorted(paths):
        if any(word in path.lower() for word in unusable):
            continue
        try:
            font = ImageFont.truetype(path, 40)
            inks = {bytes(font.getmask(digit)) for digit in "0123456789"}
        except OSError:
            continue
        if len(inks) == 10:
            usable.append(path)
    return usable


@functools.lru_cache(maxsize=None)
def load_font(path: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, 48)


def draw_text(rng: random.Random) -> str:
    def number(low: int, high: int) -> str:
        return str(rng.randint(low, high))
    kind = rng.random()
    if kind < 0.42:
        return number(0, rng.choice([9, 99, 300, 999, 9999]))
    if kind < 0.54:
        return "-" + number(1, rng.choice([9, 99, 180]))
    if kind < 0.70:
        return number(200, 700) + "/" + number(200, 700)
    if kind < 0.78:
        return "/".join(rng.choice(["", "-"]) + number(0, 180) for _ in range(3))
    if kind < 0.86:
        return number(0, 30) + rng.choice(".,") + "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 3)))
    if kind < 0.92:
        sign = rng.choice("-./")
        day, month, year = f"{rng.randint(1, 31):02d}", f"{rng.randint(1, 12):02d}", number(1930, 2029)
        return sign.join(rng.choice([[year, month, day], [day, month, year]]))
    if kind < 0.98:
        return ":".join(f"{rng.randint(0, 59):02d}" for _ in range(rng.randint(2, 3)))
    return rng.choice(["*", "**", "--", "---", "-"])


def draw_sample(rng: random.Random, fonts: list[str]) -> tuple[np.ndarray, str]:
    """A picture [24, w] of ink in 0…1 and what it says; a degree sign behind the number is not part of it."""
    text = draw_text(rng)
    printed = text + "°" if text[-1].isdigit() and rng.random() < 0.08 else text
    font = load_font(rng.choice(fonts))
    spacing = rng.choice([0, 0, 0, rng.uniform(-3, 14)])
    advances = [font.getlength(sign) + spacing for sign in printed]
    picture = Image.new("L", (int(sum(advances)) + 2 * MARGIN, 60 + 2 * MARGIN), 0)
    canvas = ImageDraw.Draw(picture)
    x = float(MARGIN)
    for sign, advance in zip(printed, advances):
        canvas.text((x, MARGIN), sign, font=font, fill=255)
        x += advance
    _, top, _, bottom = font.getbbox("0123456789")
    top, bottom = top + MARGIN, bottom + MARGIN
    box = picture.getbbox() or (MARGIN, top, MARGIN + 20, bottom)
    picture = change_weight(picture, rng, (box[2] - box[0]) * (bottom - top))
    cap_source = np.exp(rng.uniform(np.log(6.5), np.log(34)))
    scale = cap_source / (bottom - top)
    stretch = rng.choice([1, 1, rng.uniform(0.72, 1.25)])
    angle = rng.gauss(0, 0.8)
    pad = 12
    small = picture.rotate(angle, Image.Resampling.BICUBIC, center=((box[0] + box[2]) / 2, (top + bottom) / 2))
    frame = (box[0] - pad / scale / stretch, top - pad / scale, box[2] + pad / scale / stretch, bottom + pad / scale)
    width = max(8, round((frame[2] - frame[0]) * scale * stretch))
    height = max(8, round((frame[3] - frame[1]) * scale))
    phase = (rng.random() / scale, rng.random() / scale)
    small = small.resize((width, height), Image.Resampling.BOX if scale < 0.5 else Image.Resampling.BILINEAR, box=clip(frame, phase, small.size))
    ink = np.asarray(small, np.float32) / 255
    ink = degrade(ink, rng, cap_source)
    zoom = CAP / cap_source * rng.uniform(0.88, 1.12)
    out_width = max(10, round((width - 2 * pad) * zoom) + rng.randint(5, 9))
    left = pad - (out_width / zoom - (width - 2 * pad)) / 2 + rng.uniform(-1.2, 1.2) / zoom
    middle = height / 2 + rng.uniform(-1.8, 1.8) / zoom
    cut = (left, middle - HEIGHT / 2 / zoom, left + out_width / zoom, middle + HEIGHT / 2 / zoom)
    canvas = Image.fromarray((ink * 255).astype(np.uint8))
    return resample(canvas, cut, (out_width, HEIGHT)), text


def change_weight(picture: Image.Image, rng: random.Random, area: float) -> Image.Image:
    """Thinner or bolder strokes, where the font leaves room for it."""
    weight = rng.random()
    fill = np.asarray(picture, np.float32).sum() / 255 / area
    if weight < 0.12 and fill > 0.24:
        return picture.filter(ImageFilter.MinFilter(3))
    if weight < 0.3 and fill < 0.36:
        return picture.filter(ImageFilter.MaxFilter(3))
    return picture


def clip(frame, phase, size):
    left, top, right, bottom = frame[0] + phase[0], frame[1] + phase[1], frame[2] + phase[0], frame[3] + phase[1]
    return (max(0, left), max(0, top), min(size[0], right), min(size[1], bottom))


def resample(picture: Image.Image, cut, size) -> np.ndarray:
    zoom_x, zoom_y = size[0] / (cut[2] - cut[0]), size[1] / (cut[3] - cut[1])
    if zoom_x < 0.7:
        picture = picture.filter(ImageFilter.GaussianBlur(0.4 / zoom_x))
    out = picture.transform(size, Image.Transform.AFFINE, (1 / zoom_x, 0, cut[0], 0, 1 / zoom_y, cut[1]), Image.Resampling.BICUBIC, fillcolor=0)
    return np.asarray(out, np.float32) / 255


def degrade(ink: np.ndarray, rng: random.Random, cap: float) -> np.ndarray:
    """Blur, fading, grid remains, noise, thresholding and JPEG, then the contrast stretch of the reader."""
    height, width = ink.shape
    blur = abs(rng.gauss(0, 0.055)) * cap
    if blur > 0.3:
        ink = np.asarray(Image.fromarray((ink * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(min(blur, 2.4))), np.float32) / 255
    ink = ink * rng.uniform(0.55, 1.0)
    if rng.random() < 0.25:
        pitch = cap * rng.uniform(0.35, 1.0)
        strength = rng.uniform(0.05, 0.45)
        thick = max(1, round(cap * rng.uniform(0.03, 0.1)))
        for axis, length in ((0, height), (1, width)):
            at = rng.uniform(0, pitch)
            while at < length:
                line = slice(int(at), int(at) + thick)
                if axis == 0:
                    ink[line] = np.maximum(ink[line], strength * (np.random.rand(1, width) > rng.choice([0, 0.4])))
                else:
                    ink[:, line] = np.maximum(ink[:, line], strength * (np.random.rand(height, 1) > rng.choice([0, 0.4])))
                at += pitch
    ink = ink + np.random.randn(height, width).astype(np.float32) * rng.choice([0, 0.02, 0.05, 0.09])
    if rng.random() < 0.3:
        buffer = io.BytesIO()
        Image.fromarray((255 - np.clip(ink, 0, 1) * 255).astype(np.uint8)).save(buffer, "JPEG", quality=rng.randint(30, 92))
        ink = 1 - np.asarray(Image.open(buffer), np.float32) / 255
    if rng.random() < 0.12:
        ink = (ink > float(np.quantile(ink, 0.99)) * rng.uniform(0.35, 0.6)).astype(np.float32) * 0.9
    full = max(0.25, float(np.quantile(ink, 0.995)) * rng.uniform(0.85, 1.1))
    floor = full * rng.uniform(0.1, 0.4)
    return np.clip((ink - floor) / (full - floor), 0, 1)


def draw_batch(rng: random.Random, fonts: list[str], size: int):
    samples = [draw_sample(rng, fonts) for _ in range(size)]
    width = max(picture.shape[1] for picture, _ in samples)
    width += width % 2
    pictures = np.zeros((size, 1, HEIGHT, width), np.float32)
    for row, (picture, _) in enumerate(samples):
        pictures[row, 0, :, :picture.shape[1]] = picture
    labels = torch.tensor([ALPHABET.index(sign) for _, text in samples for sign in text])
    lengths = torch.tensor([len(text) for _, text in samples])
    return torch.from_numpy(pictures), labels, lengths, [text for _, text in samples]


def decode(log_probabilities: torch.Tensor) -> list[str]:
    texts = []
    for best in log_probabilities.argmax(2).tolist():
        text, before = "", len(ALPHABET)
        for sign in best:
            if sign != before and sign < len(ALPHABET):
                text += ALPHABET[sign]
            before = sign
        texts.append(text)
    return texts


def evaluate(network: NumberNetwork, fonts: list[str], count: int, seed: int) -> tuple[float, float]:
    """Share read exactly, and share read wrongly among those read with a confidence of at least 0.9."""
    network.eval()
    rng = random.Random(seed)
    np.random.seed(seed)
    exact = wrong = sure = 0
    with torch.no_grad():
        for _ in range(count // 64):
            pictures, _, _, texts = draw_batch(rng, fonts, 64)
            out = network(pictures)
            confidence = out.max(2).values.min(1).values.exp()
            for text, found, p in zip(texts, decode(out), confidence.tolist()):
                exact += text == found
                sure += p >= 0.9
                wrong += p >= 0.9 and text != found
    network.train()
    return exact / (count // 64 * 64), wrong / max(1, sure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", nargs="+", required=True)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    np.random.seed(1)
    fonts = find_fonts(options.fonts)
    rng = random.Random(1)
    rng.shuffle(fonts)
    held_out, fonts = fonts[: len(fonts) // 8], fonts[len(fonts) // 8:]
    print(f"{len(fonts)} fonts, {len(held_out)} held out", flush=True)
    network = NumberNetwork()
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=1e-4)
    loss_of = nn.CTCLoss(blank=len(ALPHABET), zero_infinity=True)
    started = time.time()
    step = 0
    while (spent := (time.time() - started) / 60 / options.minutes) < 1:
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * min(1, step / 200) * (0.5 + 0.5 * np.cos(np.pi * spent)) + 1e-5
        pictures, labels, lengths, _ = draw_batch(rng, fonts, 64)
        out = network(pictures)
        loss = loss_of(out.permute(1, 0, 2), labels, torch.full((len(lengths),), out.shape[1]), lengths)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2)
        optimizer.step()
        step += 1
        if step % 200 == 0:
            print(f"step {step}, {spent * options.minutes:.1f} min, loss {loss.item():.4f}", flush=True)
        if step % 1000 == 0:
            print("held-out fonts: exact %.4f, wrong when sure %.4f" % evaluate(network, held_out, 640, 7), flush=True)
    print("held-out fonts: exact %.4f, wrong when sure %.4f (n 3200)" % evaluate(network, held_out, 3200, 8), flush=True)
    network.eval()
    torch.onnx.export(network, torch.zeros(1, 1, HEIGHT, 64), os.path.join(FOLDER, "1", "model.onnx"), opset_version=17, input_names=["ink"],
                      output_names=["log_probabilities"], dynamic_axes={"ink": {0: "batch", 3: "width"}, "log_probabilities": {0: "batch", 1: "steps"}})


if __name__ == "__main__":
    main()
