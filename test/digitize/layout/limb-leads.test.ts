import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limbResidual } from '../../../functions/digitize/layout/limb-leads.ts';
import { syntheticLeads } from '../drawn-page.ts';

const leads = syntheticLeads();

test('limb leads of one heart agree', () => {
  const residual = limbResidual([
    { lead: 'I', mv: leads.I },
    { lead: 'II', mv: leads.II },
    { lead: 'III', mv: leads.III },
  ]);
  assert.ok(residual !== null && residual < 1e-6);
});

test('swapped names show as disagreement', () => {
  const residual = limbResidual([
    { lead: 'I', mv: leads.III },
    { lead: 'II', mv: leads.I },
    { lead: 'III', mv: leads.II },
  ]);
  assert.ok(residual !== null && residual > 0.3);
});

test('two limb leads cannot be checked', () => {
  assert.equal(
    limbResidual([
      { lead: 'I', mv: leads.I },
      { lead: 'II', mv: leads.II },
    ]),
    null,
  );
});
