-- What is due at a time rather than at a message: the earliest alarm of the snapshot, written with every commit that changes it. Where
-- nothing is due it is null and in no index, so that turns without alarms stay heap-only.
alter table parley.conversations add column due_at bigint;
create index conversations_due on parley.conversations (due_at) where due_at is not null;
grant select (due_at) on parley.conversations to parley_sweep;

-- As in 0002, and also where an alarm is due: such a turn has no messages. A dead turn without messages that had started a tool is
-- bound to none (`bound_seq`), so that its successor has none either, whatever has come since.
create or replace function parley.claim(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_lease_ms bigint, p_at bigint
) returns json language plpgsql as $$
declare
  c parley.conversations;
  taken_over boolean;
begin
  select * into c from parley.conversations where tenant = p_tenant and id = p_conversation for update;
  if not found or (c.pending = '{}' and (c.due_at is null or c.due_at > p_at))
    or (c.holder <> p_holder and c.lease_until > p_at) then
    return null;
  end if;
  taken_over := c.holder is not null and c.holder <> p_holder;
  update parley.conversations set holder = p_holder, turn = p_turn, lease_until = p_at + p_lease_ms
  where tenant = p_tenant and id = p_conversation;
  return parley.claimed(c, taken_over);
end
$$;

-- Claims for the alarm alone: only where nobody holds the conversation, not even the same process, and no message is pending.
create function parley.claim_due(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_lease_ms bigint, p_at bigint
) returns json language plpgsql as $$
begin
  perform from parley.conversations
  where tenant = p_tenant and id = p_conversation and due_at <= p_at and pending = '{}' and lease_until <= p_at
  for update;
  return case when found then parley.claim(p_tenant, p_conversation, p_holder, p_turn, p_lease_ms, p_at) end;
end
$$;

-- As in 0002, with the time of the snapshot's earliest alarm. A turn without messages gives way to a message that came meanwhile, unless
-- it has started a tool: who writes just then is answered, not reminded.
create function parley.record_turn(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_version integer, p_kinds json, p_data json,
  p_personal json, p_snapshot json, p_status text, p_customer text, p_messages integer[], p_withdraw text, p_ticket text,
  p_reason text, p_team text, p_urgent boolean, p_summary json, p_at bigint, p_due bigint
) returns json language plpgsql as $$
declare
  c parley.conversations;
  remaining integer[];
  kept boolean;
begin
  select * into c from parley.conversations where tenant = p_tenant and id = p_conversation for update;
  if not found or c.holder is distinct from p_holder or c.turn is distinct from p_turn then
    return json_build_object('kind', 'lost-hold');
  elsif c.version <> p_version or (p_messages = '{}' and c.pending <> '{}' and c.bound_seq is null) then
    return json_build_object('kind', 'superseded');
  end if;

  remaining := array(select seq from unnest(c.pending) as seq where seq <> all (p_messages) order by seq);
  if cardinality(remaining) <> cardinality(c.pending) - cardinality(p_messages) then
    raise exception 'turn % takes up messages that are not pending: % of %', p_turn, p_messages, c.pending;
  end if;
  kept := cardinality(remaining) > 0;
  c.last_activity_at := greatest(c.last_activity_at, p_at);

  update parley.conversations set
    last_seq = c.last_seq + json_array_length(p_kinds), snapshot = p_snapshot, status = p_status, customer = p_customer,
    pending = remaining, holder = case when kept then c.holder end, lease_until = case when kept then c.lease_until else 0 end,
    turn = null, bound_seq = null, last_activity_at = c.last_activity_at, active_minute = c.last_activity_at / 60000,
    live = kept or p_status not in ('idle', 'closed'), due_at = p_due
  where tenant = p_tenant and id = p_conversation;
  perform parley.add_events(p_tenant, p_conversation, c.last_seq + 1, p_kinds, p_data, p_personal, p_at);

  if p_withdraw is not null then
    perform parley.change_ticket(p_tenant, p_conversation, p_withdraw, 'withdrawn', null);
  end if;
  if p_ticket is not null then
    insert into parley.tickets (tenant, ticket, conversation, status, reason, team, urgent, summary, requested_at)
    values (p_tenant, p_ticket, p_conversation, 'waiting', p_reason, p_team, p_urgent, p_summary, p_at);
  end if;
  return json_build_object('kind', 'recorded', 'firstSeq', c.last_seq + 1, 'pending', cardinality(remaining));
end
$$;

-- As in 0003, with the time of the snapshot's earliest alarm.
create function parley.append_events(
  p_tenant text, p_conversation text, p_version integer, p_last_seq integer, p_kinds json, p_data json,
  p_personal json, p_snapshot json, p_status text, p_customer text, p_activity boolean, p_ticket text,
  p_ticket_status text, p_agent text, p_at bigint, p_due bigint
) returns integer language plpgsql as $$
begin
  update parley.conversations set
    last_seq = last_seq + json_array_length(p_kinds), version = version + 1, snapshot = p_snapshot, status = p_status,
    customer = p_customer,
    last_activity_at = case when p_activity then greatest(last_activity_at, p_at) else last_activity_at end,
    active_minute = case when p_activity then greatest(last_activity_at, p_at) / 60000 else active_minute end,
    live = pending <> '{}' or p_status not in ('idle', 'closed'), due_at = p_due
  where tenant = p_tenant and id = p_conversation and version = p_version and last_seq = p_last_seq;
  if not found then
    return null;
  end if;
  perform parley.add_events(p_tenant, p_conversation, p_last_seq + 1, p_kinds, p_data, p_personal, p_at);
  if p_ticket is not null then
    perform parley.change_ticket(p_tenant, p_conversation, p_ticket, p_ticket_status, p_agent);
  end if;
  return p_last_seq + 1;
end
$$;

-- As in 0003; what is erased is not spoken of later.
create or replace function parley.erase(
  p_tenant text, p_conversation text, p_version integer, p_last_seq integer, p_snapshot json, p_status text
) returns boolean language plpgsql as $$
begin
  update parley.conversations
  set version = version + 1, snapshot = p_snapshot, status = p_status, customer = null, due_at = null
  where tenant = p_tenant and id = p_conversation and version = p_version and last_seq = p_last_seq;
  if not found then
    return false;
  end if;
  delete from parley.payloads where tenant = p_tenant and conversation = p_conversation;
  update parley.journal set input = null, outcome = null where tenant = p_tenant and conversation = p_conversation;
  update parley.tickets set summary = '""' where tenant = p_tenant and conversation = p_conversation;
  return true;
end
$$;

-- The functions that were here before (without `p_due`) stay for replicas of the version before, which know no alarms.
