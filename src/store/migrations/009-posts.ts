import type { Migration } from '../migrate.ts';

/**
 * What posts show and what is still to be done with them: their messages with the stories told, edits and crossposts that are due,
 * acknowledgements and snoozes. Triggers mark messages whose stories changed, whoever changed them.
 */
export const POSTS: Migration = {
  name: 'what posts show',
  sql: `
alter table outbox add column place text;
alter table outbox add column edited_at text;
alter table outbox add column published_at text;
alter table outbox add column closed text;
create index outbox_reference on outbox (reference) where reference is not null;

create table messages (
  id integer primary key autoincrement,
  target text not null,
  dedupe_key text not null,
  kind text not null,
  subscription_id text,
  message text not null,
  options text not null,
  created_at text not null,
  chase_at text,
  unique (target, dedupe_key)
);
create index messages_subscription on messages (subscription_id, kind, created_at);
create index messages_chase on messages (chase_at) where chase_at is not null;

create table message_stories (
  message_id integer not null references messages (id),
  position integer not null,
  story_id text not null,
  item_id text not null,
  reports text not null default '[]',
  stale integer not null default 0,
  primary key (message_id, position)
) without rowid;
create index message_stories_story on message_stories (story_id);
create index message_stories_item on message_stories (item_id);
create index message_stories_stale on message_stories (message_id) where stale > 0;

create table post_chores (
  post_id integer not null references outbox (id),
  chore text not null,
  payload text,
  attempts integer not null default 0,
  next_at text not null,
  error text,
  primary key (post_id, chore)
) without rowid;
create index post_chores_due on post_chores (next_at);

create table acks (
  target text not null,
  story_id text not null,
  item_id text not null,
  who text not null,
  at text not null,
  primary key (target, story_id, who)
) without rowid;
create index acks_story on acks (story_id);
create index acks_at on acks (at);

create table snoozes (
  id integer primary key autoincrement,
  target text not null,
  story_id text not null,
  item_id text not null,
  who text not null,
  until text not null,
  at text not null,
  settled_at text
);
create index snoozes_due on snoozes (until) where settled_at is null;

create trigger messages_stale_item after update of version, story_id, relevant on items
when old.version <> new.version or old.story_id <> new.story_id or old.relevant <> new.relevant
begin
  update message_stories set stale = stale + 1
    where item_id = new.public_id or story_id = new.story_id or story_id = old.story_id;
end;
create trigger messages_stale_report after insert on items
begin
  update message_stories set stale = stale + 1 where story_id = new.story_id;
end;
create trigger messages_stale_tags after update of classification on item_tags
when old.classification <> new.classification
begin
  update message_stories set stale = stale + 1
    where story_id = (select story_id from items where id = new.item_id);
end;
create trigger messages_stale_ack after insert on acks
begin
  update message_stories set stale = stale + 1
    where story_id = new.story_id and message_id in (select id from messages where target = new.target);
end;
`,
};
