/** The sample administrations as what is watched: settings that suit a neighbour on loopback, and their story told in time. */
import { setTimeout } from 'node:timers/promises';
import { readWorld, trustAuthority } from '../../functions/app.ts';
import { storeSources } from '../../shared/usecases/store-sources.ts';
import { Misuse } from './misuse.ts';
import { startSamples } from './samples/start-samples.ts';

/** Only where nothing else was asked for: they are ours, so there is nobody to be slow for. */
const suited = {
  ALLOW_ADDRESSES: '127.0.0.1/32',
  CRAWL_DELAY_MS: '20',
  PROBE_RETRY_DELAYS_MS: '100,200,400',
  PROBE_EVERY_MINUTES: '1',
  LOG_LEVEL: 'error',
} as const;

const chapterMs = 20_000;
const chapters = 3;

export async function watchSamples(): Promise<{
  /** Not in a folder that others than the samples are watched in: they would be forgotten, and our authority trusted of them. */
  register(folder: string): Promise<void>;
  /** Moves the story on, chapter by chapter, and looks at each for as long as that takes before the next. */
  tell(look: () => Promise<void>): { stop(): void };
  close(): Promise<void>;
}> {
  for (const [name, value] of Object.entries(suited)) process.env[name] ??= value;
  const samples = await startSamples();
  return {
    register: async (folder) => {
      const world = await readWorld();
      if ((await world.store.publishers.all()).some(({ id }) => !id.startsWith('sample-')))
        throw new Misuse(
          `--data ${folder}: real administrations are watched in it; give --sources FILE, or another folder`,
        );
      trustAuthority(samples.authority);
      await storeSources(world, new TextEncoder().encode(JSON.stringify(samples.sources)), 'samples');
    },
    tell(look) {
      const stopping = new AbortController();
      const told = async (): Promise<void> => {
        for (let chapter = 0; chapter < chapters; chapter++) {
          await setTimeout(chapterMs, undefined, { signal: stopping.signal, ref: false });
          samples.tick();
          await look();
        }
      };
      // Told to stop, the story is over: nothing else rejects.
      told().catch(() => undefined);
      return { stop: () => stopping.abort() };
    },
    close: () => samples.close(),
  };
}
