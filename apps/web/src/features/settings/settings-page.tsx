import { Tabs } from '@mantine/core';
import { Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { PageHead } from '../../ui/page.tsx';

/** What holds for the whole installation. */
export function SettingsPage() {
  const matches = useMatchRoute();
  const navigate = useNavigate();
  const isAdmin = useMay('admin');
  const isAudit = matches({ to: '/settings/audit' }) !== false;
  return (
    <>
      <PageHead title="Settings" documentTitle="Settings" here="Settings" />
      <Tabs
        value={isAudit ? 'audit' : 'advisories'}
        onChange={(tab) => void navigate({ to: tab === 'audit' ? '/settings/audit' : '/settings/advisories' })}
      >
        <Tabs.List mb={16}>
          <Tabs.Tab value="advisories">Advisories</Tabs.Tab>
          {isAdmin && <Tabs.Tab value="audit">Audit</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value={isAudit ? 'audit' : 'advisories'}>
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
