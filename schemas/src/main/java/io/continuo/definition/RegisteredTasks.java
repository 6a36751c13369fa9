package io.continuo.definition;

import java.util.Optional;

/** Where the reader finds what tasks {@code use}. */
public interface RegisteredTasks {
  RegisteredTasks NONE = ref -> Optional.empty();

  Optional<RegisteredTask> find(TaskRef ref);
}
