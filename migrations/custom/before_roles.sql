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
