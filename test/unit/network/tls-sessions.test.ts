import { describe, expect, it } from 'vitest';
import { createTlsSessions } from '../../../shared/adapters/network/tls-sessions.ts';

const session = (untilMs = 100) => ({ ticket: Buffer.alloc(1), untilMs });

describe('kept TLS sessions', () => {
  it('are found by their own key only, until they are forgotten', () => {
    const sessions = createTlsSessions(2, () => 0);
    const kept = session();
    sessions.keep('ente.test:443', kept);
    expect(sessions.find('ente.test:443')).toBe(kept);
    expect(sessions.find('ente.test:8443')).toBeUndefined();
    sessions.forget('ente.test:443');
    expect(sessions.find('ente.test:443')).toBeUndefined();
  });

  it('are not found once the certificate has ended, even if the clock goes back', () => {
    let now = 99;
    const sessions = createTlsSessions(2, () => now);
    sessions.keep('a', session(100));
    expect(sessions.find('a')).toBeDefined();
    now = 100;
    expect(sessions.find('a')).toBeUndefined();
    now = 99;
    expect(sessions.find('a')).toBeUndefined();
  });

  it('make room by leaving out the one used longest ago', () => {
    const sessions = createTlsSessions(2, () => 0);
    sessions.keep('a', session());
    sessions.keep('b', session());
    sessions.find('a');
    sessions.keep('c', session());
    expect(['a', 'b', 'c'].filter((key) => sessions.find(key) !== undefined)).toEqual(['a', 'c']);
  });
});
