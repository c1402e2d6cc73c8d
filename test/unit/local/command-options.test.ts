import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommandName, commands, helpFor, readArguments } from '../../../infra/local/command-options.ts';
import { Misuse } from '../../../infra/local/misuse.ts';

const misuseOf = (...argv: readonly string[]): string => {
  try {
    readArguments(argv);
  } catch (fault) {
    expect(fault).toBeInstanceOf(Misuse);
    return (fault as Misuse).message;
  }
  throw new Error('no misuse was found');
};

describe('a good call', () => {
  it('takes its defaults', () => {
    expect(readArguments(['serve'])).toEqual({
      command: 'serve',
      options: { port: '8080', host: '127.0.0.1' },
      positionals: [],
    });
    expect(readArguments(['crawl'])).toMatchObject({ options: { data: '.vedetta', format: 'text' } });
  });

  it('takes what is given, either way of writing it', () => {
    expect(readArguments(['serve', '--sources', 'https://a.example/s.yaml', '--port=0'])).toMatchObject({
      options: { sources: 'https://a.example/s.yaml', port: '0' },
    });
    expect(readArguments(['check', 'a.json', '--format', 'json', 'b.yaml', '--', '--odd'])).toEqual({
      command: 'check',
      options: { format: 'json', 'fail-on': 'error', profile: 'guideline', lang: 'en' },
      positionals: ['a.json', 'b.yaml', '--odd'],
    });
  });
});

describe('a flag', () => {
  it('is yes when it is given, and takes no value', () => {
    expect(readArguments(['check', '--all', 'a.json'])).toMatchObject({
      options: { all: 'yes' },
      positionals: ['a.json'],
    });
    expect(readArguments(['check', 'a.json'])).not.toHaveProperty('options.all');
    expect(misuseOf('check', '--all=no', 'a.json')).toContain('does not take an argument');
  });
});

it('takes - as something to check', () => {
  expect(readArguments(['check', '-'])).toMatchObject({ positionals: ['-'] });
});

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('is for everything with %j', (argv) => {
    expect(readArguments(argv)).toEqual({ help: helpFor() });
  });

  it.each(Object.keys(commands) as CommandName[])('of %s names each of its options, with its default', (name) => {
    expect(readArguments([name, '--help'])).toEqual({ help: helpFor(name) });
    expect(readArguments([name, '-h'])).toEqual({ help: helpFor(name) });
    for (const [option, about] of Object.entries(commands[name].options)) {
      expect(helpFor(name)).toContain(`--${option} `);
      // A column of its own, whatever its name.
      expect(helpFor(name)).toContain(` ${about.doc}`);
      if ('default' in about) expect(helpFor(name)).toContain(`(default ${about.default})`);
    }
    expect(helpFor()).toContain(commands[name].usage);
  });
});

describe('misuse', () => {
  it.each([
    [['fly'], 'there is no command "fly"; there are serve, crawl, check, compare, export'],
    [[''], 'there is no command ""'],
    [['toString'], 'there is no command "toString"'],
    [['__proto__'], 'there is no command "__proto__"'],
    [['--port', '1'], 'there is no command "--port"'],
    [['serve', '--prot', '1'], "Unknown option '--prot'; usage: vedetta serve"],
    [['serve', '-p', '1'], "Unknown option '-p'; usage: vedetta serve"],
    [['serve', '--port'], 'argument missing; usage: vedetta serve'],
    [['crawl', '--data', '--format', 'json'], 'argument is ambiguous; usage: vedetta crawl'],
    [['crawl', 'x.yaml'], '"x.yaml" is not expected; usage: vedetta crawl'],
    [['crawl', '--format', 'xml'], '--format takes text or json, not "xml"'],
    [['crawl', '--format='], '--format takes text or json, not ""'],
    [['check'], 'what is to be checked is missing; usage: vedetta check'],
    [
      ['check', 'a.json', '--fail-on', 'fatal'],
      '--fail-on takes error or warn or warning or info or hint or never, not "fatal"',
    ],
    [['check', 'a.json', '--profile', 'modi'], '--profile takes official or official-security or guideline'],
    [['check', 'a.json', '--lang', 'de'], '--lang takes en or it, not "de"'],
    [['compare'], 'OLD, the description as it was, is missing; usage: vedetta compare OLD NEW'],
    [['compare', 'a.json'], 'NEW, the description as it is now, is missing; usage: vedetta compare OLD NEW'],
    [['compare', 'a.json', 'b.json', 'c.json'], '"c.json" is not expected; usage: vedetta compare OLD NEW'],
    [
      ['compare', 'a.json', 'b.json', '--fail-on', 'never'],
      '--fail-on takes breaking or warning or info or editorial or none, not "never"',
    ],
    [['serve', '--help=yes'], "'-h, --help' does not take an argument; usage: vedetta serve"],
    [['export', '--data', 'd', 'more'], '"more" is not expected; usage: vedetta export'],
  ] as const)('%j is told in one clear line', (argv, words) => {
    const message = misuseOf(...argv);
    expect(message).toContain(words);
    expect(message).not.toMatch(/[\r\n]/);
  });

  it('is the only thing that any arguments can lead to, beside help and a call', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...Object.keys(commands),
        '--',
        '-',
        '--data',
        '--format',
        'json',
        '--help=',
        '--no-help',
        '--__proto__',
        '--constructor=x',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        try {
          const read = readArguments(argv);
          if ('help' in read) expect(read.help).toContain('vedetta');
          else for (const value of Object.values(read.options)) expect(typeof value).toBe('string');
        } catch (fault) {
          expect(fault).toBeInstanceOf(Misuse);
        }
      }),
    );
  });
});
