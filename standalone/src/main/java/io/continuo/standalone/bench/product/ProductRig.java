package io.continuo.standalone.bench.product;

import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Definition;
import io.continuo.sdk.RunRequest;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.standalone.platform.Platform;
import io.continuo.standalone.platform.PlatformConfig;
import io.continuo.standalone.platform.TopicBytes;
import java.nio.file.Files;
import java.util.Map;

/** A whole product on an ephemeral folder, driven over HTTP as a user would. */
final class ProductRig implements AutoCloseable {
  private final Platform platform;
  private final ContinuoClient client;
  private final Ends ends;

  private ProductRig(Platform platform) {
    this.platform = platform;
    this.client = ContinuoClient.builder().url(platform.url().toString()).build();
    this.ends = new Ends(platform.bootstrapServers(), platform.url());
  }

  static ProductRig start(Map<String, String> runnerSettings) throws Exception {
    PlatformConfig config =
        PlatformConfig.of(Files.createTempDirectory("continuo-bench-"), true, 0)
            .withRunner(runnerSettings);
    return new ProductRig(Platform.start(config));
  }

  void register(QualifiedName name, String yaml) {
    client.workflows().register(name, Definition.yaml(yaml));
  }

  /** Triggers an execution and waits for its end. */
  Ends.Run run(QualifiedName workflow) throws Exception {
    String id = client.executions().run(RunRequest.of(workflow)).execution().id();
    Ends.Run run = ends.of(id).get();
    ends.forget(id);
    return run;
  }

  /** Triggers an execution and does not wait for its end; its id. */
  String trigger(QualifiedName workflow) {
    return client.executions().run(RunRequest.of(workflow)).execution().id();
  }

  ContinuoClient client() {
    return client;
  }

  String bootstrapServers() {
    return platform.bootstrapServers();
  }

  Ends ends() {
    return ends;
  }

  /** Bytes of all topics of the product as they lie on disk, changelogs included. */
  long bytesOnDisk() throws Exception {
    return TopicBytes.of(platform.bootstrapServers());
  }

  @Override
  public void close() {
    ends.close();
    platform.close();
  }
}
