import { describe, expect, it } from 'vitest';
import { sourceStates, visitOutcomes } from '../../../../shared/domain/catalogue/source.ts';
import { gateVerdicts } from '../../../../shared/domain/compliance/compliance.ts';
import { gradeNames } from '../../../../shared/domain/compliance/statistics.ts';
import { probeVerdicts } from '../../../../shared/domain/uptime/sample.ts';
import { html } from '../../../../shared/views/html.ts';
import { callout, emptyState, notYet } from '../../../../shared/views/pages/callout.ts';
import { chip, gradeChip, publishableChip, serviceChip, stateChip } from '../../../../shared/views/pages/chip.ts';
import { copyable } from '../../../../shared/views/pages/copyable.ts';
import { dataTable } from '../../../../shared/views/pages/data-table.ts';
import { definitionList } from '../../../../shared/views/pages/definition-list.ts';
import { chosenFilters, facetList } from '../../../../shared/views/pages/facet-list.ts';
import { figureCard } from '../../../../shared/views/pages/figure-card.ts';
import { day, moment } from '../../../../shared/views/pages/moment.ts';
import { pager } from '../../../../shared/views/pages/pager.ts';
import { outcomeWords } from '../../../../shared/views/pages/state-words.ts';
import { hostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext, tagsOf } from '../../../fixtures/page-context.ts';

const context = samplePageContext('it');

describe('a moment', () => {
  it('is read as people write it, with the exact one for programs, and says that it is UTC', () => {
    expect(moment('2026-11-26T23:59:30.000Z', 'it').text).toBe(
      '<time datetime="2026-11-26T23:59:30.000Z">26 nov 2026, 23:59 UTC</time>',
    );
    expect(moment('2026-11-26T23:59:30.000Z', 'en').text).toContain('26 Nov 2026, 23:59 UTC');
  });

  it('may be a day', () => {
    expect(day('2026-11-26', 'it').text).toBe('<time datetime="2026-11-26">26 novembre 2026</time>');
    expect(day('2026-11-26T23:59:30.000Z', 'en').text).toBe('<time datetime="2026-11-26">26 November 2026</time>');
  });
});

describe('states as labels', () => {
  const labels = [
    ...sourceStates.map((state) => (language: 'it' | 'en') => stateChip(state, language)),
    ...[...probeVerdicts, 'none' as const].map((verdict) => (language: 'it' | 'en') => serviceChip(verdict, language)),
    ...gradeNames.map((grade) => (language: 'it' | 'en') => gradeChip(grade, language)),
    ...gateVerdicts.map((verdict) => (language: 'it' | 'en') => publishableChip(verdict, language)),
  ];

  it('say in words what the colour repeats, in both languages', () => {
    for (const label of labels) {
      const [italian, english] = [label('it').text, label('en').text].map((text) => text.replaceAll(/<[^>]*>/g, ''));
      expect(italian).toMatch(/\p{L}{2}/u);
      expect(english).toMatch(/\p{L}{2}/u);
      expect(italian).not.toBe(english);
    }
  });

  it('never colour as bad what is not known, or blocked to us', () => {
    for (const label of [
      serviceChip('unknown', 'it'),
      serviceChip('blocked', 'it'),
      serviceChip('none', 'it'),
      publishableChip('unknown', 'it'),
      gradeChip('none', 'it'),
      stateChip('blocked', 'it'),
      stateChip('pending', 'it'),
    ])
      expect(label.text).toContain('v-chip-none');
  });

  it('have words for every outcome of a visit', () => {
    expect(Object.keys(outcomeWords).sort()).toEqual([...visitOutcomes].sort());
  });

  it('escape what they are given', () => {
    for (const text of hostileTexts) expect(pageFaults(chip(text).text)).toEqual([]);
  });
});

describe('a figure', () => {
  it('is large, says what it is of and as of when, and leads to its evidence', () => {
    const card = figureCard(context, {
      name: 'API',
      value: '1.234',
      of: 'su 2.000',
      words: 'parole',
      href: '/it/apis',
      asOf: day('2026-11-26', 'it'),
    }).text;
    expect(card).toMatch(/<h3[^>]*><a href="\/it\/apis">API<\/a><\/h3>/);
    expect(card).toContain('1.234 <span class="v-card-of">su 2.000</span>');
    expect(card).toMatch(/Al <time/);
  });

  it('that is not known is told as such, not as zero', () => {
    const card = figureCard(context, { name: 'Disponibilità', value: undefined, href: '/it/apis' }).text;
    expect(card).toContain('non ancora noto');
    expect(card).not.toContain('v-card-number');
  });
});

describe('the end of a page of a list', () => {
  const draw = (query: { cursor?: string; q?: string }, next?: string) => {
    const drawn = pager(context, { path: '/apis', query, shown: 25, total: 1234, next });
    return drawn === false ? '' : drawn.text;
  };

  it('is nothing where there is one page', () => {
    expect(draw({})).toBe('');
  });

  it('leads on with what was asked', () => {
    expect(linksOf(draw({ q: 'a' }, 'n'))).toEqual(['/it/apis?q=a&cursor=n']);
    expect(draw({ q: 'a' }, 'n')).toContain('25 di 1.234');
  });

  it('leads back to the beginning from the last page', () => {
    expect(linksOf(draw({ q: 'a', cursor: 'm' }))).toEqual(['/it/apis?q=a']);
  });
});

