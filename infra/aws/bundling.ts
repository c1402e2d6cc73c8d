/** How functions become one file each: by esbuild from node_modules, offline and without Docker. */
import { join } from 'node:path';
import { type BundlingOptions, LogLevel, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs';

export const root = join(import.meta.dirname, '../..');

// CommonJS packages inside an ES module bundle still call require for Node's own modules.
const banner = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

// The SDK is bundled: pinned by our lock file, and one file loads sooner than its packages (72 ms against 95 ms).
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  sourceMapMode: SourceMapMode.EXTERNAL,
  sourcesContent: false,
  bundleAwsSDK: true,
  // Imported only when the environment holds no credentials, which on Lambda it does: 90 KB that never run.
  externalModules: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  forceDockerBundling: false,
  banner,
  logLevel: LogLevel.WARNING,
};

const copyAssets = (inputDir: string, outputDir: string): string =>
  `"${process.execPath}" "${inputDir}/infra/local/build/copy-assets.ts" "${outputDir}/assets"`;

const bundleWorker = (inputDir: string, outputDir: string): string =>
  [
    `"${inputDir}/node_modules/.bin/esbuild"`,
    `"${inputDir}/shared/adapters/system/analysis-worker.ts"`,
    `--outfile="${outputDir}/analysis-worker.mjs"`,
    '--bundle --platform=node --format=esm --target=node24 --main-fields=module,main --minify',
    '--sourcemap=external --sources-content=false --log-level=warning',
    `--banner:js="${banner}"`,
  ].join(' ');

const withCommands = (...commands: readonly ((inputDir: string, outputDir: string) => string)[]): BundlingOptions => ({
  ...bundling,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (inputDir, outputDir) => commands.map((command) => command(inputDir, outputDir)),
  },
});

/** The analyser starts its worker from a file of its own beside the function's. */
export const withAnalysisWorker = withCommands(bundleWorker);

/** The pages' files lie beside the function that serves them; it also compares revisions that nobody compared before. */
export const withAssetsAndWorker = withCommands(copyAssets, bundleWorker);
