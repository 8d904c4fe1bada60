"""How programs show ECGs on screens and in figures, plain or with what they found."""
import colorsys

import numpy as np
from page import LEADS, RATE_HZ, Page
from styles import COLUMNS, GRIDS, PENS

CABRERA = ["aVL", "I", "-aVR", "II", "aVF", "III", *LEADS[6:]]
#: Colours that follow one another from lead to lead, or limb and chest leads have one each.
LEAD_COLOURS = [
    [(0.1, 0.35, 0.75), (0.75, 0.15, 0.15), (0.1, 0.5, 0.2), (0.5, 0.2, 0.6)],
    [(0, 0, 0)] * 6 + [(0.8, 0.1, 0.1)] * 6,
    [(0.1, 0.2, 0.7)] * 6 + [(0.7, 0.1, 0.15)] * 6,
    [(0, 0.45, 0.7), (0.84, 0.37, 0), (0, 0.62, 0.45), (0.8, 0.47, 0.65), (0.2, 0.2, 0.2)],
    [colorsys.hsv_to_rgb(k / 12, 0.9, 0.65) for k in range(12)],
]


def viewer(seed, ecg, rng):
    """A program's window: a frame of its own, grid of dots or lines, columns parted by pale rules, and by gaps that are no time at times, black traces or a colour each; limb leads in Cabrera's order at times."""
    columns = int(rng.choice([4, 2, 1]))
    rows = 12 // columns
    cabrera = rng.random() < 0.3
    strip = str(rng.choice(["II", "V1"])) if columns > 1 and rng.random() < 0.6 else None
    gain = float(rng.choice([10, 10, 10, 5]))
    row_mm = {3: 30, 6: 21, 12: 14}[rows]
    lines = rows + (strip is not None)
    gap = float(rng.choice([0, 0, 0, 5])) if columns > 1 else 0
    width, height = 296 + gap * (columns - 1), 22 + row_mm * lines + 12
    layout = f"{rows}x{columns}" + ("+1" if strip else "") + ("-cabrera" if cabrera else "")
    page = Page("viewer", seed, layout, width, height, float(rng.choice([3.8, 5, 6.5])))
    point = page.point_mm
    page.figure.set_facecolor((0.97, 0.97, 0.98))
    page.axes.fill([0, width, width, 0], [height, height, height - 12, height - 12], color=(0.25, 0.3, 0.38), lw=0)
    page.axes.text(4, height - 8, "Example, Two   *01-02-1950   12-lead ECG 10 s", fontsize=3.6 * point, color="w")
    left, right, bottom, top = 18, width - 14, 10, height - 16
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    if rng.random() < 0.4:
        x, y = np.meshgrid(np.arange(left, right + 0.1, 1), np.arange(bottom, top + 0.1, 1))
        page.axes.plot(x.ravel(), y.ravel(), ",", color=coarse)
    elif rng.random() < 0.8:
        page.grid(left, right, bottom, top, 1, color=fine, lw=0.1 * point)
    page.grid(left, right, bottom, top, 5, color=coarse, lw=0.18 * point)
    colours = LEAD_COLOURS[rng.integers(len(LEAD_COLOURS))] if rng.random() < 0.35 else [PENS[rng.integers(len(PENS))]]
    weight = rng.uniform(0.2, 0.38) * point
    beside, pulses = rng.random() < 0.5, rng.random() < 0.4
    order = CABRERA if cabrera else LEADS
    for line in range(lines):
        y = top - row_mm * (line + 0.55)
        leads = [order[line + rows * k] for k in range(columns)] if line < rows else [strip]
        begin = left + (10 if pulses else 4)
        for k, name in enumerate(leads):
            lead, sign = name.lstrip("-"), -1 if name.startswith("-") else 1
            seconds = 10 / len(leads)
            pen = {"color": colours[(line + rows * k) % len(colours)], "lw": weight}
            if pulses and k == 0:
                page.pulse(left + 1, y, 25, gain, **pen)
            span = slice(int(k * seconds * RATE_HZ), int((k + 1) * seconds * RATE_HZ))
            x = begin + (25 * seconds + gap) * k
            page.lead(lead, k * seconds, sign * ecg[lead][span], x, y, 25, gain, rhythm=line >= rows, **pen)
            if sign < 0:
                page.leads[lead]["mv"] = [-v for v in page.leads[lead]["mv"]]
            at = (left - 14, y - 1) if beside and k == 0 else (x + 1, y + 0.3 * row_mm)
            page.axes.text(*at, name, fontsize=3.2 * point, color=pen["color"])
            if k and line == 0:
                page.axes.plot([x, x], [bottom, top], color=(0.7, 0.7, 0.75), lw=0.15 * point)
    page.axes.text(left, 3, f"25 mm/s   {gain:g} mm/mV   Filter 40 Hz   50 Hz", fontsize=3 * point, color=(0.2, 0.2, 0.2))
    return page


