/**
 * One schedule per shard and function. It calls the function with `{"shard": n}` and knows nothing of what is due:
 * that is a row in the table.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Config } from '../../shared/config.ts';
import { type Functions, scheduledNames } from './functions.ts';

type SchedulesProps = { readonly functions: Functions; readonly config: Config };

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { functions, config }: SchedulesProps) {
    super(scope, id);
    const { scheduled, failedRuns } = functions;

    // Samples lie by probe shard, so the roll-up has the same shards.
    const plans = {
      crawl: { shards: config.crawlShards, everyMinutes: config.crawlEveryMinutes },
      // A run looks after one slot, so it begins with it.
      probe: { shards: config.probeShards, everyMinutes: config.probeEveryMinutes, onTheMinute: true },
      rollup: { shards: config.probeShards, everyMinutes: config.rollupEveryMinutes },
    };
    const scheduleGroup = new ScheduleGroup(this, 'Group');
    const caller = new Role(this, 'Caller', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': scheduleGroup.scheduleGroupArn,
          },
        },
      }),
      inlinePolicies: {
        call: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['lambda:InvokeFunction'],
              resources: scheduledNames.map((name) => scheduled[name].functionArn),
            }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failedRuns.queueArn] }),
          ],
        }),
      },
    });

    for (const name of scheduledNames) {
      const { shards, everyMinutes, onTheMinute } = { onTheMinute: false, ...plans[name] };
      for (let shard = 0; shard < shards; shard += 1) {
        new Schedule(this, `${name}${shard}`, {
          description: `Vedetta: ${name}, shard ${shard} of ${shards}`,
          scheduleGroup,
          schedule: onTheMinute
            ? ScheduleExpression.expression(`cron(${everyMinutes === 60 ? '0' : `0/${everyMinutes}`} * * * ? *)`)
            : ScheduleExpression.rate(Duration.minutes(everyMinutes)),
          timeWindow: TimeWindow.off(),
          target: new LambdaInvoke(scheduled[name], {
            input: ScheduleTargetInput.fromObject({ shard }),
            // Left to itself the target would add a right to call every version of the function.
            role: caller.withoutPolicyUpdates(),
            deadLetterQueue: failedRuns,
            retryAttempts: 2,
            maxEventAge: Duration.minutes(5),
          }),
        });
      }
    }
  }
}
