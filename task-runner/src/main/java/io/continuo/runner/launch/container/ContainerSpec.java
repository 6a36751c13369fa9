package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.TaskEnvironment;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container part of a task definition: {@code image}, {@code command} (replaces the image's
 * entry point, as in Kubernetes), {@code args}, {@code env}, {@code workdir}, {@code user}, {@code
 * resources: {cpu, memory}}.
 */
record ContainerSpec(
    String image,
    List<String> command,
    List<String> args,
    Map<String, String> env,
    Map<String, byte[]> secretFiles,
    Spec spec) {
  private static final Pattern QUANTITY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|[KMGT]i?|k)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "k",
          1000L,
          "K",
          1000L,
          "M",
          1000_000L,
          "G",
          1000_000_000L,
          "T",
          1000_000_000_000L,
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40);

  static ContainerSpec of(TaskLaunch task, Secrets secrets) throws LaunchException {
    Spec spec = Spec.of(task.spec());
    Map<String, String> env =
        new LinkedHashMap<>(TaskEnvironment.of(task, ContractFiles.INPUTS, ContractFiles.OUTPUTS));
    env.putAll(secrets.env());
    return new ContainerSpec(
        spec.text("image"), spec.texts("command"), spec.texts("args"), env, secrets.files(), spec);
  }

  /**
   * @param mounts of the contract's folder; none where files are copied
   */
  CreateContainerCmd create(
      DockerClient docker, String name, Map<String, String> labels, List<Mount> mounts)
      throws LaunchException {
    CreateContainerCmd create =
        docker
            .createContainerCmd(image)
            .withName(name)
            .withLabels(labels)
            .withEnv(env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList())
            .withHostConfig(limits().withMounts(mounts));
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

  private HostConfig limits() throws LaunchException {
    Spec resources = spec.section("resources");
    HostConfig host = HostConfig.newHostConfig();
    var cpu = resources.optionalText("cpu");
    if (cpu.isPresent()) {
      host.withNanoCPUs(quantity(resources, "cpu", cpu.get()).movePointRight(9).longValue());
    }
    var memory = resources.optionalText("memory");
    if (memory.isPresent()) {
      long bytes = quantity(resources, "memory", memory.get()).longValue();
      host.withMemory(bytes).withMemorySwap(bytes); // equal: no swap beyond the limit
    }
    return host;
  }

  private static BigDecimal quantity(Spec resources, String field, String text)
      throws LaunchException {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      throw resources.wrong(
          field, "is not a quantity: '" + text + "'; write 500m, 2, 512Mi or 2Gi");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    if (unit == null) {
      return number;
    }
    return unit.equals("m")
        ? number.movePointLeft(3)
        : number.multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
  }
}
