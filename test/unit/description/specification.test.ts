import { describe, expect, it } from 'vitest';
import { readSpecification } from '../../../shared/domain/description/specification.ts';

const told = (document: unknown): string => {
  const declared = readSpecification(document);
  return declared.ok ? declared.specification.schema : `${declared.problem.code} ${declared.problem.pointer}`;
};

describe('the specification a document follows', () => {
  it.each([
    [{ swagger: '2.0' }, 'swagger-2.0'],
    [{ openapi: '3.0.0' }, 'openapi-3.0'],
    [{ openapi: '3.0.4' }, 'openapi-3.0'],
    [{ openapi: '3.1.0-rc1' }, 'openapi-3.1'],
    [{ openapi: '3.2.0' }, 'openapi-3.2'],
    [{ openapi: '4.0.0' }, 'version-unsupported /openapi'],
    [{ openapi: '3.0' }, 'version-unsupported /openapi'],
    [{ openapi: '2.0' }, 'version-unsupported /openapi'],
    [{ swagger: '1.2' }, 'version-unsupported /swagger'],
    [{ swagger: '3.0.0' }, 'version-unsupported /swagger'],
    [{ openapi: 3.1 }, 'version-not-a-string /openapi'],
    [{ swagger: 2 }, 'version-not-a-string /swagger'],
    [{ openapi: null }, 'version-not-a-string /openapi'],
    [{ openapi: '3.0.3', swagger: '2.0' }, 'version-ambiguous /swagger'],
    [{ info: {} }, 'not-a-description '],
    [Object.create({ openapi: '3.0.3' }), 'not-a-description '],
    [[], 'not-a-description '],
    ['openapi', 'not-a-description '],
    [null, 'not-a-description '],
  ])('%j: %s', (document, expected) => {
    expect(told(document)).toBe(expected);
  });

  it('is kept as declared, also when it is not known, at most 40 characters', () => {
    expect(readSpecification({ openapi: '3.1.1' })).toMatchObject({ specification: { version: '3.1.1' } });
    expect(readSpecification({ openapi: '4.0.0' })).toMatchObject({ version: '4.0.0' });
    expect(readSpecification({ openapi: 'x'.repeat(1000) })).toMatchObject({ version: 'x'.repeat(40) });
  });
});
