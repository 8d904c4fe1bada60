"""Draws pages as programs other than ours do, to see whether what reads our renderer's pages reads theirs.

python3 draw.py --recordings FILE --out DIR [--seed S] [--count N] [--manners generator,library,cutting,holter]
FILE as for synth/render.ts; read the pages with node bench/digitize/run.ts --suite drawn:DIR. Needs matplotlib.
"""
import argparse

import numpy as np
from manners import MANNERS
from page import recording

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--recordings", required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--count", type=int, default=6)
parser.add_argument("--manners", default=",".join(MANNERS))
options = parser.parse_args()
for manner in options.manners.split(","):
    for seed in range(options.seed, options.seed + options.count):
        rng = np.random.default_rng([seed, list(MANNERS).index(manner)])
        MANNERS[manner](seed, recording(options.recordings, seed), rng).save(options.out)
