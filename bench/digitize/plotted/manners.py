"""How programs other than ours draw ECGs: manners that public page generators, plotting libraries, Holters and watches have."""
import numpy as np
from page import LEADS, RATE_HZ, Page
from screens import annotated, monitor, panels, telemetry, viewer
from styles import COLUMNS, GRIDS, PENS


def generator(seed, ecg, rng):
    """3x4 with strips: columns one after another, over gaps that are no time, or all of the same seconds."""
    strips = ["II", "V1", "V5"][: 3 if rng.random() < 0.2 else 1]
    gap_mm = float(rng.choice([0, 0, 5]))
    at_once = rng.random() < 0.15
    rows = 3 + len(strips)
    page = Page("generator", seed, f"3x4+{len(strips)}", 289, 216, float(rng.choice([4, 6, 8, 12])))
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    point = page.point_mm
    if rng.random() < 0.8:
        page.grid(0, 289, 0, 216, 1, color=fine, lw=0.1 * point)
    page.grid(0, 289, 0, 216, 5, color=coarse, lw=0.2 * point)
    pen = {"color": PENS[rng.integers(len(PENS))], "lw": rng.uniform(0.2, 0.4) * point}
    pulses, names = rng.random() < 0.7, rng.uniform(2.5, 4) * point
    for row in range(rows):
        y = 216 - (row + 1) * 216 / (rows + 1.2)
        leads = COLUMNS["3x4"][row] if row < 3 else [strips[row - 3]]
        if pulses:
            page.pulse(3, y, 25, 10, **pen)
        for k, lead in enumerate(leads):
            seconds = 10 / len(leads)
            from_s = 0 if at_once else k * seconds
            mv = ecg[lead][int(from_s * RATE_HZ) : int((from_s + seconds) * RATE_HZ)]
            x = 13 + k * (25 * seconds + gap_mm)
            page.lead(lead, from_s, mv, x, y, 25, 10, rhythm=row >= 3, **pen)
            page.axes.text(x + 0.5, y + 5.5, lead, fontsize=names, color=pen["color"])
            if k and rng.random() < 0.7:
                page.axes.plot([x, x], [y - 3, y + 3], **pen)
    return page


