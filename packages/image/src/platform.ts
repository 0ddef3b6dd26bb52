import { PlimsollError } from '@plimsoll/model';
import type { Platform } from './source.ts';

/** Reads `linux/amd64` or `linux/arm/v7`. @throws PlimsollError INVALID_INPUT */
export function parsePlatform(text: string): Platform {
  const [os, architecture, variant, ...rest] = text.split('/');
  if (!os || !architecture || rest.length > 0) {
    throw new PlimsollError(
      'INVALID_INPUT',
      `the platform ${JSON.stringify(text.slice(0, 100))} is not of the form os/architecture[/variant]`,
      {
        hint: 'for example linux/amd64 or linux/arm64',
      },
    );
  }
  return { os, architecture, ...(variant ? { variant } : {}) };
}

/** The inverse of `parsePlatform`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/** True if an image of `have` serves who asks for `wanted`: a variant counts only if it is asked for, and arm64 is arm64/v8. */
export function isPlatform(have: Platform, wanted: Platform): boolean {
  if (have.os !== wanted.os || have.architecture !== wanted.architecture) return false;
  if (wanted.variant === undefined || wanted.variant === have.variant) return true;
  return have.architecture === 'arm64' && have.variant === undefined && wanted.variant === 'v8';
}
