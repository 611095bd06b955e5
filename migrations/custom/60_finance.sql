-- A contract says what was signed, its events what happened: both are appended and never changed, not even by
-- background work. A mistake is taken back by a `reverse` event.
REVOKE UPDATE, DELETE ON loan_contract, loan_event FROM gongfu_app;

-- Daily sums of a bank's loans by town, so that the pool's financing of any day is told without reading every event.
-- One statement, one pass; a reversal takes off what it takes back, on the day on which that was effective.
CREATE FUNCTION gongfu.sum_loan_days() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO loan_day (county, bank_id, town_code, pool, "on", balance_fen, disbursed_fen)
  SELECT c.county, c.bank_id, left(c.village_code, 9), c.pool, f.effective_on, sum(n.sign * f.principal_fen),
    sum(CASE WHEN f.type = 'disburse' THEN n.sign * f.principal_fen ELSE 0 END)
  FROM (SELECT county, contract_id, coalesce(reverses_no, no) AS no, CASE type WHEN 'reverse' THEN -1 ELSE 1 END AS sign
        FROM new_rows) n
  JOIN loan_event f ON f.county = n.county AND f.contract_id = n.contract_id AND f.no = n.no
  JOIN loan_contract c ON c.county = n.county AND c.id = n.contract_id
  GROUP BY c.county, c.bank_id, left(c.village_code, 9), c.pool, f.effective_on
  HAVING sum(n.sign * f.principal_fen) <> 0
    OR sum(CASE WHEN f.type = 'disburse' THEN n.sign * f.principal_fen ELSE 0 END) <> 0
  ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (county, bank_id, town_code, pool, "on") DO UPDATE
    SET balance_fen = loan_day.balance_fen + excluded.balance_fen,
        disbursed_fen = loan_day.disbursed_fen + excluded.disbursed_fen;
  RETURN NULL;
END
$$;
CREATE TRIGGER loan_event_days AFTER INSERT ON loan_event REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION gongfu.sum_loan_days();
-- Written by the trigger alone.
REVOKE INSERT, UPDATE, DELETE ON loan_day FROM gongfu_app;