def telemetry(seed, ecg, rng):
    """A monitor's strip: two or three leads one below another for six to ten seconds on a grid as long as the paper, a line of print above."""
    leads = [["II", "V1"], ["I", "II", "III"], ["V1", "V2", "V3"]][rng.integers(3)]
    seconds = float(rng.choice([6, 8, 10]))
    row_mm = float(rng.uniform(20, 28))
    width, height = 25 * seconds + rng.uniform(20, 40), row_mm * len(leads) + 14
    page = Page("telemetry", seed, f"{len(leads)}x1", width, height, float(rng.choice([4, 6, 8])))
    point = page.point_mm
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    page.grid(0, width, 0, height - 9, 1, color=fine, lw=0.1 * point)
    page.grid(0, width, 0, height - 9, 5, color=coarse, lw=0.22 * point)
    pen = {"color": PENS[rng.integers(len(PENS))], "lw": rng.uniform(0.25, 0.45) * point}
    pulses = rng.random() < 0.5
    begin = rng.uniform(10, 16) if pulses else rng.uniform(2, 8)
    for row, lead in enumerate(leads):
        y = height - 12 - row_mm * (row + 0.55)
        if pulses:
            page.pulse(begin - 9, y, 25, 10, **pen)
        page.lead(lead, 0, ecg[lead][: int(seconds * RATE_HZ)], begin, y, 25, 10, **pen)
        page.axes.text(begin + 1, y + 0.3 * row_mm, f"{lead}" + (" x1.0" if rng.random() < 0.3 else ""), fontsize=3 * point)
    print_line = "BED 12   HR 68   PVC 0   25 mm/s   10 mm/mV   14:02:33"
    page.axes.text(4, height - 6, print_line, fontsize=3.2 * point, family="monospace")
    return page