def library(seed, ecg, rng):
    """All leads whole, in one column or two that show the same ten seconds, on a strong grid that fills the picture, names black."""
    columns = int(rng.choice([1, 2]))
    rows = 12 // columns
    page = Page("library", seed, f"{rows}x{columns}", 250 * columns, 30 * rows, float(rng.choice([4, 6, 8])))
    point = page.point_mm
    page.grid(0, 250 * columns, 0, 30 * rows, 1, color=(1, 0.7, 0.7), lw=0.06 * point)
    page.grid(0, 250 * columns, 0, 30 * rows, 5, color=(1, 0, 0), lw=0.06 * point)
    pen = {"color": [(0, 0, 0.7), (0, 0, 0)][rng.integers(2)], "lw": rng.uniform(0.15, 0.35) * point}
    for k, lead in enumerate(LEADS):
        x, y = 250 * (k // rows), 30 * (rows - k % rows) - 15
        page.lead(lead, 0, ecg[lead], x, y, 25, 10, **pen)
        page.axes.text(x + 2, y + 5, lead, fontsize=3.2 * point)
    page.axes.plot([0, 0], [0, 30 * rows], color="k", lw=0.3 * point)
    return page


def cutting(seed, ecg, rng):
    """A cutting or a sheet of any layout, grid, gain and place of names; speed and gain are printed or a pulse shows them."""
    layout = str(rng.choice(["3x4", "3x4", "6x2", "12x1", "4x3", "6x1"]))
    table = COLUMNS[layout]
    gain = float(rng.choice([10, 10, 5, 20]))
    row_mm = {3: 32, 4: 28, 6: 24, 12: 15}[len(table)] * {5: 0.75, 10: 1, 20: 1.3}[gain]
    margin = rng.uniform(2, 20)
    width, height = 2 * margin + 262, 2 * margin + row_mm * len(table) + 16
    page = Page("cutting", seed, layout, width, height, float(rng.choice([4.5, 5.5, 7, 9])))
    point = page.point_mm
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    phase = tuple(rng.uniform(0, 5, 2))
    if rng.random() < 0.7:
        page.grid(0, width, 0, height, 1, tuple(v % 1 for v in phase), color=fine, lw=0.1 * point)
    page.grid(0, width, 0, height, 5, phase, color=coarse, lw=0.2 * point)
    pen = {"color": PENS[rng.integers(len(PENS))], "lw": rng.uniform(0.22, 0.5) * point}
    below = rng.random() < 0.3
    boxed = {"facecolor": "w", "edgecolor": pen["color"], "lw": 0.4, "pad": 1} if rng.random() < 0.3 else None
    for row, leads in enumerate(table):
        y = height - margin - 14 - row_mm * (row + 0.55)
        page.pulse(margin + 1, y, 25, gain, **pen)
        for k, lead in enumerate(leads):
            seconds = 10 / len(leads)
            mv = ecg[lead][int(k * seconds * RATE_HZ) : int((k + 1) * seconds * RATE_HZ)]
            x = margin + 12 + 25 * k * seconds
            page.lead(lead, k * seconds, mv, x, y, 25, gain, **pen)
            rise = min(8, 0.33 * row_mm) * (-1 if below else 1)
            page.axes.text(x + 1, y + rise, lead, fontsize=3.4 * point, color=pen["color"], bbox=boxed)
    page.axes.text(margin, 1.5, f"25 mm/s  {gain:g} mm/mV  0.15-40 Hz", fontsize=3.2 * point)
    return page


def holter(seed, ecg, rng):
    """Three leads of eight seconds without a grid; names stand before the pulses."""
    page = Page("holter", seed, "3x1", 230, 95, float(rng.choice([4, 5, 6, 8])))
    pen = {"color": "k", "lw": 0.25 * page.point_mm}
    for row, lead in enumerate(["V1", "V5", "II"]):
        y = 73 - 24 * row
        page.pulse(9, y, 20, 10, **pen)
        page.lead(lead, 0, ecg[lead][: 8 * RATE_HZ], 18, y, 25, 10, **pen)
        page.axes.text(4, y, lead, fontsize=3.5 * page.point_mm)
    page.axes.text(4, 89, "12:41:07   HR 71   25 mm/s 10 mm/mV", fontsize=3.2 * page.point_mm)
    return page


def longer(mv, seconds, rng):
    """A recording that goes on: its beats again, from another one on, joined where it rests."""
    rest = int(0.35 * RATE_HZ)
    peaks = np.flatnonzero(np.abs(np.gradient(mv)) > 0.6 * np.abs(np.gradient(mv)).max())
    begins = [int(peak) - rest for k, peak in enumerate(peaks) if peak > rest and (k == 0 or peak - peaks[k - 1] > rest)]
    beats = [mv[a:b] for a, b in zip(begins, begins[1:]) if b - a < 2 * RATE_HZ] or [mv]
    out = mv[: begins[-1] if begins else len(mv)]
    while len(out) < seconds * RATE_HZ:
        beat = beats[rng.integers(len(beats))]
        out = np.concatenate([out, beat + np.linspace(out[-1] - beat[0], 0, len(beat))])
    return out[: int(seconds * RATE_HZ)]


def wearable(seed, ecg, rng):
    """Thirty seconds of one lead, as watches record it, on rows one below another; the lead's name is in a line of print or nowhere."""
    rows = int(rng.choice([3, 3, 4, 5]))
    seconds = {3: 10, 4: 7.5, 5: 6}[rows]
    lead = "II" if rng.random() < 0.2 else "I"
    mv = longer(ecg["II" if np.ptp(ecg["I"]) < 0.6 else "I"], 30, rng)
    width = 25 * seconds + 2 * rng.uniform(8, 20)
    height = 45 + 40 * rows
    page = Page("wearable", seed, "1x1", width, height, float(rng.choice([4, 6, 8])))
    point = page.point_mm
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    left = (width - 25 * seconds) / 2
    if rng.random() < 0.6:
        page.grid(left, left + 25 * seconds, 20, 20 + 40 * rows, 1, color=fine, lw=0.1 * point)
    page.grid(left, left + 25 * seconds, 20, 20 + 40 * rows, 5, color=coarse, lw=0.2 * point)
    pen = {"color": [(0, 0, 0), (0.7, 0.05, 0.1), (0.1, 0.1, 0.3)][rng.integers(3)], "lw": rng.uniform(0.25, 0.4) * point}
    step = int(seconds * RATE_HZ)
    named = rng.random()
    for row in range(rows):
        y = 20 + 40 * (rows - row) - 24
        page.lead(lead, row * seconds, mv[row * step : (row + 1) * step], left, y, 25, 10, rhythm=row > 0, **pen)
        if named < 0.3 and row == 0:
            page.axes.text(left + 1, y + 12, lead, fontsize=3.4 * point)
    page.leads[lead]["mv"] = [round(float(v), 4) for v in mv]
    page.rhythm.clear()
    page.axes.text(left, height - 10, "Example, One   Sinus rhythm   72 bpm average", fontsize=4 * point)
    page.axes.text(left, 10, f"25 mm/s, 10 mm/mV, Lead {lead}, 512 Hz", fontsize=3 * point)
    return page


#: Their places seed what is drawn: new ones go to the end.
MANNERS = {
    "generator": generator,
    "library": library,
    "cutting": cutting,
    "holter": holter,
    "wearable": wearable,
    "viewer": viewer,
    "telemetry": telemetry,
    "panels": panels,
    "monitor": monitor,
    "annotated": annotated,
}
