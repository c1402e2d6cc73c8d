import { describe, expect, it } from 'vitest';
import { isAllowed, parseRobots } from '../../../shared/domain/fetching/robots.ts';
import { robotsTxt } from '../../../shared/views/robots-txt.ts';

const mayRead = (path: string): boolean => isAllowed(parseRobots(robotsTxt), 'anybody', path);

describe('our own robots.txt', () => {
  it.each([
    '/',
    '/it/',
    '/en/apis/4f0c2b1d9e8a7c6b5d3f',
    '/it/apis?cursor=WyJ4Il0',
    '/it/rules/use-semver',
    '/it/apis/4f0c2b1d9e8a7c6b5d3f/compare?from=1&to=2',
    '/en/apis/4f0c2b1d9e8a7c6b5d3f/compare?from=1&to=2',
    '/feeds/changes.rss',
    '/.well-known/api-catalog',
    '/openapi.json',
  ])('lets %s be read', (path) => {
    expect(mayRead(path)).toBe(true);
  });

  it.each([
    '/v1/apis',
    '/v1/export.csv',
    '/it/apis?state=ok',
    '/it/apis?state=ok&cursor=WyJ4Il0',
    '/en/changes?level=breaking',
    '/v1/apis/4f0c2b1d9e8a7c6b5d3f/compare?from=1&to=2',
  ])('keeps crawlers from %s', (path) => {
    expect(mayRead(path)).toBe(false);
  });
});
