import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleset } from '../../shared/domain/compliance/ruleset.ts';
import { runVedetta } from '../fixtures/run-vedetta.ts';
import { sarifFaults } from '../fixtures/sarif/sarif-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-check-'));
const file = (name: string, content: string | Uint8Array = ''): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const check = (...args: string[]) => runVedetta(['check', ...args], {}, folder);
// What the rules find grows with them: where only the description itself matters, findings don't fail the command.
const lenient = ['--ruleset-overrides', 'lenient.yaml'] as const;

const valid =
  'openapi: 3.0.3\ninfo:\n  title: Anagrafe\n  version: 1.0.0\npaths:\n  /things:\n    get:\n      responses:\n        "200":\n          description: ok\n';
const invalid = valid.replace(
  '      responses:\n        "200":\n          description: ok\n',
  '      summary: nothing\n',
);

/** One rule that stays: a server without a description. */
const serving = `${valid}servers:\n  - url: https://api.comune.esempio.it/v1\n`;

beforeAll(() => {
  const off = ruleset.map(({ id }) => `  ${id}: off\n`).join('');
  file('lenient.yaml', `severities:\n${off}`);
  file('one-rule.yaml', `severities:\n${off.replace('servers-description: off', 'servers-description: error')}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says of a valid description that it is, and exits with 0', async () => {
  const path = file('valid.yaml', valid);
  expect(await check(path, ...lenient)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${path}: valid (OpenAPI 3.0.3, 1 operation, 0 schemas)`),
    stderr: '',
  });
});

it('prints each problem with its line, a caret and how to fix it, and exits with 1', async () => {
  const { code, stdout } = await check(file('invalid.yaml', invalid), ...lenient);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^error {2}.* \(1 finding\)$/m);
  expect(stdout).toMatch(/invalid\.yaml:7:5 {2}.*responses/);
  expect(stdout).toContain('        7 |     get:\n          |     ^ /paths/~1things/get\n');
  expect(stdout).toContain('fix: ');
  expect(stdout).not.toContain('\u001b');
});

it('prints JSON as documented', async () => {
  const { stdout } = await check(file('invalid.yaml', invalid), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    documents: [
      {
        verdict: 'invalid',
        problems: [
          { code: expect.any(String), message: expect.any(String), pointer: '/paths/~1things/get', line: 7, column: 5 },
        ],
      },
    ],
  });
});

it('resolves references to files beside the document, and to nothing else on this machine', async () => {
  file('common.yaml', 'ok:\n  description: ok\n');
  const beside = file('beside.yaml', valid.replace('          description: ok', '          $ref: "./common.yaml#/ok"'));
  expect(await check(beside, ...lenient)).toMatchObject({ code: 0 });
  const outside = file('outside.yaml', valid.replace('          description: ok', '          $ref: "/etc/hostname"'));
  const { code, stdout } = await check(outside);
  expect(code).toBe(1);
  expect(stdout).toContain('is outside');
});

describe('a reference to a document that can not be read for now', () => {
  const servers = { ALLOW_ADDRESSES: '127.0.0.0/8' };
  const good = {
    openapi: '3.0.3',
    info: {
      title: 'Anagrafe',
      version: '1.0.0',
      description: 'Residenti e famiglie',
      termsOfService: 'https://comune.esempio.it/termini',
      contact: { name: 'Ufficio anagrafe', email: 'anagrafe@comune.esempio.it', url: 'https://comune.esempio.it' },
      'x-api-id': '0b1a9f4e-6a54-4f5c-9d3e-0a4f2f8f4f11',
      'x-summary': 'Residenti',
    },
    servers: [{ url: 'https://api.comune.esempio.it/v1', description: 'In produzione' }],
    paths: {
      '/status': {
        get: {
          operationId: 'showState',
          responses: {
            200: { description: 'ok', content: { 'application/problem+json': { schema: { type: 'object' } } } },
            default: { $ref: '' },
          },
        },
      },
    },
  };
  /** Nobody listens at that port any more. */
  const closedPort = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  };

  it('leaves the gate unknown, and is not counted against the description', async () => {
    good.paths['/status'].get.responses.default.$ref = `http://127.0.0.1:${await closedPort()}/common.yaml#/error`;
    file('refers.json', JSON.stringify(good));
    const { stdout } = await runVedetta(['check', 'refers.json', '--profile', 'official'], servers, folder);
    expect(stdout).toContain('refers.json: a reference leads nowhere');
    expect(stdout).toContain('publishable: unknown');
    expect(stdout).toContain('could not be read for now, which is not counted against it');
    const json = await runVedetta(['check', 'refers.json', '--format', 'json'], servers, folder);
    expect(JSON.parse(json.stdout).documents[0]).toMatchObject({ publishable: null, errors: 0, excused: true });
  });

  it('that is missing for good is the description’s fault', async () => {
    good.paths['/status'].get.responses.default.$ref = './nowhere.yaml#/error';
    file('refers.json', JSON.stringify(good));
    const { stdout } = await check('refers.json', '--format', 'json', '--profile', 'official');
    expect(JSON.parse(stdout).documents[0]).toMatchObject({ publishable: false, errors: 1, excused: false });
  });
});

