#!/bin/sh
# vmoodle-gen: generated, do not edit; the next build replaces it
# What certbot is told besides stands behind this file's name: sh certbot.sh --webroot -w /var/www/acme
failed=0
certbot certonly --non-interactive --keep-until-expiring --renew-with-new-domains "$@" --cert-name 'all' -d 'a.example.edu' -d 'b.example.edu' -d '*.b.example.edu' || failed=1
certbot certonly --non-interactive --keep-until-expiring --renew-with-new-domains "$@" --cert-name 'null.example.edu' -d 'null.example.edu' -d 'www.null.example.edu' -d 'old.example.org' || failed=1
exit "$failed"
