/**
 * Inputs of COST.md: list prices of eu-central-1 in US dollars without tax, as known to the authors, not read from a list on
 * that day. Put yours here and run `node infra/aws/cost-page.ts`.
 */
export const prices = {
  lambdaGbSecond: { usd: 0.0000133334, what: 'Lambda on arm64, a GB for a second' },
  lambdaMillion: { usd: 0.2, what: 'Lambda, a million calls' },
  schedulerMillion: { usd: 1, what: 'EventBridge Scheduler, a million calls after the first 14 million' },
  writeMillion: { usd: 0.7625, what: 'DynamoDB on demand, a million write units' },
  readMillion: { usd: 0.1525, what: 'DynamoDB on demand, a million read units' },
  tableGb: { usd: 0.306, what: 'DynamoDB, a GB kept for a month' },
  recoveryGb: { usd: 0.2448, what: 'DynamoDB, a GB kept restorable to any second for a month' },
  putThousand: { usd: 0.0054, what: 'S3, a thousand puts or lists' },
  getThousand: { usd: 0.00043, what: 'S3, a thousand gets' },
  bucketGb: { usd: 0.0245, what: 'S3, a GB kept for a month' },
  sentGb: { usd: 0.09, what: 'a GB sent to the internet' },
} as const;