describe('an address', () => {
  const pages: { readonly [path: string]: { readonly body: string; readonly link?: string } } = {
    '/one/': { body: '<!doctype html><title>Portale</title>', link: '<../valid.yaml>; rel="service-desc"' },
    '/valid.yaml': { body: valid },
    '/invalid.yaml': { body: invalid },
    '/apis': {
      body: '{"linkset":[{"anchor":"/a","service-desc":[{"href":"/valid.yaml"}]},{"anchor":"/b","service-desc":[{"href":"/gone.yaml"}]},{"anchor":"/c","service-desc":[{"href":"/invalid.yaml"}]}]}',
    },
    '/round/': { body: '<!doctype html><title>Portale</title>', link: '<docs>; rel="service-desc"' },
    '/round/docs': { body: '<!doctype html><title>Documenti</title>', link: '<../round/>; rel="service-desc"' },
    '/page': { body: '<!doctype html><title>Portale</title>' },
  };
  const server = createHttpServer(({ url = '' }, response) => {
    const { body = '', link } = pages[url] ?? {};
    if (link !== undefined) response.setHeader('link', link);
    response.writeHead(body === '' ? 404 : 200).end(body);
  });
  const allowed = { ALLOW_ADDRESSES: '127.0.0.1/32', LOG_LEVEL: 'error' };
  let origin = '';
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  const checkAt = (path: string, ...args: string[]) =>
    runVedetta(['check', `${origin}${path}`, ...lenient, ...args], allowed, folder);

  it('of a page is that of the description it links', async () => {
    const { code, stdout, stderr } = await checkAt('/one/');
    expect([code, stderr]).toEqual([
      0,
      `vedetta: ${origin}/one/ is no API description; checking what is linked there as rel="service-desc": ${origin}/valid.yaml\n`,
    ]);
    expect(stdout).toContain(`${origin}/valid.yaml: valid`);
  });

  it('of a catalogue is that of all it lists, in their order, one that is gone among them', async () => {
    const { code, stdout } = await checkAt('/apis', '--format', 'json');
    const { documents, unreadable } = JSON.parse(stdout);
    expect(code).toBe(2);
    expect(documents.map(({ file, verdict }: { file: string; verdict: string }) => [file, verdict])).toEqual([
      [`${origin}/valid.yaml`, 'valid'],
      [`${origin}/invalid.yaml`, 'invalid'],
    ]);
    expect(unreadable).toMatchObject([{ file: `${origin}/gone.yaml`, message: expect.stringContaining('http-404') }]);
  });

  it('of a page that leads nowhere is told as such in one line', async () => {
    expect(await checkAt('/page')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `vedetta: ${origin}/page: this is a web page, not an API description; give the address of the description\n`,
    });
  });

  it('that is closed leads to what the catalogue of its origin lists', async () => {
    const closed = createHttpServer(({ url }, response) => {
      if (url === '/.well-known/api-catalog')
        response.end('{"linkset":[{"anchor":"/v1/","service-desc":[{"href":"/a.yaml"}]}]}');
      else if (url === '/a.yaml') response.end(valid);
      else response.writeHead(401).end();
    });
    await once(closed.listen(0, '127.0.0.1'), 'listening');
    const at = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    const { code, stdout, stderr } = await runVedetta(['check', `${at}/v1/`, ...lenient], allowed, folder);
    closed.close();
    expect([code, stderr]).toEqual([
      0,
      `vedetta: ${at}/v1/ is no API description; checking what is listed by ${at}/.well-known/api-catalog: ${at}/a.yaml\n`,
    ]);
    expect(stdout).toContain(`${at}/a.yaml: valid`);
  });

  it('that is not there, and of an origin without a catalogue, is told by its own answer', async () => {
    const { code, stdout, stderr } = await checkAt('/v1/');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^vedetta: \S+\/v1\/: .*\(http-404\).*\n$/);
  });

  it('of pages that lead to each other only is told as such, and is no success', async () => {
    const { code, stdout, stderr } = await checkAt('/round/');
    expect([code, stdout]).toEqual([2, '']);
    for (const path of ['/round/', '/round/docs'])
      expect(stderr).toContain(`vedetta: ${origin}${path}: this led to no description`);
  });

  it('of a page is well checked where what it links was named too', async () => {
    expect(await checkAt('/one/', `${origin}/valid.yaml`)).toMatchObject({ code: 0 });
  });

  it('that is not public is refused with what would let it through', async () => {
    const { code, stderr } = await check(`${origin}/valid.yaml`);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/\(refused-address\): .*ALLOW_ADDRESSES/)]);
  });
});

