-- pg-boss fills its own schema when the program starts. Made here, so that the owner's role needs no right on the
-- database itself; requests have no right on it, as with the tables of better-auth.
CREATE SCHEMA pgboss;
