import { describe, expect, it } from 'vitest';
import { html } from '../../../../shared/views/html.ts';
import { elide } from '../../../../shared/views/pages/elide.ts';
import { day, moment } from '../../../../shared/views/pages/moment.ts';
import { renderPage } from '../../../../shared/views/pages/page.ts';
import { withReadableTimes } from '../../../../shared/views/pages/readable-times.ts';
import { samplePageContext } from '../../../fixtures/page-context.ts';

describe('articles before dates', () => {
  it.each([
    ['dal 8 novembre 2026 al 11 novembre 2026', 'dall’8 novembre 2026 all’11 novembre 2026'],
    ['Dal 11 nov', 'Dall’11 nov'],
    ['dopo il 8 ottobre', 'dopo l’8 ottobre'],
    ['Il 11 ottobre', 'L’11 ottobre'],
    ['dal 1 ottobre al 18 ottobre', 'dal 1 ottobre al 18 ottobre'],
    ['canal 8 ottobre', 'canal 8 ottobre'],
    ['dal 8', 'dal 8'],
  ])('are shortened before a vowel: %s', (sentence, told) => {
    expect(elide(sentence)).toBe(told);
  });

  const body = html`<p>Dal ${day('2026-11-08', 'it')} al ${moment('2026-11-11T10:00:00Z', 'it')}; l’API dice: dal 8 maggio</p>`;
  const pageIn = (language: 'it' | 'en'): string =>
    renderPage(samplePageContext(language), { title: 'x', trail: [{ label: 'x' }], body });

  it('are so on every Italian page before our dates, and what a document says stays as it is', () => {
    expect(pageIn('it')).toContain('<p>Dall’<time datetime="2026-11-08">8 novembre 2026</time> all’<time');
    expect(pageIn('it')).toContain('l’API dice: dal 8 maggio</p>');
    expect(pageIn('en')).toContain('<p>Dal <time');
  });

  it('are so in sentences that hold instants', () => {
    expect(withReadableTimes('dal 2026-11-08T10:00:00Z', 'it')).toBe('dall’8 nov 2026, 10:00 UTC');
    expect(withReadableTimes('il 2026-99-08T10:00:00Z', 'it')).toBe('il 2026-99-08T10:00:00Z');
  });
});
