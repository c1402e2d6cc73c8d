import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { changeLevels } from '../../../shared/domain/changes/change.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { hostileTexts, unescapeXml } from '../../fixtures/hostile-texts.ts';
import { sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';
import { type Answered, type Service, startService } from './service.ts';

let service: Service;

const api = sampleApi('https://ente.example/a-confronto', { revision: 6 });
const hostile = hostileTexts[0]!;

const description = (parameter: object): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: hostile, version: '1.0.0' },
    paths: {
      '/cose': {
        get: { parameters: [{ name: hostile, in: 'query', ...parameter }], responses: { 200: { description: '' } } },
      },
    },
  });

const optional = description({ schema: { type: 'string' } });
const required = description({ required: true, schema: { type: 'string' } });

/** Of each revision: its text. What begins an object was read once, and can't be now; an empty one is gone. */
const texts = [optional, required, '<html>', required, '{', ''];

beforeAll(async () => {
  service = await startService();
  await service.store.apis.put(api);
  for (const [index, text] of texts.entries()) {
    const body = new TextEncoder().encode(text);
    const digest = sha256(body);
    if (text !== '') await service.store.documents.putDocument(digest, body);
    const readable = text === '<html>' ? {} : { contentDigest: digest };
    await service.store.apis.addRevision(
      sampleRevision(api, index + 1, { digest, contentType: 'application/json', ...readable }),
    );
  }
});
afterAll(async () => {
  const { analyser } = await import('../../../functions/app.ts');
  await (await analyser()).close();
  service.close();
});

const ask = (path: string, query: { readonly [name: string]: string } = {}): Promise<Answered> =>
  service.dashboard('GET', path, { query });

const visible = ({ text }: Answered): string => unescapeXml(text.replace(/<\/?[a-z!][^>]*>/g, '')).replace(/\s+/g, ' ');

const page = async (path: string, query: { readonly [name: string]: string } = {}, status = 200): Promise<Answered> => {
  const answer = await ask(path, query);
  expect(answer.status, answer.text.slice(0, 500)).toBe(status);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.text).not.toContain('<script>');
  expect(Buffer.byteLength(answer.text)).toBeLessThan(200_000);
  return answer;
};

const both = ['it', 'en'] as const;

