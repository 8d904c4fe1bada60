const TEXT_FIELDS = new Set(['sex', 'acquiredAt', 'utcOffset', 'filter', 'device', 'site', 'orderNumber']);

/** What a person typed as the field's value: a number where it is one, a list for statements, null for nothing. The server validates it. */
export function parseCorrection(name: string, text: string): number | string | string[] | null {
  const bare = text.trim();
  if (bare === '') return null;
  if (name === 'statements')
    return bare
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const number = Number(bare.replace(',', '.'));
  return TEXT_FIELDS.has(name) || Number.isNaN(number) ? bare : number;
}
