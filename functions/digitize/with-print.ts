import { ok, type Result } from '../problems.ts';
import { confirmedCalibration, isUnsure } from './calibration/calibration-doubt.ts';
import { upsideDown } from './flat-page/page-geometry.ts';
import { type KnownPrint, UNASKED } from './known-print.ts';
import { goesOn } from './layout/one-lead-layout.ts';
import type { Digitized, PageGeometry, PrintedCalibration } from './types.ts';

/**
 * Reads a page; where traces and pulses leave speed or gain unsure, with what is printed of them, once more only if that says otherwise. The print is
 * asked ahead where the reading foresees that, and anew only if the page proves to lie otherwise. Rows of one unnamed lead read as well upside down: where nothing
 * was printed for the way up that they seem to have, print tells whether it is the other, unless that `isStated`.
 */
export async function withPrint(
  read: (print: KnownPrint) => Promise<Result<Digitized>>,
  readPrint: (geometry: PageGeometry) => Promise<PrintedCalibration>,
  isStated = false,
): Promise<Result<Digitized>> {
  const ahead: { readonly geometry: PageGeometry; readonly printed: Promise<PrintedCalibration> }[] = [];
  const askAhead = (geometry: PageGeometry) => {
    if (ahead.length > 0) return;
    const printed = readPrint(geometry);
    ahead.push({ geometry, printed });
    // Awaited below, but perhaps not before it fails.
    printed.catch(() => {});
  };
  const readAgain = ({ quarterTurns }: PageGeometry, says: PrintedCalibration) =>
    read({ ...UNASKED, says, turns: quarterTurns });
  const done = await read({ says: {}, askAhead });
  const [asked] = ahead;
  const early = await asked?.printed;
  if (!done.ok || done.value.scaleMargin === null) return done;
  const { geometry, calibration, scaleMargin } = done.value;
  if (!isUnsure(scaleMargin, calibration.source)) return done;
  const printed = early !== undefined && asked?.geometry === geometry ? early : await readPrint(geometry);
  if (!isStated && goesOn(done.value) && saysNothing(printed)) {
    const turned = upsideDown(geometry);
    const otherwise = await readPrint(turned);
    const upright = saysNothing(otherwise) ? null : await readAgain(turned, otherwise);
    return upright?.ok ? upright : done;
  }
  if (bearsOut(printed, done.value)) {
    const says = printed.gainMmPerMv !== undefined && printed.speedMmPerS !== undefined;
    return says ? ok(confirmedCalibration(done.value)) : done;
  }
  const again = await readAgain(geometry, printed);
  return again.ok ? again : done;
}

const saysNothing = (printed: PrintedCalibration): boolean => Object.keys(printed).length === 0;

/** Whether the print says nothing else than what the page was read with. */
function bearsOut(printed: PrintedCalibration, done: Digitized): boolean {
  const { speedMmPerS, gainMmPerMv } = done.calibration;
  // Of a lead that goes on in several rows its name is hardly known but by that print.
  const isNamed = printed.lead !== undefined && goesOn(done);
  return (
    !isNamed &&
    (printed.speedMmPerS ?? speedMmPerS) === speedMmPerS &&
    (printed.gainMmPerMv ?? gainMmPerMv) === gainMmPerMv &&
    (printed.chestGainMmPerMv ?? gainMmPerMv) === gainMmPerMv
  );
}