describe('the page that compares two revisions', () => {
  it('has what changed with advice, and the documents side by side, in both languages', async () => {
    for (const language of both) {
      const answer = await page(`/${language}/apis/${api.id}/compare`, { from: '1', to: '2' });
      expect(answer.text).toContain(`lang="${language}"`);
      expect(answer.text).toMatch(/id="change-request-parameter-became-required-[0-9a-f]{10}"/);
      expect(answer.text).toContain('id="place-1"');
      expect(visible(answer)).toContain(hostile);
    }
    expect(visible(await ask(`/it/apis/${api.id}/compare`, { from: '1', to: '2' }))).toContain(
      'chi la usa deve adeguarsi',
    );
  });

  it('compares the newest with the one before it, unasked', async () => {
    const { id } = service.seeded.api;
    expect(visible(await page(`/it/apis/${id}/compare`))).toContain('Confronto: revisione 11 e revisione 12');
  });

  it('offers all revisions in two fields of a form that works without a script, and the pairs before and after', async () => {
    const answer = await page(`/it/apis/${api.id}/compare`, { from: '1', to: '2' });
    expect(answer.text.match(/<option /g)?.length).toBe(12);
    expect(answer.text).toMatch(/<option value="1" selected>/);
    expect(answer.text).toContain(`href="/it/apis/${api.id}/compare?from=2&amp;to=3"`);
    expect(answer.text).not.toContain('from=0');
  });

  it('says in words that nothing changed, or which way in time it looks', async () => {
    expect(visible(await page(`/it/apis/${api.id}/compare`, { from: '2', to: '4' }))).toContain('Non è cambiato nulla');
    expect(visible(await page(`/it/apis/${api.id}/compare`, { from: '2', to: '1' }))).toContain('Indietro nel tempo');
    expect(visible(await page(`/it/apis/${api.id}/compare`, { from: '2', to: '2' }))).toContain(
      'confrontata con se stessa',
    );
  });

  it('says what there is not with the status it has, and offers others', async () => {
    const problems = [
      [{ from: '1', to: '77' }, 404, 'Non esiste la revisione 77'],
      [{ from: '3', to: '4' }, 422, 'La revisione 3 non è leggibile'],
      [{ from: '4', to: '5' }, 503, 'Il confronto ha richiesto troppo tempo'],
      [{ from: '4', to: '6' }, 404, 'Il documento della revisione 6 non è più conservato'],
    ] as const;
    for (const [query, status, words] of problems) {
      const answer = await page(`/it/apis/${api.id}/compare`, query, status);
      expect(visible(answer)).toContain(words);
      expect(answer.text).toContain('<select id="compare-from"');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    await page('/it/apis/nessuna/compare', {}, 404);
    await page(`/it/apis/${api.id}/compare`, { from: '0' }, 400);
    await page(`/it/apis/${api.id}/compare`, { other: '1' }, 400);
  });
});

describe('a page asked for with a slash at its end', () => {
  it.each([
    ['/it/rules/', '/it/rules'],
    ['/en/apis/', '/en/apis'],
    [`/it/apis/${api.id}/compare/`, `/it/apis/${api.id}/compare`],
  ])('is where it is without: %s', async (asked, address) => {
    const answer = await ask(asked);
    expect(answer.status).toBe(308);
    expect(answer.headers.location).toBe(address);
  });

  it('is asked there for the same', async () => {
    const answer = await ask(`/it/apis/${api.id}/compare/`, { from: '1', to: '2' });
    expect(answer.headers.location).toBe(`/it/apis/${api.id}/compare?from=1&to=2`);
  });

  it('is the home page, which has one', async () => {
    for (const language of both) await page(`/${language}/`);
  });
});

describe('the page of all rules', () => {
  it('has every rule with what it counts, in both languages', async () => {
    for (const language of both) {
      const answer = await page(`/${language}/rules`);
      for (const { id } of ruleset) expect(answer.text).toContain(`href="/${language}/rules/${id}"`);
    }
  });

  it('counts as the API does, and lists what it counts', async () => {
    const figures = (await service.api('GET', '/v1/statistics')).json();
    const failed = figures.rules.find(({ failing }: { failing: number }) => failing > 0);
    const answer = await page('/en/rules');
    const row = answer.text.split('<tr>').find((each) => each.includes(`href="/en/rules/${failed.rule}"`));
    expect(row).toContain(`href="/en/apis?rule=${failed.rule}" rel="nofollow">${failed.failing}</a>`);
  });

  it('has filters as links, which leave what they say', async () => {
    const severe = ruleset.filter(({ severity }) => severity === 'error');
    const answer = await page('/it/rules', { severity: 'error' });
    expect(answer.text.match(/<th scope="row"/g)?.length).toBe(severe.length);
    const official = await page('/it/rules', { profile: 'official' });
    expect(official.text.match(/<th scope="row"/g)?.length).toBe(
      ruleset.filter((rule) => rule.official !== undefined).length,
    );
    await page('/it/rules', { severity: 'grave' }, 400);
  });
});

describe('the page of a rule', () => {
  it('says what it asks and how to meet it, of every rule', async () => {
    for (const { id, title, fix } of ruleset) {
      const words = visible(await page(`/it/rules/${id}`));
      expect(words).toContain(title.it.replaceAll('`', ''));
      expect(words).toContain(fix.it.replaceAll('`', '').replace(/\s+/g, ' '));
    }
    await page('/it/rules/nessuna', {}, 404);
  });

  it('says where most APIs fail it, and that nothing is known of earlier days', async () => {
    const words = visible(await page('/it/rules/servers-description'));
    expect(words).toContain('Dove');
    expect(words).toContain('Non ci sono ancora dati di una settimana fa');
  });
});

describe('the page of changes', () => {
  const eventsOf = ({ text }: Answered): readonly string[] =>
    [...text.matchAll(/<li id="event-([^"]+)"/g)].map(([, id]) => id!);

  /** All pages, by their links. */
  const all = async (query: { readonly [name: string]: string }): Promise<readonly string[]> => {
    const found: string[] = [];
    let at: URL | undefined = new URL(`https://x/it/changes?${new URLSearchParams(query)}`);
    while (at !== undefined) {
      const answer: Answered = await page('/it/changes', Object.fromEntries(at.searchParams));
      found.push(...eventsOf(answer));
      const next: string | undefined = /rel="next" href="([^"]+)"/.exec(answer.text)?.[1];
      at = next === undefined ? undefined : new URL(unescapeXml(next), 'https://x');
    }
    return found;
  };

  const listed = async (path: string, query: { readonly [name: string]: string }): Promise<readonly string[]> => {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await service.api('GET', path, {
        query: { ...query, limit: '100', ...(cursor === null ? {} : { cursor }) },
      });
      const { items, next } = answer.json();
      found.push(...items.map(({ id }: { id: string }) => id));
      cursor = next;
    } while (cursor !== null);
    return found;
  };

  it('has the events of the list in its order, whatever the level and the kind', async () => {
    for (const level of [undefined, ...changeLevels]) {
      const query = level === undefined ? {} : { level };
      expect(await all(query)).toEqual(await listed('/v1/changes', query));
    }
    for (const kind of eventKinds) expect(await all({ kind })).toEqual(await listed('/v1/changes', { kind }));
    expect((await all({})).length).toBeGreaterThan(25);
  });

  it('has those of one API as its list has, and of an administration as its feed has', async () => {
    const { api: whose, publisherIds } = service.seeded;
    expect(await all({ api: whose.id })).toEqual(await listed(`/v1/apis/${whose.id}/changes`, {}));
    const feed = await service.api('GET', `/feeds/publishers/${publisherIds[1]}/changes.json`);
    const titles = feed.json().items.map(({ url }: { url: string }) => url);
    expect((await all({ publisher: publisherIds[1]! })).length).toBe(titles.length);
    expect(await all({ tag: ' ANAGRAFE ' })).toEqual((await all({})).filter((id) => !id.startsWith('ruleset')));
  });

  it('begins on the day that is asked for', async () => {
    expect(await all({ since: '2026-11-23' })).toEqual(await all({}));
    expect(await all({ since: '2026-11-24' })).toEqual([]);
    expect(visible(await page('/it/changes', { since: '2026-11-24' }))).toContain(
      'Non è ancora successo nulla di simile',
    );
  });

  it('leads from what changed to the two revisions side by side, and announces the feed of the same question', async () => {
    const answer = await page('/en/changes', { level: 'breaking', kind: 'api.changed', api: service.seeded.api.id });
    expect(answer.text).toContain(
      `/feeds/apis/${service.seeded.api.id}/changes.atom?level=breaking&amp;kind=api.changed`,
    );
    expect(answer.text).toMatch(
      /<link rel="alternate" type="application\/rss\+xml"[^>]*changes\.rss\?level=breaking&amp;kind=api\.changed"/,
    );
  });

  it('refuses what there is not, and two scopes at once', async () => {
    await page('/it/changes', { api: 'nessuna' }, 404);
    await page('/it/changes', { publisher: 'nessuno' }, 404);
    await page('/it/changes', { api: service.seeded.api.id, tag: 'x' }, 400);
    await page('/it/changes', { cursor: 'x' }, 400);
    await page('/it/changes', { level: 'x' }, 400);
  });

  it('is where the plain page of a feed leads, with the same question', async () => {
    const feed = await service.api('GET', `/feeds/apis/${service.seeded.api.id}/changes.html`, {
      query: { level: 'breaking' },
    });
    expect(feed.text).toContain(`href="/it/changes?level=breaking&amp;api=${service.seeded.api.id}"`);
    expect((await service.api('GET', '/feeds/changes.html')).text).toContain('href="/en/changes"');
  });
});
