import { describe, expect, it } from 'vitest';
import { Problem, type ProblemType, problemBody, problemTypes } from '../../../functions/http/problem.ts';

describe('problemBody', () => {
  it.each(Object.keys(problemTypes) as ProblemType[])('tells %s as RFC 9457 says, under a stable type', (type) => {
    const body = JSON.parse(problemBody(new Problem(type, 'What happened.', { parameter: 'limit' })));
    expect(body).toEqual({
      type: `urn:vedetta:problem:${type}`,
      title: problemTypes[type].title,
      status: problemTypes[type].status,
      detail: 'What happened.',
      parameter: 'limit',
    });
    expect(body.status).toBeGreaterThanOrEqual(400);
  });
});
