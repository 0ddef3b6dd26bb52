import { Kbd, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { usePageKeys } from '../ui/shortcut.ts';
import classes from './frame.module.css';

const GO = { o: '/', i: '/images', v: '/vulnerabilities', f: '/plans', b: '/bases', d: '/decisions', p: '/policies', h: '/hub' } as const;
const SECOND_KEY_WITHIN_MS = 1200;

const KEYS = [
  ['/', 'Search'],
  ['g o', 'Overview'],
  ['g i', 'Images'],
  ['g v', 'Vulnerabilities'],
  ['g f', 'Fix plans'],
  ['g b', 'Base images'],
  ['g d', 'Decisions'],
  ['g p', 'Policies'],
  ['g h', 'Integration Hub'],
  ['j k', 'Next and previous row'],
  ['enter', 'Open the row'],
  ['x', 'Select the row, where several can be decided'],
  ['esc', 'Close a panel'],
  ['f', 'Filter'],
  ['?', 'These keys'],
] as const;

/** The keys that work on every page. */
export function useFrameKeys({ onSearch, onShowKeys }: { onSearch: () => void; onShowKeys: () => void }): void {
  const navigate = useNavigate();
  const wentAt = useRef(0);
  usePageKeys((key, event) => {
    const isSecond = Date.now() - wentAt.current < SECOND_KEY_WITHIN_MS;
    wentAt.current = key === 'g' ? Date.now() : 0;
    const go = Object.entries(GO).find(([letter]) => letter === key)?.[1];
    if (isSecond && go !== undefined) {
      event.preventDefault();
      void navigate({ to: go });
    } else if (key === '/') {
      event.preventDefault();
      onSearch();
    } else if (key === '?') {
      onShowKeys();
    } else if (key === 'f') {
      const first = document.querySelector<HTMLElement>('main [data-filter-first]');
      if (first !== null) event.preventDefault();
      first?.focus();
    }
  });
}

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={<b>Keyboard</b>} size="sm">
      <dl className={classes.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
