import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A model of the repository with its card. */
export interface ModelCard {
  readonly name: string;
  readonly version: string;
  /** Markdown. */
  readonly card: string;
}

/** Reads the cards of a model repository (`<name>/<version>/model.onnx`, `<name>/card.md`), the newest version of each model. */
export function readModelCards(modelsDir: string): ModelCard[] {
  const files = globSync('*/*/model.onnx', { cwd: modelsDir });
  const versions = new Map<string, string[]>();
  for (const file of files) {
    const [name = '', version = ''] = file.split(path.sep);
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return [...versions].sort().map(([name, found]) => {
    const card = path.join(modelsDir, name, 'card.md');
    const newest = found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
    return { name, version: newest, card: existsSync(card) ? readFileSync(card, 'utf8') : '' };
  });
}
