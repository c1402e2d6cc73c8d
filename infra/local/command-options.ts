/** The command line as data: what each command takes, in one table that parsing and help share. */
import { parseArgs } from 'node:util';
import { exportFormats } from '../../shared/domain/open-data/export-format.ts';
import { checkProfiles } from '../../shared/views/check-profile.ts';
import { languages } from '../../shared/views/check-words.ts';
import { Misuse } from './misuse.ts';

type Option = {
  /** How its value is named; absent: it takes none, and is `yes` when it is given. */
  readonly value?: string;
  readonly doc: string;
  readonly default?: string;
  readonly choices?: readonly string[];
};
export type Command = {
  readonly usage: string;
  readonly doc: string;
  /** At most so many. */
  readonly positionals: number;
  /** Those that must be there, in their order, in words. */
  readonly needed?: readonly string[];
  readonly options: { readonly [name: string]: Option };
};

const data: Option = { value: 'DIR', doc: 'where everything is kept', default: '.vedetta' };
const overrides: Option = {
  value: 'FILE',
  doc: 'severities and waivers of your own (YAML or JSON); kept until another is given',
};
const sources: Option = { value: 'FILE|URL', doc: 'administrations to watch (YAML or JSON)' };

export const commands = {
  serve: {
    usage: 'serve [--sources FILE|URL] [--data DIR] [--port N] [--host H] [--ruleset-overrides FILE]',
    doc: 'Runs the whole service; without --sources it watches sample administrations that it serves itself.',
    positionals: 0,
    options: {
      sources,
      data: { value: 'DIR', doc: 'where everything is kept (default .vedetta; samples: .vedetta/samples)' },
      port: { value: 'N', doc: 'port to listen on', default: '8080' },
      host: { value: 'H', doc: 'address to listen on', default: '127.0.0.1' },
      'ruleset-overrides': overrides,
    },
  },
  crawl: {
    usage: 'crawl [--sources FILE|URL] [--data DIR] [--format text|json] [--ruleset-overrides FILE]',
    doc: 'One pass over everything (crawl, probe, roll-up), then a summary. Without --sources: those known already.',
    positionals: 0,
    options: {
      sources,
      data,
      format: { value: 'text|json', doc: 'form of the summary', default: 'text', choices: ['text', 'json'] },
      'ruleset-overrides': overrides,
    },
  },
  check: {
    usage:
      'check FILE|URL|PATTERN|- … [--profile P] [--format text|json|sarif] [--fail-on S] [--ruleset-overrides FILE] [--lang en|it] [--all]',
    doc: 'Says whether API descriptions are valid and follow the guideline: line, column and repair of each finding.',
    positionals: Number.POSITIVE_INFINITY,
    needed: ['what is to be checked'],
    options: {
      profile: {
        value: 'P',
        doc: `rules to apply: ${checkProfiles.join(', ')}`,
        default: 'guideline',
        choices: checkProfiles,
      },
      format: {
        value: 'text|json|sarif',
        doc: 'form of the result',
        default: 'text',
        choices: ['text', 'json', 'sarif'],
      },
      'fail-on': {
        value: 'S',
        doc: 'least severity that exits with 1: error, warn, info, hint; never',
        default: 'error',
        choices: ['error', 'warn', 'warning', 'info', 'hint', 'never'],
      },
      'ruleset-overrides': { value: 'FILE', doc: 'severities and waivers of your own (YAML or JSON)' },
      lang: { value: 'en|it', doc: 'language of the result', default: 'en', choices: languages },
      all: { doc: 'show every finding, not the first five of each rule' },
    },
  },
  compare: {
    usage:
      'compare OLD NEW [--format text|json|markdown] [--fail-on L] [--data DIR] [--lang en|it] [--all]   (each a FILE, a URL, - or ID@REVISION)',
    doc: 'Says what changed between two descriptions for whoever calls the API: level, words, line in both, what to do.',
    positionals: 2,
    needed: ['OLD, the description as it was,', 'NEW, the description as it is now,'],
    options: {
      format: {
        value: 'text|json|markdown',
        doc: 'form of the result; markdown: for a comment on a pull request',
        default: 'text',
        choices: ['text', 'json', 'markdown'],
      },
      'fail-on': {
        value: 'L',
        doc: 'least level that exits with 1: breaking, warning, info, editorial; none',
        default: 'breaking',
        choices: ['breaking', 'warning', 'info', 'editorial', 'none'],
      },
      data: { ...data, doc: 'where ID@REVISION is read from (ID@: its newest revision)' },
      lang: { value: 'en|it', doc: 'language of the result', default: 'en', choices: languages },
      all: { doc: 'show every change, not the first of each level' },
    },
  },
  export: {
    usage: `export [--format ${exportFormats.join('|')}] [--data DIR]`,
    doc: 'Writes the open data of /v1/export.csv, .ndjson and .jsonld as of now: the same records, by the same schema.',
    positionals: 0,
    options: {
      data,
      format: {
        value: exportFormats.join('|'),
        doc: 'csv: a row for each API; ndjson: administrations, then APIs, one a line; jsonld: DCAT-AP 3',
        default: 'ndjson',
        choices: exportFormats,
      },
    },
  },
} as const satisfies { readonly [name: string]: Command };

