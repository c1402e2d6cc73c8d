import { describe, expect, it } from 'vitest';
import { publishesOf } from '../../../shared/domain/catalogue/publishes.ts';
import type { Source } from '../../../shared/domain/catalogue/source.ts';

type Place = Pick<Source, 'state' | 'code'>;

describe('an administration', () => {
  it('publishes something while it has an API that is not withdrawn, whatever its addresses say', () => {
    expect(publishesOf({ apis: [{ state: 'unreachable' }], sources: [{ state: 'blocked' }] })).toBe('something');
    expect(publishesOf({ apis: [{ state: 'withdrawn' }], sources: [{ state: 'not-a-description' }] })).toBe('nothing');
  });

  it.each<[string, readonly Place[]]>([
    ['hides behind a firewall', [{ state: 'blocked', code: 'blocked' }]],
    ['was not visited yet', [{ state: 'pending' }]],
    ['was never reached', [{ state: 'unreachable', code: 'dns-nxdomain' }, { state: 'blocked' }]],
    ['lists what can not be read', [{ state: 'ok' }, { state: 'unreachable', code: 'http-503' }]],
    ['had an address that is no longer listed', [{ state: 'blocked' }, { state: 'withdrawn' }]],
  ])('that %s is not known to publish nothing', (_, sources) => {
    expect(publishesOf({ apis: [], sources })).toBe('unknown');
    expect(publishesOf({ apis: [{ state: 'withdrawn' }], sources })).toBe('unknown');
  });

  it.each<[string, readonly Place[]]>([
    ['a site gives no API', [{ state: 'not-a-description' }, { state: 'blocked' }]],
    ['a catalogue is empty', [{ state: 'ok' }]],
    ['a server says that there is nothing', [{ state: 'unreachable', code: 'http-404' }]],
    ['a server says that there is nothing any more', [{ state: 'unreachable', code: 'http-410' }]],
  ])('publishes nothing where %s', (_, sources) => {
    expect(publishesOf({ apis: [], sources })).toBe('nothing');
  });
});
