-- What is remembered of customers beyond one conversation, by the customer's id at the tenant. A fact that is erased is deleted: nothing
-- of it stays, in no event and no log.

create table parley.profiles (
  tenant text collate "C" not null,
  customer text collate "C" not null,
  -- The customer's own word; null where they never said.
  consent boolean,
  consent_at bigint,
  -- The last erasure of the whole: what is older is not written again, whatever turn is run again.
  erased_at bigint not null default 0,
  primary key (tenant, customer)
);

create table parley.profile_facts (
  tenant text collate "C" not null,
  customer text collate "C" not null,
  fact text collate "C" not null,
  value json not null,
  conversation text collate "C" not null,
  seq integer not null,
  -- 3 said, 2 told by a tool, 1 inferred: the higher is not overwritten by the lower.
  how integer not null,
  at_ms bigint not null,
  consent text not null,
  expires_at bigint,
  primary key (tenant, customer, fact)
);
create index profile_facts_of_conversation on parley.profile_facts (tenant, conversation);
create index profile_facts_to_expire on parley.profile_facts (tenant, expires_at) where expires_at is not null;

-- Append-only; says that something was erased, never what.
create table parley.profile_traces (
  id bigint generated always as identity,
  tenant text collate "C" not null,
  customer text collate "C" not null,
  at_ms bigint not null,
  actor text collate "C" not null,
  action text not null,
  facts integer not null,
  primary key (tenant, customer, id)
);

grant select, insert, update on parley.profiles to parley_app;
grant select, insert, update, delete on parley.profile_facts to parley_app;
grant select, insert on parley.profile_traces to parley_app;

do $$
declare
  name text;
begin
  foreach name in array array['profiles', 'profile_facts', 'profile_traces'] loop
    execute format('alter table parley.%I enable row level security', name);
    execute format('alter table parley.%I force row level security', name);
    execute format(
      'create policy of_tenant on parley.%I to parley_app using (tenant = current_setting(''parley.tenant'', true))',
      name
    );
  end loop;
end
$$;

-- Keeps facts (arrays side by side) of a customer who did not say no; rules as in profile-store.ts.
create function parley.remember_facts(
  p_tenant text, p_customer text, p_facts json, p_values json, p_conversations json, p_seqs integer[], p_hows integer[],
  p_ats bigint[], p_consents json, p_expiries json, p_at_most integer
) returns void language plpgsql as $$
declare
  known parley.profiles;
begin
  insert into parley.profiles (tenant, customer) values (p_tenant, p_customer) on conflict do nothing;
  -- Locked: an erasure that comes now waits, or is waited for.
  select * into known from parley.profiles where tenant = p_tenant and customer = p_customer for update;
  if known.consent is false then
    return;
  end if;
  insert into parley.profile_facts as old
    (tenant, customer, fact, value, conversation, seq, how, at_ms, consent, expires_at)
  select p_tenant, p_customer, given.fact, given.value, given.conversation, given.seq, given.how, given.at_ms, given.consent,
    case when json_typeof(given.expiry) = 'null' then null else given.expiry::text::bigint end
  from rows from (
    json_array_elements_text(p_facts), json_array_elements(p_values), json_array_elements_text(p_conversations), unnest(p_seqs),
    unnest(p_hows), unnest(p_ats), json_array_elements_text(p_consents), json_array_elements(p_expiries)
  ) as given (fact, value, conversation, seq, how, at_ms, consent, expiry)
  where given.at_ms > known.erased_at
  on conflict (tenant, customer, fact) do update set
    value = excluded.value, conversation = excluded.conversation, seq = excluded.seq, how = excluded.how, at_ms = excluded.at_ms,
    consent = excluded.consent, expires_at = excluded.expires_at
  where old.expires_at <= excluded.at_ms or (excluded.how >= old.how and excluded.at_ms >= old.at_ms);

  delete from parley.profile_facts where tenant = p_tenant and customer = p_customer and fact in (
    select fact from parley.profile_facts where tenant = p_tenant and customer = p_customer
    order by at_ms desc, fact desc offset p_at_most
  );
end
$$;

create function parley.forget_facts(
  p_tenant text, p_customer text, p_fact text, p_actor text, p_action text, p_consent boolean, p_at bigint
) returns integer language plpgsql as $$
declare
  gone integer;
  known boolean;
begin
  perform from parley.profiles where tenant = p_tenant and customer = p_customer for update;
  known := found;
  if p_consent is not null or (p_fact is null and known) then
    insert into parley.profiles as old (tenant, customer, consent, consent_at, erased_at)
    values (p_tenant, p_customer, p_consent, case when p_consent is not null then p_at end, case when p_consent then 0 else p_at end)
    on conflict (tenant, customer) do update set
      consent = coalesce(p_consent, old.consent),
      consent_at = case when p_consent is null then old.consent_at else p_at end,
      erased_at = case when p_consent then old.erased_at else p_at end;
  end if;
  delete from parley.profile_facts
  where tenant = p_tenant and customer = p_customer and (fact = p_fact or (p_fact is null and p_consent is not true));
  get diagnostics gone = row_count;
  if gone > 0 or p_consent is not null then
    insert into parley.profile_traces (tenant, customer, at_ms, actor, action, facts)
    values (p_tenant, p_customer, p_at, p_actor, p_action, gone);
  end if;
  return gone;
end
$$;
