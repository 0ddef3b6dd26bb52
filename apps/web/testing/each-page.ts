import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import type { Scenario } from '../src/testing/fake-state.ts';
import { digestOf } from '../src/testing/images.ts';
import { complaints, openPage, usePages } from './open-page.ts';

const PAGES: readonly (readonly [path: string, says: RegExp, scenario?: Scenario])[] = [
  ['/', /17 images, 341 vulnerabilities/],
  ['/', /336 removed by newer images in 12 weeks/],
  ['/', /The first week is being recorded/, 'fresh'],
  ['/', /No registry is connected/, 'empty'],
  ['/', /The database does not answer/, 'failing'],
  ['/images', /bench\/huge/],
  ['/images', /No images yet/, 'empty'],
  ['/images?view=tags&coverage=partial', /team\/orders:2\.1\.0/],
  ['/images/1/shop%2Fweb', /3 tags in Production/],
  ['/images/1/shop%2Fweb/1.4.0', /137 known vulnerabilities/],
  ['/images/1/shop%2Fweb/1.4.0?finding=CVE-2023-44487', /Why it is here/],
  ['/images/1/shop%2Fweb/1.4.0?tab=packages', /platform-browser-dynamic/],
  ['/images/1/shop%2Fweb/1.4.0', /One edit removes \d+, five edits remove \d+/],
  ['/images/1/shop%2Fweb/1.4.0?tab=plan', /As a pull request/],
  ['/images/1/shop%2Fweb/1.4.0?tab=plan&plan=base:platform%2Fnginx:1', /reconstructed from the history/],
  ['/images/1/platform%2Fnginx/1-20261120?tab=plan', /Nothing to change/],
  ['/images/1/shop%2Fweb/1.6.0?tab=compare', /Choose what to compare with/],
  ['/images/1/shop%2Fweb/1.6.0?tab=compare&with=1.4.0', /95 known vulnerabilities are gone/],
  ['/images/1/shop%2Fweb/1.6.0?tab=compare&with=1.4.0&differ=packages', /async-function/],
  ['/images/1/shop%2Fweb/1.6.0?tab=compare&with=gone', /There is no such thing/],
  ['/bases', /2 of 4 base images are outdated; 5 images are built on them/],
  ['/bases', /nothing is built on it|up to date/],
  [`/bases?base=${digestOf('platform/nginx:1-20260711')}`, /Update this base, heal 2 images/],
  ['/bases?view=table&all=true', /not a base/],
  ['/bases', /No base images yet/, 'empty'],
  ['/bases', /could not be loaded/, 'failing'],
  ['/', /Rebuild 2 images on platform\/debian:12-20261120/],
  ['/plans', /36 open plans in 8 repositories; the first fix removes 36 findings from 2 of them/],
  ['/plans', /Its newest image is not read yet/],
  ['/plans', /No fix plans yet/, 'empty'],
  ['/plans', /The fixes could not be loaded/, 'failing'],
  ['/plans?tab=plans', /36 plans, most risk removed per edit first/],
  ['/plans?tab=plans&connection=4', /Legacy is frozen as of 2 October 2026/],
  ['/plans?tab=plans&kind=configuration', /Nothing fits these filters/],
  ['/plans?tab=plans', /could not be loaded/, 'failing'],
  ['/plans?tab=done', /Move to platform\/nginx:1-20261120/],
  ['/plans?tab=done', /No plan is done yet/, 'empty'],
  ['/plans?tab=stale', /2 plans, newest first/],
  ['/plans/36', /Five edits take team\/orders:2\.1\.0 from 92 to 31/],
  ['/plans/36?without=0,2', /3 of 5 edits: removes 31/],
  ['/plans/101', /Frozen as of 2 October 2026/],
  ['/plans/901', /Done after 21 days/],
  ['/plans/902', /the advice is another now/],
  ['/plans/5000', /There is no such thing/],
  ['/images/1/team%2Forders', /All 6 plans/],
  ['/images/1/shop%2Fweb/1.4.0?tab=layers', /Configuration/],
  ['/images/1/shop%2Fweb/1.4.0?tab=not-affected', /is not linked into/],
  ['/images/1/team%2Forders/2.1.0?tab=problems', /this is not the whole picture/],
  ['/images/4/old%2Fportal/3.2', /Frozen as of 2 October 2026/],
  ['/images/1/nothing/1', /There is no such thing/],
  ['/images/1/shop%2Fweb/1.4.0/findings/CVE-2023-44487', /Raise nginx from/],
  ['/vulnerabilities', /341 vulnerabilities in 14 images/],
  ['/vulnerabilities/CVE-2023-44487', /In 2 images of 2 repositories/],
  ['/vulnerabilities?epss=0.5', /EPSS at least/],
  ['/vulnerabilities/CVE-2023-44487', /A chance of 94\s% that it is exploited within 30 days/],
  ['/images/1/shop%2Fweb/1.4.0?epss=0.5', /EPSS at least/],
  ['/decisions', /1 open decision/],
  ['/decisions?state=all', /Another lodash/],
  ['/decisions', /Nothing is decided/, 'empty'],
  ['/decisions', /could not be loaded/, 'failing'],
  ['/decisions/import', /OpenVEX, CycloneDX or CSAF/],
  ['/decisions/import', /Only editors decide/, 'viewer'],
  ['/images/1/team%2Forders/2.1.0?decided=decided&finding=CVE-2023-44487', /Decided: accepted/],
  ['/images/1/team%2Forders/2.1.0?decided=all', /92 of 92/],
  ['/policies', /3 of 4 policies violated|4 of 4 policies violated/],
  ['/policies', /Says nothing while it is off/],
  ['/policies', /Not evaluated yet/, 'empty'],
  ['/policies', /could not be loaded/, 'failing'],
  ['/policies/2', /7 days are over/],
  ['/policies/2?by=repository', /next deadline|Next deadline/],
  ['/policies/2?by=registry', /Production/],
  ['/policies/4?by=registry', /This policy is off/],
  ['/policies?tab=cis', /1 of 3 sections that images can answer is violated somewhere/],
  ['/policies?tab=cis&repository=none', /No current image is in this scope/],
  ['/policies?tab=cis', /could not be loaded/, 'failing'],
  ['/images/1/shop%2Fweb', /violates? Fixes in time/],
  ['/policies/5?state=violation', /Built on one of these bases: platform/],
  ['/policies/4', /This policy is off/, 'viewer'],
  ['/images/1/shop%2Fweb/1.4.0?tab=configuration', /2 of 4 checks fail, 1 is unknown/],
  ['/images/1/team%2Forders/2.1.0?tab=configuration', /Not checked yet/],
  ['/images/1/shop%2Fweb/1.4.0', /violates Fixes in time/],
  ['/hub', /Frozen as of 2 October 2026/],
  ['/hub', /No registry is connected yet/, 'empty'],
  ['/hub', /could not be loaded/, 'failing'],
  ['/hub/connect', /Five read-only permissions/],
  ['/hub/connect', /Only an admin can connect a registry/, 'viewer'],
  ['/hub/1', /Connected with an access key/],
  ['/settings/advisories', /412,380 records of 4 feeds/],
  ['/settings/advisories', /scores of 24 Nov 2026, model v2026\.03\.14/],
  ['/settings/audit', /connection\.create/],
  ['/settings/audit', /Only an admin can read the audit/, 'viewer'],
  ['/nothing', /There is no such page/],
  ['/sign-in', /Sign in/, 'signed-out'],
  ['/setup?token=abc', /Create the first admin/, 'setup'],
  ['/setup', /This page needs the link from the log/, 'setup'],
];

/** Opens every page in one width and scheme, and holds it against what no page may have. A file for each: they take minutes. */
export function testEachPage(width: number, scheme: 'light' | 'dark'): void {
  usePages();

  it.each(PAGES.map(([path, says, scenario = 'full']) => ({ path, says, scenario })))(
    `$path ($scenario) says $says and has no serious barrier at ${width} px, ${scheme}`,
    async ({ path, says, scenario }) => {
      const { page } = await openPage(path, { scenario, width, scheme });
      await page.getByText(says).first().waitFor({ timeout: 15_000 });

      const { violations } = await new AxeBuilder({ page }).analyze();

      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      expect(complaints()).toEqual([]);
    },
  );
}