export type CommandName = keyof typeof commands;
export type Arguments = {
  readonly command: CommandName;
  readonly options: { readonly [name: string]: string };
  readonly positionals: readonly string[];
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

export function helpFor(name?: CommandName): string {
  if (name === undefined) {
    const lines = Object.values(commands).map(({ usage, doc }) => `  vedetta ${usage}\n      ${doc}`);
    return `Vedetta watches the APIs that public administrations publish.\n\n${lines.join('\n')}\n\n  vedetta COMMAND --help\n\nExit codes: 0 fine, 1 findings, 2 misuse or unreadable input. Settings are environment variables: see the README.`;
  }
  const { usage, doc, options }: Command = commands[name];
  const lines = Object.entries(options).map(([option, { value = '', doc: about, default: fallback }]) => {
    return `  --${option} ${value}`.padEnd(31) + about + (fallback === undefined ? '' : ` (default ${fallback})`);
  });
  return `vedetta ${usage}\n\n${doc}\n\n${lines.join('\n')}`;
}

/** Undefined when help was asked for: it is in `help`. Throws Misuse with one line that says what is accepted. */
export function readArguments(argv: readonly string[]): Arguments | { readonly help: string } {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') return { help: helpFor() };
  if (!isCommand(name))
    throw new Misuse(`there is no command "${name}"; there are ${Object.keys(commands).join(', ')}`);
  const command: Command = commands[name];
  const known = Object.fromEntries(
    Object.entries(command.options).map(([option, { value }]) => {
      return [option, { type: value === undefined ? ('boolean' as const) : ('string' as const) }];
    }),
  );
  let parsed: { values: { [option: string]: unknown }; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...rest],
      options: { ...known, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (fault) {
    throw new Misuse(`${(fault as Error).message.split(/\.\s/, 1)[0]}; usage: vedetta ${command.usage}`);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { help: helpFor(name) };
  if (positionals.length > command.positionals)
    throw new Misuse(`"${positionals[command.positionals]}" is not expected; usage: vedetta ${command.usage}`);
  const missing = command.needed?.[positionals.length];
  if (missing !== undefined) throw new Misuse(`${missing} is missing; usage: vedetta ${command.usage}`);
  const options = Object.entries(command.options).flatMap(([option, { default: fallback, choices }]) => {
    const given = values[option] as string | true | undefined;
    const value = given === true ? 'yes' : (given ?? fallback);
    if (value !== undefined && choices !== undefined && !choices.includes(value))
      throw new Misuse(`--${option} takes ${choices.join(' or ')}, not "${value}"`);
    return value === undefined ? [] : [[option, value] as const];
  });
  return { command: name, options: Object.fromEntries(options), positionals };
}
