/** Pages of the rules: all of them with how they are met, and one of them. */
import { profiles } from '../../../shared/domain/compliance/report.ts';
import { severities } from '../../../shared/domain/compliance/rule.ts';
import { findRule } from '../../../shared/domain/compliance/ruleset.ts';
import { readRule, readRules } from '../../../shared/usecases/read-rules.ts';
import { renderRulePage } from '../../../shared/views/pages/rule-page.ts';
import { renderRulesListPage } from '../../../shared/views/pages/rules-list-page.ts';
import { choice, identifier } from '../parameters.ts';
import { found } from '../problem.ts';
import type { Route } from '../route.ts';
import { pageRoute } from './page-route.ts';

export const rules: readonly Route[] = [
  pageRoute({
    path: '/rules',
    operationId: 'getRulesPage',
    summary: 'All rules, with how many APIs fail each',
    pathParameters: {},
    query: {
      severity: choice('Only rules of this severity', severities),
      profile: choice('Only rules of this profile', profiles),
    },
    maxAgeSeconds: 300,
    handle: async ({ world, context, query: { severity, profile } }) =>
      renderRulesListPage(context, { severity, profile, ...(await readRules(world)) }),
  }),
  pageRoute({
    path: '/rules/{id}',
    operationId: 'getRulePage',
    summary: 'One rule: what it asks, how to meet it, which APIs fail it',
    pathParameters: { id: identifier('Id of the rule', 'use-semver') },
    query: {},
    maxAgeSeconds: 300,
    handle: async ({ world, context, path }) => {
      const rule = found(findRule(path.id), 'rule', path.id);
      return renderRulePage(context, { rule, ...(await readRule(world, rule.id)) });
    },
  }),
];
