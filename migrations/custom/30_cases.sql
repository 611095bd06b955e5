-- The history of a case and a sealed figure are written once: nobody who comes through the application changes them.
REVOKE UPDATE, DELETE ON case_event FROM gongfu_app;
