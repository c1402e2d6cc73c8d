/** The page of all changes beside them, made from their examples and words: `node infra/local/build/changes-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { renderChangesPage } from '../../../shared/views/changes-page.ts';

writeFileSync(new URL('../../../shared/domain/changes/README.md', import.meta.url), renderChangesPage());
