import { describe, expect, it } from 'vitest';
import { describeApi } from '../../../functions/http/openapi.ts';
import { routes } from '../../../functions/http/routes.ts';
import { assess } from '../../../shared/domain/compliance/assess.ts';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import { noOverrides } from '../../../shared/domain/compliance/overrides.ts';
import { profiles } from '../../../shared/domain/compliance/report.ts';
import { analyseDescription } from '../../../shared/domain/description/analyse-description.ts';
import { sha256 } from '../../../shared/domain/digest.ts';

const operators = [
  { contact: '', infoUrl: '' },
  { contact: 'api@regione.it', infoUrl: 'https://www.regione.it/vedetta' },
];

describe.each(['https://vedetta.regione.it', 'http://127.0.0.1:8080'])('our own description at %s', (publicUrl) => {
  it.each(operators)('has no error in any profile, whatever the operator has set (%j)', async (operator) => {
    const text = JSON.stringify(describeApi(routes, publicUrl, operator), null, 1);
    const report = examineCompliance({ value: JSON.parse(text), text, format: 'json' });
    if (report === undefined) throw new Error('not examined');
    const { profiles: results, publishable } = assess(report, { problems: 0 }, noOverrides, '2026-11-25');
    for (const profile of profiles) {
      const errors = results[profile].filter(({ severity, count }) => severity === 'error' && count > 0);
      expect(errors, profile).toEqual([]);
    }
    expect(publishable).toBe(true);
  });

  it('is valid', async () => {
    const body = new TextEncoder().encode(JSON.stringify(describeApi(routes, publicUrl, operators[0]!)));
    const analysis = await analyseDescription(
      { body, url: `${publicUrl}/openapi.json`, fetchReference: async () => undefined, secondOpinion: false },
      sha256,
    );
    expect(analysis.problems).toEqual([]);
    expect(analysis.verdict).toBe('valid');
  });
});
