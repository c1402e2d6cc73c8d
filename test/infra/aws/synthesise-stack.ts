/** The stack as `cdk synth` sees it (context of cdk.json, cdk-nag), in this process and without bundling. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { LookStack } from '../../../infra/aws/look-stack.ts';
import type { GivenSettings } from '../../../infra/aws/settings.ts';
import { VedettaStack } from '../../../infra/aws/vedetta-stack.ts';

const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../cdk.json'), 'utf8'));

type Finding = { readonly rule: string; readonly severity: string };

type PluginReport = { readonly violations: readonly { readonly ruleName: string; readonly severity: string }[] };

type Synthesis = {
  readonly template: Template;
  /** What cdk-nag and CloudFormation's own rules report and nobody has acknowledged. */
  readonly findings: readonly Finding[];
  /** Whether synthesis refused the template. */
  readonly refused: boolean;
};

/** `plant` may put a fault into the stack before it is synthesised. */
export const synthesiseStack = (
  given: GivenSettings,
  plant: (stack: VedettaStack) => void = () => {},
  lookRegions: readonly string[] = [],
): Synthesis => synthesise((app) => plant(new VedettaStack(app, 'Vedetta', { given, lookRegions })));

export const synthesiseLookStack = (region: string, given: GivenSettings): Synthesis =>
  synthesise((app) => new LookStack(app, 'Vedetta', { env: { region }, given }));

function synthesise(build: (app: App) => void): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'vedetta-cdk-'));
  try {
    const app = new App({
      outdir,
      context: { ...context, 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validationReportPrettyPrint': false },
    });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    build(app);
    const refused = refuses(() => app.synth());
    const read = (file: string) => JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    const { pluginReports }: { pluginReports: PluginReport[] } = read('validation-report.json');
    const findings = pluginReports.flatMap(({ violations }) =>
      violations.map(({ ruleName, severity }) => ({ rule: ruleName, severity })),
    );
    return { template: Template.fromJSON(read('Vedetta.template.json')), findings, refused };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function refuses(synth: () => void): boolean {
  try {
    synth();
    return false;
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ValidationFailed') return true;
    throw fault;
  }
}
