import { describe, expect, it } from 'vitest';
import { problemBody, problemTypes } from '../../../functions/http/problem.ts';
import { problemExamples } from '../../../functions/http/problem-examples.ts';

describe('examples of problems', () => {
  it.each(
    Object.entries(problemExamples),
  )('has one of %s, in words that say what to do or what is wrong', (type, example) => {
    expect(example.type).toBe(type);
    expect(JSON.parse(problemBody(example))).toMatchObject({ type: `urn:vedetta:problem:${type}` });
    expect(example.message).toMatch(/^.{12,}\.$/s);
  });

  it('has one of each type, and headers where the status asks for them', () => {
    expect(Object.keys(problemExamples).sort()).toEqual(Object.keys(problemTypes).sort());
    const statusOf = (type: string): number => problemTypes[type as keyof typeof problemTypes].status;
    const lacking = (status: number, header: string): readonly string[] =>
      Object.entries(problemExamples)
        .filter(([type, { headers }]) => statusOf(type) === status && !(header in headers))
        .map(([type]) => type);
    expect(lacking(401, 'WWW-Authenticate')).toEqual([]);
    expect(lacking(405, 'Allow')).toEqual([]);
    expect(lacking(503, 'Retry-After')).toEqual([]);
  });
});
