import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, type LogLevel } from '../../../shared/adapters/system/log.ts';

const logAt = (least: LogLevel) => {
  const lines: string[] = [];
  return { log: createLog(least, (line) => lines.push(line)), lines };
};
const only = (lines: readonly string[]) => {
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as { [name: string]: unknown };
};

describe('a log line', () => {
  it('is one JSON object with time, level, message and fields', () => {
    const { log, lines } = logAt('debug');
    log.warn('something odd', { shard: 3, list: ['a'] });
    const line = only(lines);
    expect(line).toEqual({ time: expect.any(String), level: 'warn', message: 'something odd', shard: 3, list: ['a'] });
    expect(new Date(String(line.time)).toISOString()).toBe(line.time);
  });

  it('keeps a fault with its causes, down to where they began', () => {
    const { log, lines } = logAt('error');
    const root = new TypeError('the root');
    log.error('it failed', { fault: new Error('the top', { cause: new Error('the middle', { cause: root }) }) });
    expect(only(lines).fault).toMatchObject({
      name: 'Error',
      message: 'the top',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'the middle', cause: { name: 'TypeError', message: 'the root' } },
    });
  });

  it('ends also for a fault that is its own cause', () => {
    const { log, lines } = logAt('error');
    const fault = new Error('round');
    fault.cause = fault;
    log.error('it failed', { fault });
    expect(lines[0]!.length).toBeLessThan(20_000);
  });

  it('stays one line without control characters, whatever text is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\u001b[2J\r\n{"level":"error"}')), (text) => {
        const { log, lines } = logAt('info');
        log.info(text, { text });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(lines[0]).not.toMatch(/[\u0000-\u001f]/);
        expect(only(lines)).toMatchObject({ message: text, text, level: 'info' });
      }),
    );
  });
});

describe('the level', () => {
  it.each([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
  ] as const)('%s lets through what weighs as much or more', (least, through) => {
    const { log, lines } = logAt(least);
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]('x');
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(through);
  });
});
