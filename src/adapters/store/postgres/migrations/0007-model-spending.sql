-- What language models cost, by day and by conversation: counters, no content. `name` is a UTC date or a conversation's id.
create table parley.model_spending (
  tenant text collate "C" not null,
  kind text collate "C" not null check (kind in ('day', 'conversation')),
  name text collate "C" not null,
  -- US dollars.
  cost double precision not null,
  tokens bigint not null,
  -- The last day that something was added on.
  day date not null,
  primary key (tenant, kind, name)
);
create index model_spending_by_day on parley.model_spending (tenant, day);

grant select, insert, update, delete on parley.model_spending to parley_app;
alter table parley.model_spending enable row level security;
alter table parley.model_spending force row level security;
create policy of_tenant on parley.model_spending to parley_app using (tenant = current_setting('parley.tenant', true));

-- Adds and gives the totals: of the day, and of the conversation where there is one. Counters of a quarter of a year before are dropped with the
-- first addition of a day.
create function parley.add_model_spending(p_tenant text, p_conversation text, p_day date, p_cost double precision, p_tokens bigint)
returns table (kind text, cost double precision, tokens bigint) language plpgsql as $$
begin
  if p_cost > 0 or p_tokens > 0 then
    if not exists (
      select from parley.model_spending s where s.tenant = p_tenant and s.kind = 'day' and s.name = p_day::text
    ) then
      delete from parley.model_spending s where s.tenant = p_tenant and s.day < p_day - 90;
    end if;
    -- Always in the same order, so that two additions at once wait for one another instead of deadlocking.
    insert into parley.model_spending as old (tenant, kind, name, cost, tokens, day)
    values (p_tenant, 'day', p_day::text, p_cost, p_tokens, p_day)
    on conflict on constraint model_spending_pkey do update set
      cost = old.cost + excluded.cost, tokens = old.tokens + excluded.tokens;
    if p_conversation is not null then
      insert into parley.model_spending as old (tenant, kind, name, cost, tokens, day)
      values (p_tenant, 'conversation', p_conversation, p_cost, p_tokens, p_day)
      on conflict on constraint model_spending_pkey do update set
        cost = old.cost + excluded.cost, tokens = old.tokens + excluded.tokens, day = greatest(old.day, excluded.day);
    end if;
  end if;
  return query
    select s.kind, s.cost, s.tokens from parley.model_spending s
    where s.tenant = p_tenant
      and ((s.kind = 'day' and s.name = p_day::text) or (s.kind = 'conversation' and s.name = p_conversation));
end
$$;
