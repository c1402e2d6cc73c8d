/** The whole service as one stack, split by concern. */
import { Annotations, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { readConfig } from '../../shared/config.ts';
import { Alarms } from './alarms.ts';
import { Edge } from './edge.ts';
import { Functions } from './functions.ts';
import { Schedules } from './schedules.ts';
import type { GivenSettings } from './settings.ts';
import { Storage } from './storage.ts';

type VedettaProps = StackProps & {
  readonly given: GivenSettings;
  /** Where the stacks of look-stack.ts are, or will be. */
  readonly lookRegions?: readonly string[];
};

export class VedettaStack extends Stack {
  constructor(scope: Construct, id: string, { given, lookRegions = [], ...props }: VedettaProps) {
    super(scope, id, props);
    const config = readConfig(given);
    if (config.publicUrl === '') {
      Annotations.of(this).addWarningV2(
        'vedetta:public-url',
        'PUBLIC_URL is not set: the files of open data, which are made while nobody asks, name things by urn:vedetta: and not by the address that answers give them. Set it to the address people open, once you know it, and deploy again.',
      );
    }
    const storage = new Storage(this, 'Storage');
    const functions = new Functions(this, 'Functions', { storage, given, config, lookRegions });
    new Schedules(this, 'Schedules', { functions, config });
    const { httpApi } = new Edge(this, 'Edge', { functions, config });
    new Alarms(this, 'Alarms', { failedRuns: functions.failedRuns, httpApi });
  }
}
