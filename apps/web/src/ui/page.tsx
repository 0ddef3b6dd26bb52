import { useDocumentTitle } from '@mantine/hooks';
import { createContext, Fragment, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';
import classes from './page.module.css';

/** The element of the frame that shows the way to a page; null before the frame is there, and where there is none. */
export const CrumbsPlace = createContext<HTMLElement | null>(null);

/** The sentence, the line under it, and what one can do. The crumbs before `here` are links and go into the top bar. */
export function PageHead({
  title,
  documentTitle,
  under,
  actions,
  crumbs = [],
  here,
}: {
  title: ReactNode;
  documentTitle: string;
  under?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly { key: string; link: ReactNode }[];
  here: string;
}) {
  useDocumentTitle(`${documentTitle} · Plimsoll`);
  return (
    <>
      <Crumbs>
        {crumbs.map(({ key, link }) => (
          <Fragment key={key}>
            {link}
            <span className="faint" aria-hidden="true">
              /
            </span>
          </Fragment>
        ))}
        <b className="clip" aria-current="page">
          {here}
        </b>
      </Crumbs>
      <div className={classes.head}>
        <div className={classes.words}>
          {typeof title === 'string' ? <h1>{title}</h1> : title}
          {under !== undefined && <div className="small muted">{under}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
    </>
  );
}

function Crumbs({ children }: { children: ReactNode }) {
  const place = use(CrumbsPlace);
  return place === null ? null : createPortal(children, place);
}
