CREATE TABLE mdl_user (id int);
