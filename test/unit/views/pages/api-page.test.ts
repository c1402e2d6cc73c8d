import { describe, expect, it } from 'vitest';
import type { ApiPage } from '../../../../shared/domain/catalogue/api-page.ts';
import { sourceStates } from '../../../../shared/domain/catalogue/source.ts';
import { assess } from '../../../../shared/domain/compliance/assess.ts';
import { examineCompliance } from '../../../../shared/domain/compliance/examine.ts';
import { noOverrides } from '../../../../shared/domain/compliance/overrides.ts';
import { hourMs, type TimeByVerdict, timeOf } from '../../../../shared/domain/uptime/availability.ts';
import type { Certificate } from '../../../../shared/domain/uptime/certificate.ts';
import type { FindingQuery } from '../../../../shared/views/pages/api/findings.ts';
import { renderApiPage } from '../../../../shared/views/pages/api-page.ts';
import { samplePageContext } from '../../../fixtures/page-context.ts';
import {
  morning,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleIncident,
  sampleMetadata,
  sampleRevision,
  unassessable,
} from '../../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');

const bare: ApiPage = {
  api,
  source: undefined,
  compliance: undefined,
  judged: undefined,
  endpoints: [],
  watched: [],
  from: '2026-08-26',
  to: '2026-11-23',
  incidents: { items: [], hasMore: false },
  revisions: { items: [], hasMore: false },
  twins: [],
};

const text = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Anagrafe', version: 'uno' },
  servers: Array.from({ length: 12 }, (_, index) => ({ url: `https://s${index}.example/v1` })),
  paths: {},
});
const report = examineCompliance({ value: JSON.parse(text), text, format: 'json' })!;
const judgedBy = (overrides = noOverrides, problems = 0) => ({
  report,
  assessment: assess(report, { problems }, overrides, '2026-11-23'),
});

/** As an English reader sees it. */
const read = (more: Partial<ApiPage>, query: FindingQuery = {}): string =>
  renderApiPage(samplePageContext('en', { path: `/apis/${api.id}` }), { ...bare, ...more }, query)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

