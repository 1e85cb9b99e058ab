ALTER TABLE persons ADD COLUMN born DATE;
INSERT INTO persons (name, born) VALUES ('${third}', DATE '1990-01-01');
CREATE INDEX persons_by_birth ON persons (born);
