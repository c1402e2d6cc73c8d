/** What `cdk synth` and `cdk deploy` run. The AWS Solutions rules and CloudFormation's own stop a faulty template. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readGivenSettings } from './settings.ts';
import { VedettaStack } from './vedetta-stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new VedettaStack(app, 'Vedetta', {
  description: 'Vedetta, the lookout on the APIs that public administrations publish',
  terminationProtection: true,
  given: readGivenSettings((name) => app.node.tryGetContext(name), process.env),
});
