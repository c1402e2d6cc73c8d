/** Logs as JSON lines on standard error, so that standard output stays for results. Faults keep their cause. */
import type { Log, LogFields } from '../../ports.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof levels)[number];

const mostCauses = 5;

const faultFields = (fault: Error, depth = 0): LogFields => ({
  name: fault.name,
  message: fault.message,
  stack: fault.stack,
  ...(fault.cause instanceof Error && depth < mostCauses ? { cause: faultFields(fault.cause, depth + 1) } : {}),
});

const plain = (value: unknown): unknown => (value instanceof Error ? faultFields(value) : value);

/** `write` takes one line without its line end. */
export function createLog(least: LogLevel, write = (line: string): unknown => process.stderr.write(`${line}\n`)): Log {
  const writeAt =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      const known = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
      write(JSON.stringify({ time: new Date().toISOString(), level, message, ...known }));
    };
  return { debug: writeAt('debug'), info: writeAt('info'), warn: writeAt('warn'), error: writeAt('error') };
}
