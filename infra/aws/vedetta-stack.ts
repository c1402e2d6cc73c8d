/** The whole service as one stack, split by concern. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { readConfig } from '../../shared/config.ts';
import { Alarms } from './alarms.ts';
import { Edge } from './edge.ts';
import { Functions } from './functions.ts';
import { Schedules } from './schedules.ts';
import type { GivenSettings } from './settings.ts';
import { Storage } from './storage.ts';

export class VedettaStack extends Stack {
  constructor(scope: Construct, id: string, { given, ...props }: StackProps & { readonly given: GivenSettings }) {
    super(scope, id, props);
    const config = readConfig(given);
    const storage = new Storage(this, 'Storage');
    const functions = new Functions(this, 'Functions', { storage, given, config });
    new Schedules(this, 'Schedules', { functions, config });
    const { httpApi } = new Edge(this, 'Edge', functions.reading);
    new Alarms(this, 'Alarms', { failedRuns: functions.failedRuns, httpApi });
  }
}
