/**
 * The five functions: how much each may use, what each may touch, and where a failed scheduled run ends. Code is
 * bundled by esbuild from node_modules, offline and without Docker, straight from functions/*.ts.
 */
import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Config, settings } from '../../shared/config.ts';
import { indexes } from '../../shared/store/table.ts';
import type { GivenSettings } from './settings.ts';
import type { Storage } from './storage.ts';

const root = join(import.meta.dirname, '../..');

export const scheduledNames = ['crawl', 'probe', 'rollup'] as const;
export type ScheduledName = (typeof scheduledNames)[number];
export const readingNames = ['api', 'dashboard'] as const;
export type ReadingName = (typeof readingNames)[number];
type FunctionName = ScheduledName | ReadingName;

type Size = {
  readonly what: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Runs at once, at most. */
  readonly atOnce: (config: Config) => number;
};

// Scheduled functions reserve two places a shard: a run that lasts longer than its period meets the next one, which
// finds the lease taken and ends. Reserving also keeps the watch going while readers use up the rest of the account.
const sizes: { readonly [name in FunctionName]: Size } = {
  // 1,769 MB is one processor; the analysis worker is a second thread.
  crawl: { what: 'Fetches due sources', memoryMb: 3008, timeoutSeconds: 900, atOnce: (c) => 2 * c.crawlShards },
  probe: { what: 'Probes endpoints', memoryMb: 1024, timeoutSeconds: 290, atOnce: (c) => 2 * c.probeShards },
  rollup: { what: 'Computes availability', memoryMb: 1024, timeoutSeconds: 300, atOnce: (c) => 2 * c.probeShards },
  // An HTTP API gives up after 30 s.
  api: { what: 'Serves the JSON API and the feeds', memoryMb: 512, timeoutSeconds: 29, atOnce: () => 50 },
  dashboard: { what: 'Serves the HTML pages', memoryMb: 512, timeoutSeconds: 29, atOnce: () => 50 },
};

const readTable = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writeTable = ['dynamodb:PutItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'];

// CommonJS packages inside an ES module bundle still call require for Node's own modules.
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

// The SDK is bundled: pinned by our lock file, and it loads in three quarters of the time of the one Lambda carries.
const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  bundleAwsSDK: true,
  forceDockerBundling: false,
  banner,
};

/** The analyser starts its worker from a file of its own beside the function's. */
const withAnalysisWorker: BundlingOptions = {
  ...bundling,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (inputDir, outputDir) => [
      [
        `"${inputDir}/node_modules/.bin/esbuild"`,
        `"${inputDir}/shared/adapters/system/analysis-worker.ts"`,
        `--outfile="${outputDir}/analysis-worker.mjs"`,
        '--bundle --platform=node --format=esm --target=node24 --main-fields=module,main --minify',
        '--sourcemap=external --sources-content=false --log-level=warning',
        `--banner:js="${banner}"`,
      ].join(' '),
    ],
  },
};

type FunctionsProps = { readonly storage: Storage; readonly given: GivenSettings; readonly config: Config };

export class Functions extends Construct {
  readonly scheduled: { readonly [name in ScheduledName]: NodejsFunction };
  readonly reading: { readonly [name in ReadingName]: NodejsFunction };
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
    const scheduled = (name: ScheduledName, code = bundling) => {
      const created = this.create(name, props, { ...asynchronous, bundling: code });
      return allow(created, props.storage, 'read-write');
    };
    const reading = (name: ReadingName) => allow(this.create(name, props, { bundling }), props.storage, 'read');

    this.scheduled = {
      crawl: scheduled('crawl', withAnalysisWorker),
      probe: scheduled('probe'),
      rollup: scheduled('rollup'),
    };
    this.reading = { api: reading('api'), dashboard: reading('dashboard') };
  }

  private create(
    name: FunctionName,
    { storage, given, config }: FunctionsProps,
    more: ConstructorParameters<typeof NodejsFunction>[2],
  ): NodejsFunction {
    const { what, memoryMb, timeoutSeconds, atOnce } = sizes[name];
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const logGroup = new LogGroup(this, `${id}Log`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own: the default one carries a managed policy that may write to any log group.
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new NodejsFunction(this, id, {
      ...more,
      description: `Vedetta: ${what}`,
      entry: join(root, 'functions', `${name}.ts`),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      reservedConcurrentExecutions: atOnce(config),
      role,
      logGroup,
      environment: {
        ...given,
        [settings.tableName.name]: storage.table.tableName,
        [settings.bucketName.name]: storage.bucket.bucketName,
      },
    });
  }
}

/** Exactly the actions the adapters call, on this table with its four indexes and on this bucket. */
function allow(target: NodejsFunction, { table, bucket }: Storage, access: 'read' | 'read-write'): NodejsFunction {
  const writes = access === 'read-write';
  const statements = [
    [readTable, [table.tableArn, ...indexes.map((index) => `${table.tableArn}/index/${index}`)]],
    [writes ? writeTable : [], [table.tableArn]],
    // Without ListBucket a missing object answers 403 instead of 404.
    [['s3:ListBucket'], [bucket.bucketArn]],
    [writes ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'], [bucket.arnForObjects('*')]],
  ] as const;
  for (const [actions, resources] of statements) {
    if (actions.length === 0) continue;
    target.addToRolePolicy(new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }));
  }
  return target;
}
