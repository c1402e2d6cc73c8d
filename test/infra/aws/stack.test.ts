/** What the template says: each behaviour as a sentence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { readGivenSettings } from '../../../infra/aws/settings.ts';
import { blobRetentionDays, indexes } from '../../../shared/store/table.ts';
import { synthesiseStack } from './synthesise-stack.ts';

const readText = (file: string) => readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');

const given = {
  PUBLIC_URL: 'https://vedetta.example',
  CRAWL_SHARDS: '3',
  PROBE_SHARDS: '2',
  PROBE_EVERY_MINUTES: '1',
  LOG_LEVEL: 'warn',
};
const { template, findings, refused } = synthesiseStack(given);

// biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON; the assertions are the check
type Properties = { readonly [name: string]: any };
type Statement = { readonly Action: string | string[]; readonly Resource: unknown };

const all = (type: string): [string, Properties][] =>
  Object.entries(template.findResources(type)).map(([id, resource]) => [id, resource.Properties]);
const only = (type: string): Properties => {
  const [found, ...more] = all(type);
  expect(more).toEqual([]);
  return found![1];
};
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const functions = new Map(
  all('AWS::Lambda::Function').map(([id, properties]) => {
    const role = properties.Role['Fn::GetAtt'][0] as string;
    const statements = all('AWS::IAM::Policy')
      .filter(([, policy]) => policy.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(([, policy]) => policy.PolicyDocument.Statement as Statement[]);
    return [/^Functions([a-z]+)/.exec(id)![1]!, { id, properties, role, statements }] as const;
  }),
);
const scheduled = ['crawl', 'probe', 'rollup'];
const reading = ['api', 'dashboard'];
const actionsOf = (name: string) =>
  functions
    .get(name)!
    .statements.flatMap(({ Action }) => list(Action))
    .sort();

describe('schedules', () => {
  const schedules = all('AWS::Scheduler::Schedule').map(([, properties]) => ({
    target: /^Functions([a-z]+)/.exec(properties.Target.Arn['Fn::GetAtt'][0])![1],
    input: JSON.parse(properties.Target.Input),
    rate: properties.ScheduleExpression,
    properties,
  }));

  it.each([
    ['crawl', 3, 'rate(5 minutes)'],
    ['probe', 2, 'cron(0/1 * * * ? *)'],
    ['rollup', 2, 'rate(15 minutes)'],
  ])('call %s once per shard, %i shards, at its %s', (name, shards, rate) => {
    const own = schedules.filter(({ target }) => target === name);
    expect(own.map(({ input }) => input)).toEqual(Array.from({ length: shards }, (_, shard) => ({ shard })));
    expect(own.map((schedule) => schedule.rate)).toEqual(own.map(() => rate));
  });

  it('are exact in time, and send to the dead-letter queue what they cannot deliver', () => {
    const queue = all('AWS::SQS::Queue')[0]![0];
    expect(schedules).not.toEqual([]);
    for (const { properties } of schedules) {
      expect(properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
      expect(properties.Target.DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': [queue, 'Arn'] });
    }
  });

  it('may call the three scheduled functions and nothing else', () => {
    const caller = schedules[0]!.properties.Target.RoleArn['Fn::GetAtt'][0];
    const role = template.findResources('AWS::IAM::Role')[caller]!.Properties;
    const statements = role.Policies.flatMap((policy: Properties) => policy.PolicyDocument.Statement) as Statement[];
    expect(statements.map(({ Action }) => Action)).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
    expect(statements[0]!.Resource).toEqual(
      scheduled.map((name) => ({ 'Fn::GetAtt': [functions.get(name)!.id, 'Arn'] })),
    );
  });
});

describe('functions', () => {
  it('are the five that need no token, on Node 24 and arm64', () => {
    expect([...functions.keys()].sort()).toEqual([...scheduled, ...reading].sort());
    for (const { properties } of functions.values()) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
  });

  it('get the settings that were given, and the names of table and bucket', () => {
    for (const { properties } of functions.values()) {
      expect(properties.Environment.Variables).toEqual({
        ...given,
        TABLE_NAME: { Ref: all('AWS::DynamoDB::GlobalTable')[0]![0] },
        BUCKET_NAME: { Ref: all('AWS::S3::Bucket')[0]![0] },
      });
    }
  });

  it.each([
    ['crawl', 900, 6],
    ['probe', 110, 4],
    ['rollup', 900, 4],
    ['api', 29, 50],
    ['dashboard', 29, 50],
  ])('%s ends after %i s and runs at most %i times at once', (name, seconds, atOnce) => {
    expect(functions.get(name)!.properties).toMatchObject({ Timeout: seconds, ReservedConcurrentExecutions: atOnce });
  });

  it('log each to a group of their own that forgets after a month', () => {
    const groups = all('AWS::Logs::LogGroup');
    for (const [, group] of groups) expect(group.RetentionInDays).toBe(30);
    const used = [...functions.values()].map(({ properties }) => properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(used).size).toBe(functions.size);
    expect(groups.map(([id]) => id)).toEqual(expect.arrayContaining(used));
  });

  it.each(scheduled)('%s is tried twice and then leaves its event in the dead-letter queue', (name) => {
    const { id, properties } = functions.get(name)!;
    const [queue] = all('AWS::SQS::Queue')[0]!;
    expect(properties.DeadLetterConfig.TargetArn).toEqual({ 'Fn::GetAtt': [queue, 'Arn'] });
    const [, invoke] = all('AWS::Lambda::EventInvokeConfig').find(([, config]) => config.FunctionName.Ref === id)!;
    expect(invoke).toMatchObject({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 300 });
  });
});

describe('rights', () => {
  it.each(reading)('%s can read and cannot write', (name) => {
    expect(actionsOf(name)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:ListBucket',
    ]);
  });

  it.each(scheduled)('%s can read and write the table and the bucket, never scan, and send what failed', (name) => {
    expect(actionsOf(name)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'sqs:SendMessage',
    ]);
  });

  it('are exactly those that the commands of the adapters need', () => {
    const needs: { readonly [command: string]: string } = {
      GetCommand: 'dynamodb:GetItem',
      BatchGetCommand: 'dynamodb:BatchGetItem',
      QueryCommand: 'dynamodb:Query',
      PutCommand: 'dynamodb:PutItem',
      BatchWriteCommand: 'dynamodb:BatchWriteItem',
      DeleteCommand: 'dynamodb:DeleteItem',
      GetObjectCommand: 's3:GetObject',
      HeadObjectCommand: 's3:GetObject',
      ListObjectsV2Command: 's3:ListBucket',
      PutObjectCommand: 's3:PutObject',
    };
    const sources = ['dynamodb-table', 's3-blobs'].map((name) => readText(`shared/adapters/aws/${name}.ts`)).join();
    const commands = new Set([...sources.matchAll(/new (\w+Command)\(/g)].map(([, command]) => command!));
    const needed = new Set([...commands].map((command) => needs[command] ?? command));
    expect(new Set(actionsOf('crawl').filter((action) => /^(dynamodb|s3):/.test(action)))).toEqual(needed);
  });

  it('name their resources; the only wildcard is the objects of the one bucket', () => {
    for (const { statements } of functions.values()) {
      const wild = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('*'));
      expect(wild.flatMap(({ Action }) => list(Action)).every((action) => /^s3:(Get|Put)Object$/.test(action))).toBe(
        true,
      );
      expect(wild).toHaveLength(1);
    }
  });

  it('come from no managed policy', () => {
    for (const [, role] of all('AWS::IAM::Role')) expect(role.ManagedPolicyArns).toBeUndefined();
  });
});

describe('storage', () => {
  const table = only('AWS::DynamoDB::GlobalTable');

  it('keeps the table on demand, restorable to any second, protected, and expires rows by expiresAt', () => {
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(table.Replicas).toHaveLength(1);
    expect(table.Replicas[0]).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    template.allResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
  });

  it('has the indexes of store/table.ts, each with string keys and whole rows', () => {
    expect(table.GlobalSecondaryIndexes).toEqual(
      indexes.map((name) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: `${name}Pk`, KeyType: 'HASH' },
          { AttributeName: `${name}Sk`, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      })),
    );
    expect(new Set(table.AttributeDefinitions.map((definition: Properties) => definition.AttributeType))).toEqual(
      new Set(['S']),
    );
  });

  it('lets pages of others read what they are sent to in the bucket, and nothing be written', () => {
    const { CorsRules: rules } = only('AWS::S3::Bucket').CorsConfiguration;
    expect(rules).toEqual([{ AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'], ExposedHeaders: ['ETag'] }]);
  });

  it('keeps the bucket private, versioned and after the stack is gone', () => {
    const bucket = only('AWS::S3::Bucket');
    expect(new Set(Object.values(bucket.PublicAccessBlockConfiguration))).toEqual(new Set([true]));
    expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
  });

  it('forgets blobs as their prefix says and replaced objects after 30 days, and nothing else', () => {
    const rules: Properties[] = only('AWS::S3::Bucket').LifecycleConfiguration.Rules;
    const expiring = rules.filter((rule) => rule.ExpirationInDays !== undefined);
    const days = Object.fromEntries(expiring.map((rule) => [rule.Prefix, rule.ExpirationInDays]));
    expect(days).toEqual(blobRetentionDays);
    expect(new Set(rules.map((rule) => rule.Id)).size).toBe(rules.length);
    expect(rules).toContainEqual(expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }));
  });

  it('keeps what a roll-up has replaced for a day only', () => {
    expect(only('AWS::S3::Bucket').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'today/', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
    );
  });

  it.each(['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy'])('refuses requests without TLS (%s)', (type) => {
    const [statement] = only(type).PolicyDocument.Statement;
    expect(statement).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  it('encrypts the dead-letter queue', () => {
    expect(only('AWS::SQS::Queue')).toMatchObject({ SqsManagedSseEnabled: true });
  });
});

describe('edge', () => {
  it('leads the addresses of the JSON API, the feeds and the badges to api, all others to dashboard', () => {
    const integrations = new Map(all('AWS::ApiGatewayV2::Integration'));
    const served = all('AWS::ApiGatewayV2::Route').map(([, route]) => {
      const integration = integrations.get(route.Target['Fn::Join'][1][1].Ref)!;
      return [route.RouteKey, /Functions([a-z]+)/.exec(JSON.stringify(integration.IntegrationUri))![1]];
    });
    expect(Object.fromEntries(served)).toEqual({
      'ANY /v1/{proxy+}': 'api',
      'ANY /feeds/{proxy+}': 'api',
      'ANY /badges/{proxy+}': 'api',
      'ANY /.well-known/{proxy+}': 'api',
      'ANY /status': 'api',
      'ANY /openapi.json': 'api',
      'ANY /openapi.yaml': 'api',
      $default: 'dashboard',
    });
  });

  it('is throttled, and logs requests without the address of the reader', () => {
    const stage = only('AWS::ApiGatewayV2::Stage');
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    expect(Object.keys(JSON.parse(stage.AccessLogSettings.Format))).toContain('status');
    expect(stage.AccessLogSettings.Format).not.toMatch(/sourceIp|identity|userAgent/i);
  });
});

describe('alarms', () => {
  it('sound when a run has failed for good and when readers get server errors', () => {
    const alarms = all('AWS::CloudWatch::Alarm').map(([, alarm]) => [
      alarm.Namespace,
      alarm.MetricName,
      alarm.Threshold,
    ]);
    expect(alarms).toEqual([
      ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 1],
      ['AWS/ApiGateway', '5xx', 1],
    ]);
  });
});

describe('validation', () => {
  it('finds nothing that is not acknowledged', () => {
    expect(findings).toEqual([]);
    expect(refused).toBe(false);
  });

  it('refuses what breaks a rule of AWS Solutions', () => {
    const faulty = synthesiseStack(given, (stack) => new Bucket(stack, 'Open'));
    expect(faulty.findings).toContainEqual({ rule: 'AwsSolutions-S10', severity: 'error' });
    expect(faulty.refused).toBe(true);
  });

  it('refuses what CloudFormation would refuse', () => {
    const faulty = synthesiseStack(given, (stack) => {
      const code = { zipFile: 'nothing' };
      new CfnFunction(stack, 'Slow', {
        code,
        role: 'no-arn',
        runtime: 'nodejs24.x',
        handler: 'index.handler',
        timeout: 901,
      });
    });
    expect(faulty.findings.filter(({ rule }) => !rule.startsWith('AwsSolutions'))).not.toEqual([]);
    expect(faulty.refused).toBe(true);
  });

  it('turns on every feature flag that this version of the CDK recommends', () => {
    const read = (file: string) => JSON.parse(readText(file));
    const { context, app } = read('cdk.json');
    expect(context).toEqual({
      'cli-telemetry': false,
      ...read('node_modules/aws-cdk-lib/recommended-feature-flags.json'),
    });
    expect(app).toBe('node infra/aws/app.ts');
  });
});

describe('settings of a deployment', () => {
  const none = () => undefined;

  it('come from the context before the environment, and only as far as given', () => {
    const context = new Map([['CRAWL_SHARDS', 4]]);
    const environment = { CRAWL_SHARDS: '2', PROBE_SHARDS: '2', CONTACT: '', HOME: '/root' };
    expect(readGivenSettings((name) => context.get(name), environment)).toEqual({
      CRAWL_SHARDS: '4',
      PROBE_SHARDS: '2',
    });
  });

  it('leave the names of table and bucket to the stack', () => {
    expect(readGivenSettings(none, { TABLE_NAME: 'mine', BUCKET_NAME: 'mine' })).toEqual({});
  });

  it('never open the address guard', () => {
    expect(() => readGivenSettings(none, { ALLOW_ADDRESSES: '127.0.0.0/8' })).toThrow(/never deployed/);
  });

  it('stop the synthesis when faulty, naming every fault', () => {
    expect(() => synthesiseStack({ CRAWL_SHARDS: 'many', PROBE_SHARDS: '0' })).toThrow(
      /CRAWL_SHARDS=many[\s\S]*PROBE_SHARDS=0/,
    );
  });
});
