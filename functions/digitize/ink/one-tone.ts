import type { RasterPage } from '../../ingest/types.ts';
import { commonestColour } from './commonest-colour.ts';

/** Light and noise leave no such share of a photograph in one and the same colour. */
const ONE_TONE = 0.6;

/** Whether most of a page has exactly one colour: programs draw such pages, and cameras do not see them. */
export function hasOneTone(page: Pick<RasterPage, 'widthPx' | 'heightPx' | 'rgb'>): boolean {
  return commonestColour(page).share > ONE_TONE;
}
