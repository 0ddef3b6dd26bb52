import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import { signOut } from '../features/session/session.ts';
import { CheckIcon, PersonIcon } from '../ui/icons.tsx';

const SCHEMES = [
  ['auto', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Who one is, how the pages look, the keys, and the way out. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { data } = useQuery(sessionQuery);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const router = useRouter();
  const queryClient = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/sign-in', search: {} });
    },
  });
  const user = data?.user ?? undefined;
  return (
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <ActionIcon aria-label={user === undefined ? 'Account' : `Account of ${user.name}`} size={32}>
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {user !== undefined && (
          <Menu.Label>
            <b>{user.name}</b>
            <div>{user.email}</div>
            <div>{user.role}</div>
          </Menu.Label>
        )}
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {SCHEMES.map(([value, label]) => (
          <Menu.Item
            key={value}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? <CheckIcon size={14} /> : null}
            aria-current={colorScheme === value || undefined}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onShowKeys} rightSection={<kbd>?</kbd>}>
          Keyboard
        </Menu.Item>
        <Menu.Item onClick={() => leaving.mutate()}>Sign out</Menu.Item>
        {data !== undefined && <Menu.Label>Plimsoll {data.version}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
