<?php

$version = 2024100700;
