import { endpoints } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { createFakeApi, paramsOf } from './fake-api.ts';
import { handlers } from './fake-handlers.ts';

it('has an answer for every endpoint of the contract', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

it.each([
  '/api/session',
  '/api/connections',
  '/api/connections/1/log',
  '/api/connections/1/problems',
  '/api/repositories',
  '/api/images?severity=critical',
  '/api/images/1/shop%2Fweb/1.4.0',
  '/api/images/1/shop%2Fweb/1.4.0/findings?limit=200&sort=package&order=asc',
  '/api/images/1/shop%2Fweb/1.4.0/findings/CVE-2023-44487',
  '/api/images/1/shop%2Fweb/1.4.0/findings?origin=base',
  '/api/images/1/shop%2Fweb/1.4.0/lineage',
  '/api/images/1/shop%2Fweb/1.4.0/plan',
  '/api/images/1/shop%2Fweb/1.6.0/compare?with=1.4.0',
  '/api/bases',
  '/api/plans',
  '/api/plans?state=done',
  '/api/plans?kind=base&connection=1&repository=team/orders',
  '/api/plans/summary',
  '/api/plans/36',
  '/api/fixes',
  '/api/decisions',
  '/api/decisions?state=closed',
  '/api/decisions/1',
  '/api/decisions/vex',
  '/api/images/1/shop%2Fweb/1.4.0/report?format=sarif',
  '/api/images/report?format=csv',
  '/api/vulnerabilities/report?format=html&group=image',
  '/api/images/1/shop%2Fweb/1.4.0/packages',
  '/api/images/1/shop%2Fweb/1.4.0/not-affected',
  '/api/vulnerabilities',
  '/api/vulnerabilities/CVE-2023-44487',
  '/api/vulnerabilities/CVE-2023-44487/images',
  '/api/overview',
  '/api/overview/remediation?weeks=4',
  '/api/overview/ageing',
  '/api/overview/deadlines',
  '/api/overview/scatter',
  '/api/advisories',
  '/api/audit',
  '/api/regions',
])('answers %s as the contract says', (url) => {
  expect(createFakeApi().handle('GET', url, undefined)).toMatchObject({ status: 200 });
});

it('refuses what the contract does not allow', () => {
  expect(createFakeApi().handle('GET', '/api/images?limit=100000', undefined).status).toBe(422);
  expect(createFakeApi('signed-out').handle('GET', '/api/images', undefined).status).toBe(401);
});

it('reads one segment as one parameter', () => {
  expect(paramsOf('/api/images/:connection/:repository', '/api/images/3/shop%2Fweb')).toEqual({ connection: '3', repository: 'shop/web' });
  expect(paramsOf('/api/images/:connection', '/api/images')).toBeUndefined();
});
