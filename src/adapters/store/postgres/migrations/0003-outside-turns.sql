-- What happens to a conversation outside its turns, and how people are let in. The same rules as in 0002-turns.sql.

create function parley.start_conversation(
  p_tenant text, p_conversation text, p_kinds json, p_data json, p_personal json, p_snapshot json, p_status text,
  p_customer text, p_at bigint
) returns void language plpgsql as $$
begin
  insert into parley.conversations
    (tenant, id, snapshot, status, customer, last_seq, started_at, last_activity_at, active_minute)
  values (p_tenant, p_conversation, p_snapshot, p_status, p_customer, 1, p_at, p_at, p_at / 60000);
  perform parley.add_events(p_tenant, p_conversation, 1, p_kinds, p_data, p_personal, p_at);
end
$$;

-- Events that are not a turn, decided on the row as it was at `p_version` and `p_last_seq`; null where it changed since.
create function parley.append_events(
  p_tenant text, p_conversation text, p_version integer, p_last_seq integer, p_kinds json, p_data json,
  p_personal json, p_snapshot json, p_status text, p_customer text, p_activity boolean, p_ticket text,
  p_ticket_status text, p_agent text, p_at bigint
) returns integer language plpgsql as $$
begin
  update parley.conversations set
    last_seq = last_seq + json_array_length(p_kinds), version = version + 1, snapshot = p_snapshot, status = p_status,
    customer = p_customer,
    last_activity_at = case when p_activity then greatest(last_activity_at, p_at) else last_activity_at end,
    active_minute = case when p_activity then greatest(last_activity_at, p_at) / 60000 else active_minute end,
    live = pending <> '{}' or p_status not in ('idle', 'closed')
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

-- Deletes what people wrote; `p_snapshot` is the fold of the events without it, as of `p_version` and `p_last_seq`.
create function parley.erase(
  p_tenant text, p_conversation text, p_version integer, p_last_seq integer, p_snapshot json, p_status text
) returns boolean language plpgsql as $$
begin
  update parley.conversations set version = version + 1, snapshot = p_snapshot, status = p_status, customer = null
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

-- The person behind a session; the bearer's hash is set, the tenant not yet known.
create function parley.person_of_session(p_hash text, p_at bigint) returns json language plpgsql as $$
declare
  s parley.sessions;
begin
  select * into s from parley.sessions where hash = p_hash and expires_at > p_at;
  return parley.person(s.tenant, s.agent);
end
$$;

-- Uses a sign-in up, expired or not.
create function parley.person_of_sign_in(p_hash text, p_at bigint) returns json language plpgsql as $$
declare
  s parley.sign_ins;
begin
  delete from parley.sign_ins where hash = p_hash returning * into s;
  return case when s.expires_at > p_at then parley.person(s.tenant, s.agent) end;
end
$$;

create function parley.person(p_tenant text, p_agent text) returns json language plpgsql as $$
begin
  perform set_config('parley.tenant', p_tenant, true) where p_tenant is not null;
  return (
    select json_build_object('tenant', tenant, 'agent', agent, 'name', name, 'email', email, 'role', role)
    from parley.people where tenant = p_tenant and agent = p_agent
  );
end
$$;
