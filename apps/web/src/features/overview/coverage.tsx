import { Link } from '@tanstack/react-router';
import { number } from '../../ui/format.ts';
import { coverageParts } from './coverage-parts.ts';
import classes from './coverage.module.css';
import type { Overview } from './overview-words.ts';
import { Picture, PictureTable } from './picture.tsx';

/** How much of the fleet the numbers of this page are about: one bar, and every part a link to its images. */
export function Coverage({ overview: { images } }: { overview: Overview }) {
  const parts = coverageParts(images);
  return (
    <Picture
      title={`${number(images.complete)} of ${number(images.total)} images are read whole`}
      empty={parts.length === 0 ? 'No images yet.' : undefined}
      table={() => (
        <PictureTable
          columns={['State', '#Images']}
          rows={parts.map(({ key, word, count, search }) => ({
            key,
            cells: [
              word,
              <Link key="link" to="/images" search={search}>
                {number(count)}
              </Link>,
            ],
          }))}
        />
      )}
    >
      <div role="img" aria-label={parts.map(({ word, count }) => `${number(count)} ${word}`).join(', ')} className={classes.bar}>
        {parts.map(({ key, count }) => (
          <i key={key} data-part={key} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {parts.map(({ key, word, count, search }) => (
          <li key={key}>
            <Link to="/images" search={search}>
              <i data-part={key} aria-hidden="true" />
              {number(count)} {word}
            </Link>
          </li>
        ))}
      </ul>
    </Picture>
  );
}
