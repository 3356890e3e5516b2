-- One-time codes that prove who writes. Neither the code nor where it was sent is here, only keyed hashes; `subject` is whom it proves.
create table parley.codes (
  tenant text collate "C" not null,
  conversation text collate "C" not null,
  id text collate "C" not null,
  destination text collate "C" not null,
  salt text not null,
  hash text not null,
  subject json,
  issued_at bigint not null,
  -- Of two in the same millisecond the later is the newer.
  nth bigint generated always as identity,
  expires_at bigint not null,
  attempts integer not null default 0,
  last_key text,
  used_by text,
  primary key (tenant, conversation, id)
);
create index codes_by_destination on parley.codes (tenant, destination, issued_at);
create index codes_by_time on parley.codes (tenant, issued_at);

grant select, insert, update, delete on parley.codes to parley_app;
alter table parley.codes enable row level security;
alter table parley.codes force row level security;
create policy of_tenant on parley.codes to parley_app using (tenant = current_setting('parley.tenant', true));

-- False where as many were kept since `p_since` as allowed. Those of a day before are of no use any more.
create function parley.issue_code(
  p_tenant text, p_conversation text, p_id text, p_destination text, p_salt text, p_hash text, p_expires bigint,
  p_per_conversation integer, p_per_destination integer, p_since bigint, p_at bigint
) returns boolean language plpgsql as $$
begin
  -- One after the other for a conversation, and for a destination: both counts are of committed rows then.
  perform pg_advisory_xact_lock(hashtextextended(p_tenant || ' ' || given, 0))
  from unnest(array[p_conversation, p_destination]) as given order by given;
  delete from parley.codes where tenant = p_tenant and issued_at < p_since - 86400000;
  if (select count(*) from parley.codes
      where tenant = p_tenant and conversation = p_conversation and issued_at > p_since) >= p_per_conversation
    or (select count(*) from parley.codes
      where tenant = p_tenant and destination = p_destination and issued_at > p_since) >= p_per_destination then
    return false;
  end if;
  insert into parley.codes (tenant, conversation, id, destination, salt, hash, issued_at, expires_at)
  values (p_tenant, p_conversation, p_id, p_destination, p_salt, p_hash, p_at, p_expires);
  return true;
end
$$;
