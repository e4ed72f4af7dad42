CREATE TABLE a_local_vmoodle (id int);
CREATE TABLE b_local_vmoodle (id int);
