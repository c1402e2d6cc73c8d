/**
 * Parameters made by their schemas in our OpenAPI, and spoilt ones: what the schema takes is never refused, what it does
 * not take is refused by name, and nothing is a fault of ours. The schema is read here by other means than the service's.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Parameter, Parameters } from '../../../functions/http/parameters.ts';
import type { Route } from '../../../functions/http/route.ts';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import { addressOf, pageRoutes, readRoutes } from './addresses.ts';
import { createAjv } from './answer-schemas.ts';
import { type Answered, type Json, type Service, startService } from './service.ts';

let service: Service;
let openapi: Json;
const written: string[] = [];
/** One of each list, as the service gave it. */
const cursors: string[] = [];

beforeAll(async () => {
  service = await startService();
  openapi = (await service.api('GET', '/openapi.json')).json();
  for (const { path } of readRoutes.filter(({ query }) => 'cursor' in query)) {
    const { next } = (await service.api('GET', addressOf(service.seeded, path), { query: { limit: '1' } })).json();
    if (typeof next === 'string') cursors.push(next);
  }
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  service.close();
});

type Schema = Parameter<unknown>['schema'];

const daysOf: { readonly [month: string]: number } = { '02': 28, '04': 30, '06': 30, '09': 30, '11': 30 };
/** Proleptic Gregorian. */
function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(text) ?? [];
  if (year === '') return false;
  const isLeap = month === '02' && Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return Number(day) >= 1 && Number(day) <= (daysOf[month] ?? 31) + (isLeap ? 1 : 0);
}
/** RFC 3339 §5.6, without leap seconds. */
const isDateTime = (text: string): boolean => {
  const [, day = ''] =
    /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  return isDay(day);
};

const ajv = createAjv();
ajv.addFormat('date', (text: string) => isDay(text));
ajv.addFormat('date-time', (text: string) => isDateTime(text));

/** The value that a text stands for. */
const meantBy = (text: string, { type }: Schema): unknown => {
  if (type === 'integer' && /^\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
};

/** Days are said to be from 1970 to 9998 in words. */
const isInRange = (text: string, { format }: Schema): boolean =>
  format !== 'date' || (text >= '1970-01-01' && text <= '9998-12-31');

const takes = (schema: Schema, text: string): boolean =>
  ajv.validate(schema as object, meantBy(text, schema)) === true && isInRange(text, schema);

const two = (number: number): string => String(number).padStart(2, '0');
const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zone = fc.oneof(
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59))
    .map(([sign, hour, minute]) => `${sign}${two(hour)}:${two(minute)}`),
);
const dateTime = fc
  .tuple(
    fc.constantFrom('0000-01-01', '9999-12-31', '2024-02-29', '2026-11-23'),
    fc.nat(23),
    fc.nat(59),
    fc.nat(59),
    zone,
  )
  .map(([date, hour, minute, second, where]) => `${date}T${two(hour)}:${two(minute)}:${two(second)}${where}`);

