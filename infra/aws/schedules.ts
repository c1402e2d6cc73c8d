/**
 * One schedule per shard and function: it calls the function with `{"shard": n}` and knows nothing of what is due,
 * which is a row in the table.
 */
import { Duration, TimeZone } from 'aws-cdk-lib';
