/** The page of the open data's schema, made from its own columns: `node infra/local/build/export-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { renderExportPage } from '../../../shared/views/open-data/export-page.ts';

writeFileSync(new URL('../../../shared/domain/open-data/EXPORTS.md', import.meta.url), renderExportPage());
