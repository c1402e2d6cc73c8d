/** What `cdk synth` and `cdk deploy` run. The AWS Solutions rules and CloudFormation's own stop a faulty template. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LookStack } from './look-stack.ts';
import { readGivenSettings, readVantageRegions } from './settings.ts';
import { VedettaStack } from './vedetta-stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = (name: string): unknown => app.node.tryGetContext(name);
const given = readGivenSettings(context, process.env);
const lookRegions = readVantageRegions(context, process.env);
for (const region of lookRegions) {
  new LookStack(app, `VedettaLook-${region}`, {
    description: `Vedetta: looks at endpoints from ${region}`,
    env: { region },
    given,
  });
}
new VedettaStack(app, 'Vedetta', {
  description: 'Vedetta, the lookout on the APIs that public administrations publish',
  terminationProtection: true,
  given,
  lookRegions,
});
