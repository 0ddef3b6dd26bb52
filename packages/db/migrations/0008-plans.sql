-- Fix plans that are followed until they are done, and how long a repository shipped each vulnerability.
-- Both are about what a repository ships: the newest image of each of its platforms. Older tags are history; nobody rebuilds them.

create table exposure (                            -- a vulnerability that no decision hides, from when a repository shipped it until it did not any more
  id               int primary key generated always as identity,
  repository_id    int not null references repository,
  platform         text not null,
  vulnerability_id int not null references vulnerability,
  severity         smallint not null,              -- the worst among its packages, when last seen
  risk             real not null,                  -- weight of its findings, as plans weigh them, when last seen
  fixable          boolean not null,
  since            timestamptz not null,           -- first seen in an image that this repository shipped
  until            timestamptz not null default 'infinity',
  ended_as         smallint,                       -- 1 another image was pushed, 2 the advisories changed, 3 decided, 4 the repository ships nothing; null while open
  check ((until = 'infinity') = (ended_as is null))
);
create unique index exposure_repository on exposure (repository_id, platform, vulnerability_id, until);   -- at most one is open; also: was it there before
create index exposure_until on exposure (until, since);

create table plan (
  id            int primary key generated always as identity,
  repository_id int not null references repository,
  platform      text not null,
  key           text not null,                     -- which of a repository's plans: base:platform/nginx:2, os-upgrade, pin:npm/lodash, everything ..
  state         smallint not null default 1,       -- 1 open, 2 done: an image shows it, 3 stale: the advice is another now
  image_id      int not null references image,     -- that it was last made for
  title         text not null,
  target        text,                              -- tag or version that one move or one pin leads to: a fix of the whole fleet names the newest
  plan          jsonb not null,                    -- edits, what it removes and adds, limits, texts
  counts        jsonb not null,                    -- of what it removes, by severity
  exploited     int not null,
  risk          real not null,                     -- removed
  edits         int not null check (edits > 0),
  removes       int not null,
  remaining     int not null,
  unfixable     int not null,
  adds          int not null,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  closed_at     timestamptz not null default 'infinity',
  closed_image  int references image,              -- of a done one: the image that shows it
  score         real not null generated always as (risk / edits) stored,
  check ((state = 1) = (closed_at = 'infinity'))
);
create unique index plan_open on plan (repository_id, platform, key) where state = 1;
create index plan_score on plan (score, id) where state = 1;           -- read backwards: most risk removed per edit first
create index plan_key on plan (key) where state = 1;
create index plan_closed on plan (state, closed_at, id);
create index plan_repository on plan (repository_id, state);

create table plan_basis (                          -- what a repository's plans and exposures were last made from: nothing is made again while it is the same
  repository_id int not null references repository,
  platform      text not null,
  image_id      int references image,              -- what was shipped then; null = nothing
  basis         text not null,
  made_at       timestamptz not null,
  error         text,                              -- why no plan could be made
  primary key (repository_id, platform)
);
