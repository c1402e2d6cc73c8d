/**
 * Makes the `vedetta` command as JavaScript for `npm pack`, with the files of its pages: Node does not strip types below
 * node_modules. The launcher runs on whatever Node there is and hands over to the one among the dependencies when the
 * system's is too old.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeAssets } from './write-assets.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = `${root}dist`;

const launcher = `#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
  await import('./main.mjs');
} else {
  const { createRequire } = await import('node:module');
  const { spawn } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  let node;
  try {
    const home = createRequire(import.meta.url).resolve(\`node-\${process.platform}-\${process.arch}/package.json\`);
    node = home.replace(/package\\.json$/, 'bin/node');
  } catch {
    process.stderr.write(\`vedetta: Node \${process.versions.node} is too old: 22.19 or newer is needed (24 is best)\\n\`);
    process.exit(2);
  }
  const main = fileURLToPath(new URL('./main.mjs', import.meta.url));
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 2));
}
`;

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await build({
  entryPoints: {
    main: `${root}infra/local/main.ts`,
    'analysis-worker': `${root}shared/adapters/system/analysis-worker.ts`,
  },
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'linked',
  // CommonJS packages inside an ES module bundle still call require for Node's own modules.
  banner: {
    js: "import{createRequire as vedettaRequire}from'node:module';const require=vedettaRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
writeAssets(`${dist}/assets`);
writeFileSync(`${dist}/vedetta.js`, launcher);
chmodSync(`${dist}/vedetta.js`, 0o755);
