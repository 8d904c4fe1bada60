import { ok, type Result } from '../problems.ts';
import { confirmedCalibration, isUnsure } from './calibration/calibration-doubt.ts';
import { type KnownPrint, UNASKED } from './known-print.ts';
import { goesOn } from './layout/one-lead-layout.ts';
import type { Digitized, PageGeometry, PrintedCalibration, ReadPrint } from './types.ts';

/**
 * Reads a page; where traces and pulses leave speed or gain unsure, with what is printed of them, once more only if that says otherwise. The print is
 * asked ahead where the reading foresees that, and anew only if the page proves to lie otherwise.
 */
export async function withPrint(
  read: (print: KnownPrint) => Promise<Result<Digitized>>,
  readPrint: ReadPrint,
): Promise<Result<Digitized>> {
  const ahead: { readonly geometry: PageGeometry; readonly printed: Promise<PrintedCalibration> }[] = [];
  const askAhead = (geometry: PageGeometry) => {
    if (ahead.length > 0) return;
    const printed = readPrint(geometry);
    ahead.push({ geometry, printed });
    // Awaited below, but perhaps not before it fails.
    printed.catch(() => {});
  };
  const done = await read({ says: {}, askAhead });
  const [asked] = ahead;
  const early = await asked?.printed;
  if (!done.ok || done.value.scaleMargin === null) return done;
  const { geometry, calibration, scaleMargin } = done.value;
  if (!isUnsure(scaleMargin, calibration.source)) return done;
  const printed = early !== undefined && asked?.geometry === geometry ? early : await readPrint(geometry);
  if (bearsOut(printed, done.value)) {
    const says = printed.gainMmPerMv !== undefined && printed.speedMmPerS !== undefined;
    return says ? ok(confirmedCalibration(done.value)) : done;
  }
  const again = await read({ ...UNASKED, says: printed, turns: geometry.quarterTurns });
  return again.ok ? again : done;
}

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
