const MAX_LENGTH = 214;
const NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/**
 * True for a name that the npm registry holds: with or without a scope. Capital letters are let through, because the registry still serves
 * old packages that have them (`JSONStream`).
 *
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name
 */
export function isNpmName(name: string): boolean {
  return name.length <= MAX_LENGTH && NAME.test(name);
}

/** A version without the `v` or `=` that old packages put before it. */
export function npmVersion(version: string): string {
  return version.trim().replace(/^[=v ]{1,8}/, '');
}
