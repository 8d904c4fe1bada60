/** A connected patch of ink: its box (pixels, right and bottom exclusive) and how many pixels it holds. */
export interface InkComponent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly areaPx: number;
}

/**
 * The 8-connected patches of ones in `mask`, in the order of their topmost pixels.
 * Runs of each row are joined to the runs that they touch in the row above (union-find).
 */
export function findComponents(mask: Uint8Array, widthPx: number, heightPx: number): InkComponent[] {
  const parents: number[] = [];
  const lefts: number[] = [];
  const tops: number[] = [];
  const rights: number[] = [];
  const bottoms: number[] = [];
  const areas: number[] = [];
  const root = (run: number): number => {
    let at = run;
    while (parents[at] !== at) {
      const next = parents[at] as number;
      parents[at] = parents[next] as number;
      at = parents[at] as number;
    }
    return at;
  };
  let aboveStarts: number[] = [];
  let aboveEnds: number[] = [];
  let aboveRuns: number[] = [];
  // Most of a page is bare: the search for the next one is far quicker than a look at each pixel.
  let next = mask.indexOf(1);
  for (let y = 0; y < heightPx; y++) {
    const starts: number[] = [];
    const ends: number[] = [];
    const runs: number[] = [];
    const offset = y * widthPx;
    let cursor = 0;
    while (next >= 0 && next < offset + widthPx) {
      const start = next - offset;
      let x = start;
      while (x < widthPx && mask[offset + x] === 1) x++;
      const run = parents.length;
      parents.push(run);
      lefts.push(start);
      tops.push(y);
      rights.push(x);
      bottoms.push(y + 1);
      areas.push(x - start);
      while (cursor < aboveEnds.length && (aboveEnds[cursor] as number) < start) cursor++;
      for (let k = cursor; k < aboveStarts.length && (aboveStarts[k] as number) <= x; k++) {
        const a = root(aboveRuns[k] as number);
        const b = root(run);
        if (a !== b) parents[Math.max(a, b)] = Math.min(a, b);
      }
      starts.push(start);
      ends.push(x);
      runs.push(run);
      next = mask.indexOf(1, offset + x);
    }
    aboveStarts = starts;
    aboveEnds = ends;
    aboveRuns = runs;
  }
  return gather(parents, root, lefts, tops, rights, bottoms, areas);
}

function gather(
  parents: readonly number[],
  root: (run: number) => number,
  lefts: number[],
  tops: number[],
  rights: number[],
  bottoms: number[],
  areas: number[],
): InkComponent[] {
  for (let run = parents.length - 1; run >= 0; run--) {
    const top = root(run);
    if (top === run) continue;
    lefts[top] = Math.min(lefts[top] as number, lefts[run] as number);
    tops[top] = Math.min(tops[top] as number, tops[run] as number);
    rights[top] = Math.max(rights[top] as number, rights[run] as number);
    bottoms[top] = Math.max(bottoms[top] as number, bottoms[run] as number);
    areas[top] = (areas[top] as number) + (areas[run] as number);
  }
  const components: InkComponent[] = [];
  for (let run = 0; run < parents.length; run++) {
    if (parents[run] !== run) continue;
    components.push({
      left: lefts[run] as number,
      top: tops[run] as number,
      right: rights[run] as number,
      bottom: bottoms[run] as number,
      areaPx: areas[run] as number,
    });
  }
  return components;
}
