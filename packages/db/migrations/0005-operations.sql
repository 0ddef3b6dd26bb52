-- What surrounds the data: cached layers and the record of who did what.

create table layer_cache (                         -- what the analyzers found in a layer; may be emptied at any time
  key     text collate "C" primary key,            -- layer digest and fingerprint of the analyzers
  result  bytea not null,                          -- compressed by the writer
  used_at timestamptz not null default now()
);
alter table layer_cache alter result set storage external;
create index layer_cache_used on layer_cache (used_at);

create table audit (
  id     bigint primary key generated always as identity,
  at     timestamptz not null default now(),
  actor  text not null,
  action text not null,
  target text not null,
  detail text not null default ''
);
