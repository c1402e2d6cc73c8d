/** Maintenance that was announced for an API: what does not answer then is no incident, and is shown as such. */

/** From and until: ISO 8601 in UTC. */
export type MaintenanceWindow = { readonly from: string; readonly until: string; readonly note?: string };

/**
 * A window as it was in force: since when (ISO 8601), and until it ended or was taken back. One that was taken back before
 * it began never was.
 */
type HeldWindow = Pick<MaintenanceWindow, 'from' | 'until'> & { readonly announcedAt: string };

/** `windows`: announced now, in order of time. `held`: those and the ones of before, the newest hundred. */
export type Maintenance = {
  readonly apiId: string;
  readonly windows: readonly MaintenanceWindow[];
  readonly announcedAt: string;
  readonly held: readonly HeldWindow[];
  /** From 1 on, one more with every announcement. */
  readonly version: number;
};

export const mostWindows = 20;

/** `at`: ISO 8601. */
export const isInMaintenance = (windows: readonly MaintenanceWindow[] | undefined, at: string): boolean =>
  (windows ?? []).some(({ from, until }) => from <= at && at < until);

const mostHeld = 100;

type Span = Pick<MaintenanceWindow, 'from' | 'until'>;

/** Whether it is among them; a note may differ. */
export const isAmong = (windows: readonly Span[], { from, until }: Span): boolean =>
  windows.some((window) => window.from === from && window.until === until);

/** What is announced at `now` (ISO 8601) in place of `known`. What was in force until then stays known as it was. */
export function announcementOf(
  known: Maintenance | undefined,
  apiId: string,
  windows: readonly MaintenanceWindow[],
  now: string,
): Maintenance {
  const before = (known?.held ?? [])
    .map((window) => (window.until <= now || isAmong(windows, window) ? window : { ...window, until: now }))
    .filter(({ from, until }) => from < until);
  const added = windows
    .filter((window) => !isAmong(before, window))
    .map(({ from, until }): HeldWindow => ({ from, until, announcedAt: now }));
  const held = [...before, ...added].sort((one, other) => (one.until < other.until ? -1 : 1)).slice(-mostHeld);
  return { apiId, windows, announcedAt: now, held, version: (known?.version ?? 0) + 1 };
}

/** Whether maintenance falls into a time (ISO 8601) that had been announced before it began. */
export const wasAnnounced = (held: readonly HeldWindow[], from: string, until: string): boolean =>
  held.some((window) => window.announcedAt < from && window.from < until && from < window.until);
