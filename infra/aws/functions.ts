/**
 * The functions, straight from functions/*.ts: how much each may use, what each may touch, and where a failed scheduled
 * run ends. The one that writes over HTTP is there only where an issuer of tokens is set.
 */
import { join } from 'node:path';
import { type CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Config, settings } from '../../shared/config.ts';
import { indexes } from '../../shared/store/table.ts';
import { bundling, root, withAnalysisWorker, withAssetsAndWorker } from './bundling.ts';
import { lookArn } from './look-stack.ts';
import type { GivenSettings } from './settings.ts';
import type { Storage } from './storage.ts';

export const scheduledNames = ['crawl', 'probe', 'rollup'] as const;
type ScheduledName = (typeof scheduledNames)[number];
export type ReadingName = 'api' | 'dashboard';
type Name = ScheduledName | ReadingName | 'admin';

/** `rows`: the table, never the bucket. */
type Writes = 'nothing' | 'rows' | 'everything';

type Size = {
  readonly what: string;
  readonly writes: Writes;
  readonly memoryMb: number;
  readonly timeoutSeconds: (config: Config) => number;
  /** Runs at once, at most. */
  readonly atOnce: (config: Config) => number;
};

// Scheduled functions reserve two places a shard: a run that outlasts its period meets the next one, which finds the
// lease taken and ends. Reserving also keeps the watch going while readers use up the rest of the account.
const sizes: { readonly [name in Name]: Size } = {
  crawl: {
    what: 'fetches due sources and analyses what changed',
    writes: 'everything',
    memoryMb: 3008, // 1,769 MB is one processor; the analysis worker is a second thread
    timeoutSeconds: () => 900,
    atOnce: (config) => 2 * config.crawlShards,
  },
  probe: {
    what: 'probes endpoints, opens and closes incidents',
    writes: 'everything',
    memoryMb: 1024,
    // As long as its slot, and long enough to confirm a failure.
    timeoutSeconds: ({ probeEveryMinutes }) => Math.min(Math.max(60 * probeEveryMinutes, 120), 900) - 10,
    atOnce: (config) => 2 * config.probeShards,
  },
  rollup: {
    what: 'computes figures from what was recorded, and scores it again by new rules',
    writes: 'everything',
    memoryMb: 2048, // the analysis worker takes up to 300 MB beside it
    timeoutSeconds: () => 900, // new rules score every API again, at most a quarter of an hour at a time
    atOnce: (config) => 2 * config.probeShards,
  },
  // An HTTP API gives up after 30 s.
  api: {
    what: 'serves the JSON API and the feeds',
    writes: 'nothing',
    memoryMb: 1024, // the analysis worker, for a comparison that is not stored, takes up to 300 MB beside it
    timeoutSeconds: () => 29,
    atOnce: () => 50,
  },
  dashboard: {
    what: 'serves the HTML pages',
    writes: 'nothing',
    memoryMb: 1024, // as api: it shows comparisons too
    timeoutSeconds: () => 29,
    atOnce: () => 50,
  },
  admin: {
    what: 'takes what operators of APIs announce',
    writes: 'rows',
    memoryMb: 512,
    timeoutSeconds: () => 29,
    atOnce: () => 5,
  },
};

type FunctionsProps = {
  readonly storage: Storage;
  readonly given: GivenSettings;
  readonly config: Config;
  /** Regions of further places to look from. */
  readonly lookRegions: readonly string[];
};

export class Functions extends Construct {
  readonly scheduled: { readonly [name in ScheduledName]: NodejsFunction };
  readonly reading: { readonly [name in ReadingName]: NodejsFunction };
  /** Absent: nobody may write. */
  readonly admin?: NodejsFunction;
  /** Events of scheduled runs that failed for good. */
  readonly failedRuns: Queue;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);

    this.failedRuns = new Queue(this, 'FailedRuns', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });

    // The next schedule does the same work, so an event is tried twice and is stale after one period.
    const asynchronous = { deadLetterQueue: this.failedRuns, retryAttempts: 1, maxEventAge: Duration.minutes(5) };
    this.scheduled = {
      crawl: this.create('crawl', props, { ...asynchronous, bundling: withAnalysisWorker }),
      probe: this.create('probe', props, asynchronous),
      rollup: this.create('rollup', props, { ...asynchronous, bundling: withAnalysisWorker }),
    };
    this.reading = {
      api: this.create('api', props, { bundling: withAnalysisWorker }),
      dashboard: this.create('dashboard', props, { bundling: withAssetsAndWorker }),
    };
    // It may read a comparison, as any reader, but the routes that write need no analyser.
    if (props.config.jwtIssuer !== '') this.admin = this.create('admin', props);
    this.mayLookFrom(props);
  }

  /** The probe function knows the further places and may call them, and no other function. */
  private mayLookFrom({ config, lookRegions }: FunctionsProps): void {
    const stack = Stack.of(this);
    const places = [
      ...config.vantages,
      ...lookRegions.map((region) => ({ name: region, arn: lookArn(stack, region) })),
    ];
    if (places.length === 0) return;
    const { probe } = this.scheduled;
    probe.addEnvironment(settings.vantages.name, places.map(({ name, arn }) => `${name}=${arn}`).join(','));
    probe.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: places.map(({ arn }) => arn) }),
    );
  }

  private create(
    name: Name,
    { storage, given, config }: FunctionsProps,
    more: NodejsFunctionProps = {},
  ): NodejsFunction {
    const { what, writes, memoryMb, timeoutSeconds, atOnce } = sizes[name];
    const logGroup = new LogGroup(this, `${name}Log`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own: the default one carries a managed policy that may write to any log group.
    const role = new Role(this, `${name}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    allow(role, storage, writes);
    return new NodejsFunction(this, name, {
      description: `Vedetta: ${what}`,
      entry: join(root, 'functions', `${name}.ts`),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      bundling,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds(config)),
      reservedConcurrentExecutions: atOnce(config),
      role,
      logGroup,
      environment: {
        ...given,
        [settings.tableName.name]: storage.table.tableName,
        [settings.bucketName.name]: storage.bucket.bucketName,
      },
      ...more,
    });
  }
}

/** Exactly the actions the adapters call, on this table with its four indexes and on this bucket. */
function allow(role: Role, { table, bucket }: Storage, writes: Writes): void {
  const grant = (actions: readonly string[], ...resources: readonly string[]) =>
    role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));

  const tableIndexes = indexes.map((index) => `${table.tableArn}/index/${index}`);
  grant(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], table.tableArn, ...tableIndexes);
  if (writes !== 'nothing') grant(['dynamodb:PutItem', 'dynamodb:BatchWriteItem'], table.tableArn);
  if (writes === 'everything') grant(['dynamodb:DeleteItem'], table.tableArn);
  // What is announced is rows alone.
  if (writes === 'rows') return;
  grant(['s3:ListBucket'], bucket.bucketArn); // without it a missing object answers 403, not 404
  grant(writes === 'everything' ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'], bucket.arnForObjects('*'));

  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnElement);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
    reason: 'Objects are named by digest and by slot, so a grant cannot list them; it covers this one bucket.',
  });
}
