/** Maintenance that was announced for an API: what does not answer then is no incident, and is shown as such. */

/** From and until: ISO 8601 in UTC. */
export type MaintenanceWindow = { readonly from: string; readonly until: string; readonly note?: string };

/** What was announced for an API, in order of time. */
export type Maintenance = {
  readonly apiId: string;
  readonly windows: readonly MaintenanceWindow[];
  readonly announcedAt: string;
  /** From 1 on, one more with every announcement. */
  readonly version: number;
};

export const mostWindows = 20;

/** `at`: ISO 8601. */
export const isInMaintenance = (windows: readonly MaintenanceWindow[] | undefined, at: string): boolean =>
  (windows ?? []).some(({ from, until }) => from <= at && at < until);

/** Whether any of it falls into a time (ISO 8601). */
export const overlapsMaintenance = (
  windows: readonly MaintenanceWindow[] | undefined,
  from: string,
  until: string,
): boolean => (windows ?? []).some((window) => window.from < until && from < window.until);
