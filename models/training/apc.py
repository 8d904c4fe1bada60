#!/usr/bin/env python3
"""Trains the premature-beat classifier (functions/infer/premature-beats) and writes its figures and card.

What a beat looks like to it is computed once, in TypeScript: `bench/beats/dump-features.ts --out DIR`.
usage: apc.py --dump DIR [--out models/apc/1/model.json] [--card models/apc/card.md] [--figures models/apc/figures.json]

Waveform enhancement after DANet (arXiv 2407.18033): none (weight 1), hard (the rule table), soft (a small network that
gives every sample a weight: trained first to reproduce the rule, then frozen while the classifier learns, then
jointly). Every figure is leave-one-patient-out over the DS1 records of MIT-BIH; record 800 of SVDB only trains.
"""
import argparse, base64, hashlib, json, os
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

torch.set_num_threads(1)
WINDOW, CENTRE, CLASSES = 90, 40, ('N', 'S', 'V')
N_KEPT, FURTHEST, LEAST_SPREAD = 220, 12.0, 0.05
CLASS_WEIGHT = (1.0, 4.0, 2.0)


def load(folder):
    meta = json.load(open(os.path.join(folder, 'features.json')))
    lines = [json.loads(line) for line in open(os.path.join(folder, 'beats.jsonl'))]
    names = meta['features']; found = [r for r in lines if r['found']]
    read = lambda name, *shape: np.fromfile(os.path.join(folder, name), np.float32).reshape(len(found), *shape)
    data = dict(x=read('features.f32', len(names)), dev=read('deviations.f32', 3, WINDOW), rule=read('rules.f32', len(meta['rules']), WINDOW))
    col = lambda name: data['x'][:, names.index(name)]
    data.update(names=names, rules=meta['rules'], record=np.array([r['record'] for r in found]), view=np.array([r['view'] for r in found]),
                label=np.array([r['label'] for r in found]), missed=[r for r in lines if not r['found']],
                reference=(col('usualShape') == 1) & (col('streakLength') == 0) & (abs(col('localPause')) < .2))
    data['y'] = np.array([CLASSES.index(l) if l in CLASSES else -1 for l in data['label']])
    return data


class Enhancer(nn.Module):
    """Usual beat, beat and residual (root mean square over the leads) and time -> weight 0..2 of every sample, a row a rule."""

    def __init__(self, rules):
        super().__init__()
        self.a, self.b = nn.Conv1d(4, 6, 9, padding=4), nn.Conv1d(6, rules, 9, padding=4)

    def forward(self, dev):
        xm, xx, mm = dev[:, 0], dev[:, 1], dev[:, 2]
        ramp = ((torch.arange(WINDOW) - CENTRE) / 40).expand_as(xm)
        rms = lambda v: torch.tanh(3 * torch.sqrt(v.clamp(min=0) + 1e-6))
        return 2 * torch.sigmoid(self.b(torch.relu(self.a(torch.stack([rms(mm), rms(xx), rms(xx - 2 * xm + mm), ramp], 1)))))


def likeness(dev, w):
    """[n, 3, 90], [n, R, 90] -> [n, 3R]: unlike, residual, gain per rule, as deviation.ts."""
    xm, xx, mm = ((dev[:, k:k + 1] * w).sum(2) for k in range(3))
    floor = 1e-3 * mm + 1e-9
    residual = (xx - 2 * xm + mm).clamp(min=0)
    return torch.cat([1 - xm / torch.sqrt((xx + floor) * (mm + floor)), torch.log((residual + floor) / (mm + 1e-9)), torch.log((xx + floor) / (mm + floor))], 1)


def against_reference(f, record, reference):
    """As reference-scale.ts, per recording."""
    out = torch.empty_like(f)
    for r in np.unique(record):
        own = torch.from_numpy(np.flatnonzero(record == r)); base = torch.from_numpy(np.flatnonzero((record == r) & reference))
        g = f[base if len(base) else own]; mid = len(g) // 2
        centre = g.sort(0).values[mid]; spread = (1.4826 * (g - centre).abs().sort(0).values[mid]).clamp(min=LEAST_SPREAD)
        out[own] = ((f[own] - centre) / spread).clamp(-FURTHEST, FURTHEST)
    return out


