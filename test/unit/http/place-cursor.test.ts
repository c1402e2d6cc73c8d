import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePlace, encodePlace } from '../../../functions/http/place-cursor.ts';
import { Problem } from '../../../functions/http/problem.ts';
import { selectApis } from '../../../shared/domain/catalogue/select.ts';
import { listedApi, listedCatalogue } from '../../fixtures/listed-catalogue.ts';

const value = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);

const refusalOf = (text: string, list: string): unknown => {
  try {
    decodePlace(text, list);
    return undefined;
  } catch (fault) {
    return fault;
  }
};

describe('a cursor of what is found', () => {
  it('comes back as the place it was made of', () => {
    fc.assert(
      fc.property(value, fc.stringMatching(/^[a-z0-9._-]{1,64}$/), (at, id) => {
        const place = { value: Object.is(at, -0) ? 0 : at, id };
        expect(decodePlace(encodePlace(place, 'apis title'), 'apis title')).toEqual(place);
      }),
    );
  });

  it('is taken again however long the title or the address is that a list is sorted by', () => {
    for (const title of ['https://api.example/'.padEnd(2048, 'x'), '\u0000'.repeat(500), '😀'.repeat(300)]) {
      const apis = ['a', 'b'].map((id) => listedApi(id, { title }));
      const { next } = selectApis(listedCatalogue(apis), {}, 1);
      if (next === undefined) throw new Error('there is no next page');
      const cursor = encodePlace(next, 'apis title');
      expect(cursor.length).toBeLessThanOrEqual(2048);
      expect(decodePlace(cursor, 'apis title')).toEqual(next);
    }
  });

  it('of another list or another order is refused by its name', () => {
    const cursor = encodePlace({ value: 1, id: 'a' }, 'apis score');
    for (const list of ['apis title', 'publishers score'])
      expect(refusalOf(cursor, list)).toMatchObject({ type: 'bad-cursor', members: { parameter: 'cursor' } });
  });

  it('of any other text is a client’s mistake, never a fault of ours', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.json().map((each) => Buffer.from(each).toString('base64url')),
      fc
        .array(fc.oneof(fc.constant('apis title'), fc.string(), fc.integer(), fc.constant(null)), { maxLength: 4 })
        .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const refusal = refusalOf(given, 'apis title');
        if (refusal !== undefined) expect(refusal).toBeInstanceOf(Problem);
      }),
    );
  });
});
