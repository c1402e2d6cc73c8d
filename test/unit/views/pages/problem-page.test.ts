import { describe, expect, it } from 'vitest';
import { problemTypes } from '../../../../functions/http/problem.ts';
import { renderProblemPage } from '../../../../shared/views/pages/problem-page.ts';
import { hostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext } from '../../../fixtures/page-context.ts';

const render = (type: string, language: 'it' | 'en', detail = 'No such thing.', status = 404) =>
  renderProblemPage(samplePageContext(language, { path: '/nowhere' }), { type, status, detail });

const headingOf = (page: string): string => /<h1>(.*?)<\/h1>/s.exec(page)?.[1] ?? '';

describe('a page that says what went wrong', () => {
  it.each(Object.entries(problemTypes))('has words in both languages for %s', (type, { status }) => {
    const [italian, english] = [render(type, 'it', 'Why.', status), render(type, 'en', 'Why.', status)];
    expect(headingOf(italian)).not.toBe('');
    expect(headingOf(italian)).not.toBe(headingOf(english));
    expect(pageFaults(italian)).toEqual([]);
  });

  it('says that the fault is ours where it is', () => {
    expect(headingOf(render('internal-error', 'it', 'Why.', 500))).toBe('Errore del servizio');
    expect(headingOf(render('of-a-later-version', 'en', 'Why.', 503))).toBe('The fault is ours');
    expect(headingOf(render('toString', 'en', 'Why.', 418))).toBe('This can not be answered as asked');
  });

  it('tells the detail, in the language it is in', () => {
    expect(render('not-found', 'it', 'No such thing.')).toContain('<p lang="en">No such thing.</p>');
    expect(render('not-found', 'en', 'No API x.')).toContain('<p lang="en">No API x.</p>');
    expect(render('not-found', 'it', 'No API x.')).toContain('<p lang="it">Nessuna API con l’identificativo x.</p>');
  });

  it('leads on to the lists', () => {
    expect(linksOf(render('not-found', 'it'))).toEqual(
      expect.arrayContaining(['/it/', '/it/apis', '/it/administrations']),
    );
  });

  it('is not to be indexed, and has no address of its own', () => {
    expect(render('not-found', 'it')).toContain('content="noindex"');
    expect(render('not-found', 'it')).not.toContain('rel="canonical"');
  });

  it('escapes what was asked for', () => {
    for (const text of hostileTexts) expect(pageFaults(render('not-found', 'en', text))).toEqual([]);
  });
});
