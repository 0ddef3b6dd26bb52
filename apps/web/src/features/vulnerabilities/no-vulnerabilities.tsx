import type { getOverview } from '@plimsoll/contract';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { count, number } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Nothing } from '../../ui/page-states.tsx';

export type Overview = z.output<typeof getOverview.response>;

/** Why a list is empty: "none" is claimed only of what was read whole. */
export function NoVulnerabilities({ isFiltered, overview }: { isFiltered: boolean; overview: Overview | undefined }) {
  if (isFiltered) return <Nothing title="Nothing fits these filters">Remove one to see more.</Nothing>;
  if (overview === undefined || overview.images.total === 0)
    return (
      <Nothing title="No images yet" action={<LinkButton to="/hub">Open the Integration Hub</LinkButton>}>
        Vulnerabilities appear here as images are read.
      </Nothing>
    );
  const { total, complete } = overview.images;
  if (complete === total)
    return (
      <Nothing title="No known vulnerabilities">All {count(total, 'image')} were read whole and compared with the advisories.</Nothing>
    );
  return (
    <Nothing
      title="Nothing found so far"
      action={
        <Link to="/images" search={{ view: 'tags' }}>
          See which images
        </Link>
      }
    >
      Only {number(complete)} of {count(total, 'image')} were read whole, so this is not the same as none.
    </Nothing>
  );
}
