-- A published rule decided about people: neither the application nor background work changes it any more.
CREATE FUNCTION gongfu.keep_published_rule() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'a published rule table version is immutable' USING ERRCODE = '23514';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER keep_published BEFORE UPDATE OR DELETE ON rule_table_version
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_published_rule();
