-- Every change of every table into the append-only log. The functions belong to gongfu_owner and run as it, so that
-- the application's role needs no right to write the log. Encrypted columns arrive as ciphertext and stay so.

-- The key of a row: the columns of its primary key, named in the trigger's arguments.
CREATE FUNCTION gongfu.audit_key(row_data jsonb, key_columns text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN (SELECT jsonb_object_agg(name, row_data -> name) FROM unnest(key_columns) AS name);

-- The columns of `row_data` whose value is not that of `other`.
CREATE FUNCTION gongfu.audit_difference(row_data jsonb, other jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(row_data) WHERE value IS DISTINCT FROM other -> key);

CREATE FUNCTION gongfu.audit_actor() RETURNS text
LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('gongfu.actor', true), ''), 'database:' || session_user);

CREATE FUNCTION gongfu.audit_deputy_for() RETURNS text
LANGUAGE sql STABLE
RETURN nullif(current_setting('gongfu.deputy_for', true), '');

-- Once per statement: loading ten thousand rows must not cost ten thousand calls.
CREATE FUNCTION gongfu.audit_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  SELECT row_data ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
    'insert', gongfu.audit_key(row_data, TG_ARGV), NULL, row_data
  FROM (SELECT to_jsonb(new_rows) AS row_data FROM new_rows) AS changed;
  RETURN NULL;
END
$$;

CREATE FUNCTION gongfu.audit_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  SELECT row_data ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
    'delete', gongfu.audit_key(row_data, TG_ARGV), row_data, NULL
  FROM (SELECT to_jsonb(old_rows) AS row_data FROM old_rows) AS changed;
  RETURN NULL;
END
$$;

-- Once per row, because old and new must be paired even when the key itself changes. Only what changed is kept.
CREATE FUNCTION gongfu.audit_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
BEGIN
  IF before IS DISTINCT FROM after THEN
    INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
    VALUES (before ->> 'county', statement_timestamp(), gongfu.audit_actor(), gongfu.audit_deputy_for(), TG_TABLE_NAME,
      'update', gongfu.audit_key(before, TG_ARGV), gongfu.audit_difference(before, after),
      gongfu.audit_difference(after, before));
  END IF;
  RETURN NULL;
END
$$;

-- Reading a hidden number is an entry of its own. The application's role may call this and nothing else of the log:
-- county and actor are those of its scope, so an entry cannot be made in another's name.
CREATE FUNCTION gongfu.audit_unmask(table_read text, row_key jsonb, reason jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  INSERT INTO audit_log (county, at, actor, deputy_for, table_name, operation, key, old, new)
  VALUES (nullif(current_setting('gongfu.county', true), ''), statement_timestamp(), gongfu.audit_actor(),
    gongfu.audit_deputy_for(), table_read, 'unmask', row_key, NULL, reason);
END;

REVOKE ALL ON FUNCTION gongfu.audit_unmask(text, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gongfu.audit_unmask(text, jsonb, jsonb) TO gongfu_app;
