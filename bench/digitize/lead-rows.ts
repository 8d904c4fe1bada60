import type { PageScore } from './score-page.ts';

const HEAD = 'file,family,lead,q,db,r,gain,lag,page_q,missing_share,scale_ppm,right_name';

/**
 * One line a lead that was answered on a page whose truth is known, to calibrate quality by: q and page_q as stated, db
 * and r as scored (empty where the truth shows no such lead at its time), gain error, lag in ms.
 */
export function leadCsv(pages: readonly PageScore[]): string {
  const lines = pages.flatMap(({ page, leads, quality }) =>
    leads.map(({ lead, quality: q, score, time, rightlyNamed }) =>
      [
        page.name,
        page.condition,
        lead,
        q.toFixed(4),
        fixed(score?.snrDb, 3),
        fixed(score?.r, 5),
        fixed(score?.gainError, 5),
        fixed(score?.lagMs, 0),
        quality.toFixed(4),
        fixed(score?.missingShare, 4),
        fixed(time?.scalePpm, 0),
        rightlyNamed ? 1 : 0,
      ].join(','),
    ),
  );
  return `${[HEAD, ...lines].join('\n')}\n`;
}

function fixed(value: number | undefined, decimals: number): string {
  return value === undefined || Number.isNaN(value) ? '' : value.toFixed(decimals);
}
