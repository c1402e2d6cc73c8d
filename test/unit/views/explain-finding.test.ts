import { describe, expect, it } from 'vitest';
import { explainFinding } from '../../../shared/views/explain-finding.ts';

describe('a finding in words', () => {
  it('has its values in the message, the repair and the snippet, in the format of the document', () => {
    const finding = {
      fault: 'version',
      pointer: '/info/title',
      values: { title: 'Sedi v2', version: 'v2', corrected: 'Sedi' },
    };
    expect(explainFinding('modi-no-version-in-title', finding, 'yaml')).toMatchObject({
      message: { en: 'The title `Sedi v2` holds the version `v2`' },
      fix: { en: expect.stringContaining('Call the API `Sedi`') },
      snippet: 'info:\n  title: Sedi',
    });
    expect(explainFinding('modi-no-version-in-title', finding, 'json').snippet).toBe(
      '{\n  "info": {\n    "title": "Sedi"\n  }\n}',
    );
  });

  it('may have no snippet', () => {
    const finding = { fault: 'only', pointer: '/info/title', values: { title: 'v2' } };
    expect(explainFinding('modi-no-version-in-title', finding, 'yaml')).not.toHaveProperty('snippet');
  });

  it('keeps the lists, numbers and flags of its snippet', () => {
    const finding = { fault: 'otherType', pointer: '', values: { type: 'object' } };
    const { snippet = '' } = explainFinding('patch-json-patch-mediatype', finding, 'json');
    expect(JSON.parse(snippet).schema.items.required).toEqual(['op', 'path']);
    const lacking = explainFinding('use-problem-schema', { fault: 'lacking', pointer: '' }, 'json').snippet ?? '';
    expect(lacking).toMatch(/"minimum": 100/);
  });

  it('keeps the name of a value that it does not have, and fills in no value that holds a name again', () => {
    const told = (values: { [name: string]: string }) =>
      explainFinding('integer-format', { fault: 'absent', pointer: '', values }, 'yaml').message.en;
    expect(told({})).toContain('`{name}`');
    expect(told({ name: '{name}$&' })).toContain('`{name}$&`');
  });

  it('says only that the requirement is not met where the fault is not known', () => {
    for (const fault of [{}, { fault: 'constructor' }]) {
      expect(explainFinding('servers-description', { ...fault, pointer: '' }, 'yaml').message).toEqual({
        en: 'Not met: Every server has a description',
        it: 'Non rispettato: Ogni server ha una descrizione',
      });
    }
  });

  it('is the name of its rule where this version does not know it', () => {
    expect(explainFinding('rule-of-tomorrow', { pointer: '' }, 'yaml')).toEqual({
      message: { en: 'rule-of-tomorrow', it: 'rule-of-tomorrow' },
      fix: { en: '', it: '' },
    });
  });
});
