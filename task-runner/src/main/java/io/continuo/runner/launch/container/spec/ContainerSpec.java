package io.continuo.runner.launch.container.spec;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Mount;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.TaskEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The container part of a task definition: {@code image}, {@code pull}, {@code command} (replaces
 * the image's entry point, as in Kubernetes), {@code args}, {@code env}, {@code workdir}, {@code
 * user}, and what it may have of its host.
 */
public record ContainerSpec(
    String image,
    PullPolicy pull,
    List<String> command,
    List<String> args,
    Map<String, String> env,
    Map<String, byte[]> secretFiles,
    Spec spec) {
  /** The folder of inputs and outputs. */
  public static final String CONTRACT = "/continuo";

  public static final String INPUTS = CONTRACT + "/inputs.json";
  public static final String OUTPUTS = CONTRACT + "/outputs.json";

  static final String READ_ONLY_ROOT = "readOnlyRoot";

  /** {@code stopGrace} is the engine's, {@code kubernetes} another launcher's. */
  private static final List<String> FIELDS =
      List.of(
          "image",
          "pull",
          "command",
          "args",
          "env",
          "workdir",
          "user",
          "resources",
          READ_ONLY_ROOT,
          "network",
          "volumes",
          "stopGrace",
          "kubernetes");

  public static ContainerSpec of(TaskLaunch task, Secrets secrets) throws LaunchException {
    Spec spec = Spec.of(task.spec());
    spec.rejectUnknown(FIELDS);
    if (spec.flag(READ_ONLY_ROOT) && !secrets.files().isEmpty()) {
      throw spec.wrong(
          READ_ONLY_ROOT, "leaves no place for secrets as files: take them as variables ('env')");
    }
    Map<String, String> env = new LinkedHashMap<>(TaskEnvironment.of(task, INPUTS, OUTPUTS));
    env.putAll(secrets.env());
    return new ContainerSpec(
        spec.text("image"),
        PullPolicy.of(spec),
        spec.texts("command"),
        spec.texts("args"),
        env,
        secrets.files(),
        spec);
  }

  /** Then the contract's folder must be a mount or a volume. */
  public boolean hasReadOnlyRoot() throws LaunchException {
    return spec.flag(READ_ONLY_ROOT);
  }

  /**
   * @param mounts of the contract's folder; none where files are copied
   */
  public CreateContainerCmd create(
      DockerClient docker, ContainerSettings settings, List<Mount> mounts) throws LaunchException {
    CreateContainerCmd create =
        docker
            .createContainerCmd(image)
            .withEnv(env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList())
            .withHostConfig(new HostOptions(spec, settings).read(mounts));
    if (!command.isEmpty()) {
      create.withEntrypoint(command);
    }
    if (!args.isEmpty()) {
      create.withCmd(args);
    }
    spec.optionalText("workdir").ifPresent(create::withWorkingDir);
    spec.optionalText("user").ifPresent(create::withUser);
    return create;
  }
}
