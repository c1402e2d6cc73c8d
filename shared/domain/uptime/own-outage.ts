/**
 * When many independent hosts fail at once it is our network, not theirs (monitoring.md): the run counts for nobody.
 * Hosts that were already failing say nothing, so only those that answered before are counted.
 */
export type HostResult = { readonly host: string; readonly wasGood: boolean; readonly failed: boolean };

const leastHosts = 5;
const mostShare = 0.2;

export function isOwnOutage(results: readonly HostResult[]): boolean {
  const answered = new Map<string, boolean>();
  for (const { host, wasGood, failed } of results) {
    if (wasGood) answered.set(host, (answered.get(host) ?? true) && failed);
  }
  const failing = [...answered.values()].filter(Boolean).length;
  return answered.size >= leastHosts && failing / answered.size > mostShare;
}
