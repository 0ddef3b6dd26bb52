import { createHash } from 'node:crypto';
import parseExpression from 'spdx-expression-parse';

export interface SpdxLicense {
  /** A valid SPDX expression; `NOASSERTION` if nothing was stated. */
  readonly expression: string;
  /** What the `LicenseRef-`s of the expression stand for: the text that the package states. */
  readonly references: readonly { readonly id: string; readonly text: string }[];
}

/**
 * Licences as SPDX writes them: stated expressions all hold, and what is no expression becomes a reference to the text that was stated.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function spdxLicense(licenses: readonly string[]): SpdxLicense {
  const terms = [...new Set(licenses.map((text) => text.trim()).filter((text) => text !== ''))].map((text) =>
    isExpression(text) ? { expression: text } : { expression: referenceTo(text), text },
  );
  if (terms.length === 0) return { expression: 'NOASSERTION', references: [] };
  const [first, ...others] = terms;
  return {
    expression: others.length === 0 ? first!.expression : terms.map(({ expression }) => parenthesised(expression)).join(' AND '),
    references: terms.flatMap(({ expression, text }) => (text === undefined ? [] : [{ id: expression, text }])),
  };
}

function referenceTo(text: string): string {
  const words = text
    .slice(0, 40)
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `LicenseRef-${words === '' ? '' : `${words}-`}${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

function parenthesised(expression: string): string {
  return /\s/.test(expression) ? `(${expression})` : expression;
}

/** True for expressions of the SPDX list alone: a reference would need the text that it stands for. */
function isExpression(text: string): boolean {
  if (text.length > 500 || /LicenseRef|DocumentRef/i.test(text)) return false;
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}
