/** Looking from another region, against a double of Lambda's Invoke: what is asked, and what is taken for an answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaVantage } from '../../shared/adapters/aws/lambda-vantage.ts';
import type { Question, Sight } from '../../shared/domain/uptime/sight.ts';
import type { Vantage } from '../../shared/ports.ts';

const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:vedetta-look';
const question: Question = {
  url: 'https://api.example/status',
  kind: 'server',
  declaresSecurity: false,
  everUp: true,
  timeoutMs: 10_000,
  showCertificate: false,
};
const sight: Sight = {
  verdict: 'down',
  code: 'connect-timeout',
  at: '2026-11-23T08:00:00.000Z',
  phases: { dns: 4, total: 10_000 },
};

type Answer = { readonly status: number; readonly fault?: string; readonly body: string };

let answer: Answer;
let asked: { readonly path: string; readonly body: string; readonly region: string } | undefined;
const server = createServer(async (request, response) => {
  const [, region = ''] = /Credential=[^/]+\/\d+\/([^/]+)\/lambda/.exec(request.headers.authorization ?? '') ?? [];
  asked = { path: decodeURIComponent(request.url ?? ''), body: await text(request), region };
  if (answer.fault !== undefined) response.setHeader('X-Amz-Function-Error', answer.fault);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});
let client: LambdaClient;
let vantage: Vantage;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new LambdaClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
  vantage = createLambdaVantage({ name: 'frankfurt', arn, client });
});
afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a vantage point in another region', () => {
  it('is asked the question as it is, and its sight is taken as it is', async () => {
    answer = { status: 200, body: JSON.stringify(sight) };
    expect(await vantage.look(question)).toEqual(sight);
    expect(asked).toMatchObject({ path: `/2015-03-31/functions/${arn}/invocations`, region: 'eu-central-1' });
    expect(JSON.parse(asked!.body)).toEqual(question);
  });

  it.each([
    ['the function failed', { status: 200, fault: 'Unhandled', body: '{"errorMessage":"no"}' }, /frankfurt failed/],
    ['the answer is no JSON', { status: 200, body: 'fine' }, /JSON/],
    ['there is no answer', { status: 200, body: '' }, /JSON/],
    ['the answer is nothing', { status: 200, body: 'null' }, /must be an object/],
    ['there is no such verdict', { status: 200, body: JSON.stringify({ ...sight, verdict: 'fine' }) }, /verdict/],
    ['a field is unknown', { status: 200, body: JSON.stringify({ ...sight, place: 'here' }) }, /place is not known/],
    ['too much is asked of it', { status: 429, body: '{"Reason":"ConcurrentInvocationLimitExceeded"}' }, /./],
  ] as const)('fails when %s', async (_, given, fault) => {
    answer = given;
    await expect(vantage.look(question)).rejects.toThrow(fault);
  });

  it('is a Lambda function', () => {
    expect(() => createLambdaVantage({ name: 'x', arn: 'arn:aws:s3:::bucket' })).toThrow(/names no Lambda function/);
  });
});
