"""Distorts plotted pages as scanners, telephones, copiers and people do, by other means than our renderer's.

python3 distort.py --pages DIR --out DIR [--seed S] [--kinds photo,crumpled,screen,scan,written,bw,fax,low,folded,curled,slide,article,phone,viewer,
    stained,damaged,mouldy,mouldy-grey] [--count N]
DIR as draw.py writes it, one folder of OUT for each kind, to be read with node bench/digitize/run.ts --suite drawn:OUT/KIND. Needs numpy, pillow and scipy.
"""
import argparse
import glob
import io
import json
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy.interpolate import LinearNDInterpolator
from scipy.ndimage import gaussian_filter, map_coordinates

import decay
import embedded


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray(np.clip(picture, 0, 255).astype("uint8")).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file)).astype(float)


def blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    return gaussian_filter(picture, (sigma, sigma, 0))


def noise_field(rng, shape, scale_px: float) -> np.ndarray:
    """Smooth noise of about unit spread."""
    coarse = rng.normal(size=(int(shape[0] / scale_px) + 4, int(shape[1] / scale_px) + 4))
    y = np.linspace(0, coarse.shape[0] - 1, shape[0])
    x = np.linspace(0, coarse.shape[1] - 1, shape[1])
    return map_coordinates(coarse, np.meshgrid(y, x, indexing="ij"), order=3, mode="nearest")


def resampled(picture: np.ndarray, at) -> np.ndarray:
    """The picture at places [y, x] of itself."""
    return np.stack([map_coordinates(picture[..., c], at, order=1, mode="nearest") for c in range(3)], axis=-1)


def two_tones(grey: np.ndarray, threshold: float) -> np.ndarray:
    return np.repeat(np.where(grey > threshold, 255.0, 0.0)[..., None], 3, axis=-1)


def on_table(picture: np.ndarray, rng) -> np.ndarray:
    """The page on a table of one colour, streaked, wider by a twentieth to a quarter."""
    height, width = picture.shape[:2]
    pad = int(rng.uniform(0.03, 0.12) * max(height, width))
    table = np.ones((height + 2 * pad, width + 2 * pad, 3)) * rng.uniform(30, 190, 3) * rng.uniform(0.6, 1)
    streaks = noise_field(rng, (table.shape[0], 8), 12)[:, :1] * rng.uniform(2, 14)
    table += streaks[..., None] + rng.normal(0, 3, table.shape)
    table[pad : pad + height, pad : pad + width] = picture
    return table


def seen_askew(picture: np.ndarray, rng, share: float) -> np.ndarray:
    """A view whose corners stray by up to `share` of the shorter side."""
    height, width = picture.shape[:2]
    reach = share * min(height, width)
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    rows, values = [], []
    for x, y in corners:
        u, v = x + rng.uniform(-reach, reach), y + rng.uniform(-reach, reach)
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    view = np.append(np.linalg.solve(np.array(rows), np.array(values)), 1).reshape(3, 3)
    yy, xx = np.mgrid[0:height, 0:width].astype(float)
    w = view[2, 0] * xx + view[2, 1] * yy + 1
    at = [(view[1, 0] * xx + view[1, 1] * yy + view[1, 2]) / w, (view[0, 0] * xx + view[0, 1] * yy + view[0, 2]) / w]
    return resampled(picture, at)


def lit(picture: np.ndarray, rng) -> np.ndarray:
    """A lamp's fall-off, its tint, and the shadow of a hand."""
    height, width = picture.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width]
    centre = rng.uniform(0, 1, 2) * (height, width)
    light = 1 - rng.uniform(0.1, 0.45) * np.hypot(yy - centre[0], xx - centre[1]) / np.hypot(height, width)
    if rng.random() < 0.5:
        shadow = noise_field(rng, (height, width), 0.35 * max(height, width)) > 0.6
        light *= 1 - rng.uniform(0.15, 0.4) * gaussian_filter(shadow.astype(float), 0.01 * width)
    return picture * light[..., None] * np.array([1, rng.uniform(0.93, 1), rng.uniform(0.75, 1)])


