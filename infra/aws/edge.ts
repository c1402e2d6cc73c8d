/**
 * The way in: one HTTP API in front of the two reading functions. They answer 404, 405, HEAD and OPTIONS themselves,
 * so every method goes through. What writes goes to a function of its own, past an authoriser of tokens (RFC 7519). The access log leaves addresses of readers out: nothing here needs them.
 */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from '../../shared/config.ts';
import type { Functions } from './functions.ts';

/** What the api function serves; the dashboard has the rest. */
const apiPaths = [
  '/v1/{proxy+}',
  '/feeds/{proxy+}',
  '/badges/{proxy+}',
  '/.well-known/{proxy+}',
  '/status',
  '/openapi.json',
  '/openapi.yaml',
] as const;

/** What is written over HTTP, and the scope it takes, as the routes have them. */
const written = [{ path: '/v1/apis/{id}/maintenance', method: HttpMethod.PUT }] as const;
const writingScope = 'vedetta/write';

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

type EdgeProps = { readonly functions: Functions; readonly config: Config };

export class Edge extends Construct {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, { functions: { reading, admin }, config }: EdgeProps) {
    super(scope, id);

    const integration = (name: string, target: IFunction) =>
      new HttpLambdaIntegration(name, target, { scopePermissionToRoute: false });
    this.httpApi = new HttpApi(this, 'Api', {
      description: 'Vedetta',
      createDefaultStage: false,
      defaultIntegration: integration('dashboard', reading.dashboard),
    });
    const api = integration('api', reading.api);
    for (const path of apiPaths) this.httpApi.addRoutes({ path, integration: api });
    if (admin !== undefined) this.admit(integration('admin', admin), config);
    Validations.of(this.httpApi).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Reading is public (open data); those functions have no right to write, and a route that writes asks for a token.',
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
  /** Routes that write, for who has a token of the issuer with the scope. */
  private admit(integration: HttpLambdaIntegration, { jwtIssuer, jwtAudience }: Config): void {
    const authorizer = new HttpJwtAuthorizer('Tokens', jwtIssuer, { jwtAudience: [jwtAudience] });
    for (const { path, method } of written) {
      this.httpApi.addRoutes({
        path,
        methods: [method],
        integration,
        authorizer,
        authorizationScopes: [writingScope],
      });
    }
  }
}
