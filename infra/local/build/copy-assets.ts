/** `node infra/local/build/copy-assets.ts FOLDER`: puts the files of the pages there, for a bundle that lies beside it. */
import { writeAssets } from './write-assets.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: copy-assets.ts FOLDER');
writeAssets(folder);
