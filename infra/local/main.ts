#!/usr/bin/env node
/** The `vedetta` command. Results on standard output, progress and logs on standard error. */
import { ConfigError } from '../../shared/config.ts';
import { type CommandName, readArguments } from './command-options.ts';
import { Misuse } from './misuse.ts';

type Run = (options: { readonly [name: string]: string }, positionals: readonly string[]) => Promise<number>;

/** Each command is loaded when it is called. */
const runs: { readonly [name in CommandName]: () => Promise<Run> } = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  crawl: async () => (await import('./commands/crawl.ts')).crawl,
  check: async () => (await import('./commands/check.ts')).check,
  compare: async () => (await import('./commands/compare.ts')).compare,
  export: async () => (await import('./commands/export.ts')).exportAll,
};

async function main(argv: readonly string[]): Promise<number> {
  const read = readArguments(argv);
  if ('help' in read) {
    process.stdout.write(`${read.help}\n`);
    return 0;
  }
  const run = await runs[read.command]();
  return run(read.options, read.positionals);
}

// `npm run vedetta` starts in the root of the project; files are named from where the person is.
if (process.env.npm_lifecycle_event === 'vedetta' && process.env.INIT_CWD !== undefined)
  process.chdir(process.env.INIT_CWD);

// A reader that goes away (`| head`) is no fault.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (fault: unknown) => {
    const expected = fault instanceof Misuse || fault instanceof ConfigError;
    const text = expected ? fault.message : ((fault as Error)?.stack ?? String(fault));
    process.stderr.write(`${text.replace(/^/gm, 'vedetta: ')}\n`);
    process.exit(2);
  },
);
