/** What a task type accepts, as the JSON schema that its launcher ships says it. */
@NullMarked
package io.continuo.spec;

import org.jspecify.annotations.NullMarked;
