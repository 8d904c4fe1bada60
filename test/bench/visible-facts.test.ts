import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleFacts } from '../../bench/read/visible-facts.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';

test('what a picture leaves out is not printed on it, what its edge cuts is not judged', async () => {
  const { truth: whole } = await renderScene(3, 'preset-clean');
  const texts = whole.texts.filter(({ facts }) => facts.length > 0);
  assert.ok(texts.length > 4);
  assert.deepEqual(visibleFacts(whole), { ...whole.facts });

  const bottom = (quad: readonly number[]) => Math.max(...quad.filter((_, i) => i % 2 === 1));
  const top = (quad: readonly number[]) => Math.min(...quad.filter((_, i) => i % 2 === 1));
  const first = texts.reduce((a, b) => (bottom(b.quadPx) < bottom(a.quadPx) ? b : a));
  const moved = (dy: number) => ({
    ...whole,
    texts: whole.texts.map((text) => ({ ...text, quadPx: text.quadPx.map((v, i) => (i % 2 === 1 ? v - dy : v)) })),
  });
  const name = first.facts[0]!;
  const cut = visibleFacts(moved((top(first.quadPx) + bottom(first.quadPx)) / 2));
  assert.equal(name in cut, false);
  const gone = visibleFacts(moved(bottom(first.quadPx) + 1));
  assert.equal(gone[name], null);
  assert.equal(gone.speedMmPerS, whole.facts.speedMmPerS);
});
