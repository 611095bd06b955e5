-- Written by scripts/migrations.ts from the tables.ts files and migrations/custom; do not edit.

-- ── custom/before_roles.sql ──
-- Runs as the role that logs in: a superuser, or one with CREATEROLE in a database where an administrator has made
-- the extensions. Roles belong to the whole cluster, so each may be there already.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gongfu_owner', 'gongfu_app', 'gongfu_public', 'gongfu_readonly'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made by another database of this cluster
    END;
    IF NOT pg_has_role(session_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', role_name, session_user);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO gongfu_owner', current_database());
END
$$;

GRANT USAGE, CREATE ON SCHEMA public TO gongfu_owner;
GRANT USAGE ON SCHEMA public TO gongfu_app, gongfu_public, gongfu_readonly;

-- From here on everything belongs to the owner's role, not to the role that logged in.
SET LOCAL ROLE gongfu_owner;

CREATE SCHEMA gongfu;
GRANT USAGE ON SCHEMA gongfu TO gongfu_app, gongfu_public, gongfu_readonly;

CREATE TABLE gongfu.migration (
  name text PRIMARY KEY,
  digest text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);

-- Tables that the audit log leaves out, each with its reason; filled from the `unaudited` exports of the tables.ts files.
CREATE TABLE gongfu.unaudited (
  table_name text PRIMARY KEY,
  reason text NOT NULL
);

