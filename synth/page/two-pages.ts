import type { PageSpec } from './page-spec.ts';

type Fields = Partial<PageSpec> & { readonly seed: number };

/**
 * The pages of a report on two sheets: the limb leads on the first, the chest leads on the second, all of the same ten
 * seconds. One seed, so both print the same patient and values; each has its own clock from 0.
 */
export function twoPages(fields: Fields): readonly [limbs: Fields, chest: Fields] {
  return [
    { ...fields, layout: '6x1', rhythmLeads: [], pageNumber: [1, 2] },
    { ...fields, layout: '6x1-chest', rhythmLeads: [], pageNumber: [2, 2] },
  ];
}
