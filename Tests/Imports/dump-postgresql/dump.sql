--
-- PostgreSQL database dump
--

\restrict abcdefghijklmnop

SET standard_conforming_strings = on;
CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $_$ SELECT 'COPY public.mdl_local_vmoodle (id) FROM stdin;' $_$;
CREATE TABLE public.mdl_block_vmoodle (id bigint NOT NULL, name character varying(255));
COPY public.mdl_config (id, value) FROM stdin;
1	it's a "value; INSERT INTO
\.
CREATE TABLE public.mdl_local_vmoodle (
    id bigint NOT NULL,
    name character varying(255),
    shortname character varying(80),
    vhostname character varying(255) DEFAULT ''::character varying,
    CONSTRAINT c CHECK ((id > 0))
);
COPY public.mdl_local_vmoodle (id, name, shortname, description, vhostname, vdbtype, vdbhost, vdblogin, vdbpass, vdbname, vdbprefix, vdatapath, mnet, enabled) FROM stdin;
1	L'Ecole\\Nord	nord	One\tTwo\r\nThree	https://nord.example.edu	postgres7	/run/postgresql	m_nord	hunter2\\\t	m_nord	mdl_	/srv/data/nord	-1	1
2	Sud	sud	\N	https://sud.example.edu	pgsql	db2.example.edu:5433	m_sud	hunter2	m_sud	mdl_	/srv/data/sud	5	0
\.
INSERT INTO public.mdl_local_vmoodle (id, name, shortname, vhostname, vdbtype, vdblogin, vdbpass, vdbname, vdatapath, mnet) VALUES (3, 'L''Est \ ', 'est', 'https://est.example.edu', 'pgsql', 'm_est', E'hunter2\\x', 'm_est', '/srv/data/est', '-1'::integer);
