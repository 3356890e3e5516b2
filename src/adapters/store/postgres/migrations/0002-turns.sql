-- The two commits of a turn and what belongs to them, one function each: a turn costs two round trips, and what must hold together is
-- written together. They run with the caller's rights, so row-level security applies inside. Each first locks the conversation's row and
-- decides on that row alone; under READ COMMITTED its other statements see what was committed before the lock was given.
-- Every read is by a whole primary key: the plan stays right on tables that have never been analysed.

-- Stores events: their kinds, data and personal parts (null where there is none), three arrays side by side. Documents are never taken
-- apart with `->`, which fails on \u0000 and lone surrogates in any string of theirs.
create function parley.add_events(
  p_tenant text, p_conversation text, p_first integer, p_kinds json, p_data json, p_personal json, p_at bigint
) returns void language plpgsql as $$
begin
  insert into parley.events (tenant, conversation, seq, kind, data, at_ms)
  select p_tenant, p_conversation, p_first + nth - 1, kind, data, p_at
  from rows from (json_array_elements_text(p_kinds), json_array_elements(p_data))
    with ordinality as given (kind, data, nth);

  insert into parley.payloads (tenant, conversation, seq, personal)
  select p_tenant, p_conversation, p_first + nth - 1, personal
  from json_array_elements(p_personal) with ordinality as given (personal, nth)
  where json_typeof(personal) <> 'null';

  -- Off where there are no replicas to read it (the embedded database).
  if current_setting('parley.outbox', true) is distinct from 'off' then
    insert into parley.outbox (tenant, conversation, seq, at_ms)
    values (p_tenant, p_conversation, p_first + json_array_length(p_kinds) - 1, p_at);
  end if;
end
$$;

-- What a claim gives: everything the turn needs, in one document. The row must be locked and its hold written.
create function parley.claimed(c parley.conversations, p_taken_over boolean) returns json language plpgsql as $$
declare
  given json[] := '{}';
  message integer;
begin
  foreach message in array c.pending loop
    exit when message > c.bound_seq;
    given := given || (
      select json_build_object(
        'seq', e.seq, 'atMs', e.at_ms, 'data', e.data,
        'personal', (
          select p.personal from parley.payloads p
          where p.tenant = c.tenant and p.conversation = c.id and p.seq = message
        )
      )
      from parley.events e where e.tenant = c.tenant and e.conversation = c.id and e.seq = message
    );
  end loop;
  return json_build_object(
    'conversation', c.snapshot, 'seq', c.last_seq, 'version', c.version, 'takenOver', p_taken_over,
    'pending', array_to_json(given)
  );
end
$$;

-- The first commit. Client ids, message ids, event data and personal parts are arrays side by side, in order.
create function parley.accept(
  p_tenant text, p_conversation text, p_client_ids json, p_messages json, p_data json, p_personal json, p_holder text,
  p_turn text, p_lease_ms bigint, p_at bigint
) returns json language plpgsql as $$
declare
  c parley.conversations;
  given record;
  before parley.messages;
  stored json[] := '{}';
  kinds text[] := '{}';
  data json[] := '{}';
  personal json[] := '{}';
  claims boolean;
  taken_over boolean;
