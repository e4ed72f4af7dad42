CREATE TABLE mdl_local_vmoodle (id int, vhostname text);
INSERT INTO mdl_local_vmoodle VALUES (1,'http://a.exam