/** `vedetta crawl`: one pass, then a summary. */
import { config, isStopping, stopWork } from '../../../functions/app.ts';
import { openDataFolder } from '../data-folder.ts';
import { loadOverrides } from '../load-overrides.ts';
import { loadSources } from '../load-sources.ts';
import { Misuse } from '../misuse.ts';
import { type PassSummary, runPass } from '../run-pass.ts';
import { showProgress } from '../show-progress.ts';

export async function crawl({
  sources,
  data = '.vedetta',
  format,
  'ruleset-overrides': overrides,
}: {
  readonly [name: string]: string;
}): Promise<number> {
  config();
  await openDataFolder(data);
  if (sources !== undefined) await loadSources(sources);
  if (overrides !== undefined) await loadOverrides(overrides);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopWork);
  const progress = showProgress();
  const summary = await runPass(true);
  progress.end();
  if (summary.publishers === 0) throw new Misuse(`nothing is registered in ${data}: give --sources FILE or URL`);
  const interrupted = isStopping();
  process.stdout.write(format === 'json' ? `${JSON.stringify({ ...summary, interrupted })}\n` : textOf(summary));
  if (interrupted)
    process.stderr.write('vedetta: stopped before the end; what was found is stored, run it again for the rest\n');
  // Workers and sockets that are still warm must not keep the command waiting.
  setImmediate(() => process.exit());
  return interrupted ? 130 : 0;
}

const textOf = (summary: PassSummary): string => {
  const { probes, states: _, ...counts } = summary;
  const rows = [
    ['administrations', counts.publishers],
    ['sources', counts.sources],
    ['APIs', counts.apis],
    ['  valid', counts.valid],
    ['  invalid', counts.invalid],
    ['  with references that lead nowhere', counts.unresolvable],
    ['addresses not readable at this pass', counts.failed],
    ['revisions added', counts.revisions_added],
    ['events added', counts.events_added],
    ['probes up', probes.up],
    ['probes degraded', probes.degraded],
    ['probes down', probes.down],
    ['probes blocked', probes.blocked],
    ['probes unknown', probes.unknown],
    ['seconds', counts.seconds],
  ] as const;
  return rows.map(([name, count]) => `${name.padEnd(36)}${String(count).padStart(8)}\n`).join('');
};
