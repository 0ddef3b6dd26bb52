import { Link } from '@tanstack/react-router';
import { LoadError, Nothing } from '../ui/page-states.tsx';
import { PageHead } from '../ui/page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <>
      <PageHead title="There is no such page" documentTitle="Not found" here="Not found" />
      <Nothing title="The address may be mistyped, or the page may have moved" action={<Link to="/">Go to the overview</Link>} />
    </>
  );
}

/** A page that failed by our own mistake, or whose code could not be fetched. */
export function Crashed({ error }: { error: unknown }) {
  return <LoadError error={error} what="This page" onRetry={() => window.location.reload()} />;
}
