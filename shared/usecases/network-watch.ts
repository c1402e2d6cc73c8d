/**
 * Whether silence is theirs or ours. Before an endpoint goes down, or a source unreachable, for not answering at all, other
 * hosts are heard: those that were looked at since its first failed try, else some that are known to be good, asked now; and
 * the canaries.
 */
import { fractionOf } from '../domain/digest.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import {
  canaryWordOf,
  doubtMs,
  fewHosts,
  type HostResult,
  isOurSilence,
  isSilence,
  lastingSlots,
} from '../domain/uptime/own-outage.ts';
import { isGood, type Sample } from '../domain/uptime/sample.ts';
import type { Sight } from '../domain/uptime/sight.ts';
import { probeRequest } from './look.ts';
import { isoNow, type OutboundWorld, slotMsOf } from './world.ts';

/** The most that are heard, when one of a few was or is silent too. */
const mostHosts = 200;

const nobody: ReadonlySet<string> = new Set();

/** Who is heard or is silent, as it was known before: an endpoint, or the source of a description. */
export type Voice = Pick<Endpoint, 'id' | 'url' | 'verdict'> & {
  /** It was silent for `lastingSlots` already; of endpoints the samples tell it. */
  readonly isLasting?: boolean;
};
/** What one look at it came to. */
type Word = Pick<Sight, 'at' | 'code'>;
type Evidence = HostResult & { readonly endpointId: string; readonly isLasting: boolean; readonly atMs: number };
type Suspect = { readonly voice: Voice; readonly sinceMs: number };

export type NetworkWatch = {
  /** Notes what was seen of one. */
  saw(voice: Voice, word: Word): void;
  /** Whether the silence of one since its first failed try (milliseconds since 1970) is our own outage. */
  isOurs(voice: Voice, sinceMs: number): Promise<boolean>;
  /** Whether an outage of ours was found to cover this moment. */
  covers(atMs: number): boolean;
};

type WatchOptions<V extends Voice> = {
  readonly shard: number;
  readonly slot: string;
  /** Those who may be asked; read only when somebody is silent. */
  readonly voices: () => Promise<readonly V[]>;
  /** Undefined: there is no time left. */
  readonly look: (voice: V) => Promise<Word | undefined>;
};

/** One look at an address of which any answer counts. */
export async function hearFrom({ http, clock, config }: OutboundWorld, url: string): Promise<Word> {
  const at = isoNow(clock);
  const outcome = await http.request(probeRequest(url, config.probeTimeoutMs, 1024));
  return { at, code: outcome.outcome === 'failed' ? outcome.code : 'answered' };
}

const hostOf = ({ url }: Voice): string => new URL(url).host;

/** Good ones of distinct hosts, others in every slot. */
function pickWitnesses<V extends Voice>(voices: readonly V[], slot: string): readonly V[] {
  const byHost = new Map(voices.filter(({ verdict }) => isGood(verdict)).map((each) => [hostOf(each), each]));
  const place = (host: string): number => fractionOf(`${slot} ${host}`);
  const hosts = [...byHost.keys()].map((host) => ({ host, at: place(host) })).sort((one, other) => one.at - other.at);
  return hosts.slice(0, mostHosts).flatMap(({ host }) => byHost.get(host) ?? []);
}

/** What was asked once serves whoever asks for no older an answer. */
function remembered<T>(now: () => number, ask: () => Promise<T>): (sinceMs: number) => Promise<T> {
  let known: { readonly atMs: number; readonly answer: Promise<T> } | undefined;
  return (sinceMs) => {
    if (known === undefined || known.atMs < sinceMs) known = { atMs: now(), answer: ask() };
    return known.answer;
  };
}

const goodHosts = (evidence: readonly Evidence[]): number =>
  new Set(evidence.flatMap(({ wasGood, host }) => (wasGood ? [host] : []))).size;

