import { type Command, InvalidArgumentError, Option } from 'commander';
import { layoutNames } from '../digitize/layout/templates.ts';
import type { DigitizeOptions } from '../digitize/types.ts';

/** What may be stated on the command line about how to read the pages. */
export interface PageOptions {
  readonly page?: number;
  readonly layout?: string;
  readonly speed?: number;
  readonly gain?: number;
  readonly chestGain?: number;
  readonly turn?: 0 | 1 | 2 | 3;
  readonly pitch?: { readonly x: number; readonly y: number };
  readonly asTraced?: boolean;
}

/** Adds the options that state how to read a page; they hold for every file of the call. */
export function withPageOptions(command: Command): Command {
  return command
    .addOption(new Option('--page <n>', 'page of the file, from 0; found when not given').argParser(pageNumber))
    .addOption(new Option('--layout <name>', 'arrangement of the leads, such as 3x4+1').argParser(layoutName))
    .addOption(new Option('--speed <mm/s>', 'paper speed').argParser(within(5, 200)))
    .addOption(new Option('--gain <mm/mV>', 'gain').argParser(within(1, 80)))
    .addOption(new Option('--chest-gain <mm/mV>', 'gain of V1 to V6 where it is another').argParser(within(1, 80)))
    .addOption(new Option('--turn <degrees>', 'clockwise turn that makes the page upright').argParser(quarterTurns))
    .addOption(new Option('--pitch <px/mm>', 'pixels a millimetre of paper: 7.9, or 7.9,7.8 for x,y').argParser(pitch))
    .option('--as-traced', 'leads as their own lines say, not brought into agreement with one another');
}

/** The stated part that digitizing takes. */
export function digitizeOptionsOf({
  layout,
  speed,
  gain,
  chestGain,
  turn,
  pitch: pitchPx,
  asTraced,
}: PageOptions): DigitizeOptions {
  return {
    ...(layout === undefined ? {} : { layout }),
    ...(speed === undefined ? {} : { speedMmPerS: speed }),
    ...(gain === undefined ? {} : { gainMmPerMv: gain }),
    ...(chestGain === undefined ? {} : { chestGainMmPerMv: chestGain }),
    ...(turn === undefined ? {} : { quarterTurns: turn }),
    ...(pitchPx === undefined ? {} : { pitchPx }),
    ...(asTraced === undefined ? {} : { leadsAsTraced: asTraced }),
  };
}

function pageNumber(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}

function layoutName(text: string): string {
  if (!layoutNames().includes(text)) throw new InvalidArgumentError(`It must be one of ${layoutNames().join(', ')}.`);
  return text;
}

function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most))
      throw new InvalidArgumentError(`It must be ${least} to ${most}.`);
    return value;
  };
}

function quarterTurns(text: string): 0 | 1 | 2 | 3 {
  const turns = ([0, 1, 2, 3] as const).find((each) => String(each * 90) === text);
  if (turns === undefined) throw new InvalidArgumentError('It must be 0, 90, 180 or 270.');
  return turns;
}

function pitch(text: string): { x: number; y: number } {
  const parse = within(1, 100);
  const [x = '', y = x, ...more] = text.split(',');
  if (more.length > 0) throw new InvalidArgumentError('It must be one number, or two with a comma.');
  return { x: parse(x), y: parse(y) };
}
