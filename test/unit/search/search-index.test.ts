import { describe, expect, it } from 'vitest';
import { buildSearchIndex, loadSearchIndex, searchEntriesOf } from '../../../shared/domain/search/search-index.ts';
import { sampleApi, sampleMetadata, samplePublisher } from '../../fixtures/sample-records.ts';

const api = (name: string, metadata: Parameters<typeof sampleMetadata>[0], more = {}) =>
  sampleApi(`https://api.example/${name}`, { id: name, metadata: sampleMetadata(metadata), ...more });

const comune = samplePublisher({ name: 'Comune di Forlì' });
const regione = samplePublisher({ id: 'r_lazio', name: 'Regione Lazio' });
const search = loadSearchIndex(
  buildSearchIndex([
    ...searchEntriesOf({
      publisher: comune,
      apis: [
        api('anagrafe', {
          title: 'Anagrafe della popolazione',
          tags: ['residenti'],
          operationTerms: 'certificati nascita',
        }),
        api('tributi', {
          title: 'Tributi',
          description: 'Calcola quanto è dovuto; consulta l’anagrafe dei contribuenti',
        }),
        api('gone', { title: 'Anagrafe vecchia' }, { state: 'withdrawn' }),
      ],
    }),
    ...searchEntriesOf({ publisher: regione, apis: [api('aria', { title: 'Qualità dell’aria' })] }),
  ]),
);
const found = (words: string): readonly string[] => search(words).map(({ id }) => id);

describe('what is found', () => {
  it('has every word, in whatever place: name, description, tags, operations, administration', () => {
    expect(found('anagrafe residenti')).toEqual(['anagrafe']);
    expect(found('certificati')).toEqual(['anagrafe']);
    expect(found('dovuto')).toEqual(['tributi']);
    expect(found('lazio')).toEqual(['aria']);
    expect(found('anagrafe lazio')).toEqual([]);
  });

  it('is by name before by what is said below it', () => {
    expect(found('anagrafe')).toEqual(['anagrafe', 'tributi']);
  });

  it('needs no accents, no case and only the beginning of a word', () => {
    expect(found('QUALITA')).toEqual(['aria']);
    expect(found('qual')).toEqual(['aria']);
    expect(found('forli')).toHaveLength(2);
  });

  it('forgives a slip of the finger where nothing is written so', () => {
    expect(found('anagraffe')).toContain('anagrafe');
  });

  it('is nothing for no words, and nothing that is withdrawn', () => {
    expect(found('')).toEqual([]);
    expect(found('di la')).toEqual([]);
    expect(found('vecchia')).toEqual([]);
  });

  it('takes any text for words, also what a query language would take for its own', () => {
    for (const text of ['"', '*', 'a AND (b', '__proto__', 'constructor', '\u0000', '😀'.repeat(50)])
      expect(found(text)).toEqual([]);
  });
});

it('says of an API without a title that it is found by its address', () => {
  const [entry] = searchEntriesOf({ publisher: comune, apis: [api('catasto', { title: '' })] });
  expect(entry?.name).toContain('catasto');
});
