/** Verdicts by JSON pointer into `schemas`, e.g. `/openapi-3.0/definitions/Schema`; a whole document by `/openapi-3.0`. */
export declare const validators: { readonly [pointer: string]: ((value: unknown) => boolean) | undefined };

/** The official schemas without annotations, their references as pointers into this object. */
export declare const schemas: { readonly [name: string]: { readonly [keyword: string]: unknown } };
