import type { RasterPage } from '../../functions/ingest/types.ts';
import type { IdentityRegion } from '../../functions/read/types.ts';
import { rasterise } from '../../synth/page/rasterise.ts';
import { composePage, flatTruth } from '../../synth/page/render-page.ts';
import { synthesise } from '../../synth/synthesise.ts';
import type { PageTruth, Raster } from '../../synth/types.ts';

const PX_PER_MM = 8;
/** Ink, not grid. */
const DARK = 110;

/** A drawn page that names an invented patient. */
export interface NamedPage {
  readonly raster: RasterPage;
  readonly picture: Raster;
  readonly truth: PageTruth;
  /** What names the patient: name, record number, order number. */
  readonly secrets: readonly string[];
  /** How many pixels of ink that name the patient lie outside of the regions. */
  uncovered(regions: readonly Pick<IdentityRegion, 'box'>[]): number;
}

/** Draws a vendor's page. */
export function namedPage(vendor: string): NamedPage {
  const ecg = synthesise({ seed: 3, rateBpm: 82, axisDeg: -41 });
  const page = composePage({ seed: 11, vendor, pxPerMm: PX_PER_MM }, ecg);
  const { antialias } = page.spec;
  const picture = rasterise(page.drawing, { pxPerMm: PX_PER_MM, antialias, masks: [] }).raster;
  const truth = flatTruth(page);
  const { name, recordNumber, orderNumber } = page.facts;
  const secrets = [name, name.toUpperCase(), recordNumber, orderNumber];
  const raster = {
    index: 0,
    widthPx: picture.width,
    heightPx: picture.height,
    dpi: PX_PER_MM * 25.4,
    rgb: picture.rgb,
  };
  return {
    raster,
    picture,
    truth,
    secrets,
    uncovered: (regions) => truth.texts.reduce((sum, run) => sum + inkOutside(run, secrets, picture, regions), 0),
  };
}

/** Dark pixels of the secret part of a run outside of the regions; the part's ends are shared out by characters, so half a one is left off. */
function inkOutside(
  { text, boxPx }: PageTruth['texts'][number],
  secrets: readonly string[],
  { rgb, width: rowPx }: Raster,
  regions: readonly Pick<IdentityRegion, 'box'>[],
): number {
  const secret = secrets.find((each) => text.includes(each));
  if (secret === undefined) return 0;
  const [x, y, width, height] = boxPx;
  const perCharacter = width / text.length;
  const begin = text.indexOf(secret);
  const from = x + perCharacter * (begin + (begin > 0 ? 0.5 : 0));
  const to = x + perCharacter * (begin + secret.length);
  let open = 0;
  for (let py = Math.floor(y); py < y + height; py++)
    for (let px = Math.floor(from); px < to; px++) {
      if ((rgb[(py * rowPx + px) * 3 + 1] ?? 255) >= DARK) continue;
      const isCovered = regions.some(
        ({ box }) => px >= box[0] && px < box[0] + box[2] && py >= box[1] && py < box[1] + box[3],
      );
      if (!isCovered) open += 1;
    }
  return open;
}
