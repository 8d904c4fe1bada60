"""A page that matplotlib draws, with its exact truth in the format of `synth/render.ts`."""
import json
import os

import matplotlib
import numpy as np

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
RATE_HZ = 500


def recording(path: str, index: int) -> dict[str, np.ndarray]:
    """Twelve leads in mV at 500 Hz of a file of int16 microvolts [n, 8 leads I II V1-V6, 5000]."""
    raw = np.memmap(path, dtype="<i2", mode="r").reshape(-1, 8, 5000)
    measured = raw[index % len(raw)].astype(float) / 1000
    one, two = measured[0], measured[1]
    limbs = {"I": one, "II": two, "III": two - one, "aVR": -(one + two) / 2, "aVL": one - two / 2, "aVF": two - one / 2}
    leads = limbs | {f"V{k + 1}": measured[2 + k] for k in range(6)}
    return {lead: mv - np.median(mv) for lead, mv in leads.items()}


class Page:
    """A figure in millimetres of paper, or in whatever units `axes` is given, and the leads drawn on it."""

    #: "png", or "pdf" of paths, as large as the paper is.
    kind = "png"

    def __init__(self, manner: str, seed: int, layout: str, width_mm: float, height_mm: float, px_per_mm: float):
        self.name, self.manner, self.layout = f"{manner}-{seed}", manner, layout
        self.dpi = 100
        if self.kind == "pdf":
            px_per_mm = self.dpi / 25.4
        size = (width_mm * px_per_mm / self.dpi, height_mm * px_per_mm / self.dpi)
        self.figure, self.axes = plt.subplots(figsize=size, dpi=self.dpi)
        self.figure.subplots_adjust(0, 0, 1, 1)
        self.axes.set_xlim(0, width_mm)
        self.axes.set_ylim(0, height_mm)
        self.axes.axis("off")
        self.point_mm = 72 / self.dpi * px_per_mm
        self.leads: dict[str, dict] = {}
        self.rhythm: list[dict] = []

    def lead(self, lead, start_s, mv, x_mm, y_mm, mm_per_s, mm_per_mv, rhythm=False, **pen):
        """Draws a lead from (x, y) on; `start_s`: when it was recorded."""
        x = x_mm + mm_per_s * np.arange(len(mv)) / RATE_HZ
        self.axes.plot(x, y_mm + mm_per_mv * mv, **pen)
        truth = {"lead": lead, "startS": start_s, "gainMmPerMv": mm_per_mv, "mv": [round(float(v), 4) for v in mv]}
        if rhythm:
            self.rhythm.append(truth)
        else:
            self.leads[lead] = truth

    def grid(self, left, right, bottom, top, step_mm, phase=(0.0, 0.0), **pen):
        for x in np.arange(left + phase[0], right + 1e-6, step_mm):
            self.axes.plot([x, x], [bottom, top], **pen)
        for y in np.arange(bottom + phase[1], top + 1e-6, step_mm):
            self.axes.plot([left, right], [y, y], **pen)

    def pulse(self, x_mm, y_mm, mm_per_s, mm_per_mv, **pen):
        x = np.array([0, 1, 1, 1 + 0.2 * mm_per_s, 1 + 0.2 * mm_per_s, 2 + 0.2 * mm_per_s])
        self.axes.plot(x_mm + x, y_mm + np.array([0, 0, mm_per_mv, mm_per_mv, 0, 0]), **pen)

    def save(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        self.figure.savefig(f"{folder}/{self.name}.{self.kind}", dpi=self.dpi, facecolor=self.figure.get_facecolor())
        width, height = (round(v * self.dpi) for v in self.figure.get_size_inches())
        truth = {"family": self.manner, "layout": self.layout, "widthPx": width, "heightPx": height}
        with open(f"{folder}/{self.name}.json", "w", encoding="utf8") as file:
            json.dump(truth | {"leads": self.leads, "rhythm": self.rhythm}, file)
        plt.close(self.figure)
