-- Visitors may comment on an open consultation; policy visitors_comment decides.
GRANT INSERT ON consultation_comment TO gongfu_public;

-- A published bulletin is immutable, also to the reform office: a correction is a new edition.
CREATE FUNCTION gongfu.keep_published_bulletin() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'a published bulletin is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'bulletin_immutable';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER bulletin_immutable BEFORE UPDATE OR DELETE ON bulletin
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_published_bulletin();

-- An extension never moves the date of the official table; only a confirmed import writes targets' dates, and a
-- new date there is a new target.
CREATE FUNCTION gongfu.keep_target_due() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.due <> OLD.due THEN
    RAISE EXCEPTION 'the due date of a target never changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_due_kept';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER target_due_kept BEFORE UPDATE ON target FOR EACH ROW EXECUTE FUNCTION gongfu.keep_target_due();
