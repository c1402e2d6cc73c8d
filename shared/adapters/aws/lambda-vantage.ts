/**
 * Looks from another region: a function there is asked the same question (Lambda API Reference, "Invoke"). It fails rather
 * than wait for long, since whoever asks goes on without a place that does not answer.
 */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readSight } from '../../domain/uptime/read-sight.ts';
import type { Vantage } from '../../ports.ts';

/** Beyond what the look may take: starting the function, and the way there and back. */
const marginMs = 5_000;

/** arn:aws:lambda:REGION:ACCOUNT:function:NAME */
function regionOf(arn: string): string {
  const [, , service, region] = arn.split(':');
  if (service !== 'lambda' || region === undefined || region === '') throw new Error(`${arn} names no Lambda function`);
  return region;
}

/**
 * `client` when absent: from the environment, for the region of the ARN. `look` rejects when the function cannot be reached
 * or fails, and when what it answers is no sight.
 */
export function createLambdaVantage(options: {
  readonly name: string;
  readonly arn: string;
  readonly client?: LambdaClient;
}): Vantage {
  const { name, arn } = options;
  const client = options.client ?? createClient(regionOf(arn));
  return {
    name,
    async look(question) {
      const { FunctionError, Payload } = await client.send(
        new InvokeCommand({ FunctionName: arn, Payload: Buffer.from(JSON.stringify(question)) }),
        { abortSignal: AbortSignal.timeout(question.timeoutMs + marginMs) },
      );
      const answer = Buffer.from(Payload ?? []).toString('utf8');
      if (FunctionError !== undefined) throw new Error(`${name} failed (${FunctionError}): ${answer.slice(0, 300)}`);
      return readSight(JSON.parse(answer));
    },
  };
}

function createClient(region: string): LambdaClient {
  return new LambdaClient({ region, maxAttempts: 1, requestHandler: { connectionTimeout: 2_000 } });
}
