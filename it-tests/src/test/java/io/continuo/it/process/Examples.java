package io.continuo.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped examples, copied to a folder where they may leave their results. */
public final class Examples {
  private Examples() {}

  /** Copies them to {@code folder/examples}, without results of earlier runs. */
  public static void copyTo(Path folder) throws IOException {
    Path from = Dist.project().resolve("examples");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path below = from.relativize(path);
        if (below.getNameCount() < 2 || !below.getName(1).toString().equals("out")) {
          Files.copy(path, folder.resolve("examples").resolve(below.toString()));
        }
      }
    }
  }

  /** Starts {@code continuo dev examples} there. */
  public static Part dev(Path folder, String name, int port, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("dev", "examples", "--data", "data", "--port", String.valueOf(port)),
                Stream.of(more))
            .toList();
    return Part.start(new Part.Launch(name, arguments, Map.of(), folder));
  }
}
