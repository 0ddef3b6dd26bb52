-- How probable it is that a vulnerability is exploited: vulnerability.epss, and beside it which part of all CVEs is not more probable.

alter table vulnerability add epss_percentile real;
create index vulnerability_epss on vulnerability (epss);   -- "at least": few are
alter table advisory_build add epss_date text;             -- the day that all stored scores are of, 2026-09-01; null without scores
