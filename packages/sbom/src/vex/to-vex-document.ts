import type { Problem } from '@plimsoll/model';
import type { VexDocument, VexStatement } from './statement.ts';

/**
 * The statements that can apply to something, and in problems how many cannot.
 *
 * @param statements undefined where one could not be read
 */
export function toVexDocument(statements: readonly (VexStatement | undefined)[], file: string): VexDocument {
  const read = statements.filter((one) => one !== undefined);
  const unread = statements.length - read.length;
  const usable = read
    .map((one) => ({ ...one, products: one.products.filter(({ ids, subcomponents }) => ids.length > 0 || subcomponents.length > 0) }))
    .filter(({ products, vulnerabilities }) => products.length > 0 && vulnerabilities.length > 0);
  const vague = read.length - usable.length;
  const problems: Problem[] = [];
  if (unread > 0) problems.push({ code: 'MALFORMED_RECORD', message: `${unread} statements of ${file} cannot be read, and were left out` });
  if (vague > 0) {
    problems.push({
      code: 'MALFORMED_RECORD',
      message: `${vague} statements of ${file} name no product or no vulnerability, and apply to nothing`,
    });
  }
  return { statements: usable, problems };
}
