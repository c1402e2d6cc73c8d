/**
 * Inputs of COST.md, US dollars without tax. They were written down from memory and NOT read from a price list: they are of
 * the order of a European region's, and whoever decides by them puts in their own.
 */
export const prices = {
  lambdaGbSecond: { usd: 0.0000133, what: 'Lambda, arm64, a GB for a second' },
  lambdaMillion: { usd: 0.2, what: 'Lambda, a million calls' },
  writeMillion: { usd: 0.7, what: 'DynamoDB on demand, a million write units' },
  readMillion: { usd: 0.14, what: 'DynamoDB on demand, a million read units' },
  putThousand: { usd: 0.0054, what: 'S3, a thousand puts or lists' },
  getThousand: { usd: 0.00043, what: 'S3, a thousand gets' },
  storedGb: { usd: 0.0245, what: 'S3, a GB for a month' },
  sentGb: { usd: 0.09, what: 'data sent to the internet, a GB' },
  schedulerMillion: { usd: 1, what: 'EventBridge Scheduler, a million calls' },
} as const;
