/** Files with definitions: finding them, splitting them, validating them offline. */
@NullMarked
package io.continuo.cli.definition;

import org.jspecify.annotations.NullMarked;
