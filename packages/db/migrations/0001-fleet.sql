-- Connections, repositories, images, tags, and what a manifest says. A finding is a join and is never stored.
--
-- Keys are int4 identity columns: package ids are stored in arrays and package, image and set ids in every index, so int8 would double
-- the largest table. Two rules keep int4 safe: look rows up before inserting them (INSERT .. ON CONFLICT DO NOTHING burns a sequence
-- value for each conflict), and alarm at 50 % of the range. What grows with time and not with content (audit, logs) is int8.
-- The open end of a lifetime is 'infinity', not null: `since <= t and until > t` is then the only form, now or as of t.
-- States and codes are smallint with a comment; the program owns the names (src/codes.ts).

create schema auth;                                -- tables of the authentication library; the server migrates them

-- A clock for lifetimes: microseconds, and never the same or an earlier instant again, even if the machine's clock steps back. Writers
-- take it after their locks, so that the order of instants is the order of the locks.
create sequence instant;
create function next_instant() returns timestamptz language plpgsql volatile as $$
declare
  n bigint := nextval('instant');
  c bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
begin
  if c > n then
    n := c;
    perform setval('instant', n);
  end if;
  return timestamptz 'epoch' + n * interval '1 microsecond';
end $$;

-- Now, for readers: not before the last instant of a writer, even if the machine's clock stepped back.
create function current_instant() returns timestamptz language sql volatile
  return (select greatest(clock_timestamp(), timestamptz 'epoch' + last_value * interval '1 microsecond') from instant);

create table connection (
  id                     int primary key generated always as identity,
  kind                   text not null default 'ecr',
  name                   text not null unique,
  region                 text not null,
  account                text not null,
  endpoint               text,
  auth                   jsonb not null,           -- how it signs in, without secrets
  sealed_credentials     bytea,                    -- null after disconnecting
  credentials_updated_at timestamptz,
  interval_minutes       int not null default 60,
  state                  smallint not null default 1,     -- 1 connected, 2 error, 3 disconnected
  created_at             timestamptz not null default now(),
  disconnected_at        timestamptz not null default 'infinity',   -- its data is read as of least(t, disconnected_at), so a live one needs no case
  last_sync_at           timestamptz,
  last_sync_summary      text,
  next_sync_at           timestamptz,
  last_error             jsonb,
  progress               jsonb,
  check ((state = 3) = (disconnected_at < 'infinity'))
);

create table connection_log (                      -- syncs, failures, credentials, people
  id            bigint primary key generated always as identity,
  connection_id int not null references connection,
  at            timestamptz not null default now(),
  kind          text not null,
  message       text not null,
  actor         text
);
create index connection_log_connection on connection_log (connection_id, id);

create table repository (
  id            int primary key generated always as identity,
  connection_id int not null references connection,
  name          text collate "C" not null,
  uri           text not null,
  created_at    timestamptz,
  mutability    text,
  first_seen    timestamptz not null,
  gone_at       timestamptz not null default 'infinity',
  unique (connection_id, name)
);
create index repository_name on repository (name, id);

create table image (
  id             int primary key generated always as identity,
  repository_id  int not null references repository,
  current_tags   int not null default 0,           -- tags that reach it now, directly or through an index; 0 = not part of the fleet
  state          smallint not null default 1,      -- 1 discovered, 2 reading, 3 read, 4 failed, 5 not an image
  coverage       smallint,                         -- 1 complete, 2 partial, 3 unsupported, 4 not an image; null until read
  attempts       smallint not null default 0,      -- failures in a row
  is_index       boolean not null default false,   -- its children are images of their own
  size           bigint not null,
  pushed_at      timestamptz not null,
  pulled_at      timestamptz,
  first_read_at  timestamptz,                      -- set once, never changed: a finding's first-seen = greatest(link.first_seen, first_read_at)
  retry_at       timestamptz,                      -- of a failed one
  platform       text,                             -- null for an index, and until it is known
  media_type     text not null,
  not_image_kind text,                             -- signature, attestation, chart ..
  os             jsonb,
  config         jsonb,
  error          jsonb,                            -- why it failed
  problems       jsonb not null default '[]',
  digest         bytea not null,
  unique (repository_id, digest)
) with (fillfactor = 90);
create index image_current on image (repository_id, id) where current_tags > 0;

create table image_layer (
  image_id    int not null references image,
  ordinal     smallint not null,
  size        bigint not null,
  digest      bytea not null,
  diff_id     bytea not null,
  chain_id    bytea not null,
  media_type  text not null,
  instruction text not null,
  primary key (image_id, ordinal)
);
create index image_layer_chain on image_layer (chain_id);

create table index_child (                         -- of a multi-platform index: its readable images, nested indexes flattened; never changed
  index_id int not null references image,
  child_id int not null references image,
  platform text not null,
  primary key (index_id, child_id)
);
create index index_child_child on index_child (child_id);

create table tag (
  id            int primary key generated always as identity,
  repository_id int not null references repository,
  image_id      int not null references image,     -- an image or an index
  since         timestamptz not null,
  until         timestamptz not null default 'infinity',
  pushed_at     timestamptz not null,              -- of the image, so that lists are walked in index order
  name          text collate "C" not null
) with (fillfactor = 90);
create unique index tag_current on tag (repository_id, name) where until = 'infinity';
create index tag_time on tag (repository_id, since, until);
create index tag_image on tag (image_id);
create index tag_pushed on tag (pushed_at, id) where until = 'infinity';
create index tag_repository_pushed on tag (repository_id, pushed_at, id) where until = 'infinity';

create table inventory (                           -- what the analyzers of one time found; an index has none
  id          int primary key generated always as identity,
  image_id    int not null references image,
  since       timestamptz not null,
  until       timestamptz not null default 'infinity',   -- a better analyzer closes it and opens the next
  fingerprint text not null,                       -- of the analyzers and their versions
  unique (image_id, until)                         -- at most one is open; also the way from an image to the inventory of a time
);

-- Which tags an image has: its own and those of the indexes that hold it.
create view image_tag as
select image_id, name, since, until from tag
union all
select c.child_id, t.name, t.since, t.until from tag t join index_child c on c.index_id = t.image_id;
