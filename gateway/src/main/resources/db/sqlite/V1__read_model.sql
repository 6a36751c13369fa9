-- The read model: a fold of committed events. It can be deleted at any time and is then built again.
-- Times are milliseconds since the epoch. Tables that are written per task event have no index but their key.

create table installation (
  id text not null primary key          -- of this copy; a stream cannot be resumed on another
);
insert into installation (id) values (lower(hex(randomblob(8))));

create table position (                 -- first offset that is not folded yet
  topic           text    not null,
  topic_partition integer not null,
  next_offset     bigint  not null,
  primary key (topic, topic_partition)
) without rowid;

create table definition (               -- every version of a workflow or a registered task
  namespace     text    not null,
  name          text    not null,
  version       integer not null,
  kind          text    not null,       -- workflow | task
  digest        text    not null,
  canonical     text    not null,
  registered_at bigint  not null,
  primary key (namespace, name, version)
) without rowid;

create table workflow (                 -- the newest version of each, and what is true of all versions
  namespace  text    not null,
  name       text    not null,
  kind       text    not null,
  version    integer not null,
  digest     text    not null,
  paused     integer not null default 0,
  updated_at bigint  not null,
  primary key (namespace, name)
) without rowid;

create table execution (
  number          integer not null primary key,  -- rises: rows of one execution lie together, new ones at the end
  id              text    not null unique,
  namespace       text,
  workflow        text,
  version         integer,
  digest          text,
  partition_label text,
  run             integer,
  trigger_kind    text,
  trigger_key     text,
  status          text    not null,
  status_rank     integer not null,     -- a status never gives way to one of lower rank: topics are read in any order
  message         text,
  created_at      bigint,
  started_at      bigint,
  ended_at        bigint,
  inputs          text,
  outputs         text,
  change          bigint  not null      -- rises with every change of any execution: the id of streams
);
create index execution_by_time on execution (created_at desc, id desc);
create index execution_by_workflow on execution (namespace, workflow, created_at desc, id desc);
create index execution_by_status on execution (status, created_at desc, id desc);
create index execution_by_key on execution (namespace, workflow, trigger_key);
create index execution_by_change on execution (change);

create table task (                     -- how tasks ended that no attempt of theirs decided; the rest is in the attempts
  execution integer not null,           -- number of the execution, as in the tables below
  name      text    not null,
  status    text    not null,
  message   text,
  outputs   text,
  primary key (execution, name)
) without rowid;

create table attempt (
  execution    integer not null,
  task         text    not null,
  number       integer not null,
  epoch        integer not null,
  runner       text,
  outcome      text,
  budget       text,
  scheduled_at bigint,
  started_at   bigint,
  ended_at     bigint,
  exit_code    integer,
  message      text,
  inputs       text,
  outputs      text,
  primary key (execution, task, number, epoch)
) without rowid;

create table event (                    -- the records as they stand on the topic, some in a row; read again when asked for
  execution integer not null,
  first     bigint  not null,           -- sequence numbers
  last      bigint  not null,
  records   blob    not null,
  primary key (execution, first)
) without rowid;

create table runner (
  name        text    not null primary key,
  incarnation bigint  not null,
  version     text    not null,
  queues      text    not null,         -- JSON array
  slots       integer not null,
  running     integer not null,
  status      text    not null,         -- live | draining | left | lost
  joined_at   bigint  not null,
  seen_at     bigint  not null
) without rowid;