def panels(seed, ecg, rng):
    """A figure of panels, each with a frame, a title and a grid of its own whose cells are hardly ever square: a fifth of a second by half a millivolt."""
    layout = str(rng.choice(["3x4", "3x4", "6x2", "4x3", "12x1"]))
    table = COLUMNS[layout]
    columns = len(table[0])
    squeeze = float(rng.uniform(0.7, 1.25))
    high = {3: 36, 4: 30, 6: 26, 12: 20}[len(table)] * squeeze
    wide, gap_x, gap_y = 250 / columns, 6, 9 if rng.random() < 0.6 else 3
    titled = gap_y > 5
    width, height = 20 + columns * (wide + gap_x), 16 + len(table) * (high + gap_y)
    page = Page("panels", seed, layout, width, height, float(rng.choice([4, 5, 7])))
    point = page.point_mm
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    pen = {"color": [(0, 0, 0), (0.12, 0.3, 0.7), (0.7, 0.1, 0.1)][rng.integers(3)], "lw": rng.uniform(0.22, 0.4) * point}
    minor, ticks = rng.random() < 0.6, rng.random() < 0.5
    for row, leads in enumerate(table):
        for k, lead in enumerate(leads):
            left, bottom = 14 + k * (wide + gap_x), height - 10 - (row + 1) * (high + gap_y) + gap_y / 2
            right, top = left + wide, bottom + high
            y = bottom + 0.45 * high
            if minor:
                for x in np.arange(left, right, 1):
                    page.axes.plot([x, x], [bottom, top], color=fine, lw=0.1 * point)
                for step in np.arange(-15, 15) * squeeze:
                    if bottom < y + step < top:
                        page.axes.plot([left, right], [y + step, y + step], color=fine, lw=0.1 * point)
            for x in np.arange(left, right, 5):
                page.axes.plot([x, x], [bottom, top], color=coarse, lw=0.2 * point)
            for step in np.arange(-20, 25, 5) * squeeze:
                if bottom < y + step < top:
                    page.axes.plot([left, right], [y + step, y + step], color=coarse, lw=0.2 * point)
            page.axes.plot([left, right, right, left, left], [bottom, bottom, top, top, bottom], color="k", lw=0.25 * point)
            seconds = 10 / columns
            mv = ecg[lead][int(k * seconds * RATE_HZ) : int((k + 1) * seconds * RATE_HZ)]
            page.lead(lead, k * seconds, mv, left, y, 25, 10 * squeeze, **pen)
            page.leads[lead]["gainMmPerMv"] = 10
            if titled:
                page.axes.text((left + right) / 2, top + 1.2, f"Lead {lead}" if rng.random() < 0.1 else lead, ha="center", fontsize=3.2 * point)
            else:
                page.axes.text(left + 1.5, top - 4.5, lead, fontsize=3.2 * point, weight="bold")
            if ticks and row == len(table) - 1:
                for tick in np.arange(0, seconds + 0.01, 0.5):
                    page.axes.text(left + 25 * tick, bottom - 3.6, f"{k * seconds + tick:.1f}", ha="center", fontsize=2.2 * point)
            if ticks and k == 0:
                for mv_tick in (-0.5, 0, 0.5, 1):
                    page.axes.text(left - 1, y + 10 * squeeze * mv_tick - 0.8, f"{mv_tick:g}", ha="right", fontsize=2.2 * point)
    page.axes.text(width / 2, height - 6, "ECG 12 leads (mV, s)", ha="center", fontsize=4 * point)
    return page


def monitor(seed, ecg, rng):
    """A dark screen: light traces, of one colour or a colour each, on black or dark blue with a dim grid or none."""
    layout = str(rng.choice(["6x2", "12x1", "3x4", "3x1"]))
    table = [["I"], ["II"], ["III"]] if layout == "3x1" else COLUMNS[layout]
    row_mm = {3: 30, 6: 22, 12: 14}[len(table)]
    width, height = 286, 24 + row_mm * len(table)
    page = Page("monitor", seed, layout, width, height, float(rng.choice([4, 5, 6.5])))
    point = page.point_mm
    page.figure.set_facecolor([(0, 0, 0), (0.04, 0.06, 0.12), (0.08, 0.08, 0.08)][rng.integers(3)])
    dim = float(rng.uniform(0.18, 0.35))
    if rng.random() < 0.8:
        if rng.random() < 0.5:
            page.grid(0, width, 8, height - 10, 1, color=(dim * 0.6,) * 3, lw=0.1 * point)
        page.grid(0, width, 8, height - 10, 5, color=(dim, dim, dim), lw=0.18 * point)
    several = rng.random() < 0.4
    colours = [(0.2, 1, 0.3), (1, 0.9, 0.2), (0.3, 0.9, 1), (1, 1, 1)]
    first = int(rng.integers(4))
    weight, pulses = rng.uniform(0.22, 0.4) * point, rng.random() < 0.5
    for row, leads in enumerate(table):
        y = height - 12 - row_mm * (row + 0.55)
        pen = {"color": colours[(first + (row if several else 0)) % 4], "lw": weight}
        if pulses:
            page.pulse(3, y, 25, 10, **pen)
        for k, lead in enumerate(leads):
            seconds = 10 / len(leads)
            mv = ecg[lead][int(k * seconds * RATE_HZ) : int((k + 1) * seconds * RATE_HZ)]
            x = 16 + 25 * k * seconds
            page.lead(lead, k * seconds, mv, x, y, 25, 10, **pen)
            page.axes.text(x + 1, y + 0.3 * row_mm, lead, fontsize=3.2 * point, color=pen["color"])
    page.axes.text(4, height - 7, "12-lead   HR 74", fontsize=3.6 * point, color="w")
    page.axes.text(4, 2.5, "25 mm/s   10 mm/mV   0.05-150 Hz", fontsize=3 * point, color=(0.8, 0.8, 0.8))
    return page


