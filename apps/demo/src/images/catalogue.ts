import { currentAlpine, outdatedAlpine } from './alpine.ts';
import { currentDebian, outdatedDebian } from './debian.ts';
import type { SampleImage } from './sample-image.ts';
import { api231, api240, checkout, web140, web150, web160, web160Signature } from './shop.ts';
import { hello, proxy, reports, wiki } from './team.ts';

/** Every tag of the demo's registry. */
export const sampleImages: readonly SampleImage[] = [
  { repository: 'platform/debian', tag: '12-20250203', image: outdatedDebian.image, pushedAt: '2025-02-03T08:12:00Z' },
  { repository: 'platform/debian', tag: '12-20261120', image: currentDebian.image, pushedAt: '2026-11-20T08:05:00Z' },
  { repository: 'platform/alpine', tag: '3.19', image: outdatedAlpine.image, pushedAt: '2024-01-27T10:40:00Z' },
  { repository: 'platform/alpine', tag: '3.20', image: currentAlpine.image, pushedAt: '2026-06-12T09:30:00Z' },
  { repository: 'shop/web', tag: '1.4.0', image: web140, pushedAt: '2025-02-10T14:21:00Z' },
  { repository: 'shop/web', tag: '1.5.0', image: web150, pushedAt: '2026-07-11T13:02:00Z' },
  { repository: 'shop/web', tag: '1.6.0', image: web160, pushedAt: '2026-11-20T16:45:00Z' },
  { repository: 'shop/web', tag: 'latest', image: web160, pushedAt: '2026-11-20T16:45:00Z' },
  {
    repository: 'shop/web',
    tag: `${web160.manifest.digest.replace(':', '-')}.sig`,
    image: web160Signature,
    pushedAt: '2026-11-20T16:46:00Z',
  },
  { repository: 'shop/api', tag: '2.3.1', image: api231, pushedAt: '2025-02-12T11:00:00Z' },
  { repository: 'shop/api', tag: '2.4.0', image: api240, pushedAt: '2026-11-21T10:15:00Z' },
  { repository: 'shop/checkout', tag: '0.9.0', image: checkout, pushedAt: '2026-11-18T17:20:00Z' },
  { repository: 'team/reports', tag: '7', image: reports, pushedAt: '2025-03-02T19:05:00Z' },
  { repository: 'team/wiki', tag: '3.2', image: wiki, pushedAt: '2025-05-19T07:50:00Z' },
  { repository: 'team/proxy', tag: '2.1', image: proxy, pushedAt: '2026-11-22T06:00:00Z' },
  { repository: 'tools/hello', tag: '1.0', image: hello, pushedAt: '2026-09-01T12:00:00Z' },
];
