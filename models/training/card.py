"""The model cards: every figure in them comes from the run that writes them."""
from __future__ import annotations

import os

import numpy as np

from records import Records
from repository import MODELS

DATA = (
    "PTB-XL 1.0.3 (Wagner et al., Scientific Data 2020; doi 10.13026/kfzx-aw45), licensed under Creative Commons Attribution 4.0. "
    "These weights were made from it: keep this attribution with them."
)
USE = (
    "Research and second reading of resting 12-lead ECGs of adults, on paper or digital. Not a medical device; never the only reader. Outside its "
    "intended use: under 18 years, paced rhythm, fewer than six leads, less than five seconds, poorly digitized pages. The product says so in "
    "`outsideIntendedUse`."
)


def _interval(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.3f}–{pair[1]:.3f}"


def _data_line(records: Records) -> str:
    train, held = records.fold < 9, records.fold == 9
    return f"{int(train.sum())} records of folds 1–8 trained it, {int(held.sum())} of fold 9 chose, calibrated and measured it; fold 10 was not used."


def _write(name: str, text: str) -> None:
    with open(os.path.join(MODELS, name, "card.md"), "w") as file:
        file.write(text)


def statements_card(records: Records, members: list[str], figures: list[dict], single: list[tuple], parity: float, compared: list[tuple]) -> None:
    """models/statements/card.md."""
    rows = "\n".join(
        f"| {f['layout']} | {f['group']} | {f['classes']} | {f['auroc']:.3f} ({_interval(f['auroc_interval'])}) | {f['ap']:.3f} ({_interval(f['ap_interval'])}) |"
        for f in figures)
    classes = "\n".join(f"| {code} | {n} | {area:.3f} | {ap:.3f} | {gap:.3f} |" for code, n, area, ap, gap in single)
    trials = "\n".join(f"| {name} | {layout} | {f['macro']:.3f} | {f['tail']:.3f} | {f['ap']:.3f} | {f['tail_ap']:.3f} |" for name, layout, f in compared)
    held = records.fold == 9
    never = [code for c, code in enumerate(records.codes) if records.labels[records.fold < 9, c].sum() == 0]
    _write("statements", f"""# statements: 71 SCP-ECG statements of PTB-XL

**Intended use.** {USE}

**Input.** `signal` and `mask` [12, 1000] (100 Hz, 0.5–40 Hz, z-scored per lead over what is held; 0 where missing) and `context` [28] (age, sex, voltage
of each lead, each with a flag of being known). **Output.** `probabilities` [71], calibrated, in the order of `labels.json`; `abnormal` [1], log-odds of
an abnormal record.

**Network.** {len(members)} one-dimensional squeeze-excite residual network(s) averaged in one graph. Layouts, lead drop-outs, shifts, noise, blur and
unknown facts were drawn at random in training. PyTorch and ONNX Runtime differ by at most {parity:.1e}.

**Data and licence.** {DATA} {_data_line(records)} Records that `draw-synthetic.ts` drew (rare rhythms and conductions, ordinary ones beside them; only the
statements that their drawing defines count) were added to each batch where the table below says so; no figure is measured on them.

## Figures on fold 9 (n = {int(held.sum())})

Macro averages over the statements with at least one positive record; 95 % intervals by bootstrap over records (a draw leaves out the statements
of which it holds no record, which lifts its average precision). Fold 9 also chose the epoch's length, the calibration
and the thresholds, so these figures are slightly optimistic.

| layout | group | statements | AUROC (95 %) | average precision (95 %) |
|---|---|---|---|---|
{rows}

Groups by records in folds 1–8 of the whole of PTB-XL: head ≥ 1000, medium 100–999, tail < 100. Layouts are cut from the ten-second records.

Statements with at least five positives (12x10 s):

| statement | n | AUROC | AP | calibration error |
|---|---|---|---|---|
{classes}

Single networks side by side, same records (one seed each, so differences below 0.01 say little):

| network | layout | macro AUROC | tail AUROC | macro AP | tail AP |
|---|---|---|---|---|---|
{trials}

## Limits

- Trained on one German source of 1989–1996 devices and on part of PTB-XL; other populations, devices and paper speeds were not measured.
- Statements without a single real training record here, known from drawn ones at most: {', '.join(never) or 'none'}. Statements with fewer than ten records rank poorly.
- Of {int(np.isnan(records.sd_mv[:, 6]).sum())} records the chest voltages are unknown, so voltage statements rest on few records.
- Likelihoods of PTB-XL's statements were ignored: any mention counts.

## What differs from the papers

arXiv 2408.17154 predicts 116 categories from about one million private records with a restored latent; this network predicts PTB-XL's 71 statements, without that latent.
Figures on private data cannot be set beside these.
""")


