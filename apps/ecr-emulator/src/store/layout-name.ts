import { PlimsollError } from '@plimsoll/model';

/** `shop-web.1.4.0` = repository `shop/web`, tag `1.4.0`. */
export function repositoryOfLayoutName(name: string): { repository: string; tag: string } {
  const dot = name.indexOf('.');
  if (dot < 1 || dot === name.length - 1)
    throw new PlimsollError('INVALID_REFERENCE', `layout name ${JSON.stringify(name)} is not REPO.TAG`);
  return { repository: name.slice(0, dot).replaceAll('-', '/'), tag: name.slice(dot + 1) };
}