def photo(picture, rng):
    seen = lit(seen_askew(on_table(picture, rng), rng, rng.uniform(0.01, 0.07)), rng)
    seen = blurred(seen, rng.uniform(0.4, 1.1))
    return jpeg(seen + rng.normal(0, rng.uniform(1, 6), seen.shape), int(rng.integers(55, 93)))


def crumpled(picture, rng):
    """Paper that was creased: shading of its facets and small displacements, photographed."""
    page = on_table(picture, rng)
    shape = page.shape[:2]
    facets = sum(np.abs(noise_field(rng, shape, s * max(shape))) * s for s in (0.25, 0.12, 0.06))
    slope_y, slope_x = np.gradient(gaussian_filter(facets, 0.002 * max(shape)))
    towards_light = (slope_x + slope_y) / (slope_x + slope_y).std()
    yy, xx = np.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
    reach = 0.0015 * max(shape) * rng.uniform(0.3, 1)
    at = [yy + reach * noise_field(rng, shape, 0.15 * max(shape)), xx + reach * noise_field(rng, shape, 0.15 * max(shape))]
    page = resampled(page, at)
    shade = np.clip(1 + rng.uniform(0.03, 0.09) * towards_light, 0.6, 1.15)
    seen = lit(seen_askew(page * shade[..., None], rng, rng.uniform(0.005, 0.03)), rng)
    return jpeg(blurred(seen, rng.uniform(0.3, 0.8)) + rng.normal(0, 3, seen.shape), int(rng.integers(70, 93)))


def risen(picture, rng, across: float, slope_at):
    """
    Paper that bends along one direction only, as paper does, seen by a camera somewhere above it. `across`: the direction in which it bends, rad against the
    rows; `slope_at`: its angle against the table at distances in that direction from the page's middle, in widths of the page.
    """
    height, width = picture.shape[:2]
    cos, sin = np.cos(across), np.sin(across)
    steps = np.linspace(-1, 1, 4001)
    angle = slope_at(steps)
    run = np.concatenate([[0], np.cumsum(np.cos(angle[1:]))]) * (steps[1] - steps[0])
    rise = np.concatenate([[0], np.cumsum(np.sin(angle[1:]))]) * (steps[1] - steps[0])
    run -= run[2000]
    yy, xx = np.mgrid[0 : height + 8 : 8, 0 : width + 8 : 8].astype(float)
    x, y = (xx - width / 2) / width, (yy - height / 2) / width
    along, beside = x * cos + y * sin, y * cos - x * sin
    moved, z = np.interp(along, steps, run), np.interp(along, steps, rise)
    x, y, z = moved * cos - beside * sin, moved * sin + beside * cos, z - z.min()
    tilt_x, tilt_y, away = rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2), rng.uniform(1.3, 2.2)
    depth = 1 - (z + tilt_x * x + tilt_y * y) / away
    u, v = x / depth, y / depth
    scale = width * 0.92 / (u.max() - u.min())
    u, v = (u - u.min()) * scale + 0.04 * width, (v - v.min()) * scale + 0.04 * width
    wide, tall = int(u.max() + 0.04 * width), int(v.max() + 0.04 * width)
    on_paper = np.stack([yy, xx, np.interp(along, steps, angle)], axis=-1).reshape(-1, 3)
    found = LinearNDInterpolator(np.column_stack([u.ravel(), v.ravel()]), on_paper)
    # Looked up at every third pixel: between them paper is straight, but for the crease itself.
    vv, uu = np.mgrid[0 : tall + 3 : 3, 0 : wide + 3 : 3]
    between = np.meshgrid(np.arange(tall) / 3, np.arange(wide) / 3, indexing="ij")
    at = resampled(found(uu, vv), between)
    is_paper = (at[..., 0] >= 0) & (at[..., 0] < height) & (at[..., 1] >= 0) & (at[..., 1] < width)
    lying = np.nan_to_num(np.moveaxis(at, -1, 0))
    light = 1 + rng.uniform(-0.6, 0.6) * lying[2]
    table = np.ones((tall, wide, 3)) * rng.uniform(30, 190, 3)
    seen = np.where(is_paper[..., None], resampled(picture, lying[:2]) * light[..., None], table)
    seen = blurred(seen, rng.uniform(0.4, 0.8)) + rng.normal(0, rng.uniform(1, 4), seen.shape)
    return jpeg(lit(seen, rng), int(rng.integers(65, 93)))


