INSERT INTO persons (name, note) VALUES ('Ann', $$it's;$$), ('Bea', $x$a;$$b$x$);
INSERT INTO orders SELECT NEXTVAL('numbers') + id, id FROM persons;
