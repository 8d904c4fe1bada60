import { confirmedCalibration } from '../digitize/calibration-doubt.ts';
import type { Digitized, PrintedCalibration } from '../digitize/types.ts';
import type { DigitizedPage, PagePool, PageTask } from '../platform/page-pool.ts';
import { ok, type Result } from '../problems.ts';
import type { OcrPool } from '../read/ocr-pool.ts';
import { type PrintedScale, readScale } from '../read/read-scale.ts';

/** Below these log-odds the traces do not tell speed and gain, and the print is asked; where no pulse shows the gain, below the second. */
const UNSURE = 3.5;
const UNSURE_WITHOUT_PULSE = 5;

/** Decodes and digitizes pages; where traces and pulses leave speed or gain unsure, with what is printed of them. */
export function digitizeWithPrint(
  run: PagePool['runWithPage'],
  ocr: OcrPool,
): (task: PageTask) => Promise<Result<DigitizedPage>> {
  return async (task) => {
    const startedAt = performance.now();
    const done = await run(task);
    if (!done.ok || !done.value.digitized.ok) return done;
    const { page, digitized } = done.value;
    const { scaleMargin, geometry, calibration } = digitized.value;
    const unsure = calibration.source === 'pulse' ? UNSURE : UNSURE_WITHOUT_PULSE;
    if (scaleMargin === null || scaleMargin >= unsure) return done;
    const printed = calibrationOf(await readScale(page, geometry, ocr));
    if (bearsOut(printed, calibration)) {
      const says = printed.gainMmPerMv !== undefined && printed.speedMmPerS !== undefined;
      return says ? ok({ page, digitized: ok(confirmedCalibration(digitized.value)) }) : done;
    }
    const again = await run({ ...task, printed });
    if (!again.ok || !again.value.digitized.ok) return done;
    const { timings } = again.value.digitized.value;
    const totalMs = Math.round(performance.now() - startedAt);
    return ok({ page, digitized: ok({ ...again.value.digitized.value, timings: { ...timings, totalMs } }) });
  };
}

/** Whether the print says nothing else than what the page was read with. */
function bearsOut(printed: PrintedCalibration, { speedMmPerS, gainMmPerMv }: Digitized['calibration']): boolean {
  return (
    (printed.speedMmPerS ?? speedMmPerS) === speedMmPerS &&
    (printed.gainMmPerMv ?? gainMmPerMv) === gainMmPerMv &&
    (printed.chestGainMmPerMv ?? gainMmPerMv) === gainMmPerMv
  );
}

function calibrationOf({ speedMmPerS, gainMmPerMv, chestGainMmPerMv }: PrintedScale): PrintedCalibration {
  return {
    ...(speedMmPerS === null ? {} : { speedMmPerS }),
    ...(gainMmPerMv === null ? {} : { gainMmPerMv }),
    ...(chestGainMmPerMv === null ? {} : { chestGainMmPerMv }),
  };
}
