import type { Inferred } from '../infer/types.ts';
import type { PrintedFacts } from '../read/types.ts';

const NOTHING = ['–'];

/** What the page itself says, a line each. */
export function printedLines(printed: PrintedFacts | null): readonly string[] {
  if (printed === null) return NOTHING;
  const { fields } = printed;
  const value = (name: keyof typeof fields) => fields[name].value;
  const lines = [
    joined([
      ['age', value('ageYears')],
      ['sex', value('sex')],
      ['recorded', value('acquiredAt')],
    ]),
    joined([
      ['rate', value('heartRateBpm')],
      ['PR', value('prMs')],
      ['QRS', value('qrsMs')],
    ]),
    joined([
      ['QT', value('qtMs')],
      ['QTc', value('qtcMs')],
    ]),
    joined([
      ['P axis', value('pAxisDeg')],
      ['QRS axis', value('qrsAxisDeg')],
      ['T axis', value('tAxisDeg')],
    ]),
    joined([['filter', value('filter')]]),
  ];
  const statements = value('statements');
  return orNothing([...lines, ...(Array.isArray(statements) ? statements : [])]);
}

/** What was measured on the waveform. */
export function measurementLines(inferred: Inferred | null): readonly string[] {
  if (inferred === null) return NOTHING;
  const { measurements: m, beats } = inferred;
  const lines = [
    joined([
      ['rate', whole(m.heartRateBpm, 'bpm')],
      ['RR', whole(m.rrMs, 'ms')],
    ]),
    joined([
      ['P', whole(m.pMs, 'ms')],
      ['PR', whole(m.prMs, 'ms')],
      ['QRS', whole(m.qrsMs, 'ms')],
    ]),
    joined([
      ['QT', whole(m.qtMs, 'ms')],
      ['QTc (Bazett)', whole(m.qtcMs, 'ms')],
    ]),
    joined([
      ['P axis', whole(m.pAxisDeg, '°')],
      ['QRS axis', whole(m.qrsAxisDeg, '°')],
      ['T axis', whole(m.tAxisDeg, '°')],
    ]),
  ];
  const ectopic = beats.filter((beat) => beat.class !== 'N').length;
  return orNothing([...lines, beats.length === 0 ? '' : `${beats.length} beats, ${ectopic} not normal`]);
}

/** Score and the statements found, most probable first. */
export function findingLines(inferred: Inferred | null): readonly string[] {
  if (inferred === null) return NOTHING;
  const { detection, diagnoses, outsideIntendedUse } = inferred;
  const head = `${detection.abnormal ? 'abnormal' : 'within normal limits'} (score ${detection.score.toFixed(2)})`;
  const found = diagnoses
    .filter((each) => each.positive)
    .map((each) => `${each.name} (${each.probability.toFixed(2)})`);
  return [head, ...found, ...outsideIntendedUse.map((reason) => `Outside of the intended use: ${reason}`)];
}

function joined(pairs: readonly (readonly [string, unknown])[]): string {
  return pairs
    .flatMap(([name, value]) => (value === null || value === undefined ? [] : `${name} ${value}`))
    .join('   ');
}

function whole(value: number | null, unit: string): string | null {
  return value === null ? null : `${Math.round(value)} ${unit}`;
}

function orNothing(lines: readonly string[]): readonly string[] {
  const held = lines.filter((line) => line !== '');
  return held.length === 0 ? NOTHING : held;
}
