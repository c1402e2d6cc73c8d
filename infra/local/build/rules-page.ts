/** The page of all rules beside them, made from their own texts: `node infra/local/build/rules-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { renderRulesPage } from '../../../shared/views/rules-page.ts';

writeFileSync(new URL('../../../shared/domain/compliance/rules/README.md', import.meta.url), renderRulesPage());
