/**
 * When many independent hosts fail at once it is our network, not theirs (monitoring.md): the run counts for nobody.
 * Failing is giving no answer of one's own: whoever answers, even with an error, was reached. A bad certificate of many at
 * once may be our clock. Hosts that were already failing say nothing, so only those that answered before are counted.
 */
export type HostResult = {
  readonly host: string;
  readonly wasGood: boolean;
  /** No answer of the host came. */
  readonly silent: boolean;
};

/** Hosts whose share says something, and those that must all be silent where there are fewer. */
const leastHosts = 5;
const leastVoices = 3;
const mostShare = 0.2;
/** So many hosts that answered a moment ago are not silent at once by chance: less of a share is enough. */
const manyHosts = 4;
const lowShare = 0.1;
const leastAnswers = 3;

/**
 * Codes of a request that got no answer of the server's own, for a reason that may be on our side: the network, what stands
 * in it, our clock, the authorities we trust.
 */
export const isSilence = (code: string): boolean =>
  /^(connect|dns|timeout|tls(?!-client-certificate))-|^(host|network)-unreachable$|^(truncated|protocol)$/.test(code);

/** Whether each host gave no answer at any of its endpoints. */
function silenceByHost(results: readonly HostResult[]): readonly boolean[] {
  const silent = new Map<string, boolean>();
  for (const result of results) silent.set(result.host, (silent.get(result.host) ?? true) && result.silent);
  return [...silent.values()];
}

export function isOwnOutage(results: readonly HostResult[]): boolean {
  const hosts = silenceByHost(results.filter(({ wasGood }) => wasGood));
  const silent = hosts.filter(Boolean).length;
  // A few hosts say it only with one voice.
  if (hosts.length < leastHosts) return hosts.length >= leastVoices && silent === hosts.length;
  return silent > hosts.length * (silent >= manyHosts ? lowShare : mostShare);
}

export type CanaryWord = 'silent' | 'heard' | 'none';

/** What canaries say, two at least: most of them must be silent, or answer. */
export function canaryWordOf(silent: readonly boolean[]): CanaryWord {
  if (silent.length < 2) return 'none';
  const quiet = silent.filter(Boolean).length * 2;
  if (quiet === silent.length) return 'none';
  return quiet > silent.length ? 'silent' : 'heard';
}

/** Enough hosts answer for our network to be there: then silence that lasts is theirs after all. */
export function networkAnswers(results: readonly HostResult[]): boolean {
  const hosts = silenceByHost(results);
  return hosts.filter((silent) => !silent).length >= Math.max(leastAnswers, hosts.length * mostShare);
}

/** Other hosts that are heard before one is called down for its silence, where there are so many. */
export const fewHosts = 20;
/** Silence of another host so long before, or since, is a reason to hear more than a few. */
export const doubtMs = 120_000;

/** Slots for which silence of many lasts before it is theirs: half an hour at the default pace. */
export const lastingSlots = 6;

type EndpointResult = HostResult & { readonly endpointId: string };

/**
 * Whether the silence in these results is ours. `lasting`: endpoints that were silent in each of so many slots before:
 * silence that lasts while others answer is theirs, it would otherwise be ours for ever. Canaries that are heard show that
 * our network is there; what a few hosts have in common then is chance.
 */
export function isOurSilence(
  results: readonly EndpointResult[],
  lasting: ReadonlySet<string>,
  canaries: CanaryWord,
): boolean {
  if (canaries === 'silent') return true;
  if (!isOwnOutage(results)) return false;
  const silent = silenceByHost(results.filter(({ wasGood }) => wasGood)).filter(Boolean).length;
  if (canaries === 'heard' && silent < manyHosts) return false;
  const isThere = canaries === 'heard' || networkAnswers(results);
  return !isThere || isOwnOutage(results.filter(({ endpointId }) => !lasting.has(endpointId)));
}
