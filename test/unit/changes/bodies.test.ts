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

  it('that ask a request for another parameter still hold what they held', () => {
    expect(
      between(asking({ 'application/json': { schema: text } }), asking({ 'application/json;v=2': { schema: number } })),
    ).toContain('breaking request-body-type-changed');
  });

  it('that an answer bears with another parameter changed their name', () => {
    expect(between(answering({ 'application/json': {} }), answering({ 'application/json;v=2': {} }))).toEqual([
      'info response-media-type-name-changed',
    ]);
  });

  it('are narrower by a suffix, whatever their parameters', () => {
    expect(between(answering({ 'application/json': {} }), answering({ 'application/hal+json;v=2': {} }))).toEqual([
      'info response-media-type-name-specialized',
    ]);
  });

  it('that differ by a charset count as the one without, in any order', () => {
    const [plain, other] = [{ schema: text }, { schema: number }];
    const one = answering({ 'application/json': plain, 'application/json;charset=utf-8': other });
    const two = answering({ 'application/json;charset=utf-8': other, 'application/json': plain });
    expect(between(one, two)).toEqual([]);
    expect(between(two, answering({ 'application/json': plain }))).toEqual([]);
  });

  it('of sequences have the schema of an item', () => {
    const of = (itemSchema: unknown) => answering({ 'application/jsonl': { itemSchema } });
    expect(between(of(text), of(number))).toEqual(['breaking response-body-type-changed']);
  });

  it('that are elsewhere are not judged', () => {
    const elsewhere = answering({ 'application/json': { $ref: 'https://elsewhere.example/media.yaml' } });
    expect(between(elsewhere, answering({ 'application/json': { schema: text } }))).toEqual([]);
    expect(between(answering({ 'application/json': { schema: text } }), elsewhere)).toEqual([]);
  });

  it('of sequences tell that their items have a schema no more', () => {
    const without = answering({ 'application/jsonl': {} });
    expect(between(answering({ 'application/jsonl': { itemSchema: text } }), without)).toEqual([
      'warning response-body-media-type-schema-removed',
    ]);
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

describe('a range of statuses', () => {
  const of = (status: string, schema: unknown = text) => ({
    openapi: '3.0.3',
    paths: { '/a': { get: { responses: { [status]: { content: { 'application/json': { schema } } } } } } },
  });

  it.each(['2XX', '4XX'])('that became its only member, %s, may answer less: no news', (range) => {
    expect(between(of(range), of(range.replace('XX', '00')))).toEqual([]);
  });

  it('that took the place of its only member may answer more', () => {
    expect(between(of('200'), of('2XX'))).toEqual(['info response-success-status-added']);
    expect(between(of('404'), of('4XX'))).toEqual(['info response-non-success-status-added']);
  });

  it('has its content held against that of its only member', () => {
    expect(between(of('2XX'), of('200', number))).toEqual(['breaking response-body-type-changed']);
    expect(between(of('201', number), of('2XX'))).toEqual([
      'breaking response-body-type-changed',
      'info response-success-status-added',
    ]);
  });

  it('of other answers is another', () => {
    expect(between(of('2XX'), of('404'))).toEqual([
      'breaking response-success-status-removed',
      'info response-non-success-status-added',
    ]);
  });
});

describe('callbacks', () => {
  const calling = (content: unknown, status = '200') => ({
    openapi: '3.0.3',
    paths: {
      '/a': {
        post: {
          responses: {},
          callbacks: { done: { '{$url}': { post: { requestBody: { content }, responses: { [status]: {} } } } } },
        },
      },
    },
  });

  it('send what an answer would, under one media type or another', () => {
    const json = (schema: unknown, more = '') => calling({ [`application/json${more}`]: { schema } });
    expect(between(json(text), json(number))).toEqual(['breaking response-body-type-changed']);
    expect(between(json(text), json(text, ';v=2'))).toEqual(['info response-media-type-name-changed']);
  });

  it('say nothing of a status they may be answered with', () => {
    expect(between(calling({}), calling({}, '2XX'))).toEqual([]);
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

  it('answer with a file as bytes', () => {
    const file = {
      swagger: '2.0',
      produces: ['application/pdf'],
      paths: { '/a': { get: { responses: { 200: { description: 'ok', schema: { type: 'file' } } } } } },
    };
    const bytes = answering({ 'application/pdf': { schema: { type: 'string', format: 'binary' } } });
    expect(between(file, bytes)).toEqual([]);
    expect(between(bytes, file)).toEqual([]);
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