def folded(picture, rng):
    """A sheet that was folded once or twice and does not lie flat again, photographed."""
    shape = picture.shape[0] / picture.shape[1]
    is_upright = rng.random() < 0.6
    half = 0.5 if is_upright else 0.5 * shape
    count = rng.integers(1, 3)
    places = half * (rng.uniform(-0.6, 0.6, 1) if count == 1 else np.array([-0.33, 0.33]) + rng.uniform(-0.1, 0.1, 2))
    sizes = rng.uniform(0.1, 0.35, count) * rng.choice([-1, 1], count)
    start = -sizes.sum() / 2 + rng.normal() * 0.03

    def slope_at(steps):
        return start + sum(size / (1 + np.exp(-np.clip((steps - place) / 0.0012, -50, 50))) for size, place in zip(sizes, places))

    return risen(picture, rng, (0 if is_upright else np.pi / 2) + rng.normal() * 0.02, slope_at)


def curled(picture, rng):
    """A sheet of which an edge or a corner stands up, photographed."""
    across = rng.uniform(0, 2 * np.pi)
    begin, most, power = rng.uniform(-0.1, 0.3), rng.uniform(0.3, 0.8), rng.choice([1.0, 1.5])

    def slope_at(steps):
        return most * np.clip((steps - begin) / (0.55 - begin), 0, 1.5) ** power

    return risen(picture, rng, across, slope_at)


def screen(picture, rng):
    """A display photographed: its pixels' stripes beat against the camera's."""
    height, width = picture.shape[:2]
    yy, xx = np.mgrid[0:height, 0:width]
    pitch, turn = rng.uniform(2.1, 3.4), rng.normal() * 0.03
    stripes = np.stack([1 + 0.12 * np.cos(2 * np.pi * (xx + turn * yy) / pitch + c * 2.1) for c in range(3)], axis=-1)
    rows = 1 + 0.08 * np.cos(2 * np.pi * (yy - turn * xx) / (pitch * rng.uniform(0.98, 1.02)))
    seen = seen_askew(on_table(picture * stripes * rows[..., None], rng), rng, rng.uniform(0.01, 0.05))
    seen = blurred(seen, rng.uniform(0.5, 0.9)) * np.array([rng.uniform(0.85, 1), 1, rng.uniform(0.95, 1.1)])
    return jpeg(seen + rng.normal(0, 3, seen.shape), int(rng.integers(60, 90)))


def scan(picture, rng):
    page = Image.fromarray(picture.astype("uint8"))
    turned = page.rotate(rng.normal() * 0.8, Image.BICUBIC, expand=rng.random() < 0.5, fillcolor=tuple(rng.integers(215, 256, 3)))
    seen = blurred(np.asarray(turned).astype(float), rng.uniform(0.3, 0.8))
    contrast = rng.uniform(0.75, 1.1)
    return jpeg(255 - contrast * (255 - seen) + rng.normal(0, 3, seen.shape), int(rng.integers(50, 92)))


def written(picture, rng):
    """A scan on which somebody wrote, underlined, circled, highlighted and spilt coffee."""
    page = Image.fromarray(picture.astype("uint8"))
    width, height = page.size
    draw = ImageDraw.Draw(page)
    thick = max(2, round(0.002 * width))
    for _ in range(rng.integers(2, 6)):
        ink = [(20, 30, 140), (15, 15, 20), (170, 20, 30)][rng.integers(3)]
        x, y, size = rng.uniform(0.05, 0.85) * width, rng.uniform(0.03, 0.95) * height, rng.uniform(0.01, 0.03) * width
        if rng.random() < 0.3:
            draw.ellipse([x, y, x + 4 * size, y + 2 * size], outline=ink, width=thick)
        elif rng.random() < 0.5:
            t = np.linspace(0, rng.uniform(4, 10), 120)
            wave = rng.normal(size=4)
            px = x + size * 0.5 * t + size * 0.25 * np.cos(6.3 * t)
            py = y + size * (0.4 * np.sin(6.3 * t + wave[0]) + 0.3 * np.sin(3.1 * t + wave[1]))
            draw.line(list(zip(px, py)), fill=ink, width=thick)
        else:
            draw.line([x, y, x + rng.uniform(2, 8) * size, y + rng.normal() * size * 0.3], fill=ink, width=thick)
    seen = np.asarray(page).astype(float)
    yy, xx = np.mgrid[0:height, 0:width]
    if rng.random() < 0.5:
        x, y = rng.uniform(0, 0.8) * width, rng.uniform(0, 0.9) * height
        seen[(xx > x) & (xx < x + 0.15 * width) & (yy > y) & (yy < y + 0.03 * height)] *= np.array([1, 1, 0.45])
    if rng.random() < 0.5:
        away = np.hypot(xx - rng.uniform(0, width), yy - rng.uniform(0, height))
        radius, rim = rng.uniform(0.05, 0.12) * width, 0.006 * width
        stain = 0.35 * np.exp(-(((away - radius) / rim) ** 2)) + 0.1 * (away < radius)
        seen *= 1 - stain[..., None] * np.array([0.4, 0.6, 0.9])
    return scan(seen, rng)