def ablation_tables(ablation: dict) -> str:
    """What each part of the multi-scale restoration brings, as ablate_restore.py measured it."""
    scores = "\n".join(f"| {name} | {full:.3f} | {page:.3f} | {half:.3f} |" for name, full, page, half in ablation["scores"])
    maps = "\n".join(f"| {m['map']} | {m['layout']} | {m['all']:.3f} | {m['odd']:.3f} |" for m in ablation["maps"])
    return f"""## Beats, trend and cross-attention

The companions of the restoration (`multiscale_network.py`): a branch that restores a hidden quarter of each beat's window, cross-attention between it and the
record's tokens, and a branch that restores the record from its smoothed first difference. They were trained beside the shipped restoration, which stayed as it was. Same records and measures as above; with {ablation["held"]} records of fold 9, differences below 0.02 say little.

| score | 12x10 s | 3x4+1 | 6x2 |
|---|---|---|---|
{scores}

| map | layout | all | odd beats |
|---|---|---|---|
{maps}

"""


def restore_card(records: Records, members: list[str], figures: list[dict], scores: list[tuple], parity: float, maps: list[dict],
                 ablation: dict | None, with_companions: bool) -> None:
    """models/restore/card.md. `with_companions`: the shipped graph holds the companions that the ablation is about."""
    rows = "\n".join(
        f"| {f['layout']} | {f['score']} | {f['normal']} / {f['abnormal']} | {f['auroc']:.3f} ({_interval(f['auroc_interval'])}) | {f['ap']:.3f} | {f['specificity']:.3f} |"
        for f in figures)
    variants = "\n".join(f"| {name} | {full:.3f} | {page:.3f} | {half:.3f} |" for name, full, page, half in scores)
    normals = int((records.normal & (records.fold < 9)).sum())
    seen = int((records.normal & (records.fold < 8)).sum())
    joined = "\n".join(f"| {m['map']} | {m['layout']} | {m['records']} | {m['all']:.3f} | {m['odd']:.3f} |" for m in maps)
    _write("restore", f"""# restore: anomaly detection and localization by restoration

**Intended use.** {USE}

**Input.** `signal` and `mask` [12, 1000] as for *statements*. **Output.** `anomaly` [12, 1000] in 0…1, the place on the trace; `score` [1], the
self-supervised record score. `labels.json` holds the logistic combination with *statements*.`abnormal`.

**Network.** {len(members)} encoder(s) of 32 tokens with self-attention and a decoder with bounded log-variance, trained on normal records alone to restore hidden patches, cuts and leads,
and to tell age, sex and limb voltages from the latent. At inference every sample is hidden once over four batched mask phases inside the graph; only hidden samples are scored.
Beside it stands an anomaly branch: a small U-shaped network with attention between tokens of 160 ms, which learned from {seen} normal records of folds 1–7 where
synthetic changes had been drawn into them (`anomalies.py`, `ectopy.py`). Of every sample it tells two things: unlike normal, and unlike the person's other beats.
A logistic regression joins both, their means over the leads, and the restoration error. PyTorch and ONNX Runtime differ by at most {parity:.1e}.

**Data and licence.** {DATA} {normals} normal records (diagnostic superclasses exactly NORM) of folds 1–8 trained the restoration; fold 8 joined the maps; fold 9 chose
the score and fitted the combination. MIT-BIH trained and chose nothing here; it measures (`bench/models/localize-beats.py`).

## Figures on fold 9

Normal: superclasses exactly NORM; abnormal: at least one of MI, STTC, CD, HYP and no NORM. 95 % intervals by bootstrap over records.

| layout | score | normal / abnormal | AUROC (95 %) | average precision | specificity at sensitivity 0.9 |
|---|---|---|---|---|---|
{rows}

Self-supervised scores side by side, AUROC:

| score | 12x10 s | 3x4+1 | 6x2 |
|---|---|---|---|
{variants}

Maps side by side on normal records of fold 8 with synthetic changes that were drawn as in training (the branch never saw these records), AUROC within the record
of all changed places and of those of odd beats only:

| map | layout | records | all | odd beats |
|---|---|---|---|---|
{joined}

{ablation_tables(ablation) if ablation else ""}## Limits

- Trained on part of PTB-XL. The combination's weights and its threshold were fitted on the same fold 9 that is printed here: slightly optimistic.
- The branch's map is weaker where a page holds a lead for 2.5 s, and supraventricular beats, which differ by their time alone, stand out less than ventricular ones. The restoration had seen the normal records of fold 8 that the maps are compared on; the branch had not.
- The map shows where the trace differs from what normal records would continue with. Noise and lead misplacement light up as well as disease.

## What differs from the papers

arXiv 2308.01639 restores at 500 Hz with a global, a heartbeat and a trend branch and scores all samples; here the hidden samples alone are scored, at 100 Hz.
{"The shipped graph holds companions too" if with_companions else "The shipped graph holds the global branch alone: the heartbeat and trend branches and the cross-attention are built and measured above, and are not shipped: the beats lower the score, the trend raises the map on fold 8 and lowers it on other inserts, and all together cost half of the graph's time again"}.
In them a beat's tokens look at other beats and other times, never at global tokens of their own time, so that what is hidden in a beat is not told by the record's own patches.
The restoration's map is smoothed by 60 ms instead of 30 (better on the synthetic inserts of `bench/models/localize.py`) and divided by the predicted SD. Log-variance is bounded, normalisation is the same in training and testing, and no test record chose anything: the checkpoint is
the moving average after 50 of 100 planned epochs, where training was stopped; fold 9 chose the weights of the restoration's parts in the score, fold 8 that of the branch.
""")
