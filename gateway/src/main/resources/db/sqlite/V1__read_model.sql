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
  id              text   not null primary key,
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

create table task (                     -- what has been scheduled; the rest is in the definition
  execution_id text not null,
  name         text not null,
  status       text,
  message      text,
  inputs       text,
  outputs      text,
  primary key (execution_id, name)
) without rowid;

create table attempt (
  execution_id text    not null,
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
  primary key (execution_id, task, number, epoch)
) without rowid;

create table event (                    -- the record as it stands on the topic, read again when somebody asks
  execution_id text   not null,
  sequence     bigint not null,
  record       blob   not null,
  primary key (execution_id, sequence)
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
