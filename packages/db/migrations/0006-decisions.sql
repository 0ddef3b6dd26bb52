-- Decisions of people: who, why, until when, and how each ended.

alter table decision
  add column justification smallint,                -- of a kind 3: an OpenVEX justification (codes as in set_verdict)
  add column note          text not null default '',
  add column created_at    timestamptz not null default now(),
  add column ended_by      text,                    -- null while it is open, and if it expired
  add column ended_reason  text not null default '',
  add column moved_to      int references decision; -- its vulnerability turned out to be another one: it goes on as that row
create index decision_expires on decision (expires_at) where until = 'infinity';

-- Which repositories a decision reaches, as one expression, so that one that is not stored yet (a preview) is asked the same question.
create function in_scope(connection_id int, repository_pattern text, r_connection int, r_name text) returns boolean language sql immutable
  return (connection_id is null or r_connection = connection_id) and (repository_pattern is null or r_name like repository_pattern);

create or replace view decision_scope as
select d.id as decision_id, d.since, d.until, d.vulnerability_id, d.package_pattern, d.package_prefix, r.id as repository_id,
       d.image_id, d.tag_pattern, d.image_id is not null or d.tag_pattern is not null as narrow
from decision d
join repository r on in_scope(d.connection_id, d.repository_pattern, r.connection_id, r.name);

-- The repositories of a disconnected connection show what was decided when it was disconnected.
create or replace view decision_repository as
select s.vulnerability_id, s.repository_id
from decision_scope s join repository r on r.id = s.repository_id join connection c on c.id = r.connection_id
where s.since <= c.disconnected_at and (s.until > c.disconnected_at or s.until = 'infinity') and s.package_pattern is null and not s.narrow;
