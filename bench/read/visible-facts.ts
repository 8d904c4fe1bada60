import type { PageTruth, TextTruth } from '../../synth/types.ts';
import type { Truth } from './cases.ts';

/** Where a printed text lies against the picture. */
type Place = 'inside' | 'cut' | 'outside';

/**
 * What a picture of a page shows of its printed facts: close photographs leave headers out, and crops cut them. A fact outside the picture
 * is none, as is a line of statements; one that the picture's edge cuts is not judged.
 */
export function visibleFacts({
  facts,
  texts,
  widthPx,
  heightPx,
}: Pick<PageTruth, 'facts' | 'texts' | 'widthPx' | 'heightPx'>): Truth {
  const truth: Truth = { ...facts };
  const placesOf = (fact: string) =>
    texts.filter((text) => text.facts.some((own) => own === fact)).map((text) => placeOf(text, widthPx, heightPx));
  for (const fact of Object.keys(facts) as (keyof typeof facts)[]) {
    const places = placesOf(fact);
    if (places.includes('cut')) delete truth[fact];
    else if (places.length > 0 && places.every((place) => place === 'outside')) truth[fact] = null;
  }
  // Lines stand in the order of the statements, each with the marks of its cart around it.
  const lines = placesOf('statements');
  if (Array.isArray(truth.statements)) truth.statements = truth.statements.filter((_, k) => lines[k] !== 'outside');
  return truth;
}

function placeOf({ quadPx }: TextTruth, widthPx: number, heightPx: number): Place {
  const isInside = (x: number, y: number) => x >= 0 && y >= 0 && x < widthPx && y < heightPx;
  const xs = quadPx.filter((_, i) => i % 2 === 0);
  const ys = quadPx.filter((_, i) => i % 2 === 1);
  if (xs.every((x, i) => isInside(x, ys[i] as number))) return 'inside';
  const beyond =
    Math.max(...xs) < 0 || Math.max(...ys) < 0 || Math.min(...xs) >= widthPx || Math.min(...ys) >= heightPx;
  return beyond ? 'outside' : 'cut';
}