describe('filters', () => {
  const group = {
    name: 'grade',
    heading: 'Classe',
    values: [
      { value: 'A', count: 1234 },
      { value: 'B', count: 2 },
    ],
    words: (value: string) => `classe ${value}`,
  };
  const asked = { path: '/apis', query: { q: 'a', grade: 'A', cursor: 'x' } };

  it('are links that set one and keep the others; the chosen one takes itself away', () => {
    const drawn = facetList(context, asked, [group]).text;
    expect(linksOf(drawn)).toEqual(['/it/apis?q=a', '/it/apis?q=a&grade=B']);
    expect(tagsOf(drawn).filter(({ attributes }) => attributes.has('aria-current'))).toHaveLength(1);
    expect(drawn).toContain('classe A');
    expect(drawn).toContain('1.234');
  });

  it('that have nothing to choose are not shown', () => {
    expect(facetList(context, asked, [{ ...group, values: [] }]).text).not.toContain('Classe');
  });

  it('of many values show the first ones and fold the rest, open where the chosen one is among them', () => {
    const values = Array.from({ length: 20 }, (_, index) => ({ value: `v${index}`, count: 20 - index }));
    const folded = (grade: string) =>
      facetList(context, { path: '/apis', query: { grade } }, [{ ...group, values }]).text;
    expect(folded('v1')).toMatch(/<details><summary>Altri \(12\)/);
    expect(folded('v19')).toContain('<details open>');
  });

  it('that are chosen are listed, each removable, and all at once', () => {
    const drawn = chosenFilters(context, asked, [
      { name: 'q', heading: 'Parole' },
      group,
      { name: 'tag', heading: 'Tema' },
    ]);
    expect(drawn === false ? [] : linksOf(drawn.text)).toEqual(['/it/apis?grade=A', '/it/apis?q=a', '/it/apis']);
  });

  it('are not spoken of where none is chosen', () => {
    expect(chosenFilters(context, { path: '/apis', query: { cursor: 'x' } }, [group])).toBe(false);
  });

  it('escape names and values from documents', () => {
    for (const text of hostileTexts) {
      const hostile = { name: 'tag', heading: text, values: [{ value: text, count: 1 }] };
      const where = { path: '/apis', query: { tag: text } };
      expect(pageFaults(facetList(context, where, [hostile]).text)).toEqual([]);
      const chosen = chosenFilters(context, where, [hostile]);
      expect(pageFaults(chosen === false ? '' : chosen.text)).toEqual([]);
    }
  });
});

describe('a table of data', () => {
  const table = dataTable({
    id: 'apis',
    caption: 'Le API',
    columns: [
      { heading: 'Nome', isSortable: true },
      { heading: 'Punti', isNumber: true, isSortable: true },
      { heading: 'Note' },
    ],
    rows: [
      ['Anagrafe', { content: '81,5', sort: 81.5 }, html`<b>x</b>`],
      ['Tributi', { content: 'non noto', sort: null }, ''],
    ],
    isFilterable: true,
  }).text;

  it('is in a region that the keyboard reaches, named by its caption', () => {
    expect(table).toContain('role="region" aria-labelledby="apis-caption" tabindex="0"');
    const minor = dataTable({ id: 'x', caption: 'X', columns: [{ heading: 'X' }], rows: [['x']], isMinor: true });
    expect(minor.text).toContain('role="group" aria-labelledby="x-caption" tabindex="0"');
    expect(table).toContain('<caption id="apis-caption">Le API</caption>');
    expect(pageFaults(table)).toEqual([]);
  });

  it('has headings of columns and of rows', () => {
    expect(table.match(/<th scope="col"/g)).toHaveLength(3);
    expect(table.match(/<th scope="row"/g)).toHaveLength(2);
  });

  it('tells scripts what may be sorted, and by what', () => {
    expect(table).toContain('data-sort="text">Nome');
    expect(table).toContain('data-sort="number">Punti');
    expect(table).toContain('data-value="81.5">81,5');
    expect(table).toContain('data-value="">non noto');
    expect(table).toContain('data-filter="true"');
  });
});

describe('facts, words that stand out, and text to copy', () => {
  it('are named', () => {
    expect(definitionList([['Stato', 'valida']]).text).toBe(
      '<dl class="v-facts"><div><dt>Stato</dt><dd>valida</dd></div></dl>',
    );
    expect(callout('Attenzione', 'parole', 'warn').text).toContain('<h2>Attenzione</h2><p>parole</p>');
    expect(emptyState('Nulla').text).toContain('<strong>Nulla</strong>');
  });

  it('say when there are no figures yet, in both languages', () => {
    expect(notYet(context).text).toContain('non ancora disponibile');
    expect(notYet(samplePageContext('en')).text).toContain('Not listed yet');
  });

  it('escape what they are given', () => {
    for (const text of hostileTexts) {
      const drawn = html`${definitionList([[text, text]])}${callout(text, text)}${emptyState(text, text)}${copyable(text, text)}`;
      expect(pageFaults(drawn.text)).toEqual([]);
    }
  });
});
