import { Command } from 'commander';
import { readConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/open-platform.ts';
import { appendAudit } from '../record/audit.ts';
import type { Caller } from '../record/caller.ts';
import { writeCorrectionSet } from './correction-set.ts';
import { pageThreads } from './page-threads.ts';

interface ExportOptions {
  readonly out: string;
  readonly tenant: string;
  readonly freeText?: boolean;
}

/** `ecgraph corrections export --out DIR`: what persons corrected, as an evaluation set without anybody's identity. */
export function correctionsCommand(): Command {
  const command = new Command('export')
    .description('write corrected fields with crops of their blanked pages, for bench/read')
    .requiredOption('--out <dir>', 'folder for corrections.jsonl and the crops')
    .option('--tenant <name>', 'whose corrections', 'default')
    .option('--free-text', 'statements, device and filter too; look through what persons wrote before handing it on')
    .action(exportCorrections)
    .exitOverride();
  return new Command('corrections').description('what persons corrected').addCommand(command);
}

async function exportCorrections({ out, tenant: name, freeText = false }: ExportOptions): Promise<void> {
  const platform = await openPlatform(readConfig());
  const pages = pageThreads(1);
  try {
    const tenant = await platform.db.tenant.findUnique({ where: { name } });
    if (!tenant) {
      process.stderr.write('ecgraph: There is no tenant of that name.\n');
      process.exitCode = 1;
      return;
    }
    const caller: Caller = {
      tenantId: tenant.id,
      principalId: null,
      apiKeyId: null,
      name: 'ecgraph',
      roles: ['admin'],
    };
    await noteExport(platform, caller, freeText);
    const count = await writeCorrectionSet(platform, caller, pages, { out, freeText });
    process.stdout.write(`wrote ${count} ${count === 1 ? 'correction' : 'corrections'}\n`);
  } finally {
    await Promise.all([pages.close(), platform.close()]);
  }
}

/** Before anything is written: what cannot be noted must not leave. */
function noteExport({ db }: Platform, caller: Caller, freeText: boolean): Promise<void> {
  return db.$transaction((tx) =>
    appendAudit(tx, caller, {
      action: 'corrections.exported',
      subjectType: 'tenant',
      subjectId: caller.tenantId,
      detail: { freeText },
    }),
  );
}
