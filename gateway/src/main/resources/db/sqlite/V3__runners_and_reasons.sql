-- What a runner says of itself when it joins, and what tells why something does not run yet.

alter table runner add column types  text not null default '[]';  -- JSON array of {name, schema}; the schema as text, empty without one
alter table runner add column labels text not null default '{}';  -- JSON object
alter table runner add column images text not null default '[]';  -- JSON array

create table retry (                    -- the last retry of a task that was scheduled
  execution text    not null,           -- id
  task      text    not null,
  number    integer not null,           -- of the coming attempt
  epoch     integer not null,
  due_at    bigint  not null,
  primary key (execution, task)
) without rowid;

-- Holds only what waits in a queue: an attempt that is claimed within the batch that brought it is never in it.
create index attempt_waiting on attempt (scheduled_at)
  where scheduled_at is not null and started_at is null and ended_at is null;

create index permit_by_execution on permit (execution);
