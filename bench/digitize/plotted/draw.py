"""Draws pages as programs other than ours do, to see whether what reads our renderer's pages reads theirs.

python3 draw.py --recordings FILE --out DIR [--seed S] [--count N] [--manners generator,library,cutting,holter,wearable,viewer,telemetry,panels,monitor,annotated] [--pdf]
FILE as for synth/render.ts; read the pages with node bench/digitize/run.ts --suite drawn:DIR. Needs matplotlib. distort.py makes photographs and scans of them.
"""
import argparse

import matplotlib
import numpy as np
from manners import MANNERS
from page import Page, recording

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--recordings", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--count", type=int, default=6)
parser.add_argument("--manners", default=",".join(MANNERS))
parser.add_argument("--pdf", action="store_true", help="vector PDFs instead of pictures")
options = parser.parse_args()
if options.pdf:
    Page.kind = "pdf"
    # Else points are dropped that move the line by less than a ninth of a pixel at 72 dots an inch, 27 dB below the trace.
    matplotlib.rcParams["path.simplify"] = False
for manner in options.manners.split(","):
    for seed in range(options.seed, options.seed + options.count):
        rng = np.random.default_rng([seed, list(MANNERS).index(manner)])
        MANNERS[manner](seed, recording(options.recordings, seed), rng).save(options.out)
