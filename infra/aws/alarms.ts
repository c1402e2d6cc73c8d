/**
 * The least that must not go unnoticed: scheduled runs that failed for good, and readers who got a server error. Each
 * description says where to look.
 */
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, type AlarmProps, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

type AlarmsProps = { readonly failedRuns: Queue; readonly httpApi: HttpApi };

const period = Duration.minutes(5);

export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { failedRuns, httpApi }: AlarmsProps) {
    super(scope, id);
    const atLeastOne = (metric: IMetric, alarmDescription: string, evaluationPeriods: number): AlarmProps => ({
      metric,
      alarmDescription,
      evaluationPeriods,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });

    const waiting = failedRuns.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
    const failedRunsText =
      'Scheduled runs failed for good. Each message names its shard, the log of the function the fault. Purge the ' +
      'queue when the cause is gone: nothing is lost, the next run does the work.';
    new Alarm(this, 'FailedRuns', atLeastOne(waiting, failedRunsText, 1));

    const serverErrors = httpApi.metricServerError({ period, statistic: 'Sum' });
    const serverErrorsText =
      'Readers got server errors for fifteen minutes. The access log says on which routes, the log of the function why.';
    new Alarm(this, 'ServerErrors', atLeastOne(serverErrors, serverErrorsText, 3));
  }
}
