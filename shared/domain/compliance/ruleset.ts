/** Every rule, in the order of the report, and the version of the whole: raised whenever a result can change. */
import type { Rule } from './rule.ts';
import { allowedIntegerFormat } from './rules/allowed-integer-format.ts';
import { allowedNumberFormat } from './rules/allowed-number-format.ts';
import { cacheControlParameterUndocumented } from './rules/cache-control-parameter-undocumented.ts';
import { cacheResponsesIndeterminateBehavior } from './rules/cache-responses-indeterminate-behavior.ts';
import { cacheResponsesUndocumented } from './rules/cache-responses-undocumented.ts';
import { hasContact } from './rules/has-contact.ts';
import { hasTermsOfService } from './rules/has-termsOfService.ts';
import { hasXApiId } from './rules/has-x-api-id.ts';
import { hasXSummary } from './rules/has-x-summary.ts';
import { hintProblemSchema } from './rules/hint-problem-schema.ts';
import { httpRequestDELETENoBody } from './rules/http-request-DELETE-no-body.ts';
import { httpRequestGETNoBody } from './rules/http-request-GET-no-body.ts';
import { httpResponseContent2xx } from './rules/http-response-content-2xx.ts';
import { httpResponseNoContent204205 } from './rules/http-response-no-content-204-205.ts';
import { integerFormat } from './rules/integer-format.ts';
import { missingRatelimit } from './rules/missing-ratelimit.ts';
import { missingRetryAfter } from './rules/missing-retry-after.ts';
import { modiCodeFormats } from './rules/modi-code-formats.ts';
import { modiCredentialsInUrl } from './rules/modi-credentials-in-url.ts';
import { modiDateFormat } from './rules/modi-date-format.ts';
import { modiDurationFormat } from './rules/modi-duration-format.ts';
import { modiHealthCheck } from './rules/modi-health-check.ts';
import { modiInstitutionalHost } from './rules/modi-institutional-host.ts';
import { modiLifecycle } from './rules/modi-lifecycle.ts';
import { modiNoBareArrays } from './rules/modi-no-bare-arrays.ts';
import { modiNoNullValues } from './rules/modi-no-null-values.ts';
import { modiNoVersionInTitle } from './rules/modi-no-version-in-title.ts';
import { modiPluralCollections } from './rules/modi-plural-collections.ts';
import { modiPropertyStyle } from './rules/modi-property-style.ts';
import { modiQueryParameterNames } from './rules/modi-query-parameter-names.ts';
import { modiUploadRisk } from './rules/modi-upload-risk.ts';
import { modiVersionInServerPath } from './rules/modi-version-in-server-path.ts';
import { noForbiddenHeaders } from './rules/no-forbidden-headers.ts';
import { noMethodNameInOperationId } from './rules/no-method-name-in-operationId.ts';
import { noSwagger2 } from './rules/no-swagger-2.ts';
import { noXHeadersRequest } from './rules/no-x-headers-request.ts';
import { noXHeadersResponse } from './rules/no-x-headers-response.ts';
import { numberFormat } from './rules/number-format.ts';
import { oas3ValidMediaExample } from './rules/oas3-valid-media-example.ts';
import { patchJsonPatchMediatype } from './rules/patch-json-patch-mediatype.ts';
import { patchMediaType } from './rules/patch-media-type.ts';
import { patchWithoutRequestBody } from './rules/patch-without-request-body.ts';
import { pathsHttpMethod } from './rules/paths-http-method.ts';
import { pathsKebabCase } from './rules/paths-kebab-case.ts';
import { pathsStatus } from './rules/paths-status.ts';
import { pathsStatusProblemSchema } from './rules/paths-status-problem-schema.ts';
import { pathsStatusReturnJson } from './rules/paths-status-return-json.ts';
import { pathsStatusReturnProblem } from './rules/paths-status-return-problem.ts';
import { ratelimit429Completeness } from './rules/ratelimit-429-completeness.ts';
import { ratelimit429Presence } from './rules/ratelimit-429-presence.ts';
import { requestHeadersTrainCase } from './rules/request-headers-train-case.ts';
import { responseHeadersTrainCase } from './rules/response-headers-train-case.ts';
import { responseWithJsonObject } from './rules/response-with-json-object.ts';
import { schemaCamelCase } from './rules/schema-camel-case.ts';
import { secApikeysCookie } from './rules/sec-apikeys-cookie.ts';
import { secApikeysUrl } from './rules/sec-apikeys-url.ts';
import { secArrayBoundaries } from './rules/sec-array-boundaries.ts';
import { secAuthInsecureSchemes } from './rules/sec-auth-insecure-schemes.ts';
import { secConstrainedAdditionalProperties } from './rules/sec-constrained-additionalProperties.ts';
import { secCredentialsParameters } from './rules/sec-credentials-parameters.ts';
import { secNoAdditionalProperties } from './rules/sec-no-additionalProperties.ts';
import { secNoDefaultAdditionalProperties } from './rules/sec-no-default-additionalProperties.ts';
import { secNumberBoundaries } from './rules/sec-number-boundaries.ts';
import { secProtectionGlobalSafe } from './rules/sec-protection-global-safe.ts';
import { secProtectionGlobalUnsafe } from './rules/sec-protection-global-unsafe.ts';
import { secProtectionGlobalUnsafeStrict } from './rules/sec-protection-global-unsafe-strict.ts';
import { secSecuritySchemesJwt } from './rules/sec-securitySchemes-jwt.ts';
import { secSecuritySchemesOauth } from './rules/sec-securitySchemes-oauth.ts';
import { secSecuritySchemesOauthAllowedFlows } from './rules/sec-securitySchemes-oauth-allowed-flows.ts';
import { secSecuritySchemesOauthHttp } from './rules/sec-securitySchemes-oauth-http.ts';
import { secStringMaxlength } from './rules/sec-string-maxlength.ts';
import { secStringPatternOrFormatOrEnum } from './rules/sec-string-pattern-or-format-or-enum.ts';
import { serversDescription } from './rules/servers-description.ts';
import { serversUseHttps } from './rules/servers-use-https.ts';
import { useProblemJsonForErrors } from './rules/use-problem-json-for-errors.ts';
import { useProblemSchema } from './rules/use-problem-schema.ts';
import { useRecommendedNamesInParameters } from './rules/use-recommended-names-in-parameters.ts';
import { useRecommendedNamesInSchemas } from './rules/use-recommended-names-in-schemas.ts';
import { useSemver } from './rules/use-semver.ts';

