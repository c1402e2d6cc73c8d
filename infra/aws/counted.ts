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
    readUnits: 118.3,
    dayBytes: 752.2,
    hoursBytes: 1853.5,
    samplesBytes: 5700,
    todayBytes: 92_467.5,
    levelsOfDaysBytes: 306.6,
    levelsOfMonthsBytes: 329.2,
  },
  publisher: { otherRows: 25, writeUnits: 26, readUnits: 312 },
  /** There are 64, however many shards there are. */
  bucket: { readUnits: 96.5, puts: 97, gets: 97 },
  /** With what is done once for the nation. */
  shard: {
    otherRows: 794,
    writeUnits: 796,
    readUnits: 1054.3,
    puts: 290,
    gets: 4715,
    lists: 113,
    samplesBytes: 25_728,
  },
} as const;
