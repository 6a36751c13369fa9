/** Tests of supervision, with launchers and desk under the test's control. */
@NullMarked
package io.continuo.runner.supervise;

import org.jspecify.annotations.NullMarked;