/** What a schema takes, as text. */
function textOf({ schema, takesEmpty }: Parameter<unknown>): fc.Arbitrary<string> {
  const empty = takesEmpty === true ? [fc.constant('')] : [];
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as readonly string[]));
  if (schema.type === 'boolean') return fc.oneof(fc.constantFrom('true', 'false'), ...empty);
  if (schema.type === 'integer')
    return fc.integer({ min: Number(schema.minimum), max: Number(schema.maximum) }).map(String);
  if (schema.format === 'date') return day;
  if (schema.anyOf !== undefined) return fc.oneof(day, dateTime);
  if (schema.pattern !== undefined && schema.pattern !== '\\S')
    return fc.stringMatching(new RegExp(String(schema.pattern)));
  return fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 100 }))
    .map((text) => text.toWellFormed());
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(...hostileTexts, ...sharedHostileTexts.slice(0, 60)),
  fc.constantFrom(
    "' OR '1'='1",
    '1; DROP TABLE apis--',
    '<script>alert(1)</script>',
    'a\r\nSet-Cookie: x=1',
    '\u0000',
    '\u202e\u2066evil',
    '\ud83c\uddee\ud83c\uddf9',
    '１２',
    '٣',
    '-1',
    '0',
    '1e3',
    '0x10',
    '99999999999999999999999999',
    'NaN',
    '2026-02-29',
    '2026-13-01',
    '2026-11-31T00:00:00Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T23:59:60Z',
    '2026-11-23 08:00:00Z',
    '2026-11-23T08:00:00+24:00',
    '0000-00',
    'true,true',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '%00',
    '%zz',
    'undefined',
    'null',
    '[]',
  ),
  fc.integer({ min: 1, max: 5000 }).map((length) => 'x'.repeat(length)),
  fc.string({ minLength: 20, maxLength: 20 }),
  fc.json({ maxDepth: 2 }).map((text) => Buffer.from(text).toString('base64url')),
);
/** A text that was right, spoilt a little. */
const spoilt = (right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(right, fc.nat(), fc.constantFrom('', ' ', '\n', '\u200b', '-', 'x', '9', '\u202e', 'é', '\u0000'))
    .map(([text, place, more]) => {
      const at = place % (text.length + 1);
      return more === '' ? text.slice(0, at) : text.slice(0, at) + more + text.slice(at);
    });

/** Right but for one character, which is another of its kind: months and days that there are not, words in other letters. */
const almost = (right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(right, fc.nat(), fc.nat(9)).map(([text, place, digit]) => {
    const at = place % (text.length + 1);
    const other = /\d/.test(text[at] ?? '') ? String(digit) : (text[at] ?? '').toUpperCase();
    return text.slice(0, at) + other + text.slice(at + 1);
  });

/** Just outside its bounds. */
const beyond = ({ schema }: Parameter<unknown>): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...(schema.type === 'integer'
      ? [Number(schema.minimum) - 1, Number(schema.maximum) + 1].map(String)
      : [Number(schema.maxLength), Number(schema.maxLength) + 1].map((length) => 'a'.repeat(length))),
  );

/** A cursor of any list, and one that was cut off. */
const cursor = (): fc.Arbitrary<string> => {
  const whole = fc.constantFrom(...cursors);
  return fc.oneof(
    whole,
    fc.tuple(whole, fc.nat()).map(([text, length]) => text.slice(0, 1 + (length % text.length))),
  );
};

const candidates = (parameter: Parameter<unknown>): fc.Arbitrary<string> =>
  fc
    .oneof(odd, spoilt(textOf(parameter)), almost(textOf(parameter)), beyond(parameter), cursor())
    .map((text) => text.toWellFormed());

const { assert, asyncProperty } = fc;
const runs = { numRuns: 25 };

/** Made whole: what only goes with something else, or only without it, as the descriptions say. */
function together(route: Route, query: { [name: string]: string }): { readonly [name: string]: string } {
  const whole = { ...query };
  const today = new Date().toISOString().slice(0, 10);
  if ('rule' in route.query && whole.profile !== undefined) whole.rule ??= 'use-semver';
  if (whole.sort === 'relevance') whole.q ||= 'anagrafe';
  // A month to come has no figures.
  if (whole.month !== undefined && whole.month > today.slice(0, 7)) whole.month = today.slice(0, 7);
  if (whole.from !== undefined && route.query.from?.schema.format === 'date') {
    if (whole.from > today) whole.from = today;
    whole.to = whole.from;
  }
  if (whole.before !== undefined) delete whole.after;
  const [, ...others] = ['api', 'publisher', 'tag'].filter((name) => whole[name] !== undefined);
  if (route.operationId === 'getChangesPage') for (const name of others) delete whole[name];
  return whole;
}

const ask = (path: string, query: { readonly [name: string]: string } = {}): Promise<Answered> =>
  service.api('GET', path, { query });

/** Told as our OpenAPI says, and no fault of ours. */
function expectNoFault(route: Route, { status, text }: Answered): void {
  expect(status, text).toBeLessThan(500);
  expect(Object.keys(openapi.paths[route.path].get.responses), text).toContain(String(status));
  expect(written).toEqual([]);
}

function expectRefused(parameter: Parameter<unknown>, name: string, text: string, answer: Answered): void {
  const { type, parameter: named } = answer.json();
  const isLong = parameter.isText === true && [...text].length > Number(parameter.schema.maxLength);
  const isLongest = new URLSearchParams({ [name]: text }).toString().length > 4096;
  if (isLong || isLongest) {
    expect([answer.status, type]).toEqual([414, 'urn:vedetta:problem:query-too-long']);
    if (!isLongest) expect(named).toBe(name);
    return;
  }
  expect([answer.status, named], JSON.stringify(text)).toEqual([400, name]);
  expect(['bad-parameter', 'bad-cursor'].map((each) => `urn:vedetta:problem:${each}`)).toContain(type);
}

const entries = (parameters: Parameters) => Object.entries(parameters);

describe.each(readRoutes.map((route) => ({ route, path: route.path })))('$path', ({ route, path }) => {
  const withQuery = entries(route.query).filter(([, { isOpaque }]) => isOpaque !== true);

  it('takes what the schemas of its query take, each by itself and together', async () => {
    if (withQuery.length === 0) return;
    const each = Object.fromEntries(withQuery.map(([name, parameter]) => [name, textOf(parameter)]));
    const query = fc.oneof(
      fc.record(each, { requiredKeys: [] }),
      fc.constantFrom(...withQuery.map(([name]) => name)).chain((name) => fc.record({ [name]: each[name]! })),
    );
    await assert(
      asyncProperty(query, async (made) => {
        const asked = together(route, made as { [name: string]: string });
        const text = new URLSearchParams(asked).toString();
        fc.pre(
          text.length <= 4096 &&
            entries(asked as never).every(
              ([name]) => takes(route.query[name]!.schema, asked[name]!) || asked[name] === '',
            ),
        );
        const answer = await ask(addressOf(service.seeded, path), asked);
        expectNoFault(route, answer);
        expect([400, 414], `${text} ${answer.text.slice(0, 200)}`).not.toContain(answer.status);
      }),
      { numRuns: 25 },
    );
  });

  it('refuses by its name what the schema of a parameter in its query does not take', async () => {
    for (const [name, parameter] of entries(route.query))
      await assert(
        asyncProperty(candidates(parameter), async (text) => {
          const answer = await ask(addressOf(service.seeded, path), { [name]: text });
          expectNoFault(route, answer);
          if (text === '') return;
          const isMadeUp = parameter.isOpaque === true && !(answer.status === 200 || answer.status === 404);
          if (isMadeUp || !takes(parameter.schema, text)) expectRefused(parameter, name, text, answer);
        }),
        runs,
      );
  });

  it('takes in its path what the schemas take, and refuses by its name what they do not', async () => {
    for (const [name, parameter] of entries(route.pathParameters)) {
      const text = fc.oneof(textOf(parameter), candidates(parameter)).filter((each) => each !== '');
      await assert(
        asyncProperty(text, async (value) => {
          const template = path.replace(`{${name}}`, '\u0000');
          const answer = await ask(addressOf(service.seeded, template).replace('\u0000', encodeURIComponent(value)));
          expectNoFault(route, answer);
          if (takes(parameter.schema, value)) expect([200, 404]).toContain(answer.status);
          else expect([answer.status, answer.json().parameter], value).toEqual([400, name]);
        }),
        runs,
      );
    }
  });

  it('refuses by its name what it does not know', async () => {
    await assert(
      asyncProperty(odd, odd, async (name, value) => {
        fc.pre(name !== '' && !(name in route.query) && name.length + value.length < 300);
        const answer = await ask(addressOf(service.seeded, path), { [name.toWellFormed()]: value.toWellFormed() });
        expectNoFault(route, answer);
        expect([answer.status, answer.json().type]).toEqual([400, 'urn:vedetta:problem:unknown-parameter']);
        expect(answer.json().parameters).toEqual([name.toWellFormed().slice(0, 64)]);
      }),
      { numRuns: 5 },
    );
  });
});

describe.each(pageRoutes.map((route) => ({ route, path: route.path })))('the page $path', ({ route, path }) => {
  it('is shown for all that its schemas take, and never a fault of ours for anything else', async () => {
    const each = Object.fromEntries(
      entries(route.query).map(([name, parameter]) => [
        name,
        fc.oneof({ arbitrary: textOf(parameter), weight: 5 }, { arbitrary: candidates(parameter), weight: 1 }),
      ]),
    );
    const inPath = fc.record(
      Object.fromEntries(
        entries(route.pathParameters).map(([name, parameter]) => [
          name,
          fc.oneof({ arbitrary: fc.constant(undefined), weight: 4 }, { arbitrary: candidates(parameter), weight: 1 }),
        ]),
      ),
    );
    await assert(
      asyncProperty(fc.record(each, { requiredKeys: [] }), inPath, async (made, named) => {
        const query = made as { [name: string]: string };
        const isTaken = entries(route.query).every(
          ([name, { schema, isOpaque }]) =>
            query[name] === undefined || (isOpaque !== true && takes(schema, query[name])),
        );
        const asked = isTaken ? together(route, query) : query;
        const template = path.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
          named[name] === undefined || named[name] === '' ? place : encodeURIComponent(String(named[name])),
        );
        const answer = await service.dashboard('GET', addressOf(service.seeded, template), { query: asked });
        expect([200, 302, 400, 404, 414, 422], answer.text).toContain(answer.status);
        expect(written).toEqual([]);
        if (answer.status >= 400) expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
        if (isTaken && template === path && new URLSearchParams(asked).toString().length <= 4096)
          expect([200, 302, 404, 422], JSON.stringify(asked)).toContain(answer.status);
      }),
      { numRuns: 25 },
    );
  });
});
