import { createConnection, type Credentials, testConnection } from '@plimsoll/contract';
import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { every, sentence } from '../../ui/format.ts';
import { RegistryIcon } from '../../ui/icons.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ActionError, Nothing } from '../../ui/page-states.tsx';
import { PageHead } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useRefreshHub } from './actions.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import classes from './hub.module.css';
import { PermissionReport } from './permission-report.tsx';
import { EndpointPicker, RegionPicker } from './region-picker.tsx';
import { useCredentialsDraft } from './use-credentials-draft.ts';

const INTERVALS = [15, 60, 360, 1440];

/** Connects an Amazon ECR registry: credentials and region on the left, what a test of them found on the right. */
export function ConnectPage() {
  const isAdmin = useMay('admin');
  return (
    <>
      <PageHead
        title="Connect Amazon ECR"
        documentTitle="Connect Amazon ECR"
        here="Connect Amazon ECR"
        crumbs={[
          {
            key: 'hub',
            link: <Link to="/hub">Integration Hub</Link>,
          },
        ]}
        under="Plimsoll only reads. Credentials are sealed before they are stored and are never shown again."
      />
      {isAdmin ? (
        <ConnectForm />
      ) : (
        <Nothing title="Only an admin can connect a registry" action={<Link to="/hub">Back to the Integration Hub</Link>} />
      )}
    </>
  );
}

function ConnectForm() {
  const navigate = useNavigate();
  const refresh = useRefreshHub();
  const form = useCredentialsDraft();
  const [region, setRegion] = useState<string | null>(null);
  const [regionError, setRegionError] = useState<string | undefined>();
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [intervalMinutes, setIntervalMinutes] = useState(60);

  const target = (credentials: Credentials, where: string) => ({ credentials, region: where, ...(endpoint === null ? {} : { endpoint }) });
  const testing = useMutation({ mutationFn: (body: ReturnType<typeof target>) => call(testConnection, { body }) });
  const saving = useMutation({
    mutationFn: (body: ReturnType<typeof target>) =>
      call(createConnection, { body: { ...body, name: name.trim() === '' ? body.region : name.trim(), intervalMinutes } }),
    onSuccess: async ({ connection }) => {
      if (connection === null) return;
      await refresh();
      notifications.show({
        color: 'teal',
        title: `${connection.name} is connected`,
        message: 'The first sync has started. Pages fill as images are read.',
      });
      await navigate({ to: '/hub' });
    },
  });
  const report = saving.data?.report ?? testing.data;
  const isBusy = testing.isPending || saving.isPending;
  const changed = () => {
    testing.reset();
    saving.reset();
  };
  const attempt = (mutate: (body: ReturnType<typeof target>) => void) => {
    setRegionError(region === null ? 'Choose the region of the registry' : undefined);
    form.withCredentials((credentials) => {
      if (region !== null) mutate(target(credentials, region));
    });
  };

  return (
    <div className={classes.connect}>
      <Panel>
        <form
          className={classes.form}
          noValidate
          aria-label="Connect Amazon ECR"
          onSubmit={(event) => {
            event.preventDefault();
            attempt(report?.ok === true ? saving.mutate : testing.mutate);
          }}
        >
          <div className={classes.provider}>
            <RegistryIcon />
            <div>
              <b>Amazon ECR</b>
              <div className="small muted">The private registry of one account and region</div>
            </div>
          </div>
          <CredentialsFields
            draft={form.draft}
            errors={form.errors}
            onChange={(change) => {
              form.change(change);
              changed();
            }}
          />
          <RegionPicker
            value={region}
            error={regionError}
            onChange={(chosen) => {
              setRegion(chosen);
              setRegionError(undefined);
              changed();
            }}
          />
          <EndpointPicker
            value={endpoint}
            onChange={(chosen) => {
              setEndpoint(chosen);
              changed();
            }}
          />
          <TextInput
            label={
              <>
                Name <span className="faint">optional</span>
              </>
            }
            placeholder={region ?? 'Production'}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="Look for new tags"
            data={INTERVALS.map((minutes) => ({ value: String(minutes), label: sentence(every(minutes)) }))}
            value={String(intervalMinutes)}
            onChange={(value) => setIntervalMinutes(Number(value ?? 60))}
            allowDeselect={false}
          />
          <div className={classes.formActions}>
            <Button variant="default" onClick={() => attempt(testing.mutate)} loading={testing.isPending} disabled={saving.isPending}>
              Test connection
            </Button>
            <span className={classes.last} />
            <LinkButton variant="subtle" color="gray" to="/hub">
              Cancel
            </LinkButton>
            <Button
              type="button"
              onClick={() => attempt(saving.mutate)}
              loading={saving.isPending}
              disabled={testing.isPending || report?.ok !== true}
            >
              Save
            </Button>
          </div>
          <ActionError error={saving.error ?? testing.error} />
          <p className="small muted">Save becomes available when the test passes. It tests once more and starts the first sync.</p>
        </form>
      </Panel>
      <Panel>{report === undefined ? <BeforeTest isBusy={isBusy} /> : <PermissionReport report={report} />}</Panel>
    </div>
  );
}

function BeforeTest({ isBusy }: { isBusy: boolean }) {
  return (
    <div role="status" aria-live="polite">
      <h2>{isBusy ? 'Trying all five permissions…' : 'Five read-only permissions'}</h2>
      <p className="small muted" style={{ margin: '2px 0 8px' }}>
        The test tries each one for real and saves nothing. A missing one comes with the statement to add.
      </p>
      <dl className={classes.purposes}>
        {PURPOSES.map(([action, purpose]) => (
          <div key={action}>
            <dt className="mono">{action}</dt>
            <dd className="small muted">{purpose}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const PURPOSES = [
  ['ecr:GetAuthorizationToken', 'to sign in to the registry'],
  ['ecr:DescribeRepositories', 'to find every repository'],
  ['ecr:DescribeImages', 'to find tags, sizes and push times'],
  ['ecr:BatchGetImage', 'to read manifests'],
  ['ecr:GetDownloadUrlForLayer', 'to read each layer, once'],
] as const;
