-- Event types of a user's own need have no quad code.
ALTER TABLE reports ALTER COLUMN quad DROP NOT NULL;