describe('the rules', () => {
  const args = ['--ruleset-overrides', 'one-rule.yaml'] as const;

  it('are told with the score, the gate, the line and the repair', async () => {
    const { code, stdout } = await check(file('serving.yaml', serving), ...args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Score [\d.]+ of 100, grade [A-F] · publishable: no, \d+ errors?/);
    expect(stdout).toMatch(/Found: 1 error \(profile guideline, ruleset \w+\+[0-9a-f]{8}\)/);
    expect(stdout).toMatch(/serving\.yaml:12:5 {2}The server `https:\/\/api\.comune\.esempio\.it\/v1`/);
    expect(stdout).toContain('       12 |   - url: https://api.comune.esempio.it/v1\n          |     ^ /servers/0\n');
    expect(stdout).toContain('servers-description · CATALOGUE');
  });

  it('are told in Italian', async () => {
    const { stdout } = await check(file('serving.yaml', serving), ...args, '--lang', 'it');
    expect(stdout).toContain(': valido (OpenAPI 3.0.3, 1 operazione, 0 schemi)');
    expect(stdout).toContain('errore  Ogni server ha una descrizione  (1 rilievo)');
  });

  it('fail the command from the severity that is asked for', async () => {
    const path = file('serving.yaml', serving);
    file('hint.yaml', 'severities: { servers-description: hint }\n');
    const off = ruleset.map(({ id }) => `${id}: ${id === 'servers-description' ? 'hint' : 'off'}`).join(', ');
    file('hint.yaml', `severities: { ${off} }`);
    const codes = ['error', 'info', 'hint', 'never'].map(async (least) => {
      return (await check(path, '--ruleset-overrides', 'hint.yaml', '--fail-on', least)).code;
    });
    expect(await Promise.all(codes)).toEqual([0, 0, 1, 0]);
  });

  it('may be waived, with a reason that is shown', async () => {
    const waivers = '\nwaivers:\n  - { rule: servers-description, reason: There is only one }\n';
    file(
      'waived.yaml',
      `severities:\n${ruleset.map(({ id }) => `  ${id}: ${id === 'servers-description' ? 'error' : 'off'}\n`).join('')}${waivers}`,
    );
    const { code, stdout } = await check(file('serving.yaml', serving), '--ruleset-overrides', 'waived.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('waived: There is only one');
  });

  it('of a file of overrides with mistakes are not applied: each is told with its line', async () => {
    file('wrong.yaml', 'severities:\n  use-semvers: warn\nwaivers:\n  - rule: use-semver\n');
    const { code, stdout, stderr } = await check(file('valid.yaml', valid), '--ruleset-overrides', 'wrong.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'vedetta: wrong.yaml:2:3: severities.use-semvers names no rule; did you mean use-semver?',
      'vedetta: wrong.yaml:4:5: waivers[0].reason must be text, not nothing',
    ]);
  });

  it('are in the JSON as documented', async () => {
    const { code, stdout } = await check(file('serving.yaml', serving), ...args, '--format', 'json');
    expect(code).toBe(1);
    const { documents, totals } = JSON.parse(stdout);
    expect(documents[0]).toMatchObject({
      profile: 'guideline',
      verdict: 'valid',
      publishable: false,
      errors: expect.any(Number),
      score: expect.any(Number),
      grade: expect.stringMatching(/^[A-F]$/),
      findings: [
        {
          rule: 'servers-description',
          severity: 'error',
          pointer: '/servers/0',
          line: 12,
          column: 5,
          message: expect.stringContaining('has no description'),
          fix: expect.any(String),
          reference: { id: 'CATALOGUE', level: 'MUST' },
        },
      ],
    });
    expect(totals).toMatchObject({ documents: 1, valid: 1 });
  });

  it.each([
    'official',
    'official-security',
    'guideline',
    'security',
    'all',
  ])('are in the SARIF of the profile %s', async (profile) => {
    const { stdout } = await check(
      file('serving.yaml', serving),
      file('invalid.yaml', invalid),
      '--format',
      'sarif',
      '--profile',
      profile,
    );
    const log = JSON.parse(stdout);
    expect(sarifFaults(log)).toEqual([]);
    const places = log.runs[0].results.map(
      ({ locations }: { locations: { physicalLocation: { artifactLocation: object } }[] }) =>
        JSON.stringify(locations[0]?.physicalLocation.artifactLocation),
    );
    expect(places).toContain('{"uri":"invalid.yaml","uriBaseId":"%SRCROOT%"}');
  });
});

