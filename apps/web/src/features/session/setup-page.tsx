import { createAdmin } from '@plimsoll/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { sessionQuery } from '../../api/session.ts';
import { Note } from '../../ui/panel.tsx';
import { ActionError } from '../../ui/page-states.tsx';
import { Entrance } from './entrance.tsx';
import classes from './entrance.module.css';
import { signIn } from './session.ts';

const route = getRouteApi('/setup');
const SHORTEST_PASSWORD = 12;

export function SetupPage() {
  useDocumentTitle('Set up · Plimsoll');
  const { token } = route.useSearch();
  const session = useQuery(sessionQuery);
  if (session.data?.needsSetup === false) {
    return (
      <Entrance title="Plimsoll is set up" under="The first admin exists, so this link does nothing any more.">
        <div className={classes.form}>
          <Link to="/sign-in" search={{}}>
            Sign in
          </Link>
        </div>
      </Entrance>
    );
  }
  return (
    <Entrance title="Create the first admin" under="You will connect registries and invite others with this account.">
      {token === undefined ? <MissingToken /> : <SetupForm token={token} />}
    </Entrance>
  );
}

/** Whoever reaches the port first must not become the admin: the token proves that one can read the log. */
function MissingToken() {
  return (
    <div className={classes.form}>
      <Note tone="warn" title="This page needs the link from the log">
        Plimsoll printed a link when it started: <span className="mono">/setup?token=…</span>. Open that one. It works once, and only until
        the first admin exists.
      </Note>
    </div>
  );
}

function SetupForm({ token }: { token: string }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const creating = useMutation({
    mutationFn: async () => {
      await call(createAdmin, { body: { token, name: name.trim(), email: email.trim(), password } });
      await signIn({ email: email.trim(), password });
    },
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/hub', replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creating.mutate();
  };
  const isShort = password.length > 0 && password.length < SHORTEST_PASSWORD;
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Name"
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Email"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        maxLength={200}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        description={isShort ? `${SHORTEST_PASSWORD - password.length} more to go` : `At least ${SHORTEST_PASSWORD} characters`}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={SHORTEST_PASSWORD}
        maxLength={128}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ActionError error={creating.error} />
      <Button type="submit" loading={creating.isPending} fullWidth>
        Create admin
      </Button>
    </form>
  );
}
