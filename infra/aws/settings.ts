/**
 * The settings of a deployment: those of shared/config.ts, given as context (`cdk deploy -c CRAWL_SHARDS=4`) or in the
 * environment of the synthesis. The stack reads them, so a faulty one stops the synthesis and not the first run.
 */
import { ConfigError, settings } from '../../shared/config.ts';

/** Names of environment variables and their texts; only what was given, defaults stay where they are defined. */
export type GivenSettings = { readonly [name: string]: string };

/** The stack knows these names itself. */
const ownedByTheStack: readonly string[] = [settings.tableName.name, settings.bucketName.name];

/** What was given, context before environment. Throws a ConfigError for a setting that is never deployed. */
export function readGivenSettings(
  context: (name: string) => unknown,
  environment: { readonly [name: string]: string | undefined },
): GivenSettings {
  const given = Object.fromEntries(
    Object.values(settings)
      .map(({ name }) => [name, String(context(name) ?? environment[name] ?? '')] as const)
      .filter(([name, value]) => value !== '' && !ownedByTheStack.includes(name)),
  );
  if (given[settings.allowAddresses.name] !== undefined) {
    throw new ConfigError(`${settings.allowAddresses.name} opens the address guard for tests and is never deployed`);
  }
  return given;
}

/** Setting of the stack alone: regions of further places to look from, separated by commas. */
const vantageRegionsName = 'VANTAGE_REGIONS';

/** Throws a ConfigError for what is no region. */
export function readVantageRegions(
  context: (name: string) => unknown,
  environment: { readonly [name: string]: string | undefined },
): readonly string[] {
  const text = String(context(vantageRegionsName) ?? environment[vantageRegionsName] ?? '');
  const regions = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const faulty = regions.filter((name) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(name));
  if (faulty.length > 0) throw new ConfigError(`${vantageRegionsName}=${text}: ${faulty.join(', ')} is no AWS region`);
  return regions;
}
