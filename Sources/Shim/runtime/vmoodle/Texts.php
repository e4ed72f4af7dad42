<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

/**
 * What visitors read. Neither the Host header nor another tenant's name stands in it.
 */
final class Texts
{
    public const BY_LANGUAGE = [
        'en' => [
            '308' => 'This site has moved.',
            '400' => 'The request names no valid host.',
            '403' => 'This site is disabled.',
            '404' => 'There is no site at this address.',
            '410' => 'This site has been closed.',
            '421' => 'This server does not answer for this address.',
            '503' => 'This site is down for maintenance. Please try again in a few minutes.',
            'unavailable' => 'This site is unavailable for the moment. Please try again.',
        ],
        'fr' => [
            '308' => 'Ce site a déménagé.',
            '400' => 'La requête n’indique aucun hôte valide.',
            '403' => 'Ce site est désactivé.',
            '404' => 'Il n’y a pas de site à cette adresse.',
            '410' => 'Ce site a été fermé.',
            '421' => 'Ce serveur ne répond pas pour cette adresse.',
            '503' => 'Ce site est en maintenance. Veuillez réessayer dans quelques minutes.',
            'unavailable' => 'Ce site est momentanément indisponible. Veuillez réessayer.',
        ],
        'de' => [
            '308' => 'Diese Website ist umgezogen.',
            '400' => 'Die Anfrage nennt keinen gültigen Host.',
            '403' => 'Diese Website ist deaktiviert.',
            '404' => 'Unter dieser Adresse gibt es keine Website.',
            '410' => 'Diese Website wurde geschlossen.',
            '421' => 'Dieser Server ist für diese Adresse nicht zuständig.',
            '503' => 'Diese Website wird gerade gewartet. Bitte versuchen Sie es in einigen Minuten erneut.',
            'unavailable' => 'Diese Website ist zurzeit nicht verfügbar. Bitte versuchen Sie es erneut.',
        ],
        'es' => [
            '308' => 'Este sitio se ha trasladado.',
            '400' => 'La petición no indica ningún servidor válido.',
            '403' => 'Este sitio está desactivado.',
            '404' => 'No hay ningún sitio en esta dirección.',
            '410' => 'Este sitio se ha cerrado.',
            '421' => 'Este servidor no responde por esta dirección.',
            '503' => 'Este sitio está en mantenimiento. Vuelva a intentarlo dentro de unos minutos.',
            'unavailable' => 'Este sitio no está disponible en este momento. Vuelva a intentarlo.',
        ],
    ];
}
