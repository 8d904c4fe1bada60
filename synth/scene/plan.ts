import type { Item } from '../page/drawing.ts';
import type { PageSpec } from '../page/page-spec.ts';
import type { EcgSpec } from '../types.ts';
import type { Camera } from './camera.ts';
import type { Effect } from './effect.ts';
import type { PaperShape } from './paper-shape.ts';
import type { Margins } from './warp.ts';

export type PageFields = Partial<PageSpec> & { readonly seed: number };

/** How the sheet is seen. */
export interface View {
  readonly shape: PaperShape;
  readonly camera: Camera;
  readonly margins: Margins;
  readonly background: 'desk' | 'lid';
  /** Density of the picture at the sheet's middle. */
  readonly pxPerMm: number;
}

/** Everything that turns a recording into a picture. */
export interface ScenePlan {
  readonly page: PageFields;
  /** Drawn over the report: writing, stamps. */
  readonly marks: readonly Item[];
  /** Dots of the print head, which knows black and nothing; null: drawn finer than the picture shows. */
  readonly headDotsPerMm: number | null;
  /** Done to the flat sheet. */
  readonly sheetEffects: readonly Effect[];
  /** Null: the picture is the sheet itself. */
  readonly view: View | null;
  /** Done to the picture. */
  readonly effects: readonly Effect[];
  /** Overrides of the recording that the family needs. */
  readonly ecg: Omit<Partial<EcgSpec>, 'seed'>;
}
