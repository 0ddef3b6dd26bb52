-- Decisions that name packages as closely as a package URL does: not every version of a name, but one; not every ecosystem that has the name.

create type package_build as (ecosystem smallint, release smallint, version text, arch text);   -- every part that is not null must match

alter table decision
  add column package_build package_build;          -- beside the pattern of the name; null = any; written null, never as a row of nulls

-- What it means, here and nowhere else. The package is a subject.
create function is_build(wanted package_build, package int) returns boolean language sql stable
  return wanted is null or exists (select from package p where p.id = package
    and ((wanted).ecosystem is null or p.ecosystem = (wanted).ecosystem) and ((wanted).release is null or p.distro_release = (wanted).release)
    and ((wanted).version is null or p.version = (wanted).version) and ((wanted).arch is null or p.arch = (wanted).arch));

create or replace view decision_scope as
select d.id as decision_id, d.since, d.until, d.vulnerability_id, d.package_pattern, d.package_prefix, r.id as repository_id,
       d.image_id, d.tag_pattern, d.image_id is not null or d.tag_pattern is not null as narrow, d.package_build
from decision d
join repository r on in_scope(d.connection_id, d.repository_pattern, r.connection_id, r.name);

-- What an image fails, and what could not be told, beside the results: a fleet is counted without reading them.
alter table check_result
  add column failed  jsonb not null generated always as (jsonb_path_query_array(results, '$[*] ? (@.status == "fail").id')) stored,
  add column unknown jsonb not null generated always as (jsonb_path_query_array(results, '$[*] ? (@.status == "unknown").id')) stored;

-- Images under a policy by their next deadline, those without one last.
create index policy_result_due on policy_result (policy_id, coalesce(due_at, 'infinity'), image_id) where until = 'infinity';