describe('what holds now', () => {
  it.each(sourceStates.filter((state) => state !== 'withdrawn'))('is told in words of the state %s', (state) => {
    const words = read({ api: { ...api, state, code: 'http-503' } });
    expect(words).toContain('Since 23 Nov 2026, 08:00 UTC (for less than a minute).');
    expect(words.includes('Why:')).toBe(state !== 'ok');
  });

  it('says since when it is withdrawn, and asks nothing of its service', () => {
    const words = read({
      api: { ...api, state: 'withdrawn', withdrawnAt: '2026-11-20T08:00:00.000Z' },
      endpoints: [sampleEndpoint(api, 'https://api.example/status', { verdict: 'down' })],
    });
    expect(words).toContain('This API was withdrawn Since 20 Nov 2026, 08:00 UTC (for 3 days)');
    expect(words).not.toContain('description valid withdrawn not answering');
  });

  it('says of one that is no longer watched that it may still be published, and leads to no page of its administration', () => {
    const gone = { ...api, state: 'withdrawn', code: 'unwatched', withdrawnAt: '2026-11-20T08:00:00.000Z' } as const;
    const words = read({ api: gone });
    expect(words).toContain('This API is no longer watched Since 20 Nov 2026');
    expect(words).toContain('whether the API is still published is not known. What is told below');
    expect(words).not.toContain('No catalogue of its administration lists it any more');
    const path = `/en/administrations/${api.publisherId}`;
    const page = (more: Partial<ApiPage>) =>
      renderApiPage(samplePageContext('en'), { ...bare, api: gone, ...more }, {});
    expect(page({})).toContain(path);
    expect(page({ isOrphan: true })).not.toContain(path);
    expect(page({ isOrphan: true })).toContain(api.publisherName);
  });

  it('names the last valid revision of one that is broken, or says that there was none', () => {
    const broken = { ...api, state: 'invalid', verdict: 'invalid', code: 'unknown-member' } as const;
    expect(read({ api: { ...broken, validRevision: 1200, validAt: morning } })).toContain(
      'The last valid revision is number 1,200, of 23 Nov 2026, 08:00 UTC .',
    );
    const { validRevision: _r, validAt: _a, ...never } = broken;
    expect(read({ api: never })).toContain('No valid revision of it has been seen yet.');
  });

  it('lists what is wrong with the newest revision, and says one repair once', () => {
    const problem = {
      code: 'unknown-member',
      severity: 'error',
      message: 'It has an unknown member `x`',
      pointer: '/info/x',
      line: 3,
      column: 5,
    } as const;
    const revision = sampleRevision(api, 2, {
      verdict: 'invalid',
      problems: Array.from({ length: 9 }, () => problem),
      problemCount: 30,
    });
    const words = read({ revisions: { items: [revision], hasMore: false } });
    expect(words.match(/line 3, column 5/g)).toHaveLength(5);
    expect(words.match(/start it with/g)).toHaveLength(1);
    expect(words).toContain('All of them are in the revision as JSON (30)');
  });

  it('announces its end with how long is left', () => {
    const seen = { source: 'header', seenAt: morning } as const;
    const ending = (on: string, of: 'api' | 'operations' = 'api') =>
      read({ api: { ...api, lifecycle: { deprecated: { ...seen }, sunset: { on, of, ...seen } } } });
    expect(ending('2026-11-30')).toContain('It ends on 30 November 2026 (in 7 days). A header of its answers says so.');
    expect(ending('2026-11-24')).toContain('(in 1 day)');
    expect(ending('2026-11-01')).toContain('It ended on 1 November 2026 .');
    expect(ending('2026-11-30', 'operations')).toContain('Operations of it end on 30 November 2026');
    expect(ending('2026-11-30')).toContain('It is deprecated.');
  });

  it('shows twins by their titles, and an address that is none as text', () => {
    const page = renderApiPage(
      samplePageContext('it'),
      {
        ...bare,
        api: {
          ...api,
          aliases: ['javascript:alert(1)'],
          metadata: sampleMetadata({ contact: { email: 'a@b.example?cc=x@y.example', url: 'data:text/html,x' } }),
        },
        twins: [
          { id: 'one', title: 'La gemella' },
          { id: 'two', title: undefined },
        ],
      },
      {},
    );
    expect(page).toContain('<a href="/it/apis/one" lang="">La gemella</a>, <a href="/it/apis/two" lang="">two</a>');
    expect(page).not.toMatch(/href="(?:javascript|data|mailto):/);
  });
});

describe('the last change for callers', () => {
  const none = { breaking: 0, warning: 0, info: 0, editorial: 0 };
  const changed = (number: number, counts: Partial<typeof none>) =>
    sampleRevision(api, number, {
      fetchedAt: '2026-11-20T08:00:00.000Z',
      comparison: { base: number - 1, baseDigest: 'a', engine: '1', counts: { ...none, ...counts } },
    });
  const stateOf = (...items: ReturnType<typeof changed>[]): string =>
    renderApiPage(samplePageContext('it'), { ...bare, revisions: { items, hasMore: false } }, {});

  it('stands at the top with what it changed, when, and the comparison', () => {
    const page = stateOf(changed(4, { breaking: 7, info: 1, editorial: 3 }));
    expect(page).toContain('<h2>Ultima modifica per chi la usa: 7 incompatibili, 1 compatibile</h2>');
    expect(page).toContain(`(3 giorni fa): <a href="/it/apis/${api.id}/compare?from=3&amp;to=4">vedi il confronto</a>`);
    expect(page.indexOf('Ultima modifica per chi la usa')).toBeLessThan(page.indexOf('<dl'));
  });

  it('is that of an earlier revision where the newest changed nothing but wording', () => {
    const page = stateOf(changed(5, { editorial: 2 }), changed(4, { warning: 2 }));
    expect(page).toContain('Ultima modifica per chi la usa: 2 da verificare');
    expect(page).toContain('compare?from=3&amp;to=4">vedi il confronto');
  });

  it('is not told where there is none', () => {
    expect(stateOf(changed(2, { editorial: 2 }), sampleRevision(api, 1))).not.toContain('Ultima modifica per chi');
  });
});

describe('references that could not be followed for reasons that are not the publisher’s', () => {
  const excused = { ...api, state: 'unresolvable-ref', verdict: 'unresolvable-ref', excused: true } as const;
  const problem = { code: 'ref-unreachable', severity: 'error', message: 'm', pointer: '/paths' } as const;
  const revision = sampleRevision(api, 1, {
    verdict: 'unresolvable-ref',
    excused: true,
    problems: [problem],
    problemCount: 1,
    references: [
      { url: 'https://other.example/ok.yaml', outcome: 'resolved' },
      { url: 'https://other.example/a.yaml', outcome: 'robots-disallowed' },
      { url: 'javascript:alert(1)', outcome: 'budget' },
    ],
  });
  const pageOf = (more: Partial<ApiPage>): string =>
    renderApiPage(samplePageContext('it'), { ...bare, revisions: { items: [revision], hasMore: false }, ...more }, {});

  it('are told as not checked, with why, and as the fault of nobody', () => {
    const page = pageOf({ api: excused });
    expect(page).toContain('v-callout-info"><h2>Non abbiamo potuto verificare i documenti riferiti</h2>');
    expect(page).toContain('robots.txt vieta questo indirizzo');
    expect(page).toContain('javascript:alert(1): supera quanto leggiamo');
    expect(page).not.toContain('ok.yaml');
    expect(page).not.toMatch(/v-(?:chip|callout)-bad|Che cosa non va/);
    expect(page).not.toContain('href="javascript');
    expect(page.match(/documenti riferiti non verificati/g)).toHaveLength(2);
  });

  it('are told as broken where they are', () => {
    const { excused: _a, ...broken } = excused;
    const { excused: _r, ...told } = revision;
    const page = pageOf({ api: broken, revisions: { items: [told], hasMore: false } });
    expect(page).toContain('v-callout-bad');
    expect(page).toContain('Che cosa non va');
    expect(page).not.toContain('non verificati');
  });
});

describe('what can be taken away', () => {
  const takenOf = (title: string, language: 'it' | 'en' = 'it'): string =>
    renderApiPage(samplePageContext(language), { ...bare, api: { ...api, metadata: sampleMetadata({ title }) } }, {});

  it('leads to the page of its changes in the language of the reader', () => {
    expect(takenOf('Anagrafe')).toContain(`href="/it/changes?api=${api.id}"`);
    expect(takenOf('Anagrafe', 'en')).toContain(`href="/en/changes?api=${api.id}"`);
    expect(takenOf('Anagrafe')).not.toContain('changes.html');
  });

  it('has badges that say whose they are and who says so', () => {
    expect(takenOf('Anagrafe')).toContain('alt="Conformità di Anagrafe alle linee guida, secondo Vedetta"');
    expect(takenOf('Anagrafe', 'en')).toContain('alt="Availability of Anagrafe, measured by Vedetta"');
  });

  it('never lets a title out of the text that stands for a badge, in Markdown and in HTML', () => {
    const page = takenOf('x](http://evil.example) "><script>\n\n# y');
    expect(page).toContain('[![Conformità di x\\](http://evil.example) &quot;\\&gt;\\&lt;script\\&gt; # y alle linee');
    expect(page).toContain(
      'alt=&quot;Conformità di x](http://evil.example) &amp;quot;&amp;gt;&amp;lt;script&amp;gt; # y',
    );
  });
});

describe('the service', () => {
  const certificate = (validTo: string): { readonly current: Certificate; readonly since: string } => ({
    current: { fingerprint: 'f', chain: 'c', subject: 'CN=x', issuer: 'CN=Authority', validFrom: morning, validTo },
    since: morning,
  });
  const withCertificate = (validTo: string): string =>
    read({ endpoints: [sampleEndpoint(api, 'https://api.example/status', { certificate: certificate(validTo) })] });

  it('says what to do about an outage, and nothing to whoever announced it', () => {
    const words = (verdict: 'down' | 'maintenance'): string =>
      read({ endpoints: [sampleEndpoint(api, 'https://api.example/status', { verdict, code: 'http-503' })] });
    expect(words('down')).toContain('What to do: Check the service');
    expect(words('maintenance')).toContain('http-503');
    expect(words('maintenance')).not.toContain('What to do: Check the service');
  });

  it.each([
    ['2027-11-23T08:00:00.000Z', 'valid until 23 November 2027 (365 days left), issued by CN=Authority'],
    [
      '2026-12-03T08:00:00.000Z',
      'valid until 3 December 2026 10 days left (What to do: renew it before then), issued by CN=Authority',
    ],
    ['2026-11-24T08:00:00.000Z', '1 day left'],
    ['2026-11-23T09:00:00.000Z', 'less than a day left'],
    ['2026-11-22T08:00:00.000Z', 'ended on 22 November 2026'],
  ])('has a certificate that ends %s: %s', (validTo, told) => {
    expect(withCertificate(validTo).replaceAll('( ', '(')).toContain(told);
  });

  it('says that an address of plain http has none, and that another has shown none', () => {
    expect(read({ endpoints: [sampleEndpoint(api, 'http://api.example/status')] })).toContain(
      'Certificate: none: it is probed over http',
    );
    expect(read({ endpoints: [sampleEndpoint(api, 'https://api.example/status')] })).toContain(
      'Certificate: none seen',
    );
  });

  it('tells what it is not known to be apart from being down', () => {
    const words = read({
      endpoints: [
        sampleEndpoint(api, 'https://api.example/status', { verdict: 'unknown', everUp: false, code: 'dns' }),
      ],
    });
    expect(words).toContain('service: not known');
    expect(words).toContain('it has never answered since we began to watch it');
    expect(words).not.toContain('not answering');
  });

  it('says of addresses that are not drawn which they are', () => {
    const endpoints = [1, 2, 3, 4].map((index) => sampleEndpoint(api, `https://api.example/${index}`));
    const day = {
      date: '2026-11-22',
      until: '2026-11-23T00:00:00.000Z',
      ms: { up: 86_400_000, degraded: 0, down: 0, blocked: 0, maintenance: 0, unknown: 0 },
      looks: 1,
      counted: 1,
      answered: 1,
      prompt: 1,
      latency: { 50: 1 },
    };
    const words = read({ endpoints, watched: endpoints.slice(0, 3).map((endpoint) => ({ endpoint, days: [day] })) });
    expect(words).toContain('Further addresses are not drawn: https://api.example/4');
    expect(words).toContain('Availability over 90 days: 100%');
    // Answers of a single day are drawn over the days of the strip, not as if they were all there is.
    expect(words).toMatch(/0 50 ms 100 ms 150 ms 1 Sept 1 Oct 1 Nov half of the answers/);
  });
});

describe('incidents', () => {
  it('are told as open or over, with how long, and whether maintenance was announced', () => {
    const endpoint = sampleEndpoint(api, 'https://api.example/status');
    const words = read({
      incidents: {
        items: [
          { incident: sampleIncident(endpoint, '2026-11-23T05:55:00.000Z'), announced: true },
          {
            incident: sampleIncident(endpoint, '2026-11-20T06:00:00.000Z', {
              closedAt: '2026-11-20T06:20:00.000Z',
              closedBecause: 'blocked',
              relapses: 3,
            }),
            announced: false,
          },
        ],
        hasMore: true,
      },
    });
    expect(words).toContain('It has lasted 2 h 5 min so far.');
    expect(words).toContain('during announced maintenance');
    expect(words).toContain('It lasted 20 min .');
    expect(words).toContain('It came back, times: 3.');
    expect(words).toContain('whether it answers others is not known');
    expect(words).toContain('All incidents of this API');
  });
});

describe('compliance', () => {
  const compliance = sampleCompliance(api);

  it('is not assessed yet, or not assessable: neither is a failure', () => {
    expect(read({})).toContain('Not assessed yet');
    const words = read({ compliance: sampleCompliance(api, unassessable) });
    expect(words).toContain('Not assessable');
    expect(words).toContain('That is no failed rule, and no score of zero.');
    expect(words).not.toContain('Score 0');
  });

  it('says why the gate is not known', () => {
    const judged = judgedBy();
    const unknown = { ...judged, assessment: { ...judged.assessment, publishable: null } };
    const elsewhere = { ...judged, assessment: { ...unknown.assessment, elsewhere: 2 } };
    expect(read({ compliance, judged: elsewhere })).toContain('parts of it are in other documents');
    expect(read({ compliance: { ...compliance, aborts: 'x' }, judged: unknown })).toContain(
      'the official checker stops',
    );
    expect(read({ compliance, judged: unknown })).toContain('Whether it can be published is not known for now.');
  });

  it('counts what stands in the way, and what of it is in the description itself', () => {
    const words = read({ compliance: { ...compliance, problems: 3 }, judged: judgedBy(noOverrides, 3) });
    expect(words).toMatch(/\d+ errors stand in the way of its publication\. Of these in the description itself: 3\./);
  });

  it('shows three findings of a rule, or all of one that is asked for', () => {
    const judged = judgedBy();
    const some = read({ compliance, judged });
    expect(some).toContain('Show all 12 findings of this rule');
    const all = renderApiPage(
      samplePageContext('en'),
      { ...bare, compliance, judged },
      { rule: 'servers-description', all: true },
    );
    expect(all.match(/class="v-finding" id="finding-servers-description-/g)).toHaveLength(12);
    expect(read({ compliance, judged }, { rule: 'use-semver' })).toContain('Only this rule is shown.');
  });

  it('says what was waived, by its reason, and counts it apart', () => {
    const overrides = {
      ...noOverrides,
      waivers: [{ rule: 'servers-description', pointer: '/servers/0', reason: 'Agreed in May', until: '2027-05-31' }],
    };
    const words = read({ compliance, judged: judgedBy(overrides) });
    expect(words).toContain('11 findings , 1 waived by the operator');
    expect(words).toContain('waived until 31 May 2027 Agreed in May');
  });

  it('has a link for each profile, of which the chosen one is marked', () => {
    const page = renderApiPage(
      samplePageContext('en'),
      { ...bare, compliance, judged: judgedBy() },
      { profile: 'security' },
    );
    expect(page).toContain(`<a href="/en/apis/${api.id}#findings">what the guideline means</a>`);
    expect(page).toContain(`<a href="/en/apis/${api.id}?profile=security#findings" aria-current="true">security</a>`);
  });
});

describe('time that a firewall hides', () => {
  const dayWith = (ms: Partial<TimeByVerdict>) => ({
    date: '2026-11-22',
    until: '2026-11-23T00:00:00.000Z',
    ms: timeOf((verdict) => ms[verdict] ?? 0),
    looks: 1,
    counted: 1,
    answered: 1,
    prompt: 1,
    latency: {},
  });
  const historyOf = (ms: Partial<TimeByVerdict>): string => {
    const endpoint = sampleEndpoint(api, 'https://api.example/status', { addedAt: '2026-11-22T00:00:00.000Z' });
    return read({ endpoints: [endpoint], watched: [{ endpoint, days: [dayWith(ms)] }] });
  };

  it('is told apart from what is known and from what is not, beside the time that was measured', () => {
    const words = historyOf({ up: 2 * hourMs, blocked: 18 * hourMs, unknown: 4 * hourMs });
    expect(words).toContain('Availability over 90 days: 100% of the time that was measured (2 h).');
    expect(words).toMatch(/Known: [\d.]+% , hidden from us by a firewall: [\d.]+% , not known: [\d.]+%/);
    const [known = 0, hidden = 0, unknown = 0] = [
      .../Known: ([\d.]+)% , hidden from us by a firewall: ([\d.]+)% , not known: ([\d.]+)%/.exec(words)!.slice(1),
    ].map(Number);
    expect(hidden).toBeGreaterThan(8.9 * known);
    expect(known + hidden + unknown).toBeCloseTo(100, 0);
  });

  it('is not mentioned where there is none', () => {
    expect(historyOf({ up: 20 * hourMs, unknown: 4 * hourMs })).not.toContain('firewall:');
  });
});

describe('revisions', () => {
  const counts = { breaking: 2, warning: 0, info: 1, editorial: 0 };
  const comparison = { base: 3, baseDigest: 'a', engine: '1', counts };

  it('say what they changed, and lead to the comparison', () => {
    const page = renderApiPage(
      samplePageContext('en'),
      {
        ...bare,
        api: { ...api, revision: 4 },
        revisions: {
          items: [
            sampleRevision(api, 4, { comparison }),
            sampleRevision(api, 3, {
              comparison: { ...comparison, base: 2, counts: { ...counts, breaking: 0, info: 0 } },
            }),
            sampleRevision(api, 2),
            sampleRevision(api, 1),
          ],
          hasMore: true,
        },
      },
      {},
    );
    expect(page).toContain('2 breaking');
    expect(page).toContain(`href="/en/apis/${api.id}/compare?from=3&amp;to=4"`);
    expect(page).toContain('nothing for callers');
    expect(page).toContain('not compared');
    expect(page).toContain('the first one');
    expect(page).toContain(`<input id="compare-from" name="from" type="number" min="1" max="4" value="3" required>`);
    expect(page).toContain(`/v1/apis/${api.id}/revisions"`);
  });
});
