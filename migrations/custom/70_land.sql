-- An issued analysis of a site is immutable, also to who issued it: what a meeting decided by must stay what it was.
CREATE FUNCTION gongfu.keep_issued_analysis() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'issued' THEN
    RAISE EXCEPTION 'an issued analysis is immutable' USING ERRCODE = 'check_violation', CONSTRAINT = 'land_analysis_immutable';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER land_analysis_immutable BEFORE UPDATE OR DELETE ON land_analysis
  FOR EACH ROW EXECUTE FUNCTION gongfu.keep_issued_analysis();

-- Searches say what was found on a day, by which layers and weights.
REVOKE UPDATE, DELETE ON land_search FROM gongfu_app;
