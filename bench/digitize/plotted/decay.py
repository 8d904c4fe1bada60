"""Paper that was spilt on, torn, or went mouldy in an archive, as the sheets of large collections are found."""

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates


def smooth_noise(rng, shape, scale_px: float) -> np.ndarray:
    """Smooth noise of about unit spread."""
    coarse = rng.normal(size=(int(shape[0] / scale_px) + 4, int(shape[1] / scale_px) + 4))
    at = np.meshgrid(np.linspace(0, coarse.shape[0] - 1, shape[0]), np.linspace(0, coarse.shape[1] - 1, shape[1]), indexing="ij")
    return map_coordinates(coarse, at, order=3, mode="nearest")


def clouds(rng, shape, scale_px: float) -> np.ndarray:
    """Noise of three sizes, the coarsest of `scale_px`."""
    return sum(smooth_noise(rng, shape, scale_px * part) * share for part, share in ((1, 1), (0.4, 0.5), (0.12, 0.2)))


def soft_step(field: np.ndarray, at: float, width: float) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip((field - at) / width, -30, 30)))


def resampled(picture: np.ndarray, at) -> np.ndarray:
    return np.stack([map_coordinates(picture[..., c], at, order=1, mode="nearest") for c in range(3)], axis=-1)


def cockled(page: np.ndarray, rng, most: float) -> np.ndarray:
    """Paper that was wet has waves: small displacements and their shade."""
    shape, size = page.shape[:2], max(page.shape)
    height = smooth_noise(rng, shape, 0.08 * size)
    yy, xx = np.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
    reach = 0.0008 * size * most
    slope_y, slope_x = np.gradient(gaussian_filter(height, 0.004 * size))
    shade = (slope_x + slope_y) / (slope_x + slope_y).std()
    moved = resampled(page, [yy + reach * height, xx + reach * smooth_noise(rng, shape, 0.1 * size)])
    return moved * np.clip(1 + 0.04 * most * shade, 0.7, 1.15)[..., None]


def stained(page: np.ndarray, rng) -> np.ndarray:
    """Tea, coffee, water or ink: pools with darker rims, in which lines have run a little."""
    shape, size = page.shape[:2], max(page.shape)
    for _ in range(rng.integers(1, 4)):
        field = clouds(rng, shape, rng.uniform(0.15, 0.5) * size)
        edge = np.quantile(field, rng.uniform(0.45, 0.85))
        steepness = np.hypot(*np.gradient(gaussian_filter(field, 0.002 * size))).mean() * 0.0025 * size
        pool = soft_step(field, edge, 0.4 * steepness)
        rim = np.exp(-(((field - edge) / (1.5 * steepness)) ** 2)) * pool
        depth = np.clip(pool * rng.uniform(0.1, 0.35) + rim * rng.uniform(0.05, 0.3), 0, 0.8) * (1 + 0.15 * smooth_noise(rng, shape, 0.03 * size))
        colour = [(0.35, 0.6, 1.0), (0.5, 0.75, 1.0), (0.3, 0.35, 0.45), (0.9, 0.6, 0.3)][rng.integers(4)]
        run = gaussian_filter(page, (0.0007 * size, 0.0007 * size, 0))
        page = page * (1 - pool[..., None]) + run * pool[..., None]
        page = page * np.clip(1 - depth[..., None] * np.array(colour), 0.1, 1)
    return cockled(page, rng, rng.uniform(0.3, 1.5))


def damaged(page: np.ndarray, rng) -> np.ndarray:
    """A sheet torn in two or three and laid together, creased, with worn spots and corners missing, on a table."""
    shape, size = page.shape[:2], max(page.shape)
    yy, xx = np.mgrid[0 : shape[0], 0 : shape[1]].astype(float)
    table = rng.uniform(30, 190, 3)
    is_gone = np.zeros(shape, bool)
    at_y, at_x = yy.copy(), xx.copy()
    shade = np.ones(shape)
    for _ in range(rng.integers(1, 3)):
        turn = rng.choice([0, np.pi / 2]) + rng.normal() * 0.2
        along, beside = xx * np.cos(turn) + yy * np.sin(turn), yy * np.cos(turn) - xx * np.sin(turn)
        ragged = 0.004 * size * clouds(rng, shape, 0.05 * size)
        away = along + ragged - np.quantile(along, rng.uniform(0.25, 0.75))
        gap = rng.uniform(0.0005, 0.004) * size
        lean = rng.normal() * 0.003
        is_beyond = away > 0
        at_x -= np.where(is_beyond, gap * np.cos(turn) + lean * (yy - shape[0] / 2), 0)
        at_y -= np.where(is_beyond, gap * np.sin(turn) - lean * (xx - shape[1] / 2), 0)
        is_gone |= (away > 0) & (away < gap * (1 + 0.5 * np.sin(beside / (0.2 * size))))
        # A torn edge shows the paper's white core.
        shade += 0.25 * np.exp(-(((away + 0.001 * size) / (0.001 * size)) ** 2))
    for _ in range(rng.integers(2, 7)):
        turn = rng.uniform(0, np.pi)
        away = (xx * np.cos(turn) + yy * np.sin(turn)) / size + 0.006 * smooth_noise(rng, shape, 0.2 * size)
        away -= np.quantile(away, rng.uniform(0.1, 0.9))
        shade *= 1 - rng.uniform(-0.25, 0.3) * np.exp(-((away / 0.0012) ** 2)) - rng.uniform(-0.05, 0.05) * np.sign(away)
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        if rng.random() < 0.4:
            far = np.abs(xx - x * shape[1]) + np.abs(yy - y * shape[0]) + 0.01 * size * clouds(rng, shape, 0.05 * size)
            is_gone |= far < rng.uniform(0.03, 0.09) * size
    seen = resampled(page, [np.clip(at_y, 0, shape[0] - 1), np.clip(at_x, 0, shape[1] - 1)]) * shade[..., None]
    worn = soft_step(clouds(rng, shape, 0.06 * size), 2.2, 0.15)[..., None] * rng.uniform(0.2, 0.8)
    seen = np.clip(seen * (1 - worn) + 240 * worn, 0, 255)
    seen[is_gone] = table
    return cockled(seen, rng, rng.uniform(0.5, 2))


def mouldy(page: np.ndarray, rng) -> np.ndarray:
    """Colonies of specks, each with a dark middle and a pale hem, thick where the damp was."""
    shape, size = page.shape[:2], max(page.shape)
    damp = clouds(rng, shape, rng.uniform(0.1, 0.35) * size)
    damp = soft_step(damp, np.quantile(damp, rng.uniform(0.4, 0.85)), 0.3 * damp.std())
    colour = np.array([(0.9, 0.85, 0.95), (0.8, 0.7, 0.95), (0.6, 0.9, 0.9), (0.95, 0.95, 0.95)][rng.integers(4)])
    dark = np.zeros(shape)
    for scale, share in ((0.0012, 0.5), (0.003, 0.4), (0.01, 0.35)):
        specks = smooth_noise(rng, shape, scale * size)
        most = 2.6 - rng.uniform(0.2, 1.3) * damp
        dark += share * rng.uniform(0.4, 1.4) * soft_step(specks, most, 0.15) * (0.15 + damp)
    hem = gaussian_filter(dark, 0.006 * size) * rng.uniform(0.3, 1.2)
    depth = np.clip(dark + hem + 0.06 * damp, 0, 0.92)
    return page * (1 - depth[..., None] * colour)


KINDS = {"stained": stained, "damaged": damaged, "mouldy": mouldy}
