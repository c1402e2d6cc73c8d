/** Bodies, media types and how values are written, in whatever version they are described. */
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../shared/domain/changes/change.ts';
import { compare } from '../../../shared/domain/changes/compare.ts';

const today = '2026-11-23';
const text = { type: 'string' };
const number = { type: 'number' };

const told = ({ changes }: Comparison): readonly string[] =>
  changes
    .filter(({ level }) => level !== 'editorial')
    .map(({ id, level }) => `${level} ${id}`)
    .sort();
const between = (base: unknown, revision: unknown): readonly string[] => told(compare(base, revision, today));

const answering = (content: unknown, more: object = {}) => ({
  openapi: '3.2.0',
  paths: { '/a': { get: { responses: { 200: { description: 'ok', content } } } } },
  ...more,
});
const asking = (content: unknown) => ({
  openapi: '3.0.3',
  paths: { '/a': { post: { requestBody: { content }, responses: {} } } },
});

describe('media types', () => {
  it('that differ by a parameter are two', () => {
    const [one, two] = [{ schema: text }, { schema: number }];
    const both = answering({ 'application/json;v=1': one, 'application/json; v=2': two });
    expect(between(both, answering({ 'application/json;v=2': two }))).toEqual(['breaking response-media-type-removed']);
  });

  it('have names that are written in many ways', () => {
    const [one, other] = ['Application/JSON; charset=utf-8; v = 1', 'application/json;v=1'];
    expect(between(asking({ [one]: { schema: text } }), asking({ [other]: { schema: text } }))).toEqual([]);
  });

  it('that ask a request for another parameter are others', () => {
    expect(
      between(asking({ 'application/json': { schema: text } }), asking({ 'application/json;v=2': { schema: text } })),
    ).toEqual(['breaking request-body-media-type-removed', 'info request-body-media-type-added']);
  });

  it('of sequences have the schema of an item', () => {
    const of = (itemSchema: unknown) => answering({ 'application/jsonl': { itemSchema } });
    expect(between(of(text), of(number))).toEqual(['breaking response-body-type-changed']);
  });

  it('may be components', () => {
    const of = (schema: unknown) =>
      answering(
        { 'application/json': { $ref: '#/components/mediaTypes/Thing' } },
        { components: { mediaTypes: { Thing: { schema } } } },
      );
    expect(between(of(text), of(number))).toEqual(['breaking response-body-type-changed']);
  });
});

describe('the same parameters in Swagger 2.0 and OpenAPI 3', () => {
  const list = { type: 'array', items: text };
  const old = (parameter: object) => ({
    swagger: '2.0',
    paths: { '/a': { get: { parameters: [{ in: 'query', name: 'q', ...parameter }], responses: {} } } },
  });
  const now = (parameter: object) => ({
    openapi: '3.0.3',
    paths: { '/a': { get: { parameters: [{ in: 'query', name: 'q', ...parameter }], responses: {} } } },
  });

  it.each([
    ['one value', text, { schema: text }],
    ['a list with commas', list, { explode: false, schema: list }],
    ['a list of its own values', { ...list, collectionFormat: 'multi' }, { schema: list }],
    ['a list with pipes', { ...list, collectionFormat: 'pipes' }, { style: 'pipeDelimited', schema: list }],
  ])('write %s the same way', (_, before, after) => {
    expect(between(old(before), now(after))).toEqual([]);
    expect(between(now(after), old(before))).toEqual([]);
  });

  it('break when a list is written another way', () => {
    expect(between(now({ schema: list }), now({ schema: list, explode: false }))).toEqual([
      'breaking request-parameter-serialization-changed',
    ]);
  });

  it('send a file as bytes', () => {
    const form = {
      swagger: '2.0',
      paths: {
        '/a': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: [{ in: 'formData', name: 'f', type: 'file' }],
            responses: {},
          },
        },
      },
    };
    const multipart = asking({
      'multipart/form-data': { schema: { type: 'object', properties: { f: { type: 'string', format: 'binary' } } } },
    });
    expect(between(form, multipart)).toEqual([]);
  });
});
