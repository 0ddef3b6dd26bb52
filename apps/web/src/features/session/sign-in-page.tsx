import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ActionError } from '../../ui/page-states.tsx';
import { Entrance } from './entrance.tsx';
import classes from './entrance.module.css';
import { safeNext, signIn } from './session.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  useDocumentTitle('Sign in · Plimsoll');
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ href: safeNext(next), replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signingIn.mutate({ email: email.trim(), password });
  };
  return (
    <Entrance title="Sign in" under="Vulnerabilities of your container images, and what to change.">
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ActionError error={signingIn.error} />
        <Button type="submit" loading={signingIn.isPending} fullWidth>
          Sign in
        </Button>
      </form>
    </Entrance>
  );
}
