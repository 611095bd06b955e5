-- A sealed figure is written once.
REVOKE UPDATE, DELETE ON figure_snapshot, figure_seal FROM gongfu_app;
