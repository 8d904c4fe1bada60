import { ok, type Result } from '../problems.ts';
import { confirmedCalibration } from './calibration/calibration-doubt.ts';
import type { Digitized, PrintedCalibration, ReadPrint } from './types.ts';

/** Below these log-odds the traces do not tell speed and gain, and the print is asked; where no pulse shows the gain, below the second. */
const UNSURE = 3.5;
const UNSURE_WITHOUT_PULSE = 5;

/** Reads a page; where traces and pulses leave speed or gain unsure, with what is printed of them, once more only if that says otherwise. */
export async function withPrint(
  read: (printed: PrintedCalibration) => Promise<Result<Digitized>>,
  readPrint: ReadPrint,
): Promise<Result<Digitized>> {
  const done = await read({});
  if (!done.ok || !isUnsure(done.value)) return done;
  const { geometry, calibration } = done.value;
  const printed = await readPrint(geometry);
  if (bearsOut(printed, calibration)) {
    const says = printed.gainMmPerMv !== undefined && printed.speedMmPerS !== undefined;
    return says ? ok(confirmedCalibration(done.value)) : done;
  }
  const again = await read(printed);
  return again.ok ? again : done;
}

function isUnsure({ scaleMargin, calibration }: Digitized): boolean {
  return scaleMargin !== null && scaleMargin < (calibration.source === 'pulse' ? UNSURE : UNSURE_WITHOUT_PULSE);
}

/** Whether the print says nothing else than what the page was read with. */
function bearsOut(printed: PrintedCalibration, { speedMmPerS, gainMmPerMv }: Digitized['calibration']): boolean {
  return (
    (printed.speedMmPerS ?? speedMmPerS) === speedMmPerS &&
    (printed.gainMmPerMv ?? gainMmPerMv) === gainMmPerMv &&
    (printed.chestGainMmPerMv ?? gainMmPerMv) === gainMmPerMv
  );
}
