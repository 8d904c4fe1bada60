import type { StatedReading } from '../api/types.ts';

/** The fields of the form as a person fills them in; empty means that it is found on the page. */
export interface ReadingFields {
  /** From 1, as people count. */
  readonly page: string;
  readonly layout: string;
  readonly quarterTurns: string;
  readonly speedMmPerS: string;
  readonly gainMmPerMv: string;
  readonly chestGainMmPerMv: string;
  readonly pitchPx: string;
}

const text = (value: number | string | null | undefined) =>
  value === null || value === undefined ? '' : String(value);
const number = (value: string) => (value.trim() === '' ? null : Number(value.replace(',', '.')));

/** The form filled in with what is stated already. */
export function fieldsOf(stated: StatedReading | null): ReadingFields {
  return {
    page: text(stated?.page === null || stated?.page === undefined ? null : stated.page + 1),
    layout: text(stated?.layout),
    quarterTurns: text(stated?.quarterTurns),
    speedMmPerS: text(stated?.speedMmPerS),
    gainMmPerMv: text(stated?.gainMmPerMv),
    chestGainMmPerMv: text(stated?.chestGainMmPerMv),
    pitchPx: text(stated?.pitchPx?.x),
  };
}

/** What the form states. The server checks it. Boxes cannot be drawn here yet: those stated before are kept. */
export function readingOf(fields: ReadingFields, before: StatedReading | null): StatedReading {
  const page = number(fields.page);
  const pitch = number(fields.pitchPx);
  const pitchBefore = before?.pitchPx ?? null;
  return {
    page: page === null ? null : page - 1,
    layout: fields.layout === '' ? null : fields.layout,
    quarterTurns: number(fields.quarterTurns),
    speedMmPerS: number(fields.speedMmPerS),
    gainMmPerMv: number(fields.gainMmPerMv),
    chestGainMmPerMv: number(fields.chestGainMmPerMv),
    pitchPx: pitch === null ? null : { x: pitch, y: pitchBefore?.x === pitch ? pitchBefore.y : pitch },
    blocks: before?.blocks?.map(({ lead, rhythm, box, startS }) => ({ lead, rhythm, box, startS })) ?? null,
  };
}
