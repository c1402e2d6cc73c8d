import { describe, expect, it } from 'vitest';
import { unwatched } from '../../../shared/domain/catalogue/api.ts';
import { describeEvent } from '../../../shared/views/event-text.ts';
import { explainCode } from '../../../shared/views/explain-code.ts';
import { morning, sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const withdrawn = (facts: { readonly [name: string]: string }) =>
  describeEvent(sampleEvent(sampleApi('https://api.example/openapi.yaml'), morning, { kind: 'api.withdrawn', facts }));

describe('the end of an API that nobody watches any more', () => {
  it('is told as that, and not as a withdrawal by its catalogue', () => {
    const { title, summary } = withdrawn({ missing_since: morning, code: unwatched });
    expect(title.it).toMatch(/: non più osservata$/);
    expect(title.en).toMatch(/: no longer watched$/);
    expect(summary.it).toContain('non è più tra quelle osservate da questo servizio');
    expect(summary.en).toContain('whether the API is still published is not known');
    expect(`${summary.en} ${summary.it}`).not.toMatch(/catalog/);
    expect(withdrawn({ missing_since: morning }).summary.en).toContain('No catalogue has listed it');
  });

  it('has a reason in words, and what to do', () => {
    const { words, fix } = explainCode(unwatched);
    expect(words.it).toContain('non si sa se la API sia ancora pubblicata');
    expect(fix.en).toContain('register the administration again');
  });
});
