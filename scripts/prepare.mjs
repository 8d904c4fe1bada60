// Makes a clone ready to run: installs the packages when they are missing or not those of the lockfile, generates code,
// builds the console and the API explorer. Plain JavaScript without dependencies, since it runs before there are any, on whatever Node (≥ 20)
// the machine has. What is up to date is left alone. Writes to standard error only.
//   node scripts/prepare.mjs [--no-console]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules/.bin');
const stamps = path.join(root, 'node_modules/.cache/ecgraph');

/** Generated things: made anew when the content of an input changed or the output is missing. */
const GENERATED = [
  {
    what: 'database client',
    inputs: ['prisma/schema.prisma', 'prisma.config.ts'],
    output: 'functions/platform/database/generated/client.ts',
    command: ['prisma', 'generate'],
  },
  {
    what: 'resolver types',
    inputs: ['schema.graphql', 'functions/api/codegen.ts'],
    output: 'functions/api/generated/resolvers.ts',
    command: ['graphql-codegen', '--config', 'functions/api/codegen.ts'],
  },
  {
    what: 'console',
    inputs: ['functions/console/src', 'functions/console/index.html', 'functions/console/vite.config.ts'],
    output: 'functions/console/dist/index.html',
    command: ['vite', 'build', '--config', 'functions/console/vite.config.ts', '--logLevel', 'warn'],
  },
  {
    what: 'API explorer',
    inputs: ['index.html', 'main.tsx', 'fetcher.ts', 'page.css', 'vite.config.ts'].map(
      (file) => `functions/api/graphiql/${file}`,
    ),
    output: 'functions/api/graphiql/dist/index.html',
    // The explorer's packages carry directives for a compiler that is not used here; each would be a warning.
    command: ['vite', 'build', '--config', 'functions/api/graphiql/vite.config.ts', '--logLevel', 'error'],
  },
];

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs a program and waits for its end; one that fails ends this script, with what it had to say. */
function run(command, args, env = {}) {
  const PATH = `${bin}${path.delimiter}${process.env.PATH}`;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) return resolve();
      process.stderr.write(Buffer.concat(said));
      say(`${command} ${args.join(' ')} failed.`);
      process.exit(status ?? 1);
    });
  });
}

/** Whether each package of the lockfile is there in its version; npm notes what it installed in a lockfile of its own. */
function isInstalled() {
  const noted = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(noted) || !existsSync(path.join(bin, 'node'))) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(wanted).every(
    // Optional packages are for other systems; this one's were taken when the rest was.
    ([where, entry]) => where === '' || entry.optional || entry.peer || present[where]?.version === entry.version,
  );
}

async function install() {
  if (isInstalled()) return;
  say('Installing packages from the lockfile; this takes a minute.');
  // Packages that would fetch from elsewhere than the registry are kept from it, whatever version of npm this is.
  await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip',
    ONNXRUNTIME_NODE_INSTALL: 'skip',
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  });
}

function filesBelow(name) {
  const full = path.join(root, name);
  if (!statSync(full).isDirectory()) return [full];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function fingerprint(inputs) {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  for (const file of inputs.flatMap(filesBelow).sort())
    hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

async function generate({ what, inputs, output, command: [program, ...args] }) {
  const stamp = path.join(stamps, `${what.replaceAll(' ', '-')}.sha256`);
  const inputsNow = fingerprint(inputs);
  const isFresh = existsSync(path.join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputsNow;
  if (isFresh) return;
  say(`Making the ${what}.`);
  // Generating needs no schema engine, which Prisma would fetch; any program that exists satisfies its check.
  await run(path.join(bin, program), args, { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, inputsNow);
}

await install();
const wanted = GENERATED.filter((task) => task.command[0] !== 'vite' || !process.argv.includes('--no-console'));
await Promise.all(wanted.map(generate));
