<?php

// vmoodle-gen runtime: do not edit; the next build replaces it

declare(strict_types=1);

namespace VMoodleGen;

use RuntimeException;

/**
 * The output cannot be trusted. The message is a path and a reason, fit for a log; it never holds a secret.
 */
final class Damage extends RuntimeException
{
}
