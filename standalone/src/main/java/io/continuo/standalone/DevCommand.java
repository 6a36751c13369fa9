package io.continuo.standalone;

import io.continuo.cli.session.Terminal;
import io.continuo.standalone.platform.Platform;
import io.continuo.standalone.platform.PlatformConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code continuo dev}: everything in one JVM, with the definitions of a folder. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Runs everything in one JVM and registers every definition in DIR.")
final class DevCommand implements Callable<Integer> {
  private static final int SERVER_ERROR = 5;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "examples",
      description = "Folder of definitions (default: examples)")
  private File definitions = new File("examples");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port on loopback; 0 takes a free one (default: 8080)")
  private int port;

  @ArgGroup(exclusive = true)
  private @Nullable Place place;

  @Option(
      names = "--extensions",
      paramLabel = "FOLDER",
      defaultValue = "${env:CONTINUO_EXTENSIONS}",
      description = "Jars that bring task types (default: the variable CONTINUO_EXTENSIONS)")
  private @Nullable Path extensions;

  @Option(
      names = "--queues",
      paramLabel = "NAME[:WEIGHT]",
      split = ",",
      defaultValue = "default",
      description = "Task queues, weighed while not all that waits has room (default: default)")
  private List<String> queues = List.of("default");

  @Option(
      names = "--runner",
      paramLabel = "SETTING=VALUE",
      description = "A setting of its runner as task-runner/README.md has them, e.g. slots=8")
  private Map<String, String> runner = Map.of();

  @Option(
      names = "--run",
      paramLabel = "WORKFLOW",
      description = "Trigger this workflow, follow it, and exit as it ends")
  private @Nullable String workflow;

  @Option(
      names = "--exit-when-ready",
      hidden = true,
      description = "For the start-up cache: start, then stop")
  private boolean exitWhenReady;

  /** Where the data is. */
  static final class Place {
    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        description = "Where everything is kept (default: .continuo/dev)")
    @Nullable Path data;

    @Option(names = "--ephemeral", description = "Keep nothing")
    boolean ephemeral;
  }

  @Override
  public Integer call() throws Exception {
    if (!definitions.isDirectory()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "'" + definitions + "' is not a folder: name the folder with your definitions");
    }
    boolean ephemeral = place != null && place.ephemeral;
    Path folder = folder(ephemeral);
    System.err.println("data in " + folder + (ephemeral ? " (kept until it stops)" : ""));
    Platform platform;
    try {
      platform = Platform.start(config(folder, ephemeral));
    } catch (Exception e) {
      System.err.println("cannot start: " + rootMessage(e));
      return SERVER_ERROR;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop"));
    int registered = register(platform);
    System.out.println("ready " + platform.url());
    System.out.flush();
    if (exitWhenReady) {
      return 0;
    }
    if (registered != 0) {
      System.err.println("some definitions were not registered: see above");
    }
    if (workflow != null) {
      return follow(platform, workflow);
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private PlatformConfig config(Path folder, boolean ephemeral) {
    Map<String, String> settings = new HashMap<>(runner);
    if (extensions != null) {
      settings.put("extensions", extensions.toString());
    }
    return PlatformConfig.of(folder, ephemeral, port).withQueues(queues).withRunner(settings);
  }

  private Path folder(boolean ephemeral) throws IOException {
    if (ephemeral) {
      return Files.createTempDirectory("continuo-");
    }
    Path data = place == null ? null : place.data;
    return Files.createDirectories(
        (data == null ? Path.of(".continuo", "dev") : data).toAbsolutePath());
  }

  /**
   * The CLI's own commands do it; their data goes to stderr, because stdout has the one line that
   * says ready.
   */
  private int register(Platform platform) {
    Terminal terminal = Terminal.ofProcess();
    Terminal quiet =
        new Terminal(
            terminal.in(),
            terminal.err(),
            terminal.err(),
            terminal.errIsTerminal(),
            terminal.errIsTerminal(),
            terminal.environment(),
            terminal.clock());
    return io.continuo.cli.Main.run(
        new String[] {
          "--url", platform.url().toString(), "register", "-o", "name", definitions.toString()
        },
        quiet);
  }

  private static int follow(Platform platform, String workflow) {
    return io.continuo.cli.Main.run(
        new String[] {"--url", platform.url().toString(), "run", workflow, "--watch"},
        Terminal.ofProcess());
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