def annotated(seed, ecg, rng):
    """What a program found is drawn over the page: lines through all rows at beats, dots on their peaks, a tinted stretch, an interval between arrows, labels of beats."""
    layout = str(rng.choice(["3x4", "6x2", "12x1"]))
    table = COLUMNS[layout]
    row_mm = {3: 34, 6: 24, 12: 15}[len(table)]
    width, height = 280, 20 + row_mm * len(table)
    page = Page("annotated", seed, layout, width, height, float(rng.choice([4.5, 6, 8])))
    point = page.point_mm
    fine, coarse = GRIDS[rng.integers(len(GRIDS))]
    page.grid(0, width, 0, height, 1, color=fine, lw=0.1 * point)
    page.grid(0, width, 0, height, 5, color=coarse, lw=0.2 * point)
    pen = {"color": PENS[rng.integers(len(PENS))], "lw": rng.uniform(0.25, 0.4) * point}
    lines, dots, tint, labels = rng.random(4) < [0.4, 0.6, 0.5, 0.6]
    slope = np.abs(np.gradient(ecg["II"]))
    steep = np.flatnonzero(slope > 0.6 * slope.max())
    beats = [int(at) for i, at in enumerate(steep) if i == 0 or at - steep[i - 1] > 0.3 * RATE_HZ]
    columns = len(table[0])
    seconds = 10 / columns
    left = 20
    if tint:
        a = left + rng.uniform(20, 150)
        page.axes.fill([a, a + 40, a + 40, a], [4, 4, height - 10, height - 10], color=(1, 0.95, 0.6), lw=0, zorder=0.5)
    for row, leads in enumerate(table):
        y = height - 12 - row_mm * (row + 0.55)
        page.pulse(left - 12, y, 25, 10, **pen)
        for k, lead in enumerate(leads):
            span = slice(int(k * seconds * RATE_HZ), int((k + 1) * seconds * RATE_HZ))
            x = left + 25 * k * seconds
            page.lead(lead, k * seconds, ecg[lead][span], x, y, 25, 10, **pen)
            page.axes.text(x + 1, y + 0.32 * row_mm, lead, fontsize=3.3 * point, color=pen["color"])
    for at in beats:
        x = left + 25 * at / RATE_HZ
        if lines:
            page.axes.plot([x, x], [6, height - 11], color=(0.85, 0.2, 0.2), lw=0.15 * point, ls="--")
        if dots:
            for row, leads in enumerate(table):
                near = ecg[leads[min(columns - 1, int(at / RATE_HZ / seconds))]][max(0, at - 20) : at + 20]
                peak = near[np.argmax(np.abs(near))] if len(near) else 0
                page.axes.plot([x], [height - 12 - row_mm * (row + 0.55) + 10 * peak], "o", color=(0.9, 0.1, 0.1), ms=1.3 * point)
        if labels:
            page.axes.text(x, height - 9, "N", ha="center", fontsize=2.6 * point, color=(0.1, 0.3, 0.8))
    if len(beats) > 2:
        a, b = (left + 25 * at / RATE_HZ for at in beats[:2])
        page.axes.annotate("", (a, 8), (b, 8), arrowprops={"arrowstyle": "<->", "color": (0.1, 0.3, 0.8)})
        page.axes.text((a + b) / 2, 9, f"RR {1000 * (b - a) / 25:.0f} ms", ha="center", fontsize=2.6 * point, color=(0.1, 0.3, 0.8))
    page.axes.text(4, 2, "25 mm/s  10 mm/mV", fontsize=3 * point)
    return page
