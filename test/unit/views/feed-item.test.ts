import { describe, expect, it } from 'vitest';
import type { CatalogueEvent } from '../../../shared/domain/catalogue/api.ts';
import type { Change, ChangeLevel } from '../../../shared/domain/changes/change.ts';
import { describeChange } from '../../../shared/views/change-text.ts';
import { feedItemOf } from '../../../shared/views/feed-item.ts';
import { escapeXml } from '../../../shared/views/xml.ts';
import { harmlessTag, tagsIn } from '../../fixtures/feed-readers.ts';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';
import { morning, sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const publicUrl = 'https://vedetta.example';
const api = sampleApi('https://api.example/openapi.yaml');
const ids = {
  breaking: 'api-path-removed-without-deprecation',
  warning: 'api-operation-id-removed',
  info: 'api-path-removed-with-deprecation',
  editorial: 'api-tag-added',
} as const;
const changeOf = (level: ChangeLevel, path = '/a', more: Partial<Change> = {}): Change => ({
  id: ids[level],
  level,
  basePointer: '/paths/~1a/get',
  subject: { name: path },
  operations: [{ method: 'GET', path }],
  operationCount: 1,
  ...more,
});
const itemOf = (more: Partial<CatalogueEvent>) => feedItemOf(sampleEvent(api, morning, more), publicUrl);
const none = { breaking: 0, warning: 0, info: 0, editorial: 0 };

describe('an item of a feed', () => {
  it('tells each change in both languages, grouped from the gravest level with how many there are', () => {
    const changes = [changeOf('breaking'), changeOf('breaking', '/b'), changeOf('warning'), changeOf('info')];
    const { content, text } = itemOf({ changes, counts: { breaking: 2, warning: 1, info: 1, editorial: 0 } });
    for (const change of changes) {
      const { message } = describeChange(change);
      for (const words of [message.en, message.it]) {
        expect(content.text).toContain(`<li>${escapeXml(words)}`);
        expect(text).toContain(`- ${words}`);
      }
    }
    const headings = [...content.text.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'Breaking (2)',
      'Warning (1)',
      'Info (1)',
      'Incompatibile (2)',
      'Attenzione (1)',
      'Informazione (1)',
    ]);
  });

  it('says what to do about breaking changes and warnings only', () => {
    for (const [level, isTold] of [
      ['breaking', true],
      ['warning', true],
      ['info', false],
    ] as const) {
      const change = changeOf(level);
      const { advice } = describeChange(change);
      const { content, text } = itemOf({ changes: [change], counts: { ...none, [level]: 1 } });
      expect(content.text.includes('<em>')).toBe(isTold && advice !== undefined);
      if (advice !== undefined) expect(text.includes(advice.en)).toBe(isTold);
    }
  });

  it('leads people to pages in the language of its title, a change to its comparison', () => {
    expect(itemOf({}).url).toBe(`https://vedetta.example/en/apis/${api.id}`);
    const facts = { revision: 3, base: 1, verdict: 'valid', problems: 0 };
    expect(itemOf({ kind: 'api.changed', facts }).url).toBe(
      `https://vedetta.example/en/apis/${api.id}/compare?from=1&to=3`,
    );
    expect(itemOf({ kind: 'api.invalid', facts }).url).toBe(`https://vedetta.example/en/apis/${api.id}`);
  });

  it('lists a hundred changes at most, and tells how many more there are, and where', () => {
    const changes = Array.from({ length: 120 }, (_, index) => changeOf('breaking', `/p${index}`));
    const { content, text } = itemOf({ changes, counts: { ...none, breaking: 250 } });
    expect(content.text.match(/<li>/g)).toHaveLength(200);
    expect(content.text).toContain(`<a href="https://vedetta.example/en/apis/${api.id}">… and 150 more</a>`);
    expect(text).toContain(`… e altre 150: https://vedetta.example/it/apis/${api.id}`);
    const facts = { revision: 3, base: 1, verdict: 'valid', problems: 0 };
    expect(itemOf({ changes, counts: { ...none, breaking: 250 }, facts }).text).toContain(
      `… and 150 more: https://vedetta.example/en/apis/${api.id}/compare?from=1&to=3`,
    );
    const { content: whole } = itemOf({ changes: changes.slice(0, 100), counts: { ...none, breaking: 100 } });
    expect(whole.text).not.toContain('more');
  });

  it('stays within what fifty of may be one answer, whatever the parts of a description are called', () => {
    const path = `/${"'".repeat(2_000)}`;
    const changes = Array.from({ length: 100 }, () =>
      changeOf('breaking', path, { subject: { name: path, property: path, schema: path }, old: path, new: path }),
    );
    const { content, text } = itemOf({ changes, counts: { ...none, breaking: 100 } });
    expect(Buffer.byteLength(content.text)).toBeLessThan(60_000);
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
  });

  it('counts wording, and lists it only where there is nothing else', () => {
    const counts = { ...none, info: 1, editorial: 30 };
    const { content } = itemOf({ changes: [changeOf('info'), changeOf('editorial')], counts });
    expect(content.text).toContain('<h3>Editorial (30)</h3>');
    expect(content.text.match(/<li>/g)).toHaveLength(2);
    expect(content.text).not.toContain('more');
    const only = itemOf({ changes: [changeOf('editorial')], counts: { ...none, editorial: 3 } });
    expect(only.content.text.match(/<li>/g)).toHaveLength(2);
    expect(only.content.text).toContain('… and 2 more');
  });

  it('says in words what else is to be said of the revision', () => {
    const { content, text } = itemOf({ notes: ['api-major-version-not-bumped', 'breaking-before-sunset'] });
    expect(content.text).not.toContain('not-bumped');
    expect(content.text.match(/<strong>It breaks /g)).toHaveLength(2);
    expect(text).toContain('Rompe ');
  });

  it('bears its level, kind and administration as categories', () => {
    const terms = (more: Partial<CatalogueEvent>) => itemOf(more).categories.map(({ term, label }) => [term, label]);
    expect(terms({ level: 'breaking' })).toEqual([
      ['breaking', 'Breaking'],
      ['api.changed', 'api.changed'],
      ['c_h501', 'Comune di Esempio'],
    ]);
    expect(terms({ kind: 'api.withdrawn' })[0]).toEqual(['breaking', 'Breaking']);
  });

  it('has nothing in it that runs, whatever the description called its parts', () => {
    for (const text of hostileTexts) {
      const change = changeOf('breaking', text, {
        subject: { name: text, property: text, schema: text, parameter: { in: text, name: text } },
        old: text,
        new: { [text]: text },
      });
      const { content } = itemOf({ apiTitle: text, changes: [change], counts: { ...none, breaking: 1 } });
      expect(tagsIn(content.text).filter((tag) => !harmlessTag.test(tag))).toEqual([]);
    }
  });
});
