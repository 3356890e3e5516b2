-- Tables, roles and row-level security. Names that hold a tenant come first in every key: a tenant's rows lie together.
--
-- Opaque documents are `json`, not `jsonb`: they come back byte for byte, may hold \u0000 and lone surrogates (customers paste them),
-- and cost less to write. Whatever is searched has a column of its own. Times are milliseconds since the epoch.

create schema if not exists parley;

create table parley.tenants (
  tenant text collate "C" primary key,
  name text collate "C" not null,
  created_at bigint not null
);

-- One row per conversation carries all that decides who may answer, so that every condition is on a row that the statement locks.
create table parley.conversations (
  tenant text collate "C" not null,
  id text collate "C" not null,
  snapshot json not null,
  status text not null,
  customer text collate "C",
  last_seq integer not null,
  version integer not null default 1,
  -- Numbers of the messages that no recorded turn has taken up, ascending.
  pending integer[] not null default '{}',
  holder text collate "C",
  -- Null while the hold is kept between two turns: nothing can be recorded then.
  turn text collate "C",
  lease_until bigint not null default 0,
  -- Set by the first tool start without a recorded turn: until one is recorded, claims see no later messages.
  bound_seq integer,
  started_at bigint not null,
  last_customer_at bigint,
  last_activity_at bigint not null,
  -- What the indexes go by instead of the columns above, which change with every turn: an update that changes no indexed column
  -- touches no index and leaves nothing to clean up (heap-only tuples); it costs half. Minutes of the last activity, and whether there
  -- may be pending messages: set by the first, cleared when a conversation idles or ends.
  active_minute integer not null,
  live boolean not null default false,
  primary key (tenant, id)
) with (fillfactor = 60);
create index conversations_by_activity on parley.conversations (tenant, active_minute);
create index conversations_of_customer on parley.conversations (tenant, customer, active_minute)
  where customer is not null;
create index conversations_to_expire on parley.conversations (status, active_minute) where status in ('open', 'idle');
create index conversations_live on parley.conversations (tenant, id) where live;

-- Append-only: the application's role has no right to change or delete them.
create table parley.events (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq integer not null,
  kind text not null,
  data json not null,
  at_ms bigint not null,
  primary key (tenant, conversation, seq)
);

-- What a person wrote and what was derived from it, under the key of its event: deleted to erase.
create table parley.payloads (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq integer not null,
  personal json not null,
  primary key (tenant, conversation, seq)
);

-- Which messages there were, by the sender's own ids: what makes sending again change nothing.
create table parley.messages (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  client_id text collate "C" not null,
  message text collate "C" not null,
  seq integer not null,
  primary key (tenant, conversation, client_id)
);

create table parley.journal (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  key text collate "C" not null,
  tool text not null,
  input json,
  outcome json,
  turn text collate "C" not null,
  started_at bigint not null,
  finished_at bigint,
  primary key (tenant, conversation, key)
);

create table parley.tickets (
  tenant text collate "C" not null,
  ticket text collate "C" not null,
  conversation text collate "C" not null,
  status text not null,
  reason text not null,
  team text not null,
  urgent boolean not null,
  -- A JSON string: it may quote the customer.
  summary json not null,
  requested_at bigint not null,
  agent text collate "C",
  primary key (tenant, ticket)
);
create index tickets_waiting on parley.tickets (tenant, urgent desc, requested_at, ticket) where status = 'waiting';
create index tickets_of_conversation on parley.tickets (tenant, conversation);

-- What other replicas have to be woken for. Rows live for minutes.
create table parley.outbox (
  id bigint generated always as identity primary key,
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  seq integer not null,
  at_ms bigint not null
);

create table parley.parts (
  tenant text collate "C" not null,
  hash text collate "C" not null,
  kind text not null,
  size bigint not null,
  primary key (tenant, hash)
);
-- In pieces, so that no message and no buffer grows with the model. Written before the row in parts, which makes them visible.
create table parley.part_pieces (
  tenant text collate "C" not null,
  hash text collate "C" not null,
  piece integer not null,
  bytes bytea not null,
  primary key (tenant, hash, piece)
);
alter table parley.part_pieces alter column bytes set storage external;

