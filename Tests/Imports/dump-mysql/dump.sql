/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `mdl_config`;
CREATE TABLE `mdl_config` (`id` bigint(10) NOT NULL AUTO_INCREMENT, `value` longtext NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `mdl_config` VALUES (1,'a \'quoted; INSERT INTO `mdl_local_vmoodle` VALUES (1)'),(2,'b');
CREATE TABLE `mdl_local_vmoodle` (
  `id` bigint(10) NOT NULL AUTO_INCREMENT COMMENT 'it''s, (the) id',
  `name` varchar(255) DEFAULT NULL,
  `shortname` varchar(80) DEFAULT NULL,
  `description` longtext DEFAULT NULL,
  `vhostname` varchar(255) DEFAULT NULL,
  `vdbtype` varchar(16) DEFAULT 'mysqli',
  `vdbhost` varchar(80) DEFAULT 'localhost',
  `vdblogin` varchar(16) DEFAULT 'root',
  `vdbpass` varchar(32) DEFAULT NULL,
  `vdbname` varchar(64) DEFAULT NULL,
  `vdbprefix` varchar(10) DEFAULT 'mdl_',
  `vdbpersist` tinyint(1) DEFAULT 0,
  `vdatapath` varchar(255) DEFAULT NULL,
  `mnet` int(3) DEFAULT 0,
  `enabled` tinyint(1) DEFAULT 1,
  `timecreated` bigint(10) DEFAULT 0,
  `lastcron` bigint(11) DEFAULT 0,
  `lastcrongap` bigint(11) DEFAULT 0,
  `croncount` bigint(11) DEFAULT 0,
  `metadata` longtext DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `a_key` (`name`(10),`shortname`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `mdl_local_vmoodle` WRITE;
/*!40000 ALTER TABLE `mdl_local_vmoodle` DISABLE KEYS */;
INSERT INTO `mdl_local_vmoodle` VALUES
(1,'L\'École\\Nord','nord','<p>One</p>\r\n<p>Two</p>','https://nord.example.edu','mariadb','localhost','m_nord','hunter2\'\\','m_nord','mdl_',0,'/srv/data/nord',-1,1,1700000000,1700000100,60,12,NULL),
(2,_utf8mb4'Sud',_binary 'sud',NULL,0x68747470733A2F2F7375642E6578616D706C652E656475,'mysqli','db2:3307','m_sud',X'68756E74657232','m_sud','mdl_',1,'/srv/data/sud',0,0,0,0,0,0,'{"a": 1}');
INSERT INTO `mdl_local_vmoodle` (`vhostname`,`shortname`,`name`,`vdblogin`,`vdbpass`,`vdbname`,`vdatapath`) VALUES ('https://est.example.edu','est','Est','m_est','hunter2','m_est','/srv/data/est');
UNLOCK TABLES;
-- Dump completed
