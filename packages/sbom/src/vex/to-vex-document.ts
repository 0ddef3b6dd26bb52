import type { Problem } from '@plimsoll/model';
import type { VexDocument, VexStatement } from './statement.ts';

/** A statement that could not be read, by where it stands. */
export interface UnreadStatement {
  readonly place: string;
}

/** The statements that can apply to something, and in problems how many cannot and where they are. */
export function toVexDocument(statements: readonly (VexStatement | UnreadStatement)[], file: string): VexDocument {
  const read = statements.filter((one) => 'status' in one);
  const unread = statements.filter((one) => !('status' in one));
  const usable = read
    .map((one) => ({ ...one, products: one.products.filter(({ ids, subcomponents }) => ids.length > 0 || subcomponents.length > 0) }))
    .filter(({ products, vulnerabilities }) => products.length > 0 && vulnerabilities.length > 0);
  const isUsable = new Set(usable.map(({ place }) => place));
  const vague = read.filter(({ place }) => !isUsable.has(place));
  const problems: Problem[] = [];
  if (unread.length > 0) {
    problems.push({
      code: 'MALFORMED_RECORD',
      message: `${unread.length} statements of ${file} cannot be read, and were left out: ${placesOf(unread)}`,
    });
  }
  if (vague.length > 0) {
    problems.push({
      code: 'MALFORMED_RECORD',
      message: `${vague.length} statements of ${file} name no product or no vulnerability, and apply to nothing: ${placesOf(vague)}`,
    });
  }
  return { statements: usable, problems };
}

const MAX_PLACES = 10;

function placesOf(statements: readonly UnreadStatement[]): string {
  const named = statements.slice(0, MAX_PLACES).map(({ place }) => place);
  return `${named.join(', ')}${statements.length > MAX_PLACES ? ' ..' : ''}`;
}
