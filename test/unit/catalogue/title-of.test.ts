import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../shared/domain/catalogue/title-of.ts';
import { eventOf } from '../../../shared/usecases/event-of.ts';
import { describeEvent } from '../../../shared/views/event-text.ts';
import { morning, sampleApi, sampleEvent, sampleMetadata } from '../../fixtures/sample-records.ts';

const url = 'https://api.example/openapi.yaml';
const { metadata: _, ...bare } = sampleApi(url);
const titled = (title: string, version = '1.0.0') => ({
  ...bare,
  metadata: sampleMetadata({ title, version }),
});

describe('what an API is called', () => {
  it.each([
    ['Anagrafe', 'Anagrafe'],
    ['  Anagrafe\n', 'Anagrafe'],
    ['', url],
    [' \t\n', url],
  ])('is its title, or its address where it has none: %j', (title, name) => {
    expect(titleOf(titled(title))).toBe(name);
  });

  it('is its address while nothing is known of it', () => {
    expect(titleOf(bare)).toBe(url);
  });

  it('is told in events, without an empty version', () => {
    const event = eventOf(titled('', ''), 'api.withdrawn', 'e1', morning, {});
    expect(event.apiTitle).toBe(url);
    expect(event).not.toHaveProperty('apiVersion');
    expect(describeEvent(event).title.en).toMatch(/^https:\/\/api\.example\/openapi\.yaml \(.+\): withdrawn$/);
  });

  it('is a word also where an event was stored with an empty one', () => {
    const event = sampleEvent(bare, morning, { apiTitle: ' ', apiVersion: '', kind: 'api.withdrawn' });
    const { title } = describeEvent(event);
    expect(title.it).toBe(`Una API senza titolo (${bare.publisherName}): ritirata`);
    expect(title.en).toBe(`An API without a title (${bare.publisherName}): withdrawn`);
  });
});