describe('several files', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'many', 'deep'), { recursive: true });
    mkdirSync(join(folder, 'many', 'node_modules'));
    file('many/b.yaml', valid);
    file('many/a.yaml', invalid);
    file('many/deep/c.yaml', valid);
    file('many/node_modules/d.yaml', valid);
  });

  it('are each told, with a table at the end, and exit with 1 when one has findings', async () => {
    const { code, stdout } = await check('many/b.yaml', 'many/a.yaml', ...lenient);
    expect(code).toBe(1);
    expect(stdout).toContain('many/b.yaml: valid');
    expect(stdout).toContain('many/a.yaml: invalid');
    expect(stdout).toMatch(/^file +verdict .*\nmany\/b\.yaml +valid .*\nmany\/a\.yaml +invalid .* 1 +0\n$/m);
  });

  it('are found by a pattern, in order and each once', async () => {
    const { stdout, stderr } = await check('many/**/*.yaml', 'many/b.yaml', '--format', 'json', ...lenient);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).documents.map(({ file: name }: { file: string }) => name)).toEqual([
      'many/a.yaml',
      'many/b.yaml',
      'many/deep/c.yaml',
    ]);
  });

  it('of which some cannot be read are checked as far as they can, and exit with 2', async () => {
    const { code, stdout, stderr } = await check('many/b.yaml', 'many/x*.yaml', 'nowhere.yaml', ...lenient);
    expect(code).toBe(2);
    expect(stdout).toContain('many/b.yaml: valid');
    expect(stderr).toBe(
      'vedetta: many/x*.yaml: no file matches this pattern\nvedetta: nowhere.yaml: there is no such file\n',
    );
  });
});

describe('what cannot be read gives one clear line and exit code 2', () => {
  beforeAll(() => mkdirSync(join(folder, 'dir')));

  it.each([
    ['a missing file', () => join(folder, 'nowhere.yaml'), /there is no such file/],
    ['a directory', () => join(folder, 'dir'), /it is a directory/],
    ['a binary', () => file('image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254])), /./],
    ['an empty file', () => file('empty.yaml'), /it is empty/],
    [
      'a file of 50 MB',
      () => {
        const path = file('large.json', '{');
        truncateSync(path, 50 * 1024 * 1024);
        return path;
      },
      /too large \(50\.0 MiB; at most 20 MiB/,
    ],
    ['something that is no description', () => file('list.json', '[1, 2]'), /./],
    ['nothing to check', () => '--format=json', /what is to be checked is missing/],
    ['an unknown option', () => '--colour', /Unknown option/],
  ])('%s', async (_, path, words) => {
    const { code, stdout, stderr } = await check(path());
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
    expect(stdout.includes('valid')).toBe(false);
  });
});