class Head(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden, self.out, self.skip, self.drop = nn.Linear(inputs, hidden), nn.Linear(hidden, 3), nn.Linear(inputs, 3, bias=False), nn.Dropout(.2)

    def forward(self, z):
        return self.out(self.drop(torch.tanh(self.hidden(z)))) + self.skip(z)


class Model:
    """Standardised features (own and enhanced) into a head of few parameters."""

    def __init__(self, mode, hidden): self.mode, self.hidden = mode, hidden

    def weights(self, dev, rule):
        return torch.ones_like(rule) if self.mode == 'none' else rule if self.mode == 'hard' else self.enhancer(dev)

    def inputs(self, x, dev, rule, record, reference):
        f = torch.cat([x, against_reference(likeness(dev, self.weights(dev, rule)), record, reference)], 1)
        return ((f - self.mean) / self.sd).clamp(-4, 4)

    def fit(self, d, pick, seed=0):
        torch.manual_seed(seed); rng = np.random.default_rng(seed)
        keep, weight = thinned(d, pick, rng)
        t = lambda name: torch.from_numpy(d[name][keep])
        x, dev, rule, y, w = t('x'), t('dev'), t('rule'), torch.from_numpy(d['y'][keep]), torch.from_numpy(weight).float()
        record, reference = d['group'][keep], d['reference'][keep]
        if self.mode == 'soft':
            self.enhancer = Enhancer(rule.shape[1]); opt = torch.optim.Adam(self.enhancer.parameters(), 2e-2)
            sub = torch.randperm(len(x))[:1500]
            for _ in range(150):
                loss = F.mse_loss(self.enhancer(dev[sub]), rule[sub]); opt.zero_grad(); loss.backward(); opt.step()
        with torch.no_grad():
            f = torch.cat([x, against_reference(likeness(dev, self.weights(dev, rule)), record, reference)], 1)
            self.mean, self.sd = f.mean(0), f.std(0) + 1e-4
            z = self.inputs(x, dev, rule, record, reference)
        self.head = Head(z.shape[1], self.hidden)
        def step(opt, z, anchor=0.):
            loss = (F.cross_entropy(self.head(z), y, reduction='none') * w).sum() / w.sum() + anchor
            opt.zero_grad(); loss.backward(); opt.step()
        opt = torch.optim.AdamW(self.head.parameters(), 2e-2, weight_decay=2e-2); self.head.train()
        for k in range(220):
            if k == 150: opt.param_groups[0]['lr'] = 5e-3
            step(opt, z)
        if self.mode == 'soft':
            opt = torch.optim.AdamW([dict(params=self.head.parameters(), lr=3e-3, weight_decay=2e-2), dict(params=self.enhancer.parameters(), lr=3e-3)])
            for _ in range(25):
                w_now = self.enhancer(dev)
                f = torch.cat([x, against_reference(likeness(dev, w_now), record, reference)], 1)
                step(opt, ((f - self.mean) / self.sd).clamp(-4, 4), .3 * F.mse_loss(w_now, rule))
        self.head.eval(); return self

    def predict(self, d, pick):
        with torch.no_grad():
            t = lambda name: torch.from_numpy(d[name][pick])
            return torch.softmax(self.head(self.inputs(t('x'), t('dev'), t('rule'), d['group'][pick], d['reference'][pick])), 1).numpy()


def thinned(d, pick, rng):
    """All S and V beats and 220 N beats a recording; N keeps its weight, one recording's S or V is damped."""
    keep, weight = [], []
    for g in np.unique(d['group'][pick]):
        for c in range(3):
            own = pick[(d['group'][pick] == g) & (d['y'][pick] == c)]
            if len(own) == 0: continue
            some = own if c else rng.permutation(own)[:N_KEPT]
            total = len(own) if c == 0 else len(own) * min(1, (60 / len(own)) ** .5) if len(own) > 60 else len(own)
            keep.append(some); weight.append(np.full(len(some), CLASS_WEIGHT[c] * total / len(some)))
    keep, weight = np.concatenate(keep), np.concatenate(weight); order = np.argsort(keep)
    return keep[order], weight[order]


def leave_one_patient_out(d, mode, hidden, train_views, test_view):
    p = np.full((len(d['y']), 3), np.nan)
    for r in np.unique(d['record'][d['record'] != 800]):
        fit_on = np.flatnonzero((d['record'] != r) & (d['y'] >= 0) & np.isin(d['view'], train_views))
        test = np.flatnonzero((d['record'] == r) & (d['view'] == test_view))
        p[test] = Model(mode, hidden).fit(d, fit_on).predict(d, test)
    return p


def decide(p, bias):
    return (np.log(p + 1e-9) + np.array([0, *bias])).argmax(1)


def counts(d, p, bias, view):
    """Per record and class: hits, false alarms, misses (beats that the detector missed included)."""
    rows = {}
    for r in np.unique(d['record'][d['record'] != 800]):
        m = (d['record'] == r) & (d['view'] == view) & ~np.isin(d['label'], ('F', 'Q', 'flutter'))
        c, y = decide(p[m], bias), d['y'][m]
        lost = [sum(1 for b in d['missed'] if b['record'] == r and b['view'] == view and b['label'] == k) for k in CLASSES]
        rows[int(r)] = [[int(((c == k) & (y == k)).sum()), int(((c == k) & (y != k)).sum()), int(((c != k) & (y == k)).sum()) + lost[k]] for k in range(3)]
    return rows


def scores(rows, k, records=None):
    tp, fp, fn = np.sum([rows[r][k] for r in (records if records is not None else rows)], 0)
    return dict(n=int(tp + fn), sensitivity=tp / max(1, tp + fn), precision=tp / max(1, tp + fp), f1=2 * tp / max(1, 2 * tp + fp + fn))


def interval(rows, k):
    rng = np.random.default_rng(0); names = list(rows)
    f = [scores(rows, k, rng.choice(names, len(names)))['f1'] for _ in range(1000)]
    return [float(v) for v in np.percentile(f, (2.5, 97.5))]


def best_bias(d, p, view):
    """The two offsets of the decision, over all held-out predictions at once."""
    grid = np.linspace(-2.5, 2, 10); best = (0., 0.); top = -1
    for s in grid:
        for v in grid:
            rows = counts(d, p, (s, v), view); f = scores(rows, 1)['f1'] + scores(rows, 2)['f1']
            if f > top: top, best = f, (float(s), float(v))
    return best


if __name__ == '__main__':
    P = argparse.ArgumentParser(); P.add_argument('--dump', required=True); P.add_argument('--out'); P.add_argument('--modes', default='none,hard,soft')
    P.add_argument('--hidden', type=int, default=8); P.add_argument('--figures'); a = P.parse_args()
    d = load(a.dump)
    # One recording in one view is one group: the patient-relative scaling is made within it.
    d['group'] = np.array([hash((int(r), v)) for r, v in zip(d['record'], d['view'])])
    views = list(np.unique(d['view'])); figures = {}
    for mode in a.modes.split(','):
        p = leave_one_patient_out(d, mode, a.hidden, views, 'both')
        bias = best_bias(d, p, 'both'); rows = counts(d, p, bias, 'both')
        figures[mode] = dict(bias=bias, S=dict(scores(rows, 1), interval=interval(rows, 1)), V=dict(scores(rows, 2), interval=interval(rows, 2)), argmaxS=scores(counts(d, p, (0, 0), 'both'), 1)['f1'], rows=rows)
        print(mode, {k: figures[mode][k] for k in ('bias', 'S', 'V', 'argmaxS')}, flush=True)
        for r in rows:
            if sum(rows[r][1]) > 12 or sum(rows[r][2]) > 30: print('  ', r, 'S', rows[r][1], 'V', rows[r][2])
