import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { z } from 'zod';
import { BasesSearch } from '../features/bases/bases-search.ts';
import { DecisionsSearch } from '../features/decisions/decisions-search.ts';
import { ImageSearch } from '../features/images/image-search.ts';
import { ImagesSearch } from '../features/images/images-search.ts';
import { PlanSearch, PlansSearch } from '../features/plans/plans-search.ts';
import { PoliciesSearch, PolicySearch } from '../features/policies/policies-search.ts';
import { VulnerabilitiesSearch } from '../features/vulnerabilities/vulnerabilities-search.ts';
import { oneOf, Text } from '../ui/search-params.ts';
import { Frame } from './frame.tsx';
import { Crashed, NotFound } from './not-found.tsx';
import { requireSession } from './session-guard.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: Text }),
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: z.object({ token: Text }),
  component: lazyRouteComponent(() => import('../features/session/setup-page.tsx'), 'SetupPage'),
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', beforeLoad: requireSession, component: Frame });

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
});

const images = createRoute({
  getParentRoute: () => signedIn,
  path: '/images',
  validateSearch: ImagesSearch,
  component: lazyRouteComponent(() => import('../features/images/images-page.tsx'), 'ImagesPage'),
});

const repository = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$connection/$repository',
  component: lazyRouteComponent(() => import('../features/images/repository-page.tsx'), 'RepositoryPage'),
});

const image = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$connection/$repository/$reference',
  validateSearch: ImageSearch,
  component: lazyRouteComponent(() => import('../features/images/image-page.tsx'), 'ImagePage'),
});

const finding = createRoute({
  getParentRoute: () => signedIn,
  path: '/images/$connection/$repository/$reference/findings/$vulnerability',
  validateSearch: z.object({ package: Text, platform: Text }),
  component: lazyRouteComponent(() => import('../features/images/finding-page.tsx'), 'FindingPage'),
});

const vulnerabilities = createRoute({
  getParentRoute: () => signedIn,
  path: '/vulnerabilities',
  validateSearch: VulnerabilitiesSearch,
  component: lazyRouteComponent(() => import('../features/vulnerabilities/vulnerabilities-page.tsx'), 'VulnerabilitiesPage'),
});

const vulnerability = createRoute({
  getParentRoute: () => signedIn,
  path: '/vulnerabilities/$vulnerability',
  component: lazyRouteComponent(() => import('../features/vulnerabilities/vulnerability-page.tsx'), 'VulnerabilityPage'),
});

const plans = createRoute({
  getParentRoute: () => signedIn,
  path: '/plans',
  validateSearch: PlansSearch,
  component: lazyRouteComponent(() => import('../features/plans/plans-page.tsx'), 'PlansPage'),
});

const plan = createRoute({
  getParentRoute: () => signedIn,
  path: '/plans/$plan',
  validateSearch: PlanSearch,
  component: lazyRouteComponent(() => import('../features/plans/plan-page.tsx'), 'PlanPage'),
});

const bases = createRoute({
  getParentRoute: () => signedIn,
  path: '/bases',
  validateSearch: BasesSearch,
  component: lazyRouteComponent(() => import('../features/bases/bases-page.tsx'), 'BasesPage'),
});

const decisions = createRoute({
  getParentRoute: () => signedIn,
  path: '/decisions',
  validateSearch: DecisionsSearch,
  component: lazyRouteComponent(() => import('../features/decisions/decisions-page.tsx'), 'DecisionsPage'),
});

const importVex = createRoute({
  getParentRoute: () => signedIn,
  path: '/decisions/import',
  component: lazyRouteComponent(() => import('../features/decisions/import-page.tsx'), 'ImportPage'),
});

const policies = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies',
  validateSearch: PoliciesSearch,
  component: lazyRouteComponent(() => import('../features/policies/policies-page.tsx'), 'PoliciesPage'),
});

const policy = createRoute({
  getParentRoute: () => signedIn,
  path: '/policies/$policy',
  validateSearch: PolicySearch,
  component: lazyRouteComponent(() => import('../features/policies/policy-page.tsx'), 'PolicyPage'),
});

const hub = createRoute({
  getParentRoute: () => signedIn,
  path: '/hub',
  component: lazyRouteComponent(() => import('../features/hub/hub-page.tsx'), 'HubPage'),
});

const connect = createRoute({
  getParentRoute: () => signedIn,
  path: '/hub/connect',
  component: lazyRouteComponent(() => import('../features/hub/connect-page.tsx'), 'ConnectPage'),
});

const connection = createRoute({
  getParentRoute: () => signedIn,
  path: '/hub/$connection',
  validateSearch: z.object({ tab: oneOf(['log', 'problems']) }),
  component: lazyRouteComponent(() => import('../features/hub/connection-page.tsx'), 'ConnectionPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/settings/advisories', replace: true, throw: true });
  },
});

const advisories = createRoute({
  getParentRoute: () => settings,
  path: '/advisories',
  component: lazyRouteComponent(() => import('../features/settings/advisories-page.tsx'), 'AdvisoriesPage'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/audit',
  component: lazyRouteComponent(() => import('../features/settings/audit-page.tsx'), 'AuditPage'),
});

const routes = root.addChildren([
  signIn,
  setup,
  signedIn.addChildren([
    overview,
    images,
    repository,
    image,
    finding,
    vulnerabilities,
    vulnerability,
    plans,
    plan,
    bases,
    decisions,
    importVex,
    policies,
    policy,
    hub,
    connect,
    connection,
    settings.addChildren([settingsHome, advisories, audit]),
  ]),
]);

/** Every address of the pages. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crashed,
    scrollRestoration: true,
    // Plain words in the address: `?q=1.10` is a text, not the number 1.1.
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(String),
    pathParamsAllowedCharacters: [':', '@'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
