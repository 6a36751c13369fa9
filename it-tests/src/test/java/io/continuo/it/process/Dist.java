package io.continuo.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars that {@code ./continuo} runs from, and the JDK that runs this test. */
public final class Dist {
  private static final String MAIN = "io.continuo.standalone.Main";

  private Dist() {}

  /** Command line of a child JVM that runs {@code continuo} with these arguments. */
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", lib() + "/*", MAIN));
    command.addAll(arguments);
    return command;
  }

  /** Top folder of the project. */
  public static Path project() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("it-tests")) ? here : here.resolve("..").normalize();
  }

  private static Path lib() {
    String given = System.getProperty("continuo.dist", "");
    Path lib = given.isEmpty() ? project().resolve("standalone/target/dist/lib") : Path.of(given);
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          "there are no jars in "
              + lib
              + ": run the phase 'package' of the module standalone first");
    }
    return lib;
  }

  /** A port that nobody listens on at the moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
