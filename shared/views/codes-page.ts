/** The codes of looks as one page for people, in Markdown: what each makes of an endpoint, and what its keeper can do. */
import type { FetchCode } from '../domain/fetching/fetch-codes.ts';
import type { FetchOutcome } from '../domain/fetching/fetch-outcome.ts';
import { judgeProbe } from '../domain/uptime/judge.ts';
import { describeProbeCode, probeCodes } from '../domain/uptime/probe-codes.ts';

const url = 'https://api.example/status';

/** An outcome that ends with this code. */
function outcomeOf(code: string): FetchOutcome {
  const [, status] = /^http-(\d{3})$/.exec(code) ?? [];
  const timings = { totalMs: 1 };
  if (status === undefined) return { outcome: 'failed', url, code: code as FetchCode, detail: '', timings };
  const answer = { url, finalUrl: url, redirects: [], status: Number(status), headers: {}, timings };
  return { outcome: 'fetched', ...answer, body: new Uint8Array(), warnings: [] };
}

const ofLooksAlone: { readonly [code: string]: string } = {
  'needs-credentials': 'up',
  slow: 'degraded',
  'says-unwell': 'degraded',
};

/** The verdict of an API that declares no security; what it is otherwise stands beside. */
function verdictOf(code: string): string {
  const known = ofLooksAlone[code];
  if (known !== undefined) return known;
  const judge = (declaresSecurity: boolean, everUp: boolean): string =>
    judgeProbe(outcomeOf(code), { declaresSecurity, kind: 'status-link', everUp }, 0).verdict;
  const [verdict, fresh, secured] = [judge(false, true), judge(false, false), judge(true, true)];
  return [
    verdict,
    ...(fresh === verdict ? [] : [`${fresh} before it was ever up`]),
    ...(secured === verdict ? [] : [`${secured} where security is declared`]),
  ].join('; ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

export function renderCodesPage(): string {
  const rows = probeCodes.flatMap((code) => {
    const facts = describeProbeCode(code);
    if (facts === undefined) return [];
    const { class: kind, words, fix } = facts;
    return [
      `| \`${code}\` | ${verdictOf(code)} | ${kind} | ${cell(words.en)} · *${cell(words.it)}* | ${cell(fix.en)} · *${cell(fix.it)}* |`,
    ];
  });
  return [
    '# Codes of looks',
    '',
    'What a look at an endpoint may end with, made from `probe-codes.ts` by `node infra/local/build/codes-page.ts`. A verdict is',
    'changed only by tries that agree. *Class*: `permanent` needs somebody to act, `transient` may pass, `ours` is never counted',
    'against anybody, `fine` is as it should be. A 503 whose `Retry-After` counts, and any failure in announced maintenance, is',
    '`maintenance`; a status below 500 of a server’s base address that was never up is `unknown`; a 400 as problem details is `up`.',
    '',
    '| code | verdict | class | words | what can be done |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
