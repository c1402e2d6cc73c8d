import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { type Arguments, commands, readArguments } from '../../../infra/local/command-options.ts';

type Step = { readonly run: string; readonly env?: { readonly [name: string]: string } };
type Action = {
  readonly inputs: { readonly [name: string]: { readonly default?: string } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

const root = new URL('../../../', import.meta.url);
const read = (path: string): unknown => load(readFileSync(new URL(path, root), 'utf8'));
const action = read('.github/actions/check/action.yml') as Action;

const folder = mkdtempSync(join(tmpdir(), 'vedetta-action-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the last step as the host would, with an npm that only writes down what it is called with. */
function callsOf(inputs: { readonly [name: string]: string }): readonly (readonly string[])[] {
  const { run, env = {} } = action.runs.steps.at(-1) as Step;
  const values = Object.entries(env).map(([name, value]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1];
    return [name, input === undefined ? '/action' : (inputs[input] ?? action.inputs[input]?.default ?? '')];
  });
  const log = join(folder, 'calls');
  rmSync(log, { force: true });
  writeFileSync(
    join(folder, 'npm'),
    `#!/bin/sh\nfor each in "$@"; do printf '%s\\0' "$each"; done >> "$LOG"\nprintf '\\n' >> "$LOG"\n`,
  );
  chmodSync(join(folder, 'npm'), 0o755);
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env.PATH}`, LOG: log, ...Object.fromEntries(values) },
  });
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\0').slice(0, -1));
}

/** What comes after `npm … vedetta --`, read as the command reads it. */
const argumentsOf = (call: readonly string[]): Arguments => {
  expect(call.slice(0, 6)).toEqual(['--prefix', '/action', 'run', '-s', 'vedetta', '--']);
  const parsed = readArguments(call.slice(6));
  if ('help' in parsed) throw new Error('help was asked for');
  return parsed;
};

describe.skipIf(process.platform === 'win32')('the action', () => {
  it('is composite, uses each of its inputs, and puts none into a script', () => {
    expect(action.runs.using).toBe('composite');
    const environments = JSON.stringify(action.runs.steps.map(({ env }) => env));
    for (const name of Object.keys(action.inputs)) expect(environments).toContain(`inputs.${name} }}`);
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
  });

  it('calls the command as it may be called, with its defaults', () => {
    const [call, ...others] = callsOf({ files: 'openapi.yaml' });
    expect(others).toEqual([]);
    expect(argumentsOf(call ?? [])).toMatchObject({
      command: 'check',
      options: { profile: 'guideline', 'fail-on': 'error', format: 'text' },
      positionals: ['openapi.yaml'],
    });
  });

  it('hands everything on, whatever is in it', () => {
    const files = 'a b.yaml\n\n--all\n$(touch owned)\nspecs/**/*.json\n';
    const calls = callsOf({
      files,
      profile: 'all',
      'fail-on': 'warn',
      overrides: 'own rules.yaml',
      sarif: 'report.sarif',
    });
    const [sarif, text] = calls.map(argumentsOf);
    expect(sarif).toMatchObject({ options: { format: 'sarif', 'fail-on': 'never', profile: 'all' } });
    expect(text).toMatchObject({
      options: { format: 'text', 'fail-on': 'warn', profile: 'all', 'ruleset-overrides': 'own rules.yaml' },
      positionals: ['a b.yaml', '--all', '$(touch owned)', 'specs/**/*.json'],
    });
    expect(sarif?.positionals).toEqual(text?.positionals);
  });

  it('has the defaults of the command', () => {
    const { profile, 'fail-on': failOn } = commands.check.options;
    expect(action.inputs).toMatchObject({
      profile: { default: profile.default },
      'fail-on': { default: failOn.default },
    });
  });
});

it('the pre-commit hook calls the command as it may be called', () => {
  const [hook] = read('.pre-commit-hooks.yaml') as readonly { readonly entry: string; readonly files: string }[];
  expect(readArguments([...(hook?.entry.split(' ').slice(1) ?? []), 'docs/openapi.yaml'])).toMatchObject({
    command: 'check',
  });
  const files = new RegExp(hook?.files.replace('(?i)', '') ?? '', 'i');
  expect(
    ['docs/openapi.yaml', 'Swagger.JSON', 'openapi-v1.yml', 'src/app.yaml'].map((file) => files.test(file)),
  ).toEqual([true, true, true, false]);
});
