/** Files that go into and come out of a container. */
@NullMarked
package io.continuo.runner.launch.container.files;

import org.jspecify.annotations.NullMarked;
