import { describe, expect, it } from 'vitest';
import { discoveryCandidates, siblingOf } from '../../../shared/domain/catalogue/discovery-candidates.ts';

describe('discoveryCandidates', () => {
  it('are the well-known catalogue, what the home page links, then the guesses', () => {
    expect(discoveryCandidates('https://comune.example/home?x#y')).toEqual([
      { url: 'https://comune.example/.well-known/api-catalog', look: 'catalogue' },
      { url: 'https://comune.example/', look: 'links' },
      { url: 'https://comune.example/openapi.json', look: 'guess' },
      { url: 'https://comune.example/openapi.yaml', look: 'guess' },
      { url: 'https://comune.example/.well-known/openapi.json', look: 'guess' },
      { url: 'https://comune.example/.well-known/openapi.yaml', look: 'guess' },
    ]);
  });

  it('keep the scheme and the port of the site', () => {
    expect(discoveryCandidates('http://127.0.0.1:8081/')[0]?.url).toBe('http://127.0.0.1:8081/.well-known/api-catalog');
  });

  it('are none for what is no site', () => {
    expect(discoveryCandidates('comune.example')).toEqual([]);
    expect(discoveryCandidates('ftp://comune.example/')).toEqual([]);
  });
});

describe('siblingOf', () => {
  const url = 'https://comune.example/.well-known/api-catalog?x=1#y';

  it('is in the same directory under a name of its own, without query', () => {
    expect(siblingOf(url, 'seed')).toMatch(/^https:\/\/comune\.example\/\.well-known\/[0-9a-f]{20}$/);
  });

  it('keeps the ending, which servers go by', () => {
    expect(siblingOf('https://comune.example/openapi.json', 'seed')).toMatch(/example\/[0-9a-f]{20}\.json$/);
    expect(siblingOf('https://comune.example/', 'seed')).toMatch(/example\/[0-9a-f]{20}$/);
  });

  it('is the same for the same seed, and another for another seed or address', () => {
    expect(siblingOf(url, 'one')).toBe(siblingOf(url, 'one'));
    expect(siblingOf(url, 'one')).not.toBe(siblingOf(url, 'two'));
    expect(siblingOf('https://a.example/x', 'one')).not.toBe(siblingOf('https://a.example/y', 'one'));
  });

  it('is none for what is no web address', () => expect(siblingOf('nonsense', 'seed')).toBeUndefined());
});