export const rulesetVersion = '1';

export const ruleset: readonly Rule[] = [
  cacheControlParameterUndocumented,
  cacheResponsesUndocumented,
  cacheResponsesIndeterminateBehavior,
  pathsKebabCase,
  requestHeadersTrainCase,
  responseHeadersTrainCase,
  schemaCamelCase,
  noForbiddenHeaders,
  noXHeadersRequest,
  noXHeadersResponse,
  httpRequestGETNoBody,
  httpRequestDELETENoBody,
  httpResponseNoContent204205,
  httpResponseContent2xx,
  serversDescription,
  serversUseHttps,
  hasXSummary,
  hasTermsOfService,
  hasContact,
  hasXApiId,
  useSemver,
  useRecommendedNamesInParameters,
  useRecommendedNamesInSchemas,
  noMethodNameInOperationId,
  numberFormat,
  integerFormat,
  allowedIntegerFormat,
  allowedNumberFormat,
  noSwagger2,
  oas3ValidMediaExample,
  secSecuritySchemesOauthHttp,
  secSecuritySchemesOauthAllowedFlows,
  patchMediaType,
  patchWithoutRequestBody,
  patchJsonPatchMediatype,
  pathsStatus,
  pathsStatusReturnJson,
  pathsStatusReturnProblem,
  pathsStatusProblemSchema,
  pathsHttpMethod,
  useProblemJsonForErrors,
  useProblemSchema,
  hintProblemSchema,
  missingRetryAfter,
  missingRatelimit,
  ratelimit429Presence,
  ratelimit429Completeness,
  responseWithJsonObject,
  secApikeysUrl,
  secCredentialsParameters,
  secArrayBoundaries,
  secNumberBoundaries,
  secNoAdditionalProperties,
  secNoDefaultAdditionalProperties,
  secConstrainedAdditionalProperties,
  secProtectionGlobalUnsafe,
  secProtectionGlobalUnsafeStrict,
  secProtectionGlobalSafe,
  secSecuritySchemesOauth,
  secSecuritySchemesJwt,
  secApikeysCookie,
  secAuthInsecureSchemes,
  secStringMaxlength,
  secStringPatternOrFormatOrEnum,
  modiPropertyStyle,
  modiNoNullValues,
  modiQueryParameterNames,
  modiDateFormat,
  modiDurationFormat,
  modiCodeFormats,
  modiPluralCollections,
  modiCredentialsInUrl,
  modiNoVersionInTitle,
  modiVersionInServerPath,
  modiNoBareArrays,
  modiInstitutionalHost,
  modiLifecycle,
  modiHealthCheck,
  modiUploadRisk,
];

const byId: ReadonlyMap<string, Rule> = new Map(ruleset.map((rule) => [rule.id, rule]));

/** Undefined for a rule of another version of the ruleset. */
export const findRule = (id: string): Rule | undefined => byId.get(id);
