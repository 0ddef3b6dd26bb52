import { getSession, type Role } from '@plimsoll/contract';
import { useQuery } from '@tanstack/react-query';
import { queryOf } from './queries.ts';

/** Who is signed in. */
export const sessionQuery = queryOf(getSession, {});

const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 };

/** Whether the person who is signed in has at least this role. */
export function useMay(role: Role): boolean {
  const { data } = useQuery(sessionQuery);
  return data !== undefined && data.user !== null && RANK[data.user.role] >= RANK[role];
}
