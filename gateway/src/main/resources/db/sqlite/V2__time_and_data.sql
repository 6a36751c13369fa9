-- Slots, datasets, backfills, limits and pauses. Slots and partitions are labels, which sort by time as texts.

alter table execution add column trigger_origin text;  -- what its trigger named as the reason
alter table execution add column slot text;            -- the expected slot that it runs

create table slot (                     -- expected slots that wait, wait for room, or ran
  namespace       text    not null,
  workflow        text    not null,
  slot            text    not null,     -- a partition, or a fire time
  partition_label text,
  status          text    not null,     -- waiting | queued | skipped; once it ran, that of its execution counts
  reason          text,                 -- why it was skipped
  execution       text,                 -- id of the last run
  runs            integer not null default 0,
  due_at          bigint,
  updated_at      bigint  not null,
  primary key (namespace, workflow, slot)
) without rowid;

insert into slot (namespace, workflow, slot, partition_label, status, execution, runs, updated_at)
  select namespace, workflow, partition_label, partition_label, 'queued', id, run, created_at from execution e
  where namespace is not null and partition_label is not null and run = (select max(run) from execution later
    where later.namespace = e.namespace and later.workflow = e.workflow and later.partition_label = e.partition_label);

create table passed_slots (             -- expected slots in a row that did not run; a slot with a row above is not meant
  namespace  text    not null,
  workflow   text    not null,
  last_slot  text    not null,
  schedule   integer not null,
  first_slot text    not null,
  slots      bigint  not null,
  status     text    not null,          -- skipped | missed
  reason     text    not null,
  passed_at  bigint  not null,
  primary key (namespace, workflow, last_slot, schedule)
) without rowid;

create table slot_landing (             -- which landings counted for a slot, and which did not
  namespace       text   not null,
  workflow        text   not null,
  slot            text   not null,
  dataset         text   not null,
  partition_label text   not null,      -- empty without partitions
  landing         text   not null,      -- empty when it had landed before the slot began to wait
  timezone        text,                 -- of the dataset's partitions
  ignored         text,                 -- why; null when it joined
  heard_at        bigint not null,
  primary key (namespace, workflow, slot, dataset, partition_label, landing)
) without rowid;

create table dataset (
  name           text   not null primary key,
  partitions     bigint not null default 0,   -- that have landed
  last_partition text,                  -- newest label
  last_landed_at bigint
) without rowid;

create table dataset_workflow (         -- who produces and who consumes a dataset
  dataset   text not null,
  role      text not null,              -- producer | consumer
  workflow  text not null,
  grain     text,                       -- of what a producer leaves
  timezone  text,
  primary key (dataset, role, workflow)
) without rowid;

create table dataset_partition (        -- newest landing of each
  dataset         text    not null,
  partition_label text    not null,     -- empty without partitions
  landed_at       bigint  not null,
  landings        integer not null,
  landing         text    not null,
  source          text    not null,
  uri             text,
  execution       text,
  primary key (dataset, partition_label)
) without rowid;

create table landing (                  -- every landing, so that one sent again is known
  dataset         text    not null,
  partition_label text    not null,
  source          text    not null,     -- two sources may use the same id
  landing         text    not null,
  number          integer not null,     -- how often the partition had landed by then
  primary key (dataset, partition_label, source, landing)
) without rowid;

create table backfill (
  id             text    not null primary key,
  namespace      text    not null,
  workflow       text    not null,
  status         text    not null,      -- running | paused | stopping | stopped | succeeded | failed
  description    text    not null,
  from_slot      text,                  -- null when the slots were named one by one
  to_slot        text,
  reverse        integer not null,
  concurrency    integer not null,
  downstream     integer not null,
  skip_succeeded integer not null,
  created_at     bigint  not null,
  ended_at       bigint
) without rowid;
create index backfill_by_time on backfill (created_at desc, id desc);

create table backfill_step (
  backfill  text    not null,
  workflow  text    not null,           -- namespace/name
  step      integer not null,
  total     bigint  not null,
  running   bigint  not null default 0,
  succeeded bigint  not null default 0,
  failed    bigint  not null default 0, -- and cancelled
  skipped   bigint  not null default 0,
  primary key (backfill, workflow)
) without rowid;

create table backfill_slot (            -- slots that began or were decided
  backfill  text not null,
  workflow  text not null,
  slot      text not null,
  status    text not null,              -- running | succeeded | failed | cancelled | skipped
  reason    text,
  execution text,
  primary key (backfill, workflow, slot)
) without rowid;

create table permit_limit (
  name           text    not null primary key,
  permits        integer not null,
  backfill_share real    not null,
  description    text    not null
) without rowid;

create table permit (                   -- who holds permits, and who waits for them
  limit_name text    not null,
  execution  text    not null,
  task       text    not null,
  attempt    integer not null,
  epoch      integer not null,
  state      text    not null,          -- held | queued
  namespace  text    not null,
  workflow   text    not null,
  weight     integer not null,
  priority   text    not null,          -- low | normal | high
  lane       text    not null,
  since      bigint  not null,
  turn       bigint  not null,          -- in which they came
  primary key (limit_name, execution, task, attempt, epoch)
) without rowid;

create table consumption (              -- datasets that the newest version of a workflow reads
  namespace text    not null,
  workflow  text    not null,
  dataset   text    not null,
  version   integer not null,
  primary key (namespace, workflow, dataset)
) without rowid;
create index consumption_by_dataset on consumption (dataset);

create table kafka_trigger (            -- topics whose records start the newest version of a workflow
  namespace text    not null,
  workflow  text    not null,
  topic     text    not null,
  version   integer not null,
  since     bigint  not null,           -- when it began to listen
  primary key (namespace, workflow, topic)
) without rowid;

create table namespace (
  name   text    not null primary key,  -- * is the whole installation
  paused integer not null default 0     -- bits: 2 by itself, 4 with everything
) without rowid;
insert into namespace (name) select distinct namespace from workflow where kind = 'workflow';
