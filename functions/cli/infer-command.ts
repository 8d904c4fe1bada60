import { Command, Option } from 'commander';
import type { Sex } from '../infer/types.ts';
import { ok } from '../problems.ts';
import { answerFiles } from './answer-files.ts';
import { inferJson, inferSummary } from './infer-answer.ts';
import { inferRecording } from './infer-recording.ts';
import { openModels } from './models.ts';
import { ageInYears, type FileOptions, sexLetter, withFileOptions } from './options.ts';
import { openSignalFile } from './signal-file.ts';

interface InferOptions extends FileOptions {
  readonly age?: number;
  readonly sex?: Sex;
}

/** `ecgraph infer FILE…`: findings from recordings or digitized lines. */
export function inferCommand(): Command {
  return withFileOptions(
    new Command('infer').description(
      'findings from recordings (WFDB, DICOM, aECG, Sierra XML) or lines of `digitize --jsonl`',
    ),
  )
    .addOption(new Option('--age <years>', 'age where the file gives none').argParser(ageInYears))
    .addOption(new Option('--sex <sex>', 'F or M where the file gives none').argParser(sexLetter))
    .action(async (files: string[], options: InferOptions) => {
      const models = await openModels();
      const work = async (file: string) => {
        const opened = await openSignalFile(file);
        if (!opened.ok) return opened;
        const { signals, quality } = opened.value;
        const ageYears = options.age ?? opened.value.ageYears;
        const sex = options.sex ?? opened.value.sex;
        const inferred = await inferRecording({ signals, ageYears, sex, quality }, models);
        return inferred.ok ? ok({ json: inferJson(inferred.value), summary: inferSummary(inferred.value) }) : inferred;
      };
      await answerFiles(files, work, { jsonl: options.jsonl === true, jobs: options.jobs });
      await models.close();
    });
}
