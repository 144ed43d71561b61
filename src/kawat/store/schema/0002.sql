-- How sure it is who is meant, and why it is nobody or of no known country.
ALTER TABLE mentions ADD COLUMN confidence DOUBLE;
ALTER TABLE mentions ADD COLUMN reason VARCHAR;
