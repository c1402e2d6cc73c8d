/** The page of the codes of looks, made from their own texts: `node infra/local/build/codes-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { renderCodesPage } from '../../../shared/views/codes-page.ts';

writeFileSync(new URL('../../../shared/domain/uptime/CODES.md', import.meta.url), renderCodesPage());
