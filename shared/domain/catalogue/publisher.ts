/** An administration that publishes API descriptions, as the operator registered it. */

export type SourceSeed = { readonly url: string; readonly kind?: 'api-catalog' | 'openapi' };

export type Publisher = {
  /** The IndicePA code where there is one. */
  readonly id: string;
  readonly name: string;
  readonly homepage?: string;
  /** Hosts (and everything below them) whose descriptions this publisher owns. */
  readonly domains: readonly string[];
  readonly categories?: readonly string[];
  readonly region?: string;
  readonly contact?: string;
  readonly sources: readonly SourceSeed[];
  /** Since when it is no longer in the sources file; it is forgotten when its last address is withdrawn. */
  readonly removedAt?: string;
};
