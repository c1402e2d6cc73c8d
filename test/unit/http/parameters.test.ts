import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choice,
  count,
  cursorOf,
  date,
  decodeCursor,
  encodeCursor,
  flag,
  identifier,
  month,
  type Parameters,
  readQuery,
  readValue,
} from '../../../functions/http/parameters.ts';
import { Problem } from '../../../functions/http/problem.ts';

const problemOf = (work: () => unknown): Problem => {
  try {
    work();
  } catch (fault) {
    expect(fault).toBeInstanceOf(Problem);
    return fault as Problem;
  }
  throw new Error('no problem was found');
};

/** Runs something that may only fail as a client's mistake. */
const onlyProblems = (work: () => unknown): void => {
  try {
    work();
  } catch (fault) {
    expect(fault).toBeInstanceOf(Problem);
  }
};

const keyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
const position = fc.record({ sk: keyText, key: fc.record({ pk: keyText, sk: keyText }) });
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('comes back as the position it was made of', () => {
    fc.assert(
      fc.property(position, (where) => {
        expect(decodeCursor(encodeCursor(where, 'incidents'), 'incidents')).toEqual(where);
      }),
    );
  });

  it('is plain text that needs no escaping in an address', () => {
    fc.assert(
      fc.property(position, (where) => {
        expect(encodeCursor(where, 'incidents')).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('of any other text is a client’s mistake, never a fault of ours', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5000 }),
      fc.json({ maxDepth: 3 }).map(base64),
      fc
        .array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 5 })
        .map((parts) => base64(JSON.stringify(parts))),
    );
    fc.assert(
      fc.property(text, (given) => {
        onlyProblems(() => cursorOf('incidents').parse(given));
      }),
    );
  });

  it.each([
    '',
    '[]',
    '["a","b"]',
    '["a","b","c","d"]',
    '["incidents","b"]',
    '[""]',
    '[1]',
    '{"sk":"a"}',
    'null',
    '["a",["b"],"c"]',
  ])('of %s is refused by its name', (json) => {
    expect(problemOf(() => decodeCursor(base64(json), 'incidents'))).toMatchObject({
      type: 'bad-cursor',
      members: { parameter: 'cursor' },
    });
  });

  it('is refused where it was not made: an index’s position names the row, another one does not', () => {
    const ofApis = encodeCursor({ sk: 'a', key: { pk: 'b', sk: 'c' } }, 'incidents');
    expect(cursorOf('incidents').parse(ofApis)).toEqual({ sk: 'a', key: { pk: 'b', sk: 'c' } });
    expect(problemOf(() => cursorOf('changes').parse(ofApis)).type).toBe('bad-cursor');
    expect(cursorOf('revisions').parse(encodeCursor({ sk: 'a' }, 'revisions'))).toEqual({ sk: 'a' });
  });

  it('has an example that it takes, of each list', () => {
    for (const list of ['revisions', 'changes', 'api-changes', 'incidents', 'api-incidents'] as const)
      expect(cursorOf(list).parse(String(cursorOf(list).example))).toMatchObject({ sk: expect.any(String) });
  });

  it('fits its own description’s length for the longest position', () => {
    const longest = encodeCursor(
      { sk: 'x'.repeat(500), key: { pk: 'y'.repeat(500), sk: 'z'.repeat(500) } },
      'incidents',
    );
    expect(longest.length).toBeLessThanOrEqual(Number(cursorOf('incidents').schema.maxLength));
    expect(decodeCursor(longest, 'incidents').sk).toHaveLength(500);
  });
});

describe('count', () => {
  const limit = count('How many', 1, 100, 50);

  it('takes whole numbers within its bounds and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -5, max: 200 }).map(String), fc.string()), (text) => {
        const accepted = /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= 100;
        if (accepted) expect(limit.parse(text)).toBe(Number(text));
        else expect(() => limit.parse(text)).toThrow('must be a whole number from 1 to 100');
      }),
    );
  });

  it('says so in its schema', () => {
    expect(limit.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 100, default: 50 });
  });
});

describe('choice', () => {
  it('takes what is on its list, by exact name', () => {
    const state = choice('State', ['ok', 'invalid']);
    expect(state.parse('ok')).toBe('ok');
    for (const text of ['OK', ' ok', 'okk', 'toString', '__proto__'])
      expect(() => state.parse(text)).toThrow('ok, invalid');
  });
});

describe('identifier', () => {
  it('takes exactly what the pattern in its schema takes', () => {
    const id = identifier('Id');
    const pattern = new RegExp(String(id.schema.pattern), 'u');
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 70 }), fc.stringMatching(/^[A-Za-z0-9._-]{1,70}$/)), (text) => {
        if (pattern.test(text)) expect(id.parse(text)).toBe(text);
        else expect(() => id.parse(text)).toThrow('must be 1 to 64');
      }),
    );
    expect(() => id.parse('a\n')).toThrow();
  });
});

