/**
 * The way in: one HTTP API in front of the two reading functions. They answer 404, 405, HEAD and OPTIONS themselves,
 * so every method goes through. The access log leaves addresses of readers out: nothing here needs them.
 */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ReadingName } from './functions.ts';

/** What the api function serves; the dashboard has the rest. */
const apiPaths = [
  '/v1/{proxy+}',
  '/feeds/{proxy+}',
  '/.well-known/{proxy+}',
  '/status',
  '/openapi.json',
  '/openapi.yaml',
] as const;

const logged = [
  'requestId',
  'requestTime',
  'httpMethod',
  'path',
  'routeKey',
  'status',
  'responseLength',
  'responseLatency',
  'integrationErrorMessage',
] as const;

export class Edge extends Construct {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, reading: { readonly [name in ReadingName]: IFunction }) {
    super(scope, id);

    const integration = (name: ReadingName) =>
      new HttpLambdaIntegration(name, reading[name], { scopePermissionToRoute: false });
    this.httpApi = new HttpApi(this, 'Api', {
      description: 'Vedetta',
      createDefaultStage: false,
      defaultIntegration: integration('dashboard'),
    });
    const api = integration('api');
    for (const path of apiPaths) this.httpApi.addRoutes({ path, integration: api });
    Validations.of(this.httpApi).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Reading is public (open data); no route of this stack writes, and its functions have no right to.',
    });

    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(
          JSON.stringify(Object.fromEntries(logged.map((name) => [name, `$context.${name}`]))),
        ),
      },
    });
    new CfnOutput(this, 'Url', { value: stage.url, description: 'Where the service answers' });
  }
}
