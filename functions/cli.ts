#!/usr/bin/env node
import { withFewArenas } from './platform/few-arenas.ts';

withFewArenas();
const { runCommandLine } = await import('./cli/program.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
