-- A person belongs to one household at a time (architecture, shared records).
ALTER TABLE household_member ADD CONSTRAINT household_member_one_at_a_time EXCLUDE USING gist (
  county WITH =,
  person_id WITH =,
  daterange(since, until) WITH &&
);
