-- The ways from a request to the tables of better-auth, on which gongfu_app has no right. Each runs as gongfu_owner,
-- asks who acts and stays inside his county.

CREATE FUNCTION gongfu.identity_permits(permission text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_setting('gongfu.system', true) = 'on'
    OR permission = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))
$$;

CREATE FUNCTION gongfu.identity_require(allowed boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF allowed IS NOT TRUE THEN
    RAISE EXCEPTION 'not permitted' USING ERRCODE = '42501';
  END IF;
END
$$;

-- A way in by name and password. The email is a place holder that better-auth wants; nothing is ever sent to it.
CREATE FUNCTION gongfu.create_sign_in(account text, username text, person_name text, password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.manage'));
  INSERT INTO auth."user" (id, name, email, username, county)
    VALUES (account, person_name, username || '@gongfu.invalid', username, current_setting('gongfu.county'));
  INSERT INTO auth.account (id, user_id, account_id, provider_id, password)
    VALUES (gen_random_uuid()::text, account, account, 'credential', password_hash);
END
$$;

-- A new initial password; whoever is signed in with the old one is signed out.
CREATE FUNCTION gongfu.reset_password(of_account text, password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.manage'));
  PERFORM 1 FROM auth."user" u WHERE u.id = of_account AND u.county = current_setting('gongfu.county');
  PERFORM gongfu.identity_require(FOUND);
  UPDATE auth.account a SET password = password_hash, updated_at = now()
    WHERE a.user_id = of_account AND a.provider_id = 'credential';
  DELETE FROM auth.session s WHERE s.user_id = of_account;
END
$$;

-- Ends the sessions of an account: all, or the one named. Returns how many.
CREATE FUNCTION gongfu.end_sessions(of_account text, only_session text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ended integer;
BEGIN
  PERFORM gongfu.identity_require(
    of_account = current_setting('gongfu.actor', true) OR gongfu.identity_permits('identity.account.manage'));
  DELETE FROM auth.session s USING auth."user" u
    WHERE u.id = s.user_id AND u.county = current_setting('gongfu.county')
      AND s.user_id = of_account AND (only_session IS NULL OR s.id = only_session);
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END
$$;

-- The actor's own sessions, without their tokens.
CREATE FUNCTION gongfu.own_sessions()
RETURNS TABLE (id text, created_at timestamptz, last_seen_at timestamptz, ip_address text, user_agent text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.created_at, coalesce(s.last_seen_at, s.created_at), s.ip_address, s.user_agent
  FROM auth.session s
  WHERE s.user_id = current_setting('gongfu.actor', true)
$$;

CREATE FUNCTION gongfu.has_second_factor(of_account text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((
    SELECT u.two_factor_enabled FROM auth."user" u
    WHERE u.id = of_account AND u.county = current_setting('gongfu.county', true)
      AND (of_account = current_setting('gongfu.actor', true) OR gongfu.identity_permits('identity.account.read'))
  ), false)
$$;

-- For who lost his telephone: the second factor is set up anew at the next sign-in.
CREATE FUNCTION gongfu.remove_second_factor(of_account text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM gongfu.identity_require(gongfu.identity_permits('identity.account.unlock'));
  UPDATE auth."user" u SET two_factor_enabled = false, updated_at = now()
    WHERE u.id = of_account AND u.county = current_setting('gongfu.county');
  PERFORM gongfu.identity_require(FOUND);
  DELETE FROM auth.two_factor t WHERE t.user_id = of_account;
  DELETE FROM auth.session s WHERE s.user_id = of_account;
END
$$;

DO $$
DECLARE
  opened text;
BEGIN
  FOREACH opened IN ARRAY ARRAY[
    'gongfu.create_sign_in(text, text, text, text)', 'gongfu.reset_password(text, text)',
    'gongfu.end_sessions(text, text)', 'gongfu.own_sessions()', 'gongfu.has_second_factor(text)',
    'gongfu.remove_second_factor(text)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', opened);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO gongfu_app', opened);
  END LOOP;
END
$$;

-- An administrator holds his one role and nothing else on the same days (GB/T 22239-2019 8.1.5.1–8.1.5.3).
-- The account's row is locked first, so that two grants at the same moment cannot pass each other.
CREATE FUNCTION gongfu.membership_separation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
  PERFORM 1 FROM account_profile p WHERE p.county = NEW.county AND p.account = NEW.account FOR UPDATE;
  IF EXISTS (
    SELECT FROM membership m
    WHERE m.county = NEW.county AND m.account = NEW.account AND m.id <> NEW.id AND m.role <> NEW.role
      AND (m.role IN ('system_admin', 'security_admin', 'audit_admin')
        OR NEW.role IN ('system_admin', 'security_admin', 'audit_admin'))
      AND daterange(m.valid_from, m.valid_until, '[]') && daterange(NEW.valid_from, NEW.valid_until, '[]')
  ) THEN
    RAISE EXCEPTION 'administrators are kept apart'
      USING ERRCODE = '23514', CONSTRAINT = 'membership_separation', TABLE = 'membership';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER separation BEFORE INSERT OR UPDATE ON membership
  FOR EACH ROW EXECUTE FUNCTION gongfu.membership_separation();

-- The sign-in log is added to and never changed.
REVOKE UPDATE, DELETE ON sign_in_event FROM gongfu_app;
