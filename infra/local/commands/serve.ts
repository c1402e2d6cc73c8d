/** `vedetta serve`: the whole service on one machine, until it is told to stop. */

import type { Server } from 'node:http';
import { Cron } from 'croner';
import { config, isStopping, log, stopWork } from '../../../functions/app.ts';
import { openDataFolder } from '../data-folder.ts';
import { startHttpServer } from '../http-server.ts';
import { loadOverrides } from '../load-overrides.ts';
import { loadSources } from '../load-sources.ts';
import { Misuse } from '../misuse.ts';
import { crawlAll, probeAll, rollUpAll, runPass } from '../run-pass.ts';
import { showProgress } from '../show-progress.ts';
import { watchSamples } from '../watch-samples.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export async function serve({
  sources,
  data: given,
  port = '8080',
  host = '127.0.0.1',
  'ruleset-overrides': overrides,
}: {
  readonly [name: string]: string;
}): Promise<number> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Misuse(`--port takes a number from 0 to 65535, not "${port}"`);
  const samples = sources === undefined ? await watchSamples() : undefined;
  config();
  // The samples must never be among real administrations.
  const data = given ?? (samples === undefined ? '.vedetta' : '.vedetta/samples');
  await openDataFolder(data);
  await (samples === undefined ? loadSources(sources ?? '', true) : samples.register(data));
  if (overrides !== undefined) await loadOverrides(overrides);
  const { url: listening, server } = await listen(host, Number(port));
  // Where it listens on every address, this one is sure to be open to whoever reads this.
  const url = listening.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
  say(`Vedetta is up at ${url}/ and makes its first pass; data in ${data}.`);
  const stopping = toldToStop();
  const work = keepWorking(samples);
  await Promise.race([work.first.then(() => isStopping() || say(welcome(url, samples !== undefined))), stopping]);
  await stopping;
  await stop(server, work);
  return 0;
}

async function listen(host: string, port: number): ReturnType<typeof startHttpServer> {
  try {
    return await startHttpServer(host, port);
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException;
    throw new Misuse(
      code === 'EADDRINUSE'
        ? `port ${port} is in use: stop what uses it, or give --port N`
        : `can't listen on ${host}:${port}: ${message}`,
    );
  }
}

const welcome = (url: string, samples: boolean): string => `
  Home page      ${url}/
  APIs           ${url}/v1/apis
  Administrations ${url}/v1/publishers
  Changes        ${url}/v1/changes
  Open incidents ${url}/v1/incidents?open
  RSS feed       ${url}/feeds/changes.rss
  Status         ${url}/status
  Metrics        ${url}/metrics
  Our own API    ${url}/openapi.json
${samples ? '\nThese are sample administrations, served from this machine; in the next minutes they change, break and recover.\nTo watch real ones: npm start -- --sources FILE (see the README, "Watch real administrations").\n' : ''}
Stop with Ctrl-C.`;

type Work = { readonly first: Promise<void>; readonly stop: () => Promise<void> };

/** The schedules of AWS, on one machine. A run that is still under way when its time comes is left alone. */
function keepWorking(samples: Awaited<ReturnType<typeof watchSamples>> | undefined): Work {
  const progress = showProgress();
  const underWay = new Set<Promise<unknown>>();
  const run = (task: string, work: () => Promise<unknown>): Promise<void> => {
    const running = work()
      .catch((fault: unknown) => log().error('a run failed', { task, fault }))
      .then(() => {
        progress.end();
        underWay.delete(running);
      });
    underWay.add(running);
    return running;
  };
  const { crawlEveryMinutes, probeEveryMinutes, rollupEveryMinutes } = config();
  const schedules = [
    [crawlEveryMinutes, 'crawl', () => crawlAll(false)],
    [rollupEveryMinutes, 'rollup', rollUpAll],
  ] as const;
  // Later runs are in /status; only the first has somebody waiting for it.
  const first = run('first pass', () => runPass(true)).then(() => progress.stop());
  const timers = schedules.map(
    ([minutes, task, work]) =>
      new Cron('0 * * * * *', { protect: true, interval: minutes * 60 }, () => run(task, work)),
  );
  // A run looks after one slot, so it begins with it.
  const slots = new Cron(`0 */${probeEveryMinutes} * * * *`, { protect: true, timezone: 'UTC' }, () =>
    run('probe', () => probeAll(false)),
  );
  let story: { stop(): void } | undefined;
  void first.then(() => {
    if (!isStopping()) story = samples?.tell(() => run('sample story', () => runPass(true)));
  });
  return {
    first,
    stop: async () => {
      for (const timer of [...timers, slots]) timer.stop();
      stopWork();
      story?.stop();
      await Promise.all(underWay);
      await samples?.close();
    },
  };
}

/** Resolves when a signal comes; a second one ends the process at once. */
function toldToStop(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of signals) process.removeListener(signal, stop).once(signal, () => process.exit(130));
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
    if (process.env.npm_lifecycle_event !== undefined) whenParentEnds(stop);
  });
}

/** npm that is killed takes its shell along, and leaves us to nobody: then we are told to stop as well. */
function whenParentEnds(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

/** What is under way is stored, then nothing is left open. */
async function stop(server: Server, work: Work): Promise<void> {
  say('Stopping: finishing what is under way (again to stop at once).');
  server.close();
  server.closeIdleConnections();
  await work.stop();
  say('Stopped.');
  setImmediate(() => process.exit());
}
