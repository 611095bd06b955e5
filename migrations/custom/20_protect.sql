-- Row-level security, grants and audit triggers for every table of ours, so that no tables.ts can forget them.
-- May run again after later migrations: it completes what is missing.
CREATE FUNCTION gongfu.protect_tables() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT c.oid, c.relname,
      (SELECT string_agg(quote_literal(a.attname), ', ' ORDER BY k.position)
       FROM pg_index i
       CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k(attnum, position)
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
       WHERE i.indrelid = c.oid AND i.indisprimary) AS key_columns
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relowner = 'gongfu_owner'::regrole
  LOOP
    IF item.key_columns IS NULL OR item.key_columns NOT LIKE '''county''%' THEN
      RAISE EXCEPTION 'table %: county must be the first column of its primary key', item.relname;
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', item.relname);
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = item.oid AND polname = 'owner') THEN
      EXECUTE format('CREATE POLICY owner ON %I TO gongfu_owner USING (true) WITH CHECK (true)', item.relname);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO gongfu_app', item.relname);
    EXECUTE format('GRANT SELECT ON %I TO gongfu_public, gongfu_readonly', item.relname);
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = item.oid AND tgname = 'audit_insert')
      AND NOT EXISTS (SELECT FROM gongfu.unaudited WHERE table_name = item.relname) THEN
      EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gongfu.audit_insert(%s)', item.relname, item.key_columns);
      EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gongfu.audit_delete(%s)', item.relname, item.key_columns);
      EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I
        FOR EACH ROW EXECUTE FUNCTION gongfu.audit_update(%s)', item.relname, item.key_columns);
    END IF;
  END LOOP;
END
$$;

SELECT gongfu.protect_tables();

-- A sequence that a table of ours owns is used by whoever may insert.
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO gongfu_app;

-- The log is written by its triggers alone and is never changed, not even by the owner through the application.
REVOKE INSERT, UPDATE, DELETE ON audit_log, audit_link, audit_seal FROM gongfu_app;
