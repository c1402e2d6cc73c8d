import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { formatSnippet } from '../../../shared/views/format-snippet.ts';

const value = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(
      fc.string().filter((name) => name !== '__proto__' && name !== '<<'),
      tie('node'),
      { maxKeys: 3 },
    ),
  ),
})).node;

describe('a snippet', () => {
  it('reads back as the value it shows, in YAML and in JSON', () => {
    fc.assert(
      fc.property(value, (shown) => {
        expect(load(formatSnippet(shown, 'yaml'), { schema: CORE_SCHEMA })).toEqual(structuredClone(shown));
        expect(JSON.parse(formatSnippet(shown, 'json'))).toEqual(shown);
      }),
    );
  });

  it('is written as a person would write it', () => {
    expect(
      formatSnippet({ servers: [{ url: 'https://api.esempio.it/v1', description: 'In produzione' }] }, 'yaml'),
    ).toBe('servers:\n  - url: https://api.esempio.it/v1\n    description: In produzione');
  });
});
