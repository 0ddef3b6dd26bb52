import { PlimsollError, type Vulnerability } from '@plimsoll/model';
import { z } from 'zod';

/** CISA's own address of the catalogue. */
export const KEV_URL = 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json';

/** When a vulnerability entered the catalogue, until when US agencies must act, and whether ransomware uses it. */
export type KevEntry = NonNullable<Vulnerability['kev']>;

const catalogue = z.object({
  vulnerabilities: z
    .array(
      z.object({
        cveID: z.string().max(64),
        dateAdded: z.string().max(32),
        dueDate: z.string().max(32),
        knownRansomwareCampaignUse: z.string().max(64).optional(),
      }),
    )
    .max(100_000),
});

/**
 * Reads CISA's catalogue of known exploited vulnerabilities: CVE id to entry.
 *
 * @throws PlimsollError FEED_INVALID if it is not that
 * @see https://www.cisa.gov/known-exploited-vulnerabilities-catalog
 */
export function parseKev(text: string): ReadonlyMap<string, KevEntry> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new PlimsollError('FEED_INVALID', 'the catalogue of known exploited vulnerabilities is not JSON', { cause });
  }
  const { data, error } = catalogue.safeParse(json);
  if (data === undefined) {
    throw new PlimsollError('FEED_INVALID', 'the catalogue of known exploited vulnerabilities lacks what its schema requires', {
      cause: error,
    });
  }
  return new Map(
    data.vulnerabilities.map(({ cveID, dateAdded, dueDate, knownRansomwareCampaignUse }) => [
      cveID,
      { dateAdded, dueDate, ransomware: knownRansomwareCampaignUse === 'Known' },
    ]),
  );
}
