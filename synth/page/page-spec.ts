import type { Lead } from '../../functions/leads.ts';
import type { Box } from '../types.ts';
import type { Rgb } from './drawing.ts';
import type { FontName } from './fonts.ts';
import type { ReportFacts } from './report-facts.ts';

export type GridStyle = 'full' | 'dotted' | 'five-only' | 'none';
export type Separator = 'gap' | 'bar' | 'tick' | 'none';

/** Everything about how a page is drawn, apart from its signal and its text. Lengths in mm. */
export interface PageSpec {
  readonly seed: number;
  readonly vendor: string;
  readonly language: string;
  /** A key of `LAYOUTS`. */
  readonly layout: string;
  readonly rhythmLeads: readonly Lead[];
  /** In how many rows the lead of a layout of one goes on, each as long as `shownS`. */
  readonly rowsGoOn: number;
  readonly paperMm: readonly [width: number, height: number];
  readonly gridBoxMm: Box;
  /** Where the rows of leads stand; the grid may be larger. */
  readonly traceBoxMm: Box;
  readonly grid: GridStyle;
  readonly gridColor: Rgb;
  /** Line widths of the 1 mm and the 5 mm lines. */
  readonly fineMm: number;
  readonly coarseMm: number;
  /** Opacity of the 1 mm lines beside the 5 mm lines' 1. */
  readonly fineOpacity: number;
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly inkOpacity: number;
  readonly penMm: number;
  /** Dots, one a millisecond: steep parts fall apart, as on old thermal heads. */
  readonly traceStyle: 'line' | 'dots';
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  readonly chestGainMmPerMv: number;
  readonly pulse: 'left' | 'right' | 'none';
  readonly separator: Separator;
  readonly separatorMm: number;
  /** Blank paper between the columns that is no time: each goes on where the one before it stopped. */
  readonly columnGapMm: number;
  /** All columns show the same seconds, side by side. */
  readonly columnsAtOnce: boolean;
  /** Where a lead's name stands beside the beginning of its trace; `on`: printed over it. */
  readonly label: 'above' | 'left' | 'below' | 'on' | 'none';
  readonly labelMm: number;
  /** Of header and footer. */
  readonly font: FontName;
  readonly labelFont: FontName;
  /** Time shown on the page; columns share it. */
  readonly shownS: number;
  readonly antialias: boolean;
  /** False: no header and no footer, as in pictures cut out for teaching. */
  readonly furniture: boolean;
  /** Which page of how many, where the vendor prints it. */
  readonly pageNumber: readonly [page: number, of: number];
  /** Printed facts that are given instead of drawn. */
  readonly patient: Partial<ReportFacts>;
  readonly pxPerMm: number;
}
