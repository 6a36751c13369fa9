package io.continuo.runner.launch;

import java.util.Map;

/**
 * The secrets of one attempt, resolved on this runner. They live in memory and in what the attempt
 * itself finds, never in a workspace, record, log or message.
 *
 * @param env values by the name of the environment variable that the task finds them in
 * @param files contents by the path at which the task finds them
 */
public record Secrets(Map<String, String> env, Map<String, byte[]> files) {
  public static final Secrets NONE = new Secrets(Map.of(), Map.of());

  public Secrets {
    env = Map.copyOf(env);
    files = Map.copyOf(files);
  }

  public boolean isEmpty() {
    return env.isEmpty() && files.isEmpty();
  }

  /** Names only. */
  @Override
  public String toString() {
    return "Secrets" + env.keySet() + files.keySet();
  }
}
