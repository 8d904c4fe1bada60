import type { Lead } from '../../leads.ts';
import { columnMarks } from '../marks/column-marks.ts';
import { type LabelEvidence, slotKey } from '../marks/label-evidence.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import type { Digitized } from '../types.ts';
import { fitLattice } from './column-lattice.ts';
import type { LayoutCandidate } from './layout.ts';
import type { Template } from './templates.ts';

/** From this probability a name on the page is read. */
const SURE = 0.6;
/** That of a name that a line of print spells. */
const PRINTED = 0.95;
/** What watches record. */
export const USUAL_LEAD: Lead = 'I';
/** The layout's name, however many rows the lead goes on in. */
export const ONE_LEAD = '1x1';
/** Whether an answer is one lead that goes on in several rows. */
export const goesOn = ({ layout, traces }: Pick<Digitized, 'layout' | 'traces'>): boolean =>
  layout === ONE_LEAD && traces.length > 1;

/** More rows hold no single lead at a readable speed. */
export const MOST_ROWS = 8;

/** A name stands where its row begins, mm before or behind that; what passes for one amid a row is noise of the trace. */
const BESIDE_BEGIN_MM = 25;

/** The lead of a page that may show one alone: the only one that is named on it where a row begins, the usual one where none is; null where several are named. */
export function onlyLead({ labels, span }: Pick<PageMarks, 'labels' | 'span'>, pitchX: number): Lead | null {
  const sure = labels.filter(({ probability }) => probability >= SURE);
  if (new Set(sure.map(({ lead }) => lead)).size > 1) return null;
  const beside = sure.find(({ xPx }) => Math.abs(xPx - span.startPx) < BESIDE_BEGIN_MM * pitchX);
  return beside?.lead ?? USUAL_LEAD;
}

/** The layout of a page of which each row goes on with the lead of the one above it; a name beside one of them, or in print, is that of all. */
export function oneLeadLayout(
  page: PageMarks,
  lead: Lead,
  isPrinted: boolean,
  pitch: { readonly x: number; readonly y: number },
): LayoutCandidate {
  const { rows, span } = page;
  const marks = columnMarks(page.bars, page.words, page.labels, rows, page.extents, span, pitch.x, pitch.y);
  const lattice = fitLattice(marks, 1);
  const template: Template = { name: ONE_LEAD, rows: rows.map(() => [lead]), prior: 1 };
  const read = page.labels.filter((label) => label.lead === lead).map(({ probability }) => probability);
  const probability = Math.max(isPrinted ? PRINTED : 0, ...read);
  const slots = rows.map(({ baselinePx }, row) => {
    const label: LabelEvidence = { lead, xPx: span.startPx, yPx: baselinePx, probability };
    return [slotKey(row, 0), label] as const;
  });
  const labels = { slots: new Map(probability < SURE ? [] : slots), astray: [] };
  return { template, lattice, firstRow: 0, rhythmRows: 0, name: ONE_LEAD, score: lattice.score, labels };
}
