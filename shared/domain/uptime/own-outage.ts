/**
 * When many independent hosts fail at once it is our network, not theirs (monitoring.md): the run counts for nobody.
 * Failing is giving no answer at all: whoever answers, even with an error or a bad certificate, was reached. Hosts that
 * were already failing say nothing, so only those that answered before are counted.
 */
export type HostResult = {
  readonly host: string;
  readonly wasGood: boolean;
  /** No answer of the host came. */
  readonly silent: boolean;
};

const leastHosts = 5;
const mostShare = 0.2;
const leastAnswers = 3;

/** Codes of a request that got no answer, for a reason that may be on our side of the network. */
export const isSilence = (code: string): boolean => /^((connect|dns|timeout)-|(host|network)-unreachable$)/.test(code);

/** Whether each host gave no answer at any of its endpoints. */
function silenceByHost(results: readonly HostResult[]): readonly boolean[] {
  const silent = new Map<string, boolean>();
  for (const result of results) silent.set(result.host, (silent.get(result.host) ?? true) && result.silent);
  return [...silent.values()];
}

export function isOwnOutage(results: readonly HostResult[]): boolean {
  const hosts = silenceByHost(results.filter(({ wasGood }) => wasGood));
  return hosts.length >= leastHosts && hosts.filter(Boolean).length / hosts.length > mostShare;
}

/** Enough hosts answer for our network to be there: then silence that lasts is theirs after all. */
export function networkAnswers(results: readonly HostResult[]): boolean {
  const hosts = silenceByHost(results);
  return hosts.filter((silent) => !silent).length >= Math.max(leastAnswers, hosts.length * mostShare);
}
