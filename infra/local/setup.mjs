/**
 * Runs before `npm start` and `npm test`, on whatever Node is there (20 is enough): installs the locked dependencies when
 * they are missing, incomplete or older than the lock. They include the Node that the scripts then run on, where there is one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
// npm writes this file last, so a broken-off install is seen as missing.
const installed = `${root}node_modules/.package-lock.json`;
const lock = `${root}package-lock.json`;

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  process.stderr.write('Installing dependencies (first use or changed lock) …\n');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed; its message is above. Fix it (network? disk?) and run the command again.\n');
    process.exit(1);
  }
}

const own = existsSync(`${root}node_modules/.bin/node`);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!own && (major < 22 || (major === 22 && minor < 19))) {
  process.stderr.write(
    `Node ${process.versions.node} is too old on this system: install Node 22.19 or newer (24 is best).\n`,
  );
  process.exit(1);
}
