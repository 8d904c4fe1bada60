import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageGeometry } from '../../../functions/digitize/types.ts';
import { waysToLook } from '../../../functions/read/recognise/page-views.ts';
import type { Box } from '../../../functions/read/types.ts';
import { renderPage } from '../../../synth/page/render-page.ts';
import { synthesise } from '../../../synth/synthesise.ts';

const { raster } = renderPage({ seed: 11, vendor: 'muse', pxPerMm: 6 }, synthesise({ seed: 3, rateBpm: 82 }));
const page = {
  raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
  drawing: null,
};

const lying = (deg: number, quarterTurns: PageGeometry['quarterTurns'] = 0): PageGeometry => {
  const [c, s] = [6 * Math.cos((deg * Math.PI) / 180), 6 * Math.sin((deg * Math.PI) / 180)];
  return { mmToPx: [c, -s, 0, s, c, 0, 0, 0, 1], quarterTurns, pitchPx: { x: 6, y: 6 }, angleDeg: deg };
};

test('a band of a page shows the print that the whole page shows there, at the same place', () => {
  for (const geometry of [lying(0), lying(0.4)]) {
    const look = waysToLook(page, geometry)[0]?.();
    assert.ok(look !== undefined);
    const boxes = (band?: Parameters<typeof look>[0]): Box[] => {
      const { segments, onPage } = look(band);
      return segments.map(({ left, top, right, bottom }) => onPage([left, top, right - left, bottom - top]));
    };
    const low = boxes().filter(([, y]) => y > 0.76 * raster.height);
    const found = boxes({ from: 0.7, to: 1 });
    assert.ok(low.length > 2, `${low.length} pieces of print at the foot`);
    for (const box of low) {
      const nearest = Math.min(...found.map((other) => Math.max(...box.map((v, k) => Math.abs(v - (other[k] ?? 0))))));
      assert.ok(nearest < 4, `${box}: ${nearest} px`);
    }
    assert.ok(found.every(([, y]) => y > 0.66 * raster.height));
  }
});

test('the foot of a page that stands on its head is at the top of the picture', () => {
  const look = waysToLook(page, lying(0, 2))[0]?.();
  assert.ok(look !== undefined);
  const { ink, onPage } = look({ from: 0.7, to: 1 });
  const [x, y, width, height] = onPage([0, 0, ink.print.widthPx, ink.print.heightPx]);
  assert.deepEqual([x, y, width], [0, 0, raster.width]);
  assert.ok(Math.abs(height - 0.3 * raster.height) < 2);
});
