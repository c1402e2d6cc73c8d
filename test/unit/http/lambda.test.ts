import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isStopping, stopWork, userAgentOf } from '../../../functions/app.ts';
import { type HttpHandler, publicUrlOf, shardFunction } from '../../../functions/lambda.ts';
import { readConfig } from '../../../shared/config.ts';
import type { Run } from '../../../shared/usecases/world.ts';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const call = (event: unknown, remainingMs?: number): Promise<{ readonly shard: number; readonly run: Run }> =>
  shardFunction(async (shard, run) => ({ shard, run }))(
    event,
    remainingMs === undefined ? {} : { getRemainingTimeInMillis: () => remainingMs },
  );

describe('a scheduled function', () => {
  it('works on the shard that its event names, on what is due unless told otherwise', async () => {
    expect(await call({ shard: 3 })).toMatchObject({ shard: 3, run: { everything: false } });
    expect(await call({ shard: 0, everything: true })).toMatchObject({ shard: 0, run: { everything: true } });
    expect(await call({ shard: 0, everything: 'yes' })).toMatchObject({ run: { everything: false } });
  });

  it.each([
    {},
    undefined,
    null,
    { shard: '0' },
    { shard: -1 },
    { shard: 256 },
    { shard: 0.5 },
    { shard: Number.NaN },
    'x',
  ])('fails on the event %j, and logs it once', async (event) => {
    await expect(call(event)).rejects.toThrow('The event must be {"shard": 0…255}');
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!)).toMatchObject({ level: 'error', message: 'a scheduled run failed' });
  });

  it('passes a fault on, so that the run is tried again, and logs it once with its cause', async () => {
    const fault = new Error('it broke', { cause: new Error('the disk') });
    await expect(shardFunction(() => Promise.reject(fault))({ shard: 0 }, {})).rejects.toBe(fault);
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!)).toMatchObject({ fault: { message: 'it broke', cause: { message: 'the disk' } } });
  });

  it('takes nothing new when its time is nearly over', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const { run } = await call({ shard: 0 }, 600_000);
    expect(run.deadline).toBe(600_000);
    vi.setSystemTime(555_000);
    expect(run.isOver()).toBe(false);
    vi.setSystemTime(555_001);
    expect(run.isOver()).toBe(true);
  });

  it('takes nothing new when the process is asked to stop', async () => {
    const { run } = await call({ shard: 0 });
    expect([isStopping(), run.isOver()]).toEqual([false, false]);
    stopWork();
    expect([isStopping(), run.isOver()]).toEqual([true, true]);
  });
});

describe('the address people reach us at', () => {
  const event = (headers: { [name: string]: string }): Parameters<HttpHandler>[0] =>
    ({ headers, requestContext: { domainName: 'abc.execute-api.example' } }) as unknown as Parameters<HttpHandler>[0];

  it('is the platform’s word, never the client’s', () => {
    expect(publicUrlOf(event({}))).toBe('https://abc.execute-api.example');
    expect(publicUrlOf(event({ host: 'evil.example', 'x-forwarded-host': 'evil.example' }))).toBe(
      'https://abc.execute-api.example',
    );
    expect(publicUrlOf(event({ 'x-forwarded-proto': 'http' }))).toBe('http://abc.execute-api.example');
    expect(publicUrlOf(event({ 'x-forwarded-proto': 'javascript' }))).toBe('https://abc.execute-api.example');
  });
});

describe('our User-Agent', () => {
  it.each([
    [{}, /^Vedetta\/\d+\.\d+\.\d+$/],
    [{ INFO_URL: 'https://v.example/bot' }, /^Vedetta\/[\d.]+ \(\+https:\/\/v\.example\/bot\)$/],
    [{ CONTACT: 'a@v.example' }, /^Vedetta\/[\d.]+ \(a@v\.example\)$/],
    [{ INFO_URL: 'https://v.example/bot', CONTACT: 'a@v.example' }, /\(\+https:\/\/v\.example\/bot; a@v\.example\)$/],
  ])('with %j says who we are', (environment, pattern) => {
    expect(userAgentOf(readConfig(environment))).toMatch(pattern);
  });
});