describe('flag', () => {
  const query = { open: flag('Open') } satisfies Parameters;

  it('holds by its name alone, and otherwise by a word', () => {
    expect(['', 'true', 'false'].map((open) => readQuery(query, { open }).open)).toEqual([true, true, false]);
    expect(readQuery(query, {}).open).toBeUndefined();
    for (const open of ['yes', '1', 'TRUE', 'true,true', ' '])
      expect(problemOf(() => readQuery(query, { open })).message).toBe('open must be true or false, or have no value.');
  });
});

describe('date and month', () => {
  it('take days and months of the calendar only', () => {
    expect(date('').parse('2024-02-29')).toBe('2024-02-29');
    expect(month('').parse('2026-12')).toBe('2026-12');
    for (const text of ['2026-02-29', '2026-11', '2026-11-23T00:00:00Z', '26-11-23', '２026-11-23', '2026-11-23\n'])
      expect(() => date('').parse(text)).toThrow('must be a day');
    for (const text of ['0000-01-15', '1969-12-31', '9999-01-01'])
      expect(() => date('').parse(text)).toThrow('from 1970');
    expect(['1970-01-01', '9998-12-31'].map(date('').parse)).toEqual(['1970-01-01', '9998-12-31']);
    for (const text of ['2026-13', '2026-00', '2026-1', '2026-11-01', '2026-11\n'])
      expect(() => month('').parse(text)).toThrow('must be a month');
    const { schema } = month('');
    for (const text of ['0000-10', '1969-12']) {
      expect(() => month('').parse(text)).toThrow('from 1970');
      expect(text).not.toMatch(new RegExp(String(schema.pattern)));
    }
    expect(['1970-01', '9999-12'].map(month('').parse)).toEqual(['1970-01', '9999-12']);
  });
});

describe('readQuery', () => {
  const parameters = { limit: count('', 1, 10, 5), state: choice('', ['ok']) } satisfies Parameters;

  it('reads what is given and leaves the rest undefined, an empty value too', () => {
    expect(readQuery(parameters, { limit: '7' })).toEqual({ limit: 7, state: undefined });
    expect(readQuery(parameters, { limit: '' })).toEqual({ limit: undefined, state: undefined });
  });

  it('refuses what it does not know, by name, and says what it knows', () => {
    const problem = problemOf(() => readQuery(parameters, { limit: '7', page: '2', __proto__x: '1', toString: '1' }));
    expect(problem).toMatchObject({
      type: 'unknown-parameter',
      members: { parameters: ['page', '__proto__x', 'toString'] },
    });
    expect(problem.message).toBe('Not known here: page, __proto__x, toString. Known: limit, state.');
  });

  it('refuses a name that every object has', () => {
    const query = Object.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(problemOf(() => readQuery({}, query)).members).toEqual({ parameters: ['__proto__', 'constructor'] });
  });

  it('is bounded in what it says of many and long names', () => {
    const query = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${'x'.repeat(1000)}${index}`, '']));
    expect((problemOf(() => readQuery({}, query)).members.parameters as readonly string[]).length).toBe(20);
  });

  it('names the parameter whose value is not accepted', () => {
    const problem = problemOf(() => readQuery(parameters, { limit: '11' }));
    expect(problem).toMatchObject({ type: 'bad-parameter', members: { parameter: 'limit' } });
    expect(problem.message).toBe('limit must be a whole number from 1 to 10.');
  });

  it('refuses what is written badly, by name, once it knows the name', () => {
    const written = { limit: '1,2', state: 'ok' };
    const problem = problemOf(() => readQuery(parameters, written, 'limit=1&limit=2&state=ok'));
    expect([problem.type, problem.message, problem.members]).toEqual([
      'bad-parameter',
      'limit is given more than once.',
      { parameter: 'limit' },
    ]);
    expect(problemOf(() => readQuery(parameters, { odd: '1,2' }, 'odd=1&odd=2')).type).toBe('unknown-parameter');
    expect(problemOf(() => readQuery(parameters, {}, `limit=${'1'.repeat(5000)}`)).type).toBe('query-too-long');
  });

  it('refuses a free text by its length in characters before it is read, and no other value so', () => {
    const text = { description: '', schema: { type: 'string', maxLength: 3 }, isText: true, parse: String } as const;
    expect(readQuery({ text }, { text: '🇮🇹x' })).toEqual({ text: '🇮🇹x' });
    expect(problemOf(() => readQuery({ text }, { text: 'abcd' }))).toMatchObject({
      type: 'query-too-long',
      message: 'text may have 3 characters; this one has 4.',
      members: { parameter: 'text' },
    });
    expect(problemOf(() => readQuery(parameters, { state: 'much too long' })).type).toBe('bad-parameter');
  });

  it('reads a value that is not there as undefined', () => {
    expect(readValue('limit', parameters, undefined)).toBeUndefined();
  });
});