export function createNetworkWatch<V extends Voice>(
  world: OutboundWorld,
  { shard, slot, voices, look }: WatchOptions<V>,
): NetworkWatch {
  const { clock, config, log } = world;
  const evidence: Evidence[] = [];
  const ours: { readonly fromMs: number; readonly untilMs: number }[] = [];
  const now = (): number => clock.now();

  const saw: NetworkWatch['saw'] = (voice, { at, code }) => {
    evidence.push({
      endpointId: voice.id,
      host: hostOf(voice),
      wasGood: isGood(voice.verdict),
      silent: isSilence(code),
      isLasting: voice.isLasting === true,
      atMs: Date.parse(at),
    });
  };
  const hearOne = async (voice: V): Promise<void> => {
    const word = await look(voice);
    if (word !== undefined) saw(voice, word);
  };
  let witnesses: Promise<readonly V[]> | undefined;
  /** The first so many hosts, however lately they were heard: what is asked at one moment is of one moment. */
  const hear = (many: number) =>
    remembered(now, async () => {
      witnesses ??= voices().then((all) => pickWitnesses(all, slot));
      await Promise.all((await witnesses).slice(0, many).map(hearOne));
    });
  const hearSome = hear(fewHosts);
  const hearAll = hear(mostHosts);
  const hearCanaries = remembered(now, async () => {
    const words = await Promise.all(config.canaryUrls.map((url) => hearFrom(world, url)));
    return canaryWordOf(words.map(({ code }) => isSilence(code)));
  });
  const lastingSilence = remembered(
    () => 0,
    () => silentBefore(world, shard, slot),
  );

  const since = ({ voice, sinceMs }: Suspect): readonly Evidence[] => {
    const host = hostOf(voice);
    return evidence.filter((each) => each.atMs >= sinceMs && each.host !== host);
  };
  const judge = async (suspect: Suspect): Promise<boolean> => {
    const isAlone = goodHosts(since(suspect)) < fewHosts;
    const [canaries] = await Promise.all([
      hearCanaries(suspect.sinceMs),
      isAlone ? hearSome(suspect.sinceMs) : undefined,
    ]);
    const isDoubtful = since({ ...suspect, sinceMs: suspect.sinceMs - doubtMs }).some(
      (each) => each.wasGood && each.silent,
    );
    if (isDoubtful && goodHosts(since(suspect)) < mostHosts) await hearAll(suspect.sinceMs);
    const { id: endpointId, verdict, isLasting = false } = suspect.voice;
    const self = { endpointId, host: hostOf(suspect.voice), wasGood: isGood(verdict), silent: true, isLasting };
    const results = [self, ...since(suspect)];
    if (!isOurSilence(results, nobody, canaries)) return false;
    // The samples of earlier slots are read only where they could change the word.
    const lasting = results.flatMap((each) => (each.isLasting ? [each.endpointId] : []));
    return isOurSilence(results, new Set([...(await lastingSilence(0)), ...lasting]), canaries);
  };

  return {
    saw,
    async isOurs(voice, sinceMs) {
      const isOurs = await judge({ voice, sinceMs });
      if (isOurs) {
        if (ours.length === 0)
          log.error('many independent hosts are silent at once: an outage of ours', { shard, slot });
        ours.push({ fromMs: sinceMs, untilMs: now() });
      }
      return isOurs;
    },
    covers: (atMs) => ours.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs),
  };
}

/** The endpoints that were silent in every run of the last slots, as many at least: the samples are the memory. */
async function silentBefore(world: OutboundWorld, shard: number, slot: string): Promise<ReadonlySet<string>> {
  const from = new Date(Date.parse(slot) - lastingSlots * slotMsOf(world)).toISOString();
  const runs: ReadonlySet<string>[] = [];
  const silent = ({ code }: Sample): boolean => isSilence(code);
  for (const date of new Set([from.slice(0, 10), slot.slice(0, 10)])) {
    for await (const set of world.store.documents.samplesOf(shard, date, from)) {
      if (set.slot < slot) runs.push(new Set(set.samples.filter(silent).map(({ endpointId }) => endpointId)));
    }
  }
  const [first, ...others] = runs;
  if (first === undefined || runs.length < lastingSlots) return new Set();
  return new Set([...first].filter((endpointId) => others.every((run) => run.has(endpointId))));
}
