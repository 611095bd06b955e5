-- A contract says what was signed, its events what happened: both are appended and never changed, not even by
-- background work. A mistake is taken back by a `reverse` event.
REVOKE UPDATE, DELETE ON loan_contract, loan_event FROM gongfu_app;
