import { writeSync } from 'node:fs';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { pageReader } from './page-reader.ts';
import { scorePage } from './score-page.ts';
import { suitePages } from './suites.ts';
const network = await openPageNetwork('models', 2);
const ocr = createOcrPool({ size: 1 });
const read = pageReader(network, ocr);
const only = process.env['ONLY'] ? new RegExp(process.env['ONLY']) : null;
for (const suite of process.argv.slice(2))
  for await (const page of suitePages(suite, '/work/shared/data', 2000, 1)) {
    if (only && !only.test(page.name)) continue;
    const ZZ: any[] = ((globalThis as any).ZZ = []);
    const c = process.cpuUsage();
    let s;
    try { s = await scorePage(page, read); } catch (e) { writeSync(1, JSON.stringify({ suite, name: page.name, threw: String(e) }) + '\n'); continue; }
    const u = process.cpuUsage(c);
    writeSync(1, JSON.stringify({
      suite, name: page.name, cond: page.condition, truthLayout: page.layout, problem: s.problem, layout: s.layout, q: s.quality, ms: s.ms, cpu: (u.user + u.system) / 1000,
      printed: s.printed, found: s.found, ein: s.einthoven,
      leads: s.leads.map((l) => ({ lead: l.lead, q: l.quality, start: l.startS, named: l.rightlyNamed, f: ZZ.findLast((z) => z.lead === l.lead), ...(l.score ?? {}), t: l.time })),
    }) + '\n');
  }
await ocr.close();
process.exit(0);
