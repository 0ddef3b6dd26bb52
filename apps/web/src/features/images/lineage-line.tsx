import type { BaseImage } from '@plimsoll/contract';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { OutdatedTag } from '../../ui/outdated-tag.tsx';
import { addressOf } from '../../ui/image-address.ts';
import classes from './images.module.css';

/** What the image is built on, and what that is built on. Undefined: not known yet. */
export function LineageLine({ lineage }: { lineage: readonly BaseImage[] | undefined }) {
  if (lineage === undefined)
    return <Skeleton className="after-a-moment" height={12} my={3} width={340} maw="80%" aria-label="Loading what it is built on" />;
  if (lineage.length === 0) return <div>Built on no image of the connected registries</div>;
  return (
    <div className={classes.lineage}>
      {lineage.map((base, index) => (
        <span key={`${base.name} ${base.digest}`}>
          {index === 0 ? 'Built on' : 'on'}
          {base.image === undefined ? (
            <span title="It is in no connected registry">{base.name}</span>
          ) : (
            <Link to="/images/$connection/$repository/$reference" params={addressOf(base.image, base.image.reference)}>
              {base.name}
            </Link>
          )}
          {base.outdated && (
            <OutdatedTag to="/bases" search={{ base: base.digest ?? undefined }} reasons={base.reasons} newer={base.candidates.length} />
          )}
        </span>
      ))}
    </div>
  );
}
