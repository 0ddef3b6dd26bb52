-- Vulnerabilities and what links them to packages.

create table vulnerability (                       -- an alias group: one row for CVE + GHSA + DSA ...
  id             int primary key generated always as identity,
  severity       smallint not null,                -- 5 critical .. 1 negligible, 0 unknown
  kev            boolean not null default false,
  risk           int not null,                     -- 0..10000 from CVSS, EPSS and KEV; the fleet sorts by it
  epss           real,
  cvss_score     real,
  cvss_vector    text,
  kev_added      text,                             -- days as CISA writes them
  kev_due        text,
  kev_ransomware boolean,
  published      timestamptz,
  modified       timestamptz,
  name           text collate "C" not null unique, -- the best name
  summary        text not null default '',
  details        text not null default '',
  refs           jsonb not null default '[]',      -- [{type, url}]
  cwes           text[] not null default '{}'
);
create index vulnerability_risk on vulnerability (risk, id);   -- read backwards: order by risk desc, id desc; keyset (risk, id) < ($1, $2)

create table vulnerability_alias (                 -- every name of the group, its own included; a merge updates vulnerability_id
  name             text collate "C" primary key,
  vulnerability_id int not null references vulnerability
);
create index vulnerability_alias_vulnerability on vulnerability_alias (vulnerability_id);

create table link (
  id               int primary key generated always as identity,
  package_id       int not null references package,   -- a subject
  vulnerability_id int not null references vulnerability,
  since            timestamptz not null,
  until            timestamptz not null default 'infinity',
  first_seen       timestamptz not null,           -- since of the first of the rows that followed each other without a gap: a better fix is no new finding
  severity         smallint not null,              -- as judged for this package: vendor first
  status           smallint not null,              -- 1 affected, 2 under investigation
  fix_state        smallint not null,              -- 1 available, 2 none, 3 wont_fix, 4 deferred, 5 end_of_life, 6 unknown
  fixable          boolean not null generated always as (coalesce(cardinality(fixed_versions), 0) > 0) stored,
  fixed_versions   text[],                         -- null or empty = no fix
  evidence         jsonb not null                  -- for each record: its id, the range, the comparator's answer
) with (fillfactor = 90);
create index link_package on link (package_id);                         -- open and closed: serves now and asOf
create index link_vulnerability on link (vulnerability_id, until);      -- also: a frozen repository is read as of its time, beside live ones
create unique index link_open on link (package_id, vulnerability_id) where until = 'infinity';

create table set_verdict (                         -- what the bytes of a set say against a link; sparse. While it is open the finding is none.
  set_id           int not null references package_set,
  package_id       int not null references package,   -- a subject of the set
  vulnerability_id int not null references vulnerability,
  since            timestamptz not null,
  until            timestamptz not null default 'infinity',
  verdict          smallint not null,              -- 1 not affected (takes the finding away)
  justification    smallint not null,              -- 1 vulnerable code not present, 2 component not present (OpenVEX)
  evidence         text not null,
  primary key (set_id, package_id, vulnerability_id, until)
);
create index set_verdict_vulnerability on set_verdict (vulnerability_id, until);

create table advisory_build (                      -- one row: which build of the advisories the links come from
  one        boolean primary key default true check (one),
  build      text not null default '',             -- links of new packages must be matched with this one
  applied    text not null default '',             -- all stored links agree with this one; differs from build while a re-match runs
  updated_at timestamptz,
  status     jsonb
);
insert into advisory_build default values;
