"""Which of the 116 categories of arXiv 2408.17154 the models answer: writes ../coverage.md.

    python3 coverage.py ../../../shared/design/categories-116.txt
"""
from __future__ import annotations

import os
import re
import sys

from statement_names import NAMES

PREDICTED = {
    "Normal electrocardiogram": "NORM", "T wave changes": "NDT, NT_, TAB_", "Sinus bradycardia": "SBRAD", "ST-T segment changes": "NST_, NDT, ISC_",
    "Sinus tachycardia": "STACH", "ST segment changes": "NST_", "Mild T wave changes": "NDT, NT_", "First-degree atrioventricular block": "1AVB",
    "Left ventricular high voltage": "VCLVH, HVOLT", "Atrial fibrillation": "AFIB", "Complete right bundle branch block": "CRBBB", "Atrial premature beat": "PAC",
    "Sinus arrhythmia": "SARRH", "Ventricular premature beat": "PVC", "Low voltage": "LVOLT", "Left anterior fascicular block": "LAFB",
    "Mild ST segment changes": "NST_", "Incomplete right bundle branch block": "IRBBB", "ST segment depression": "STD_", "Atrial flutter": "AFLT",
    "Complete left bundle branch block": "CLBBB", "Ventricular paced rhythm": "PACE", "Atrial tachycardia": "SVTAC, SVARR", "Intraventricular conduction block": "IVCD",
    "Left ventricular hypertrophy": "LVH", "Paroxysmal atrial tachycardia": "PSVT", "Inferior myocardial infarction": "IMI", "Mild ST-T segment changes": "NST_, NDT",
    "Extensive anterior myocardial infarction": "ALMI, AMI", "Anteroseptal Myocardial Infarction": "ASMI", "Abnormal Q wave": "QWAVE", "Prolonged QT interval": "LNGQT",
    "Old anterior myocardial infarction": "AMI", "Old inferior myocardial infarction": "IMI", "Atrial paced rhythm": "PACE", "Pre-excitation syndrome": "WPW",
    "Intraventricular conduction delay": "IVCD", "Flat T wave": "LOWT", "Second-degree atrioventricular block": "2AVB", "Atrial bigeminy": "BIGU",
    "Paroxysmal supraventricular tachycardia": "PSVT", "Paced electrocardiogram": "PACE", "Third-degree atrioventricular block": "3AVB",
    "Second-degree type 1 atrioventricular block": "2AVB", "Second-degree type 2 atrioventricular block": "2AVB", "Anterior myocardial infarction": "AMI",
    "Inverted T wave": "INVT", "Posterior myocardial infarction": "PMI", "Atrial trigeminy": "TRIGU", "High lateral myocardial infarction": "LMI",
    "Right ventricular hypertrophy": "RVH", "Ventricular bigeminy": "BIGU", "Lateral myocardial infarction": "LMI", "Old lateral myocardial infarction": "LMI",
    "Left posterior fascicular block": "LPFB", "Old posterior myocardial infarction": "PMI", "Ventricular trigeminy": "TRIGU", "Old high lateral myocardial infarction": "LMI",
    "Atrial arrhythmia": "SVARR", "Left atrial hypertrophy": "LAO/LAE", "Right atrial hypertrophy": "RAO/RAE", "Biauricular hypertrophy": "LAO/LAE with RAO/RAE",
}

MEASURED = {
    "Right axis deviation": "QRS axis", "Left axis deviation": "QRS axis", "Long RR interval": "RR intervals", "Shortened QT interval": "QT and QTc",
    "Short PR interval with normal QRS complex": "PR and QRS", "Broadened P wave": "P duration", "Elevated J point": "ST at J per lead",
    "Frequent atrial premature beat": "beats of class S", "Frequent ventricular premature beat": "beats of class V", "Couplet atrial premature beat": "beats of class S",
    "Couplet ventricular premature beat": "beats of class V",
}


def main() -> None:
    with open(sys.argv[1]) as file:
        categories = [re.sub(r"^\d+\s*[.:\t]?\s*", "", line).strip() for line in file if line.strip()]
    strange = (set(PREDICTED) | set(MEASURED)) - set(categories)
    if strange:
        raise SystemExit(f"no such category: {strange}")
    rows, tally = [], {"predicted": 0, "measured": 0, "not covered": 0}
    for number, name in enumerate(categories):
        if name in PREDICTED:
            kind, by = "predicted", PREDICTED[name]
            assert all(code in NAMES for code in re.split(r", | with ", by)), by
        elif name in MEASURED:
            kind, by = "measured", MEASURED[name]
        else:
            kind, by = "not covered", ""
        tally[kind] += 1
        rows.append(f"| {number} | {name} | {kind} | {by} |")
    head = (
        "# The 116 categories of arXiv 2408.17154 and what answers them here\n\n"
        "*Predicted*: one of the 71 SCP statements of `statements` means it or holds it; several categories may share a statement, which then does not tell "
        "them apart (old from fresh, atrial from ventricular bigeminy). *Measured*: no statement, but *measure* or the beat classes give the value that "
        "defines it. *Not covered*: nothing here says it, and public data hold too few.\n\n"
        f"{tally['predicted']} predicted, {tally['measured']} measured, {tally['not covered']} not covered.\n\n| | category | | by |\n|---|---|---|---|\n")
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "coverage.md"), "w") as file:
        file.write(head + "\n".join(rows) + "\n")
    print(tally)


if __name__ == "__main__":
    main()
