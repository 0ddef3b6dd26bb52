-- Policies, what they say of images over time, and what the checks found in an image.

create table check_result (                        -- an image never changes, and so neither does what its checks find
  image_id int primary key references image,
  results  jsonb not null                          -- in the order of the checks
);

create table policy (                              -- few (tens)
  id          int primary key generated always as identity,
  key         text unique,                         -- of one that comes with the product; null = own
  name        text not null unique,
  description text not null,
  scope       jsonb not null default '{}',
  rules       jsonb not null,
  enabled     boolean not null,
  author      text,
  changed_at  timestamptz not null default now()
);

create table policy_result (                       -- one row as long as the state is the same; the results are the latest of that time
  id        int primary key generated always as identity,
  policy_id int not null references policy on delete cascade,
  image_id  int not null references image,
  state     smallint not null,                     -- 1 pass, 2 violation, 3 unknown
  since     timestamptz not null,
  until     timestamptz not null default 'infinity',
  due_at    timestamptz,                           -- the earliest deadline among the results
  results   jsonb not null
) with (fillfactor = 80);
create unique index policy_result_open on policy_result (policy_id, image_id) where until = 'infinity';
create index policy_result_image on policy_result (image_id) where until = 'infinity';

create table policy_daily (
  policy_id int not null references policy on delete cascade,
  day       date not null,
  pass      int not null, violation int not null, unknown int not null,
  primary key (policy_id, day)
);
