/**
 * What must survive everything else: the table and the bucket. Both outlive the stack (retained) and can be rolled
 * back: the table to any second of the last 35 days, an overwritten or deleted object within 30 days.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { blobRetentionDays, expiryAttribute, indexes } from '../../shared/store/table.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class Storage extends Construct {
  readonly table: TableV2;
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.table = new TableV2(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: expiryAttribute,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index,
        partitionKey: text(`${index}Pk`),
        sortKey: text(`${index}Sk`),
        projectionType: ProjectionType.ALL,
      })),
    });

    // Versioned although keys follow content or slot: it costs nothing until someone deletes or overwrites by mistake.
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      // Readers of open data are sent to addresses that are signed for them: pages of others may read those, too.
      cors: [{ allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], exposedHeaders: ['ETag'] }],
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'clean-up',
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(30),
        },
        // What is not named there is kept for ever: documents are the history.
        ...Object.entries(blobRetentionDays).map(([prefix, days]) => ({
          id: `expire-${prefix.replace(/\/$/, '').replaceAll('/', '-')}`,
          prefix,
          expiration: Duration.days(days),
        })),
        // Written again by every roll-up: a month of its versions would be most of the bucket, and none is missed.
        { id: 'forget-today', prefix: 'today/', noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the functions of this stack reach the bucket and they log what they do; its content is public.',
    });
  }
}