-- ── tables ──
CREATE TABLE "audit_link" (
  "county" text NOT NULL,
  "log_id" bigint NOT NULL,
  "digest" text NOT NULL,
  CONSTRAINT "audit_link_county_log_id_pk" PRIMARY KEY("county","log_id")
);
ALTER TABLE "audit_link" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_log" (
  "county" text NOT NULL,
  "id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
  "at" timestamp with time zone NOT NULL,
  "actor" text NOT NULL,
  "deputy_for" text,
  "table_name" text NOT NULL,
  "operation" text NOT NULL,
  "key" jsonb NOT NULL,
  "old" jsonb,
  "new" jsonb,
  CONSTRAINT "audit_log_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "audit_seal" (
  "county" text NOT NULL,
  "number" integer NOT NULL,
  "last_log_id" bigint NOT NULL,
  "rows" bigint NOT NULL,
  "digest" text NOT NULL,
  "signature" text NOT NULL,
  "key_id" text NOT NULL,
  "sealed_at" timestamp with time zone NOT NULL,
  CONSTRAINT "audit_seal_county_number_pk" PRIMARY KEY("county","number")
);
ALTER TABLE "audit_seal" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "file" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "digest" text NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "size_bytes" integer NOT NULL,
  "audience" text NOT NULL,
  "taken_at" text,
  "longitude" double precision,
  "latitude" double precision,
  "perceptual_hash" text,
  "uploaded_by" text NOT NULL,
  "organisation_id" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "file_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "file" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "device" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "name" text NOT NULL,
  "module" text NOT NULL,
  "organisation_id" text,
  "area_code" text,
  "key_hash" text,
  "active" boolean DEFAULT true NOT NULL,
  "place" geometry(Point,4490),
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "device_county_id_pk" PRIMARY KEY("county","id"),
  CONSTRAINT "device_place_valid" CHECK (ST_IsValid("device"."place"))
);
ALTER TABLE "device" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading" (
  "county" text NOT NULL,
  "series_id" integer NOT NULL,
  "at" timestamp with time zone NOT NULL,
  "value" double precision,
  "quality" smallint NOT NULL,
  "received_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "reading_county_series_id_at_pk" PRIMARY KEY("county","series_id","at")
);
ALTER TABLE "reading" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reading_hour" (
  "county" text NOT NULL,
  "series_id" integer NOT NULL,
  "hour" timestamp with time zone NOT NULL,
  "count" integer NOT NULL,
  "minimum" double precision,
  "maximum" double precision,
  "mean" double precision,
  CONSTRAINT "reading_hour_county_series_id_hour_pk" PRIMARY KEY("county","series_id","hour")
);
ALTER TABLE "reading_hour" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "series" (
  "county" text NOT NULL,
  "id" integer NOT NULL,
  "device_id" text NOT NULL,
  "kind" text NOT NULL,
  "unit" text NOT NULL,
  "thing" text NOT NULL,
  "area_code" text,
  "organisation_id" text,
  "public" boolean DEFAULT false NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "series_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "series" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sheet_import" (
  "county" text NOT NULL,
  "id" text NOT NULL,
  "sheet" text NOT NULL,
  "filename" text NOT NULL,
  "digest" text NOT NULL,
  "state" text NOT NULL,
  "text" jsonb NOT NULL,
  "rows" jsonb NOT NULL,
  "errors" jsonb NOT NULL,
  "effect" jsonb,
  "version" integer DEFAULT 1 NOT NULL,
  "created_by" text NOT NULL,
  "created_at" timestamp with time zone NOT NULL,
  "confirmed_at" timestamp with time zone,
  CONSTRAINT "sheet_import_county_id_pk" PRIMARY KEY("county","id")
);
ALTER TABLE "sheet_import" ENABLE ROW LEVEL SECURITY;
CREATE INDEX "audit_log_table_key" ON "audit_log" USING btree ("county","table_name","at");
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("county","actor","at");
CREATE INDEX "file_digest" ON "file" USING btree ("county","digest");
CREATE INDEX "device_place_gist" ON "device" USING gist ("place");
CREATE INDEX "series_thing" ON "series" USING btree ("county","thing","kind");
CREATE POLICY "county_wall" ON "audit_link" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_link"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_link"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_link" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_link" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_link" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_link" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_link" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "audit_log" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_log"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_log"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_log" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_log" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_log" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_log" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_log" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "audit_seal" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("audit_seal"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("audit_seal"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "audit_seal" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (('platform.audit.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "audit_seal" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "audit_seal" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "audit_seal" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "audit_seal" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "file" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("file"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("file"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("file"."audience" IN ('county', 'public') OR "file"."uploaded_by"::text = nullif(current_setting('gongfu.actor', true), '') OR "file"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '') OR 'platform.file.read' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "file" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("file"."uploaded_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "file" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "file" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "file" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("file"."audience" = 'public');
CREATE POLICY "county_wall" ON "device" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("device"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("device"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "device" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((true OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "device" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "device" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "device" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "device" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "county_wall" ON "reading" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reading"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reading"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM series WHERE series.county = "reading"."county" AND series.id = "reading"."series_id") OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reading" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "reading" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "reading" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reading" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM series WHERE series.county = "reading"."county" AND series.id = "reading"."series_id"));
CREATE POLICY "county_wall" ON "reading_hour" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("reading_hour"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("reading_hour"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((EXISTS (SELECT 1 FROM series WHERE series.county = "reading_hour"."county" AND series.id = "reading_hour"."series_id") OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "reading_hour" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "update" ON "reading_hour" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on') WITH CHECK (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "delete" ON "reading_hour" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "reading_hour" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING (EXISTS (SELECT 1 FROM series WHERE series.county = "reading_hour"."county" AND series.id = "reading_hour"."series_id"));
CREATE POLICY "county_wall" ON "series" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("series"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("series"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING ((("series"."public" OR starts_with("series"."area_code", nullif(current_setting('gongfu.area', true), '')) OR "series"."organisation_id"::text = nullif(current_setting('gongfu.organisation', true), '')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "series" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "series" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "series" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (('platform.device.manage' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' ')) OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "report" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);
CREATE POLICY "visitors" ON "series" AS PERMISSIVE FOR SELECT TO "gongfu_public" USING ("series"."public");
CREATE POLICY "county_wall" ON "sheet_import" AS RESTRICTIVE FOR ALL TO "gongfu_app", "gongfu_public", "gongfu_readonly" USING ("sheet_import"."county" = nullif(current_setting('gongfu.county', true), '')) WITH CHECK ("sheet_import"."county" = nullif(current_setting('gongfu.county', true), ''));
CREATE POLICY "read" ON "sheet_import" AS PERMISSIVE FOR SELECT TO "gongfu_app" USING (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "insert" ON "sheet_import" AS PERMISSIVE FOR INSERT TO "gongfu_app" WITH CHECK (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "update" ON "sheet_import" AS PERMISSIVE FOR UPDATE TO "gongfu_app" USING (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on')) WITH CHECK (("sheet_import"."created_by"::text = nullif(current_setting('gongfu.actor', true), '') OR current_setting('gongfu.system', true) = 'on'));
CREATE POLICY "delete" ON "sheet_import" AS PERMISSIVE FOR DELETE TO "gongfu_app" USING (current_setting('gongfu.system', true) = 'on');
CREATE POLICY "report" ON "sheet_import" AS PERMISSIVE FOR SELECT TO "gongfu_readonly" USING (true);

-- ── tables that the audit log leaves out ──
INSERT INTO gongfu.unaudited (table_name, reason) VALUES
  ('audit_log', 'the log itself'),
  ('audit_link', 'seals of the log'),
  ('audit_seal', 'seals of the log')
ON CONFLICT (table_name) DO UPDATE SET reason = excluded.reason;

-- ── custom/10_audit.sql ──
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

-- ── custom/20_protect.sql ──
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
