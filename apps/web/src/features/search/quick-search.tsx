import { listImages, listVulnerabilities } from '@plimsoll/contract';
import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Ref, useState } from 'react';
import { queryOf } from '../../api/queries.ts';
import { count } from '../../ui/format.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { SeverityWord } from '../../ui/severity.tsx';
import { looksLikeVulnerability } from './vulnerability-name.ts';
import classes from './quick-search.module.css';

const RESULTS_EACH = 6;
const SHORTEST = 2;

/** Finds an image or a vulnerability from anywhere: `/`, type, enter. */
export function QuickSearch({ ref }: { ref: Ref<HTMLInputElement> }) {
  const [text, setText] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const navigate = useNavigate();
  const [q] = useDebouncedValue(text.trim(), 200);
  const isAsked = q.length >= SHORTEST;
  const images = useQuery({
    ...queryOf(listImages, { query: { q, limit: RESULTS_EACH } }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const vulnerabilities = useQuery({
    ...queryOf(listVulnerabilities, { query: { q, limit: RESULTS_EACH } }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const foundImages = isAsked ? (images.data?.rows ?? []) : [];
  const foundVulnerabilities = isAsked ? (vulnerabilities.data?.rows ?? []) : [];
  const isNothing = isAsked && images.isSuccess && vulnerabilities.isSuccess && foundImages.length + foundVulnerabilities.length === 0;

  const leave = () => {
    combobox.closeDropdown();
    setText('');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const open = (value: string) => {
    const vulnerability = foundVulnerabilities.find((row) => value === `vulnerability ${row.id}`);
    const image = foundImages.find((row) => value === imageKey(row));
    leave();
    if (vulnerability !== undefined) void navigate({ to: '/vulnerabilities/$vulnerability', params: { vulnerability: vulnerability.id } });
    if (image !== undefined)
      void navigate({
        to: '/images/$connection/$repository/$reference',
        params: { connection: String(image.connection), repository: image.repository, reference: image.tag },
      });
  };
  const openAll = () => {
    if (text.trim() === '') return;
    const wanted = text.trim();
    leave();
    if (looksLikeVulnerability(wanted))
      void navigate({
        to: '/vulnerabilities/$vulnerability',
        params: { vulnerability: wanted.toUpperCase().startsWith('CVE-') ? wanted.toUpperCase() : wanted },
      });
    else void navigate({ to: '/images', search: { q: wanted, view: 'tags' } });
  };

  return (
    <Combobox store={combobox} onOptionSubmit={open} shadow="md" offset={6} withinPortal>
      <Combobox.Target>
        <TextInput
          ref={ref}
          className={classes.search ?? ''}
          size="xs"
          aria-label="Find an image or a vulnerability"
          placeholder="Find an image or a CVE"
          value={text}
          leftSection={<SearchIcon size={14} />}
          rightSection={<Kbd size="xs">/</Kbd>}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) openAll();
            if (event.key === 'Escape') leave();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isAsked || (foundImages.length + foundVulnerabilities.length === 0 && !isNothing)}>
        <Combobox.Options className={classes.options ?? ''}>
          {isNothing && <Combobox.Empty>Nothing with “{q}” in its name. A package is found on the page of its image.</Combobox.Empty>}
          {foundVulnerabilities.length > 0 && (
            <Combobox.Group label="Vulnerabilities">
              {foundVulnerabilities.map((row) => (
                <Combobox.Option key={row.id} value={`vulnerability ${row.id}`}>
                  <div className={classes.line}>
                    <b>{row.id}</b>
                    <span className="small">
                      <SeverityWord severity={row.severity} />
                    </span>
                    <span className={`${classes.end} small faint`}>in {count(row.images, 'image')}</span>
                  </div>
                  <div className="small muted clip">{row.summary}</div>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
          {foundImages.length > 0 && (
            <Combobox.Group label="Images">
              {foundImages.map((row) => (
                <Combobox.Option key={imageKey(row)} value={imageKey(row)}>
                  <div className={classes.line}>
                    <span className="clip">
                      {row.repository}:<b>{row.tag}</b>
                    </span>
                    <span className={`${classes.end} small faint`}>{row.connectionName}</span>
                  </div>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function imageKey({ connection, repository, tag }: { connection: number; repository: string; tag: string }): string {
  return `image ${connection} ${repository}:${tag}`;
}
