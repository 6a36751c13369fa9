package io.continuo.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.continuo.runner.launch.LauncherFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Makes jars of extensions, each with a factory of this name. */
record ExtensionJar(String factory, String type, String schema) {
  static ExtensionJar of(String type, String schema) {
    return new ExtensionJar("Factory", type, schema);
  }

  private String source() {
    return """
        package acme;

        import io.continuo.dispatch.TaskLaunch;
        import io.continuo.id.AttemptId;
        import io.continuo.runner.launch.*;
        import java.util.*;

        public final class %s implements LauncherFactory, Launcher {
          @Override
          public String type() {
            return "%s";
          }

          @Override
          public Optional<String> schema() {
            return Optional.of(\"""
                %s\""");
          }

          @Override
          public Launcher create(LauncherContext context) {
            return this;
          }

          @Override
          public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets) {
            throw new UnsupportedOperationException("nothing is launched here");
          }

          @Override
          public Optional<Running> attach(Workspace workspace) {
            return Optional.empty();
          }

          @Override
          public Set<AttemptId> present() {
            return Set.of();
          }

          @Override
          public void close() {}
        }
        """
        .formatted(factory, type, schema);
  }

  /** Puts it there under this name. */
  Path into(Path folder, String name) throws IOException {
    Path work = Files.createTempDirectory(folder, "classes-");
    Path source = Files.writeString(work.resolve(factory + ".java"), source());
    int failed =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalStateException("the factory of " + type + " does not compile");
    }
    String compiled = "acme/" + factory + ".class";
    return jar(
        folder.resolve(name),
        List.of(compiled, "META-INF/services/" + LauncherFactory.class.getName()),
        List.of(Files.readAllBytes(work.resolve(compiled)), ("acme." + factory).getBytes(UTF_8)));
  }

  /** A jar with these entries. */
  static Path jar(Path file, List<String> names, List<byte[]> contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (int i = 0; i < names.size(); i++) {
        jar.putNextEntry(new JarEntry(names.get(i)));
        jar.write(contents.get(i));
      }
    }
    return file;
  }
}
