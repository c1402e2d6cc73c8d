import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grades } from '../../../shared/domain/compliance/grade.ts';
import { openapi3 } from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { type Json, type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const ask = (path: string, query: { readonly [name: string]: string } = {}) => service.api('GET', path, { query });
const get = async (path: string, query: { readonly [name: string]: string } = {}): Promise<Json> => {
  const answer = await ask(path, query);
  expect(answer.status, answer.text).toBe(200);
  return answer.json();
};
/** As a client would follow a link of ours. */
const follow = (link: string): Promise<Json> => {
  const [path, query] = link.split('?');
  return get(path!, { ...Object.fromEntries(new URLSearchParams(query)), limit: '100' });
};
const reportPath = (): string => `/v1/apis/${service.seeded.api.id}/report`;

describe('the report of an API', () => {
  it('says what it is about, when it was made and by which rules', async () => {
    const [row] = service.seeded.compliance;
    expect(await get(reportPath())).toMatchObject({
      api: row?.apiId,
      revision: 12,
      digest: `sha256:${row?.digest}`,
      document: `/v1/apis/${row?.apiId}/revisions/12/document`,
      openapi: 'openapi-3.0',
      format: 'json',
      assessed_at: row?.assessedAt,
      ruleset: row?.ruleset,
      listed_ruleset: row?.ruleset,
      assessable: true,
      profile: 'guideline',
    });
  });

  it('says that lists and figures are of an earlier ruleset when the operator decided otherwise since', async () => {
    const { documents } = service.store;
    const held = (await documents.getHeldOverrides())!;
    await documents.putHeldOverrides({ ...held, severities: { 'servers-description': 'off' }, digest: 'e' });
    const { ruleset: judged, listed_ruleset: listed } = await get(reportPath());
    await documents.putHeldOverrides(held);
    expect(listed).toBe(service.seeded.compliance[0]?.ruleset);
    expect(judged).not.toBe(listed);
    expect((await get(reportPath())).ruleset).toBe(listed);
  });

  it('judges as the list of APIs does, and counts the errors of the description itself', async () => {
    const { compliance } = await get(`/v1/apis/${service.seeded.api.id}`);
    const { gate, score } = await get(reportPath());
    expect(compliance).toEqual({
      score: score.value,
      grade: score.grade,
      publishable: gate.publishable,
      errors: gate.errors,
      ruleset: expect.stringMatching(/^1\+/),
      assessed_at: expect.any(String),
      revision: 12,
      report: reportPath(),
    });
    expect(gate).toMatchObject({ publishable: 'no', description_errors: 3, references_elsewhere: 0 });
    expect(gate.errors).toBeGreaterThanOrEqual(3);
  });

  it('explains the score line by line: the points lost are those that are missing', async () => {
    const { score } = await get(reportPath());
    const lost = score.lines.reduce((sum: number, line: Json) => sum + line.lost, 0);
    expect(100 - lost).toBeCloseTo(score.value, 0);
    for (const { why } of score.lines) expect(why).toEqual({ en: expect.any(String), it: expect.any(String) });
  });

  it('shows what was seen over the wire with the time, apart from score and gate', async () => {
    const { endpoints } = service.store;
    const before = await get(reportPath());
    const known = await endpoints.ofApi(service.seeded.api.id);
    const [endpoint] = known;
    const seenAt = '2026-11-20T10:00:00.000Z';
    const wire = { hsts: { ok: true, seenAt, value: 'max-age=600' }, 'problem-json': { ok: false, seenAt } };
    expect(await endpoints.replace({ ...endpoint!, wire }, endpoint!)).toBe(true);
    const { over_the_wire: rules, score, gate } = await get(reportPath());
    expect({ score, gate }).toEqual({ score: before.score, gate: before.gate });
    const of = (rule: string): Json => rules.find((each: Json) => each.rule === rule);
    const at = (rule: string): Json => of(rule).endpoints.find((each: Json) => each.endpoint === endpoint!.id);
    expect(of('wire-hsts')).toMatchObject({ scored: false, reference: { id: 'RFC6797', level: 'SHOULD' } });
    expect(at('wire-hsts')).toEqual({
      endpoint: endpoint!.id,
      url: endpoint!.url,
      outcome: 'ok',
      message: { en: 'The answer said so', it: 'La risposta lo diceva' },
      value: 'max-age=600',
      seen_at: seenAt,
    });
    expect(at('wire-problem-json')).toMatchObject({ outcome: 'not-ok', value: null, seen_at: seenAt });
    expect(at('wire-rate-limit')).toMatchObject({ outcome: 'not-seen', value: null, seen_at: null });
    for (const rule of rules) expect(rule.endpoints).toHaveLength(known.length);
  });

  it('tells each finding with its place, words, repair and the section that asks for it', async () => {
    const { rules } = await get(reportPath(), { rule: 'servers-description' });
    const [{ findings, reference, ...rule }] = rules;
    expect(rules).toHaveLength(1);
    expect(rule).toMatchObject({
      rule: 'servers-description',
      severity: 'error',
      tested: 30,
      count: 29,
      waived: 1,
      listed: 20,
    });
    expect(reference).toEqual({ id: 'CATALOGUE', title: expect.any(String), url: expect.any(String), level: 'MUST' });
    expect(findings[0]).toMatchObject({
      pointer: '/servers/0',
      line: 8,
      message: { en: expect.stringContaining('https://s0.comune.example/v1'), it: expect.any(String) },
      fix: { en: expect.any(String), it: expect.any(String) },
      snippet: expect.stringContaining('"description"'),
      waived: null,
    });
    expect(findings[3]).toMatchObject({ waived: { reason: 'Agreed', until: '2099-12-31' } });
  });

  it('lists as many findings of each rule as are asked for, and counts all', async () => {
    const { counts, rules } = await get(reportPath(), { rule: 'servers-description', limit: '2' });
    expect(counts).toMatchObject({ rules: 1, findings: 29, waived: 1, listed: 2, findings_by_severity: { error: 29 } });
    expect(rules[0].findings).toHaveLength(2);
  });

  it('holds only what the filters ask for', async () => {
    const { rules } = await get(reportPath(), { severity: 'hint' });
    expect(rules.map((each: Json) => each.rule)).toContain('has-contact');
    expect(new Set(rules.map((each: Json) => each.severity))).toEqual(new Set(['hint']));
    const security = await get(reportPath(), { profile: 'security' });
    expect(security.profile).toBe('security');
    for (const { rule } of security.rules) expect(ruleset.find(({ id }) => id === rule)?.profile).toBe('security');
    // The official profile knows no waivers.
    const { rules: official } = await get(reportPath(), { profile: 'official' });
    for (const each of official) expect(each.waived).toBe(0);
  });

  it('shows a rule that finds nothing when it is asked for by name', async () => {
    const { rules, counts } = await get(reportPath(), { rule: 'integer-format' });
    expect(rules).toMatchObject([{ rule: 'integer-format', count: 0, findings: [] }]);
    expect(counts).toMatchObject({ rules: 0, findings: 0 });
  });

  it('says so when the description can not be assessed', async () => {
    const row = service.seeded.compliance[1]!;
    expect(await get(`/v1/apis/${row.apiId}/report`)).toMatchObject({
      assessable: false,
      gate: { publishable: 'unknown', errors: null },
      score: { value: null, grade: 'none', lines: [] },
      rules: [],
    });
  });

  it('is not there for an API that was not assessed yet, nor for an unknown rule', async () => {
    const unassessed = service.seeded.apis.at(-1)!;
    expect((await ask(`/v1/apis/${unassessed.id}/report`)).status).toBe(404);
    expect((await get(`/v1/apis/${unassessed.id}`)).compliance).toBeNull();
    for (const query of [{ rule: 'constructor' }, { severity: 'x' }, { profile: 'x' }, { odd: '1' }, { limit: '201' }])
      expect((await ask(reportPath(), query)).status, JSON.stringify(query)).toBe(400);
  });
});

describe('the rules', () => {
  it('are all listed, and by profile', async () => {
    const ids = async (query: { readonly [name: string]: string }): Promise<readonly string[]> =>
      (await get('/v1/rules', query)).rules.map(({ id }: Json) => id);
    expect(await ids({})).toEqual(ruleset.map(({ id }) => id));
    expect(await ids({ profile: 'security' })).toEqual(
      ruleset.filter(({ profile }) => profile === 'security').map(({ id }) => id),
    );
    expect(await ids({ profile: 'official' })).toEqual(
      ruleset.filter(({ official }) => official !== undefined).map(({ id }) => id),
    );
  });

  it('are told one by one', async () => {
    expect(await get('/v1/rules/servers-description')).toMatchObject({
      severity: 'error',
      profile: 'guideline',
      official: 'full',
      examples: { bad: [{ yaml: expect.stringContaining('servers:'), versions: openapi3 }] },
    });
    expect((await ask('/v1/rules/constructor')).status).toBe(404);
  });

  it('say where the official checker differs, and which never fire there', async () => {
    const { rules } = await get('/v1/rules');
    const quirkOf = (id: string): Json => rules.find((rule: Json) => rule.id === id).quirk;
    const words = { en: expect.any(String), it: expect.any(String) };
    expect(quirkOf('paths-kebab-case')).toEqual({ never_fires: true, words });
    expect(quirkOf('use-semver')).toEqual({ never_fires: false, words });
    expect(quirkOf('modi-health-check')).toBeNull();
  });
});

describe('statistics', () => {
  it('count the nation or one administration', async () => {
    const national = await get('/v1/statistics');
    expect(national).toMatchObject({ publisher: null, apis: 20, assessed: 7, ruleset: '1' });
    expect(national.history.map(({ date }: Json) => date)).toEqual(['2026-11-22', '2026-11-23']);
    const own = await get('/v1/statistics', { publisher: service.seeded.api.publisherId });
    expect(own.publisher).toEqual({ id: 'c_h501', name: 'Comune di Esempio' });
    expect(own.apis).toBeLessThan(national.apis);
    expect((await ask('/v1/statistics', { publisher: 'ente-5' })).status).toBe(404);
    expect((await ask('/v1/statistics', { publisher: 'nobody' })).status).toBe(404);
  });

  it.each([
    ['the nation', undefined],
    ['an administration', 'c_h501'],
  ])('of %s lead from each figure to the APIs that it counts', async (_, publisher) => {
    const figures = await get('/v1/statistics', publisher === undefined ? {} : { publisher });
    const listed = async (link: string): Promise<number> => (await follow(link)).items.length;
    for (const { count, apis } of [...figures.publishable, ...figures.grades])
      expect(await listed(apis), apis).toBe(count);
    const failing = figures.rules.filter((each: Json) => each.failing > 0);
    expect(failing.length).toBeGreaterThan(0);
    for (const { failing: count, apis } of failing) expect(await listed(apis), apis).toBe(count);
  });
});

describe('filters of APIs by compliance', () => {
  it('refuse a profile without the rule whose sense it tells', async () => {
    const answer = await ask('/v1/apis', { profile: 'official' });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ parameter: 'profile', detail: expect.stringContaining('rule') });
    expect((await ask('/v1/apis', { profile: 'official', rule: 'use-semver' })).status).toBe(200);
  });

  it('walk everything that fits, once, however small the pages', async () => {
    const withdrawn = new Set(service.seeded.apis.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
    const rows = service.seeded.compliance.filter(({ apiId }) => !withdrawn.has(apiId));
    for (const [query, wanted] of [
      [{ publishable: 'yes' }, rows.filter(({ publishable }) => publishable === true)],
      [{ grade: grades[1] }, rows.filter(({ grade }) => grade === grades[1])],
      [{ rule: 'servers-description' }, rows.filter(({ rules }) => (rules['servers-description'] ?? 0) > 0)],
      [
        { rule: 'servers-description', profile: 'official' },
        rows.filter(({ official }) => (official['servers-description'] ?? 0) > 0),
      ],
    ] as const) {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Json = await get('/v1/apis', { ...query, limit: '2', ...(cursor === '' ? {} : { cursor }) });
        found.push(...page.items.map(({ id }: Json) => id));
        cursor = page.next;
        // However rare what fits is, a small page does not mean a short look.
        if (cursor !== null) expect(page.items).toHaveLength(2);
      }
      expect(found.toSorted()).toEqual(wanted.map(({ apiId }) => apiId).toSorted());
    }
  });

  it.each([
    ['an administration', { publisher: 'c_h501' }],
    ['a state', { state: 'blocked' }],
  ])('of %s go on where the page before ended', async (_, only) => {
    const all = (await get('/v1/apis', { ...only, publishable: 'unknown', limit: '100' })).items;
    expect(all.length).toBeGreaterThan(1);
    const [first, second] = all;
    const { items, next } = await get('/v1/apis', { ...only, publishable: 'unknown', limit: '1' });
    expect(items).toEqual([first]);
    const page = await get('/v1/apis', { ...only, publishable: 'unknown', limit: '1', cursor: next });
    expect(page.items).toEqual([second]);
  });

  it('hold what is withdrawn only when that is asked for', async () => {
    const { items } = await get('/v1/apis', { state: 'withdrawn', limit: '100' });
    expect(items.length).toBeGreaterThan(0);
    for (const { state } of items) expect(state).toBe('withdrawn');
    const published = await get('/v1/apis', { limit: '100' });
    for (const { state } of published.items) expect(state).not.toBe('withdrawn');
  });
});