def bw(picture, rng):
    grey = np.asarray(Image.fromarray(scan(picture, rng).astype("uint8")).convert("L")).astype(float)
    return two_tones(grey, rng.uniform(110, 170))


def fax(picture, rng):
    """Fine resolution, 204 by 196 dots an inch of a sheet of A4 across, two tones."""
    page = Image.fromarray(picture.astype("uint8")).convert("L")
    wide = 2339 if page.width > page.height else 1728
    page = page.resize((wide, round(wide * page.height / page.width * 196 / 204)), Image.LANCZOS)
    page = page.filter(ImageFilter.GaussianBlur(0.5))
    tones = np.asarray(page).astype(float) + rng.normal(0, 12, (page.height, page.width))
    return two_tones(tones, rng.uniform(120, 180))


def low(picture, rng):
    page = Image.fromarray(picture.astype("uint8"))
    wide = int(rng.integers(900, 1300))
    if page.width > wide:
        page = page.resize((wide, round(wide * page.height / page.width)), Image.LANCZOS)
    return jpeg(np.asarray(page).astype(float), int(rng.integers(45, 85)))


KINDS = {"photo": photo, "crumpled": crumpled, "screen": screen, "scan": scan, "written": written, "bw": bw, "fax": fax, "low": low}
KINDS |= {"folded": folded, "curled": curled}


def shown_within(kind):
    return lambda picture, rng: jpeg(embedded.KINDS[kind](picture, rng), int(rng.integers(60, 92)))


KINDS |= {kind: shown_within(kind) for kind in embedded.KINDS}
KINDS |= {
    "stained": lambda picture, rng: photo(decay.stained(picture, rng), rng),
    "damaged": lambda picture, rng: photo(decay.damaged(picture, rng), rng),
    "mouldy": lambda picture, rng: scan(decay.mouldy(picture, rng), rng),
    "mouldy-grey": lambda picture, rng: np.repeat(scan(decay.mouldy(picture, rng), rng).mean(axis=-1, keepdims=True), 3, axis=-1),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--count", type=int, default=1000, help="pages a manner")
    options = parser.parse_args()
    chosen: dict[str, list[str]] = {}
    for path in sorted(glob.glob(f"{options.pages}/*.json")):
        chosen.setdefault(os.path.basename(path).rsplit("-", 1)[0], []).append(path[:-5])
    for kind in options.kinds.split(","):
        os.makedirs(f"{options.out}/{kind}", exist_ok=True)
        for manner, paths in chosen.items():
            for path in paths[: options.count]:
                number = int(path.rsplit("-", 1)[1])
                rng = np.random.default_rng([options.seed, number, len(manner), list(KINDS).index(kind)])
                picture = np.asarray(Image.open(f"{path}.png").convert("RGB")).astype(float)
                seen = np.clip(KINDS[kind](picture, rng), 0, 255).astype("uint8")
                with open(f"{path}.json", encoding="utf8") as file:
                    truth = json.load(file)
                truth |= {"family": f"{manner}-{kind}", "widthPx": seen.shape[1], "heightPx": seen.shape[0]}
                name = f"{options.out}/{kind}/{manner}-{kind}-{number}"
                Image.fromarray(seen).save(f"{name}.png")
                with open(f"{name}.json", "w", encoding="utf8") as file:
                    json.dump(truth, file)
