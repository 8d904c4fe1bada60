/** Letters as strokes on a grid 4 wide and 6 high, y down: enough to write lead names where no font is installed. */
const LETTERS: Readonly<Record<string, string>> = {
  I: 'M2 0V6',
  V: 'M0 0L2 6L4 0',
  a: 'M4 2V6M4 3Q3 2 2 2Q0 2 0 4Q0 6 2 6Q3 6 4 5',
  R: 'M0 6V0H2Q4 0 4 1.6Q4 3 2 3H0M2 3L4 6',
  L: 'M0 0V6H4',
  F: 'M4 0H0V6M0 3H3',
  '1': 'M1 1L2.5 0V6',
  '2': 'M0 1Q1 0 2 0Q4 0 4 1.6Q4 3 0 6H4',
  '3': 'M0 0H4L2 2.4Q4 2.6 4 4.2Q4 6 2 6Q1 6 0 5',
  '4': 'M3 6V0L0 4H4',
  '5': 'M4 0H0.5L0 3Q1 2.4 2 2.4Q4 2.4 4 4.2Q4 6 2 6Q1 6 0 5',
  '6': 'M3.5 0Q0 1.5 0 4Q0 6 2 6Q4 6 4 4.2Q4 2.6 2 2.6Q0.6 2.6 0 4',
};

const ADVANCE = { I: 2.6, '1': 4 } as const;

/** A lead's name as SVG path data in a group placed at (x, y) with letters `heightPx` high. */
export function letteredName(name: string, x: number, y: number, heightPx: number): string {
  const scale = heightPx / 6;
  let at = 0;
  const paths = Array.from(name, (letter) => {
    const path = `<path d="${LETTERS[letter] ?? ''}" transform="translate(${at} 0)"/>`;
    at += letter in ADVANCE ? ADVANCE[letter as keyof typeof ADVANCE] : 5.4;
    return path;
  });
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${paths.join('')}</g>`;
}