begin
  select * into c from parley.conversations where tenant = p_tenant and id = p_conversation for update;
  if not found then
    return null;
  end if;

  for given in
    select * from rows from (
      json_array_elements_text(p_client_ids), json_array_elements_text(p_messages), json_array_elements(p_data),
      json_array_elements(p_personal)
    ) as message (client_id, id, data, personal)
  loop
    insert into parley.messages (tenant, conversation, client_id, message, seq)
    values (p_tenant, p_conversation, given.client_id, given.id, c.last_seq + 1)
    on conflict (tenant, conversation, client_id) do nothing;
    if found then
      c.last_seq := c.last_seq + 1;
      c.pending := c.pending || c.last_seq;
      kinds := kinds || 'message-received'::text;
      data := data || given.data;
      personal := personal || given.personal;
      stored := stored || json_build_object('message', given.id, 'seq', c.last_seq, 'seen', false);
    else
      select * into before from parley.messages
      where tenant = p_tenant and conversation = p_conversation and client_id = given.client_id;
      stored := stored || json_build_object('message', before.message, 'seq', before.seq, 'seen', true);
    end if;
  end loop;

  if cardinality(kinds) > 0 then
    perform parley.add_events(
      p_tenant, p_conversation, c.last_seq - cardinality(kinds) + 1, array_to_json(kinds), array_to_json(data),
      array_to_json(personal), p_at
    );
    c.last_customer_at := p_at;
    c.last_activity_at := greatest(c.last_activity_at, p_at);
  end if;

  claims := cardinality(c.pending) > 0 and (c.holder is null or c.lease_until <= p_at);
  taken_over := c.holder is not null and c.holder <> p_holder;
  if claims then
    c.holder := p_holder;
    c.turn := p_turn;
    c.lease_until := p_at + p_lease_ms;
  end if;
  if claims or cardinality(kinds) > 0 then
    update parley.conversations set
      last_seq = c.last_seq, pending = c.pending, holder = c.holder, turn = c.turn, lease_until = c.lease_until,
      last_customer_at = c.last_customer_at, last_activity_at = c.last_activity_at,
      active_minute = c.last_activity_at / 60000, live = true
    where tenant = p_tenant and id = p_conversation;
  end if;
  return json_build_object(
    'messages', array_to_json(stored), 'claim', case when claims then parley.claimed(c, taken_over) end
  );
end
$$;

create function parley.claim(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_lease_ms bigint, p_at bigint
) returns json language plpgsql as $$
declare
  c parley.conversations;
  taken_over boolean;
begin
  select * into c from parley.conversations where tenant = p_tenant and id = p_conversation for update;
  if not found or c.pending = '{}' or (c.holder <> p_holder and c.lease_until > p_at) then
    return null;
  end if;
  taken_over := c.holder is not null and c.holder <> p_holder;
  update parley.conversations set holder = p_holder, turn = p_turn, lease_until = p_at + p_lease_ms
  where tenant = p_tenant and id = p_conversation;
  return parley.claimed(c, taken_over);
end
$$;

-- The second commit.
create function parley.record_turn(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_version integer, p_kinds json, p_data json,
  p_personal json, p_snapshot json, p_status text, p_customer text, p_messages integer[], p_withdraw text, p_ticket text,
  p_reason text, p_team text, p_urgent boolean, p_summary json, p_at bigint
) returns json language plpgsql as $$
declare
  c parley.conversations;
  remaining integer[];
  kept boolean;
begin
  select * into c from parley.conversations where tenant = p_tenant and id = p_conversation for update;
  if not found or c.holder is distinct from p_holder or c.turn is distinct from p_turn then
    return json_build_object('kind', 'lost-hold');
  elsif c.version <> p_version then
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
    live = kept or p_status not in ('idle', 'closed')
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

create function parley.change_ticket(
  p_tenant text, p_conversation text, p_ticket text, p_status text, p_agent text
) returns void language plpgsql as $$
begin
  update parley.tickets set status = p_status, agent = coalesce(p_agent, agent)
  where tenant = p_tenant and ticket = p_ticket and conversation = p_conversation;
  if not found then
    raise exception 'no ticket % in %', p_ticket, p_conversation;
  end if;
end
$$;

-- Commits the start of a side effect while the turn still holds; gives the earlier entry where there is one.
create function parley.begin_call(
  p_tenant text, p_conversation text, p_holder text, p_turn text, p_bound integer, p_key text, p_tool text, p_input json,
  p_at bigint
) returns json language plpgsql as $$
declare
  entry parley.journal;
begin
  perform from parley.conversations
  where tenant = p_tenant and id = p_conversation and holder = p_holder and turn = p_turn for update;
  if not found then
    return json_build_object('kind', 'lost-hold');
  end if;
  insert into parley.journal (tenant, conversation, key, tool, input, turn, started_at)
  values (p_tenant, p_conversation, p_key, p_tool, p_input, p_turn, p_at)
  on conflict (tenant, conversation, key) do nothing;
  if found then
    update parley.conversations set bound_seq = p_bound
    where tenant = p_tenant and id = p_conversation and bound_seq is null;
    return json_build_object('kind', 'begun');
  end if;
  select * into entry from parley.journal
  where tenant = p_tenant and conversation = p_conversation and key = p_key;
  return json_build_object(
    'kind', 'existing', 'finished', entry.finished_at is not null, 'input', entry.input, 'outcome', entry.outcome,
    'startedAtMs', entry.started_at
  );
end
$$;
