import { readFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../../prisma/schema.prisma');

/** PostgreSQL's name of each scalar type of the schema. */
const SCALARS: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Float: 'float8',
  Boolean: 'bool',
  DateTime: 'timestamp',
  Json: 'jsonb',
  Bytes: 'bytea',
};
const NATIVE: Record<string, string> = {
  Uuid: 'uuid',
  Char: 'bpchar',
  Timestamptz: 'timestamptz',
  Timestamp: 'timestamp',
};

/** Every column that schema.prisma declares, as "Table.column type nullable". */
export function declaredColumns(): string[] {
  return models().flatMap(({ name, lines }) =>
    lines.flatMap((line) => {
      const [, field, type, many, optional, rest] = /^(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line) ?? [];
      if (!field || !type || models().some((model) => model.name === type)) return [];
      const native = /@db\.(\w+)/.exec(rest ?? '')?.[1];
      const base = native ? NATIVE[native] : (SCALARS[type] ?? type);
      // Prisma leaves the columns of lists nullable.
      return [`${name}.${field} ${many ? '_' : ''}${base} ${optional || many ? 'YES' : 'NO'}`];
    }),
  );
}

/** Every index that schema.prisma declares, by the name that Prisma gives it. */
export function declaredIndexes(): string[] {
  return models().flatMap(({ name, lines }) =>
    lines.flatMap((line) => {
      const block = /^@@(unique|index|id)\(\[(.*?)\](?:,|\)$)/.exec(line);
      if (block) {
        const fields = (block[2] ?? '')
          .replaceAll(/\([^)]*\)/g, '')
          .split(',')
          .map((field) => field.trim());
        if (block[1] === 'id') return [`${name}_pkey`];
        return [`${[name, ...fields].join('_')}_${block[1] === 'unique' ? 'key' : 'idx'}`];
      }
      const field = line.split(/\s+/)[0];
      if (/\s@id\b/.test(line)) return [`${name}_pkey`];
      return /\s@unique\b/.test(line) ? [`${name}_${field}_key`] : [];
    }),
  );
}

function models(): { name: string; lines: string[] }[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
    name,
    lines: body
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('//')),
  }));
}
