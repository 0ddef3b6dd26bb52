import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { FetchedFile } from '../api/call.ts';
import classes from './export-menu.module.css';
import { ChevronIcon } from './icons.tsx';
import { sayFailed } from './say-failed.ts';

export interface ExportGroup<Format extends string> {
  readonly label: string;
  readonly formats: readonly { readonly format: Format; readonly label: string }[];
}

/** Saves what a page shows as a file. A file that the server refuses is said in its words, and nothing is saved. */
export function ExportMenu<Format extends string>({
  label,
  says,
  groups,
  fetchAs,
}: {
  /** Of the button, for those who do not see what it stands beside: `Export this image`. */
  label: string;
  /** What is exported, in a sentence. */
  says: string;
  groups: readonly ExportGroup<Format>[];
  fetchAs: (format: Format) => Promise<FetchedFile>;
}) {
  const saving = useMutation({ mutationFn: fetchAs, onSuccess: save, onError: (error) => sayFailed('There is no file', error) });
  return (
    <Menu
      position="bottom-end"
      width={270}
      shadow="md"
      withInitialFocusPlaceholder={false}
      middlewares={{ flip: true, shift: true, size: true }}
    >
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={label} loading={saving.isPending} rightSection={<ChevronIcon size={11} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown ?? ''}>
        <Menu.Label>{says}</Menu.Label>
        {groups.map((group) => (
          <Fragment key={group.label}>
            <Menu.Divider />
            <Menu.Label>{group.label}</Menu.Label>
            {group.formats.map((item) => (
              <Menu.Item key={item.format} onClick={() => saving.mutate(item.format)}>
                {item.label}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function save({ name, content }: FetchedFile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
