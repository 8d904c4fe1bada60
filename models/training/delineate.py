#!/usr/bin/env python3
"""Trains the wave network of functions/measure: which samples of one beat are P, QRS or T.

Input is what `bench/measure/dump-beats.ts --out DIR` writes, so that the features exist once, in TypeScript.
usage: delineate.py --beats DIR [--folds 4] [--fold-models DIR] [--epochs 14] [--out models/delineate/1/model.json]
With --folds the error of the borders on unseen records is printed first; the exported weights are trained on all records.
"""
import argparse, base64, hashlib, json, os
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

WINDOW, CENTRE = 320, 130
WAVES = (('p', 'pOn', 'pOff'), ('qrs', 'qrsOn', 'qrsOff'), ('t', 'tOn', 'tOff'))


def inputs(pair):
    """[n, 2, 320] scaled lead and context -> [n, 5, 320]; the same five channels as wave-network.ts."""
    x, context = pair[:, 0], pair[:, 1]
    ramp = ((torch.arange(WINDOW) - CENTRE) / 160).expand_as(x)
    return torch.stack([x.clamp(-1.5, 1.5), torch.tanh(5 * x), torch.tanh(5 * context), context.clamp(0, 1.5), ramp], 1)


def block(i, o, k, d=1):
    return nn.Sequential(nn.Conv1d(i, o, k, padding=d * (k // 2), dilation=d), nn.BatchNorm1d(o), nn.ReLU())


class WaveNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.c0, self.c1, self.c2 = block(5, 8, 5), block(8, 16, 5), block(16, 24, 5)
        self.c3, self.c4 = block(24, 32, 5), block(32, 32, 5, 2)
        self.d2, self.d1, self.d0 = block(56, 24, 3), block(40, 16, 3), block(24, 10, 3)
        self.out = nn.Conv1d(10, 4, 1)
        self.drop = nn.Dropout(.1)

    def forward(self, x):
        a = self.c0(x); b = self.c1(F.avg_pool1d(a, 2)); c = self.c2(F.avg_pool1d(b, 2))
        d = self.drop(self.c4(self.c3(F.avg_pool1d(c, 2))))
        up = lambda v: v.repeat_interleave(2, -1)
        e = self.d2(torch.cat([up(d), c], 1)); f = self.d1(torch.cat([up(e), b], 1))
        return self.out(self.d0(torch.cat([up(f), a], 1)))


def targets(row, scale=1.0):
    """Share of every sample that each wave covers [4, 320], and which samples count."""
    y, m = np.zeros((4, WINDOW), np.float32), np.ones(WINDOW, np.float32)
    i = np.arange(WINDOW)
    at = lambda k: None if row[k] is None else (row[k] - CENTRE) * scale + CENTRE
    for n, (wave, on, off) in enumerate(WAVES):
        a, b = at(on), at(off)
        known = row.get(wave, True)
        if a is not None and b is not None and known is not False:
            y[n + 1] = np.clip(np.minimum(i + .5, b) - np.maximum(i - .5, a), 0, 1)
        elif known is not False:
            if wave == 'p': m[: int(max(0, (at('qrsOn') or CENTRE - 12)))] = 0
            elif wave == 't': m[int((at('qrsOff') or CENTRE + 15)):] = 0
            else: m[CENTRE - 30: CENTRE + 45] = 0
    y[0] = np.clip(1 - y[1:].sum(0), 0, 1)
    return y, m


def augmented(pair, rows, rng):
    """Stretches time, adds wander, mains-free noise, offset; blanks an edge as a page's block does; flips sign."""
    out, ys, ms = np.empty_like(pair), [], []
    grid = np.arange(WINDOW)
    for k, row in enumerate(rows):
        scale = np.exp(rng.normal(0, .09)) if rng.random() < .7 else 1.0
        source = (grid - CENTRE) / scale + CENTRE
        x, c = np.interp(source, grid, pair[k, 0]), np.interp(source, grid, pair[k, 1])
        gain = np.exp(rng.normal(0, .15))
        x, c = x * gain * (-1 if rng.random() < .2 else 1), c * np.exp(rng.normal(0, .1))
        if rng.random() < .5: x = x + rng.normal(0, .03) + rng.normal(0, .04) * np.sin(grid / 40 * rng.uniform(.3, 1.2) + rng.uniform(0, 7))
        if rng.random() < .5:
            noise = rng.normal(0, 1, WINDOW + 8); width = rng.integers(1, 6)
            noise = np.convolve(noise, np.ones(width) / np.sqrt(width), 'same')[4:-4] * abs(rng.normal(0, .025)); x = x + noise; c = np.sqrt(c * c + noise * noise * .3)
        y, m = targets(row, scale)
        if rng.random() < .15:
            if rng.random() < .5: cut = rng.integers(5, 85); x[:cut] = 0; c[:cut] = 0; m[:cut] = 0
            else: cut = rng.integers(215, 315); x[cut:] = 0; c[cut:] = 0; m[cut:] = 0
        out[k, 0], out[k, 1] = x, c; ys.append(y); ms.append(m)
    return torch.from_numpy(out), torch.from_numpy(np.stack(ys)), torch.from_numpy(np.stack(ms))


def train(pair, rows, epochs, seed):
    torch.manual_seed(seed); rng = np.random.default_rng(seed)
    net = WaveNetwork(); opt = torch.optim.AdamW(net.parameters(), 4e-3, weight_decay=1e-3)
    n, batch = len(rows), 64
    importance = torch.tensor([1.0 if r['beats'] == 1 else 2.0 for r in rows])  # a median's borders are the median of several readings
    schedule = torch.optim.lr_scheduler.OneCycleLR(opt, 6e-3, epochs * (n // batch) + 1)
    for epoch in range(epochs):
        order, total = rng.permutation(n), 0.0
        for start in range(0, n - batch + 1, batch):
            pick = order[start:start + batch]
            x, y, m = augmented(pair[pick], [rows[k] for k in pick], rng)
            m = m * importance[pick][:, None]
            logp = F.log_softmax(net(inputs(x)), 1)
            loss = -((logp * y).sum(1) * m).sum() / m.sum()
            opt.zero_grad(); loss.backward(); opt.step(); schedule.step(); total += loss.item()
        print(f'  epoch {epoch} loss {total / (n // batch):.4f}', flush=True)
    return net.eval()


def borders(probability, low, high, threshold=.5):
    """Onset and offset of the run with most mass: crossings of 0.5, between samples."""
    best, mass, i = None, 0.0, low
    while i < high:
        if probability[i] > threshold:
            j = i
            while j < high and probability[j] > threshold: j += 1
            s = probability[i:j].sum()
            if s > mass: best, mass = (i, j), s
            i = j
        i += 1
    if best is None: return None
    i, j = best
    a = i - (probability[i] - .5) / (probability[i] - probability[i - 1]) if i > 0 and probability[i] != probability[i - 1] else i
    b = j - 1 + (probability[j - 1] - .5) / (probability[j - 1] - probability[j]) if j < len(probability) and probability[j - 1] != probability[j] else j
    return a, b


def evaluate(net, pair, rows):
    with torch.no_grad(): p = torch.cat([F.softmax(net(inputs(torch.from_numpy(pair[k:k + 512]))), 1) for k in range(0, len(rows), 512)]).numpy()
    result = {}
    for n, (wave, on, off) in enumerate(WAVES):
        e, tp, fp, fn = [], 0, 0, 0
        for k, row in enumerate(rows):
            known = row.get(wave, True)
            if known is None: continue
            got = borders(p[k, n + 1], 0, WINDOW)
            if known and row[on] is not None and row[off] is not None:
                if got is None: fn += 1
                else: tp += 1; e.append((4 * (got[0] - row[on]), 4 * (got[1] - row[off])))
            elif known is False and got is not None: fp += 1
        result[wave] = (np.array(e), tp, fp, fn)
    return result


def report(parts, name):
    for wave in ('p', 'qrs', 't'):
        e = np.concatenate([p[wave][0] for p in parts]); tp, fp, fn = (sum(p[wave][k] for p in parts) for k in (1, 2, 3))
        print(f'{name} {wave:3s} n={tp + fn} Se={tp / (tp + fn):.4f} PPV={tp / max(1, tp + fp):.4f} onset {e[:, 0].mean():+.1f}±{e[:, 0].std():.1f} ms offset {e[:, 1].mean():+.1f}±{e[:, 1].std():.1f} ms')


def export(net, path):
    layers = {}
    for name in ('c0', 'c1', 'c2', 'c3', 'c4', 'd2', 'd1', 'd0', 'out'):
        layer = getattr(net, name)
        conv, norm = (layer, None) if name == 'out' else (layer[0], layer[1])
        w, b = conv.weight.detach().double(), conv.bias.detach().double()
        if norm is not None:
            g = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().double()
            w, b = w * g[:, None, None], (b - norm.running_mean) * g + norm.bias
        flat = torch.cat([w.reshape(-1), b.detach().reshape(-1)]).float().numpy()
        layers[name] = dict(outputs=w.shape[0], inputs=w.shape[1], taps=w.shape[2], dilation=conv.dilation[0], base64=base64.b64encode(flat.astype('<f4').tobytes()).decode())
    checksum = hashlib.sha256(''.join(v['base64'] for v in layers.values()).encode()).hexdigest()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f: json.dump(dict(name='delineate', version='1.0.0', sha256=checksum, layers=layers), f); f.write('\n')


if __name__ == '__main__':
    P = argparse.ArgumentParser(); P.add_argument('--beats', required=True); P.add_argument('--folds', type=int, default=0); P.add_argument('--only-fold', type=int)
    P.add_argument('--epochs', type=int, default=14); P.add_argument('--out'); P.add_argument('--fold-models'); a = P.parse_args()
    rows = [json.loads(line) for line in open(os.path.join(a.beats, 'beats.jsonl'))]
    pair = np.fromfile(os.path.join(a.beats, 'beats.f32'), np.float32).reshape(len(rows), 2, WINDOW)
    fold = np.array([r['record'] for r in rows]) % max(1, a.folds); views = np.array([r['view'] for r in rows])
    parts = {}
    for k in range(a.folds):
        if a.only_fold is not None and k != a.only_fold: continue
        print('fold', k, flush=True)
        tr, te = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        net = train(pair[tr], [rows[i] for i in tr], a.epochs, k)
        if a.fold_models: export(net, os.path.join(a.fold_models, f'fold{k}.json'))
        for view in sorted(set(views)):
            pick = te[views[te] == view]; parts.setdefault(view, []).append(evaluate(net, pair[pick], [rows[i] for i in pick]))
    for view in parts: report(parts[view], view)
    if a.out: export(train(pair, rows, a.epochs, 1), a.out)
