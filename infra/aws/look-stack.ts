/**
 * A further place to look from: one function in a region of its own. It asks what it is asked and answers what it saw; it
 * may write its log and nothing else. Its name is fixed, so that the main stack knows its ARN without asking the region.
 */
import { join } from 'node:path';
import { Arn, ArnFormat, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundling, root } from './bundling.ts';
import type { GivenSettings } from './settings.ts';

const functionName = 'vedetta-look';

/** The ARN that the function has in `region`, of the same account. */
export const lookArn = (stack: Stack, region: string): string =>
  Arn.format(
    {
      service: 'lambda',
      resource: 'function',
      resourceName: functionName,
      region,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    stack,
  );

export class LookStack extends Stack {
  constructor(scope: Construct, id: string, { given, ...props }: StackProps & { readonly given: GivenSettings }) {
    super(scope, id, props);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    new NodejsFunction(this, 'look', {
      functionName,
      description: 'Vedetta: looks at an endpoint from here, when asked',
      entry: join(root, 'functions', 'look.ts'),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      bundling,
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(65), // a probe may take a minute
      reservedConcurrentExecutions: 50, // what is refused beyond counts as not asked
      role,
      logGroup,
      environment: { ...given },
    });
  }
}