create table parley.releases (
  tenant text collate "C" not null,
  release text collate "C" not null,
  assistant text not null,
  parts json not null,
  created_at bigint not null,
  gate_passed boolean,
  gate_report json,
  primary key (tenant, release)
);
create table parley.live_releases (
  tenant text collate "C" primary key,
  release text collate "C" not null
);

create table parley.audit (
  id bigint generated always as identity,
  tenant text collate "C" not null,
  at_ms bigint not null,
  actor text not null,
  action text not null,
  details json not null,
  primary key (tenant, id)
);

create table parley.keys (
  hash text collate "C" primary key,
  tenant text collate "C" not null,
  kind text not null,
  label text not null,
  created_at bigint not null
);
create table parley.people (
  tenant text collate "C" not null,
  agent text collate "C" not null,
  name text collate "C" not null,
  email text not null,
  role text not null,
  changed_at bigint not null,
  primary key (tenant, agent)
);
create table parley.sign_ins (
  hash text collate "C" primary key,
  tenant text collate "C" not null,
  agent text collate "C" not null,
  expires_at bigint not null
);
create table parley.sessions (
  hash text collate "C" primary key,
  tenant text collate "C" not null,
  agent text collate "C" not null,
  expires_at bigint not null
);
create table parley.secrets (
  tenant text collate "C" not null,
  name text collate "C" not null,
  value text not null,
  primary key (tenant, name)
);

-- parley_app works inside one tenant; parley_sweep looks for work across tenants and sees ids and times, never content. Roles belong to
-- the whole server: another database of Parley's, or an administrator, may have made them.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['parley_app', 'parley_sweep'] loop
    begin
      execute format('create role %I nologin', wanted);
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        if to_regrole(wanted) is null then
          raise exception using errcode = 'PY001', message = format('there is no role %s and no right to make it', wanted);
        end if;
    end;
    begin
      execute format('grant %I to current_user', wanted);
    exception
      when insufficient_privilege then null; -- Granted by somebody else, or found missing by the check after migrating.
    end;
  end loop;
end
$$;

grant usage on schema parley to parley_app, parley_sweep;
grant select, insert, update on
  parley.tenants, parley.conversations, parley.journal, parley.tickets, parley.releases,
  parley.live_releases, parley.people to parley_app;
grant select, insert on
  parley.events, parley.messages, parley.outbox, parley.audit, parley.parts, parley.part_pieces, parley.keys, parley.secrets to parley_app;
grant select, insert, delete on parley.payloads, parley.sign_ins, parley.sessions to parley_app;
grant select (tenant, id, status, pending, lease_until, last_activity_at, active_minute, live)
  on parley.conversations to parley_sweep;
grant select, delete on parley.outbox to parley_sweep;

-- Forced, so that also the owner of the tables obeys. Without the setting, or with an empty one, nothing is visible.
do $$
declare
  name text;
  may text;
begin
  for name in select tablename from pg_tables where schemaname = 'parley' and tablename <> 'migrations' loop
    execute format('alter table parley.%I enable row level security', name);
    execute format('alter table parley.%I force row level security', name);
    execute format(
      'create policy of_tenant on parley.%I to parley_app using (tenant = current_setting(''parley.tenant'', true))',
      name
    );
  end loop;
  -- Looked up before the tenant is known: whoever has the hash may see the row it belongs to.
  foreach name in array array['keys', 'sign_ins', 'sessions'] loop
    foreach may in array array['select', 'delete'] loop
      execute format(
        'create policy of_bearer_%2$s on parley.%1$I for %2$s to parley_app '
        'using (hash = current_setting(''parley.bearer'', true))',
        name, may
      );
    end loop;
  end loop;
end
$$;
create policy of_sweep on parley.conversations for select to parley_sweep using (true);
create policy of_sweep on parley.outbox to parley_sweep using (true);
