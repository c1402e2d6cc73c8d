/** Real descriptions, when they are beside the project: none is refused by the guards, each has its verdict. */
import { existsSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { analyseDescription } from '../../../shared/domain/description/analyse-description.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';
import { sha256 } from '../../../shared/domain/digest.ts';

const corpus = new URL('../../../../shared/corpus/', import.meta.url);
const index = new URL('index.json', corpus);
type Entry = { readonly file: string; readonly path: string; readonly revisions: readonly string[] };
const entries: readonly Entry[] = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : [];
const schema = CORE_SCHEMA.withTags(mergeTag);
const read = (file: string): Uint8Array => readFileSync(new URL(file, corpus));

/** Whether plain parsers without any limits read it. */
function isReadable(file: string): boolean {
  const text = new TextDecoder().decode(read(file));
  try {
    return (file.endsWith('.json') ? JSON.parse(text) : load(text, { schema, maxDepth: 1000 })) !== undefined;
  } catch {
    return false;
  }
}

describe.skipIf(entries.length === 0)('the corpus (shared/corpus beside the project)', () => {
  it('has no description and no revision that the guards refuse: only broken syntax is', () => {
    const files = entries.flatMap(({ file, revisions }) => [file, ...revisions]);
    for (const file of files) {
      const parsed = parseDocument(read(file), { url: `https://corpus.example/${file}` });
      expect(parsed.ok, file).toBe(isReadable(file));
      if (!parsed.ok) expect(parsed.problem.code, file).toMatch(/-syntax$/);
    }
  });

  it('gets a verdict for each description, with evidence where it is not valid', async () => {
    const byUrl = new Map(entries.map(({ file, path }) => [`https://corpus.example/${path}`, file]));
    const fetchReference = async (url: string) => {
      const file = byUrl.get(url);
      if (file === undefined) return { outcome: 'failed', code: 'http-404', detail: 'not found' } as const;
      return { outcome: 'fetched', finalUrl: url, headers: {}, body: read(file) } as const;
    };
    const verdicts: { [verdict: string]: number } = {};
    for (const [url, file] of byUrl) {
      const analysis = await analyseDescription(
        { body: read(file), url, secondOpinion: false, fetchReference },
        sha256,
      );
      verdicts[analysis.verdict] = (verdicts[analysis.verdict] ?? 0) + 1;
      const errors = analysis.problems.filter(({ severity }) => severity === 'error');
      expect(errors.length > 0, file).toBe(analysis.verdict !== 'valid');
      for (const { line, document } of errors) expect(line !== undefined || document !== undefined, file).toBe(true);
    }
    expect(Object.keys(verdicts).sort()).toEqual(['invalid', 'unresolvable-ref', 'valid']);
  });
});
