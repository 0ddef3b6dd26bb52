import { isJsonObject, type JsonObject, jsonObjectsOf, jsonString, jsonStringsOf } from '../json/parse-json.ts';

/**
 * The licences of a package.json: an SPDX expression, or one of the two older forms (an object with a `type`, a list `licenses`).
 *
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#license
 */
export function npmLicenses(manifest: JsonObject): string[] {
  const { license, licenses } = manifest;
  const objects = [...(isJsonObject(license) ? [license] : jsonObjectsOf(license)), ...jsonObjectsOf(licenses)];
  const types = objects.flatMap((object) => jsonString(object, 'type') ?? []);
  return [...jsonStringsOf(license), ...jsonStringsOf(licenses), ...types];
}
