/** Analyses and judges every document of a folder in one process and prints what came of each, a JSON line each. */
import { readdirSync, readFileSync } from 'node:fs';
import { createAnalyser } from '../../../shared/adapters/system/analyser.ts';
import type { FetchOutcome } from '../../../shared/domain/fetching/fetch-outcome.ts';

const [folder = '.'] = process.argv.slice(2);
const faults: string[] = [];
const onFault = (reason: string, url: string): void => void faults.push(`${url}: ${reason}`);
const analyser = createAnalyser({ deadlineMs: 120_000, secondOpinionMs: 0, onFault });
const asked: string[] = [];
const fetchReference = async (url: string): Promise<FetchOutcome> => {
  asked.push(url);
  return { outcome: 'failed', url, code: 'refused-address', detail: 'not public', timings: { totalMs: 0 } };
};

const analyse = (file: string, body: Uint8Array) =>
  analyser.analyse({ body, url: `https://ente.example/${file}`, secondOpinion: false, fetchReference, compliance: {} });

const print = (line: object): void => console.log(JSON.stringify(line));

await analyse('warm.json', Buffer.from('{"openapi":"3.0.3"}'));
const before = process.resourceUsage().maxRSS / 1024;
for (const file of readdirSync(folder)) {
  const started = process.cpuUsage();
  const { verdict, problems, specification, contentDigest, metadata, report } = await analyse(
    file,
    readFileSync(`${folder}/${file}`),
  );
  const codes = [...new Set(problems.map(({ code }) => code))];
  const { user, system } = process.cpuUsage(started);
  const isJudged = report !== undefined;
  const bytes = isJudged ? JSON.stringify(report).length : 0;
  print({ file, verdict, codes, specification, contentDigest, metadata, isJudged, bytes, ms: (user + system) / 1000 });
}
await analyser.close();
const polluted = ({} as { polluted?: unknown }).polluted;
print({
  end: true,
  asked,
  faults,
  polluted: polluted ?? null,
  megabytes: process.resourceUsage().maxRSS / 1024 - before,
});
