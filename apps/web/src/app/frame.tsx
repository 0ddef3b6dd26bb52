import { listConnections } from '@plimsoll/contract';
import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { queryOf } from '../api/queries.ts';
import { QuickSearch } from '../features/search/quick-search.tsx';
import { CrumbsPlace } from '../ui/page.tsx';
import { StateDot } from '../ui/tags.tsx';
import { AccountMenu } from './account-menu.tsx';
import classes from './frame.module.css';
import { KeysDialog, useFrameKeys } from './keyboard.tsx';
import { useLiveEvents } from './live-events.ts';
import { Navigation } from './navigation.tsx';
import { registriesInWords } from './registries.ts';

/** What stands around every page: navigation, the way here, search, the state of the registries, the account. */
export function Frame() {
  const [isMenuOpen, menu] = useDisclosure();
  const [areKeysShown, keys] = useDisclosure();
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useLiveEvents();
  useFrameKeys({ onSearch: () => search.current?.focus(), onShowKeys: keys.open });
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 212, breakpoint: 600, collapsed: { mobile: !isMenuOpen } }} layout="alt" padding={0}>
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <AppShell.Navbar className={classes.navigation ?? ''} aria-label="Main">
        <Navigation onChosen={menu.close} />
        <Burger opened onClick={menu.close} className={`${classes.close} narrow-only`} size="sm" aria-label="Close the menu" />
      </AppShell.Navbar>
      <AppShell.Header className={classes.top ?? ''}>
        <Burger opened={isMenuOpen} onClick={menu.toggle} className="narrow-only" size="sm" aria-label="Menu" />
        <nav ref={setCrumbs} className={`${classes.crumbs} wide-only`} aria-label="Breadcrumbs" />
        <QuickSearch ref={search} />
        <Registries />
        <AccountMenu onShowKeys={keys.open} />
      </AppShell.Header>
      <AppShell.Main id="main" className={classes.main ?? ''} tabIndex={-1}>
        <div className={classes.content}>
          <CrumbsPlace value={crumbs}>
            <Outlet />
          </CrumbsPlace>
        </div>
      </AppShell.Main>
      <KeysDialog opened={areKeysShown} onClose={keys.close} />
    </AppShell>
  );
}

function Registries() {
  const { data } = useQuery(queryOf(listConnections, {}));
  if (data === undefined) return null;
  const { words, state } = registriesInWords(data);
  return (
    <Link to="/hub" className={`${classes.registries} small roomy-only`}>
      <StateDot state={state} />
      {words}
    </Link>
  );
}
