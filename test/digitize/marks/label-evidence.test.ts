import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TEMPLATES, type Template } from '../../../functions/digitize/layout/templates.ts';
import {
  assignLabels,
  type LabelEvidence,
  labelLogOdds,
  spelledTemplate,
} from '../../../functions/digitize/marks/label-evidence.ts';

const pitch = { x: 8, y: 8 };
const rows = [40, 70, 100].map((mm) => ({ baselinePx: mm * pitch.y, mass: 1 }));
const lattice = { columns: 4, startMm: 20, widthMm: 62.5, score: 0, labelOffsetMm: null };

function templateNamed(name: string): Template {
  const found = TEMPLATES.find((one) => one.name === name);
  assert.ok(found !== undefined);
  return found;
}

/** The names of a template as a page prints them: 3 mm behind the start of each block, 6 mm above its baseline. */
function printed(template: Template, probability = 0.95): LabelEvidence[] {
  return template.rows.flatMap((leads, row) =>
    leads.map((lead, column) => ({
      lead,
      xPx: (lattice.startMm + column * lattice.widthMm + 3) * pitch.x,
      yPx: (rows[row]?.baselinePx ?? 0) - 6 * pitch.y,
      probability,
    })),
  );
}

test('names at the blocks speak for the order that they spell and against every other', () => {
  const cabrera = templateNamed('3x4-cabrera');
  const assigned = assignLabels(printed(cabrera), rows, lattice, 3, pitch);
  assert.equal(assigned.astray.length, 0);
  assert.ok(labelLogOdds(cabrera, 0, assigned) > 20);
  assert.ok(labelLogOdds(templateNamed('3x4'), 0, assigned) < labelLogOdds(cabrera, 0, assigned) - 20);
});

test('a name left of its block or below its trace belongs to that block', () => {
  const left = { lead: 'II', xPx: (lattice.startMm - 5) * pitch.x, yPx: 70 * pitch.y, probability: 0.9 } as const;
  const below = { lead: 'aVF', xPx: (lattice.startMm + 65) * pitch.x, yPx: 105 * pitch.y, probability: 0.9 } as const;
  const { slots } = assignLabels([left, below], rows, lattice, 3, pitch);
  assert.equal(slots.get('1:0')?.lead, 'II');
  assert.equal(slots.get('2:1')?.lead, 'aVF');
});

test('names in the middle of blocks contradict the columns', () => {
  const standard = templateNamed('3x4');
  const two = { ...lattice, columns: 2, widthMm: 125 };
  const { astray } = assignLabels(printed(standard), rows, two, 3, pitch);
  assert.equal(astray.length, 6);
});

test('one misread name does not overturn eleven', () => {
  const standard = templateNamed('3x4');
  const names = printed(standard).map((label) => (label.lead === 'I' ? { ...label, lead: 'aVL' as const } : label));
  const assigned = assignLabels(names, rows, lattice, 3, pitch);
  assert.ok(labelLogOdds(standard, 0, assigned) > labelLogOdds(templateNamed('3x4-cabrera'), 0, assigned));
});

test('without labels no order is preferred', () => {
  const none = assignLabels([], rows, lattice, 3, pitch);
  assert.equal(labelLogOdds(templateNamed('3x4'), 0, none), 0);
});

test('a crop whose blocks are all named is read as it is spelled, an unsure or repeated name is not', () => {
  const two = rows.slice(0, 2);
  const one = { ...lattice, columns: 1, widthMm: 120 };
  const at = (lead: LabelEvidence['lead'], row: number, probability: number): LabelEvidence => ({
    lead,
    xPx: 22 * pitch.x,
    yPx: (two[row]?.baselinePx ?? 0) - 48,
    probability,
  });
  const spelled = (labels: LabelEvidence[]) => spelledTemplate(assignLabels(labels, two, one, 2, pitch).slots, 0, 2, 1);
  assert.deepEqual(spelled([at('V2', 0, 0.9), at('V3', 1, 0.9)])?.rows, [['V2'], ['V3']]);
  assert.equal(spelled([at('V2', 0, 0.9), at('V3', 1, 0.4)]), null);
  assert.equal(spelled([at('V2', 0, 0.9), at('V2', 1, 0.9)]), null);
});
