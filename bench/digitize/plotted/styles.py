"""Where leads stand, and the colours of grids and pens."""
from page import LEADS

COLUMNS = {
    "3x4": [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]],
    "6x2": [[LEADS[row], LEADS[row + 6]] for row in range(6)],
    "12x1": [[lead] for lead in LEADS],
    "4x3": [["I", "aVL", "V3"], ["II", "aVF", "V4"], ["III", "V1", "V5"], ["aVR", "V2", "V6"]],
    "6x1": [[lead] for lead in LEADS[:6]],
}
#: Fine and coarse lines.
GRIDS = [
    ((1, 0.8, 0.8), (1, 0.5, 0.5)),
    ((0.85, 0.85, 0.85), (0.6, 0.6, 0.6)),
    ((0.8, 0.88, 1), (0.5, 0.65, 0.95)),
    ((1, 0.86, 0.7), (0.9, 0.6, 0.3)),
    ((0.75, 0.92, 0.78), (0.45, 0.75, 0.5)),
]
PENS = [(0, 0, 0), (0, 0, 0), (0.1, 0.1, 0.4), (0, 0.2, 0.1)]
