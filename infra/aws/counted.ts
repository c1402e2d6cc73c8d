/**
 * What one quiet day costs in operations, by what causes them. Not written by hand: the figures are those that
 * test/fixtures/cost-parts.ts counts while the real probes and roll-ups run over counting ports; `npm run bench -- cost`
 * prints them, and test/functions/usecases/quiet-day.test.ts counts again and compares.
 */
export const counted = {
  /** An API each, on a host of its own. */
  endpoint: {
    requests: 288.1,
    endpointRows: 2,
    writeUnits: 3.2,
    readUnits: 117.7,
    dayBytes: 750.6,
    hoursBytes: 1848.2,
    samplesBytes: 5683.2,
    todayBytes: 91_750.7,
    levelsOfDaysBytes: 305.8,
    levelsOfMonthsBytes: 328.4,
  },
  publisher: { otherRows: 25, writeUnits: 26, readUnits: 240 },
  /** There are 64, however many shards there are. */
  bucket: { readUnits: 32.5, puts: 97, gets: 97 },
  /** With what is done once for the nation. */
  shard: {
    otherRows: 917,
    writeUnits: 1023,
    readUnits: 2209.3,
    puts: 297,
    gets: 4814,
    lists: 143,
    samplesBytes: 25_824,
  },
} as const;
