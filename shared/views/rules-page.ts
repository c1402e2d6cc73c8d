/** The rules as one page for people, in Markdown: what each asks for and why, with an example that passes and one that fails. */
import { quirks } from '../domain/compliance/official/quirks.ts';
import { references } from '../domain/compliance/references.ts';
import { type Example, type Rule, type Severity, type Version, versionsOfExample } from '../domain/compliance/rule.ts';
import { ruleset, rulesetVersion } from '../domain/compliance/ruleset.ts';

const severityWords: { readonly [severity in Severity]: string } = {
  error: 'error · errore',
  warn: 'warning · avviso',
  info: 'information · informazione',
  hint: 'hint · suggerimento',
};

const firstLine: { readonly [version in Version]: string } = {
  'swagger-2.0': 'swagger: "2.0"',
  'openapi-3.0': 'openapi: 3.0.3',
  'openapi-3.1': 'openapi: 3.1.0',
  'openapi-3.2': 'openapi: 3.2.0',
};

const versionWords: { readonly [version in Version]: string } = {
  'swagger-2.0': '2.0',
  'openapi-3.0': '3.0',
  'openapi-3.1': '3.1',
  'openapi-3.2': '3.2',
};

const officialProfiles = { full: 'official (Full)', security: 'official (Extra Security)' };

const profilesOf = ({ profile, official }: Rule): string =>
  official === undefined ? profile : `${profile}, ${officialProfiles[official]}`;

/** The version an example is shown in: the first it is meant for, OpenAPI before Swagger. */
function versionOf(rule: Rule, kind: 'good' | 'bad', example: Example): Version {
  const meant = versionsOfExample(rule, kind, example);
  return meant.find((version) => version !== 'swagger-2.0') ?? 'swagger-2.0';
}

const exampleText = (rule: Rule, kind: 'good' | 'bad', title: string, example: Example): readonly string[] => [
  title,
  '',
  '```yaml',
  firstLine[versionOf(rule, kind, example)],
  example.yaml.trimEnd().replace(/# ✗ *\d*$/gm, '# ✗'),
  '```',
  '',
];

function ruleText(rule: Rule): readonly string[] {
  const { id, severity, reference, level, versions, title, why, fix, examples } = rule;
  const { title: section, url } = references[reference];
  const quirk = quirks[id];
  return [
    `## ${id}`,
    '',
    `${title.en}. *${title.it}.*`,
    '',
    `- ${severityWords[severity]} · ${profilesOf(rule)} · OpenAPI ${versions.map((version) => versionWords[version]).join(', ')}`,
    `- [${reference}](${url}) ${section} (${level})`,
    '',
    why.en,
    `*${why.it}*`,
    '',
    `**Repair.** ${fix.en} *${fix.it}*`,
    '',
    ...(quirk === undefined
      ? []
      : [
          `**The official checker${quirk.neverFires ? ' never fires' : ' differs'}.** ${quirk.words.en}. *${quirk.words.it}.*`,
          '',
        ]),
    ...examples.good.slice(0, 1).flatMap((example) => exampleText(rule, 'good', 'Passes · *Va bene*', example)),
    ...examples.bad.slice(0, 1).flatMap((example) => exampleText(rule, 'bad', 'Fails · *Non va bene*', example)),
  ];
}

export const renderRulesPage = (): string =>
  [
    '# Rules',
    '',
    `Version ${rulesetVersion} of the ruleset: ${ruleset.length} rules. Made from the rules by \`node infra/local/build/rules-page.ts\`; each example is a test.`,
    '*Le regole con cui sono valutate le descrizioni; ogni esempio è un test.*',
    '',
    '| rule | severity | profiles | section | requirement |',
    '|---|---|---|---|---|',
    ...ruleset.map(
      (rule) =>
        `| [${rule.id}](#${rule.id.toLowerCase()}) | ${rule.severity} | ${profilesOf(rule)} | ${rule.reference} | ${rule.title.en.replaceAll('|', '\\|')} |`,
    ),
    '',
    ...ruleset.flatMap(ruleText),
  ].join('\n');
