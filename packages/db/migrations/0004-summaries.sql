-- Decisions of people, and the summaries. All summaries can be rebuilt at any time from the other tables.

create table decision (                            -- by a person: hide these findings. Few (hundreds); every part that is not null must match
  id                 int primary key generated always as identity,
  connection_id      int references connection,    -- null = all
  repository_pattern text,                         -- patterns are LIKE patterns, made from the globs that people write
  tag_pattern        text,                         -- one of the image's tags, or of an index that holds it
  image_id           int references image,         -- or an index that holds it; its connection and repository are given too, so that few images are asked
  vulnerability_id   int references vulnerability,
  package_pattern    text,                         -- the subject's name
  package_prefix     text collate "C" generated always as (substring(package_pattern from '^[^%_\\]*')) stored,   -- narrows the look-up of names
  kind               smallint not null,            -- 1 accepted, 2 false positive, 3 vex
  reason             text not null,
  author             text not null,
  expires_at         timestamptz not null default 'infinity',   -- a job closes it then: it counts until it is closed
  since              timestamptz not null,
  until              timestamptz not null default 'infinity',
  check (num_nonnulls(vulnerability_id, package_pattern) > 0)
);
create index decision_vulnerability on decision (vulnerability_id) where until = 'infinity';

-- What the scope of a decision means, in two parts, here and nowhere else: the repositories it reaches, and, only where it is `narrow`, which
-- of their images. Vulnerability and package are the caller's to compare.
create view decision_scope as
select d.id as decision_id, d.since, d.until, d.vulnerability_id, d.package_pattern, d.package_prefix, r.id as repository_id,
       d.image_id, d.tag_pattern, d.image_id is not null or d.tag_pattern is not null as narrow
from decision d
join repository r on (d.connection_id is null or r.connection_id = d.connection_id) and (d.repository_pattern is null or r.name like d.repository_pattern);

create function reaches(decision_image int, tag_pattern text, image int) returns boolean language sql stable
  return (decision_image is null or decision_image = image or exists (select from index_child c where c.child_id = image and c.index_id = decision_image))
     and (tag_pattern is null or exists (select from image_tag t where t.image_id = image and t.until = 'infinity' and t.name like tag_pattern));

-- Where a decision hides a vulnerability in a whole repository: what the fleet list shows as decided.
create view decision_repository as
select vulnerability_id, repository_id from decision_scope where until = 'infinity' and package_pattern is null and not narrow;

-- Summaries. All can be rebuilt at any time from the tables above (summary_rebuild).
create table set_summary (                         -- findings of a set, verdicts subtracted; additive: an image is the sum of its sets
  set_id     int primary key references package_set,
  critical   int not null default 0, high int not null default 0, medium int not null default 0,
  low        int not null default 0, negligible int not null default 0, unknown int not null default 0,
  fixable    int not null default 0
) with (fillfactor = 70);

create table repository_vulnerability (            -- current images of a repository that have the vulnerability, decided ones included;
  repository_id    int not null references repository,   -- rows of a disconnected connection stay as they were
  vulnerability_id int not null references vulnerability,
  images           int not null,                   -- count(distinct image); 0 rows are deleted lazily
  fixable          int not null,                   -- ... where a fix exists
  ecosystems       bigint not null,                -- bit 1 << ecosystem
  primary key (repository_id, vulnerability_id)
) with (fillfactor = 80);
create index repository_vulnerability_vulnerability on repository_vulnerability (vulnerability_id, repository_id);

create table image_decided (                       -- how many findings of a current image decisions hide; sparse; open = sum of sets - this
  image_id   int primary key references image,
  critical   int not null default 0, high int not null default 0, medium int not null default 0,
  low        int not null default 0, negligible int not null default 0, unknown int not null default 0,
  fixable    int not null default 0
) with (fillfactor = 70);

create table daily_summary (                       -- open findings, and how many are decided
  day           date not null,
  repository_id int not null references repository,
  critical int not null, high int not null, medium int not null, low int not null, negligible int not null, unknown int not null, fixable int not null,
  decided int not null,
  primary key (repository_id, day)
);
create index daily_summary_day on daily_summary (day);

alter table set_summary set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table repository_vulnerability set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table image_decided set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table link set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table tag set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

create table image_frozen (                        -- counts of the current images of a disconnected connection, as they were when it was disconnected
  image_id   int primary key references image,
  critical   int not null default 0, high int not null default 0, medium int not null default 0,
  low        int not null default 0, negligible int not null default 0, unknown int not null default 0,
  fixable    int not null default 0
);
