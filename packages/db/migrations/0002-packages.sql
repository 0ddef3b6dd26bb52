-- Packages and package sets: what inventories consist of.

create table ecosystem (                           -- code table; ids are bits of masks, so at most 62
  id   smallint primary key check (id between 0 and 62),
  name text not null unique                        -- as OSV spells it; empty = not matched
);
insert into ecosystem values (0, '');

create table distro_release (                      -- code table
  id   smallint primary key,
  name text not null unique                        -- `12`, `v3.20`; empty = none
);
insert into distro_release values (0, '');

create table package (                             -- what is installed and what advisories name (subjects)
  id             int primary key generated always as identity,
  subject_id     int references package,           -- what advisories name, where that is not the package itself: Debian, Alpine: its source package
  ecosystem      smallint not null references ecosystem,   -- 0: never matched, and so no subject
  distro_release smallint not null default 0 references distro_release,
  type           text collate "C" not null,        -- of its purl: deb, npm ..
  name           text collate "C" not null,        -- bytes: decisions look it up by prefix
  version        text collate "C" not null,
  source_name    text collate "C" not null default '',
  source_version text collate "C" not null default '',
  arch           text collate "C" not null default '',   -- 'source' for a source package
  module         text collate "C" not null default '',   -- rpm modularity
  licenses       text[] not null default '{}',
  unique nulls not distinct (name, version, ecosystem, distro_release, source_name, source_version, arch, module, type, subject_id)
);
create index package_subject on package (subject_id) where subject_id is not null;

create table package_set (                         -- immutable, so it is one value: arrays, not a row for each member
  id             int primary key generated always as identity,
  subjects       int[] not null,                   -- sorted, distinct; links, counts and the index hang here
  packages       int[],                            -- one for each member, by id then path; null = the same as subjects
  flags          bytea,                            -- one byte a member, same order: 1 = development only; null = all 0
  paths          text[],                           -- one for each member, same order; null = the path of the set
  owners         text[],                           -- operating-system package that installed it, same order; null = none
  analyzer       text not null,
  content_digest bytea not null,                   -- of the canonical members, flags and paths: equal sets are one row
  unique (content_digest, analyzer)
);
alter table package_set alter subjects set storage external, alter packages set storage external;   -- ids do not compress
create index package_set_subjects on package_set using gin (subjects) with (fastupdate = off);   -- "which sets hold it": @> array[id]

create table set_facts (                           -- what the bytes can tell later: a Go binary's linked packages and symbols
  set_id int primary key references package_set,
  facts  bytea not null                            -- JSON, compressed by us (zstd)
);
alter table set_facts alter facts set storage external;

create table image_set (
  inventory_id int not null references inventory,
  set_id       int not null references package_set,
  ordinal      smallint not null,                  -- position in the inventory: the same set may occur at two paths
  layer        smallint not null,
  path         text not null,
  primary key (inventory_id, ordinal)
);
create index image_set_set on image_set (set_id, inventory_id);
