import type { CisSection } from '@plimsoll/contract';
import { count, number } from '../../ui/format.ts';

/** `2 of 6 sections that images can answer are violated somewhere; 6 cannot be told from an image.` */
export function cisInWords(sections: readonly CisSection[]): string {
  const answered = sections.flatMap(({ counts }) => counts ?? []);
  const violated = answered.filter(({ violation }) => violation > 0).length;
  const unknown = answered.filter((counts) => counts.violation === 0 && counts.unknown > 0).length;
  const first =
    violated === 0
      ? `No image violates one of the ${count(answered.length, 'section')} that images can answer`
      : `${number(violated)} of ${count(answered.length, 'section')} that images can answer ${violated === 1 ? 'is' : 'are'} violated somewhere`;
  const rest = unknown === 0 ? '' : `, ${number(unknown)} ${unknown === 1 ? 'is' : 'are'} not known of every image`;
  return `${first}${rest}; ${number(sections.length - answered.length)} cannot be told from an image.`;
}
