package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.RegisteredTask;
import io.continuo.wire.ValueJson;
import org.junit.jupiter.api.Test;

/** What a container says for the case that it runs in a cluster. */
class ContainerInClusterTest {

  @Test
  void theClustersPartIsHandedOnAsItIs() {
    String yaml =
        """
        kind: task
        namespace: shared
        name: train
        type: container
        image: shop/train:7
        kubernetes:
          nodeSelector: { disk: ssd, "example.org/pool": gpu }
          tolerations: [ { key: gpu, operator: Exists } ]
          volumes: [ { name: cache, emptyDir: {} } ]
        """;

    ReadResult<RegisteredTask> read = DefinitionReader.readTask(yaml, Format.YAML);

    assertThat(read).isInstanceOf(ReadResult.Ok.class);
    RegisteredTask task = ((ReadResult.Ok<RegisteredTask>) read).definition();
    assertThat(task.task().spec().values().get("kubernetes"))
        .isEqualTo(
            ValueJson.read(
                """
                {"nodeSelector": {"disk": "ssd", "example.org/pool": "gpu"},
                 "tolerations": [{"key": "gpu", "operator": "Exists"}],
                 "volumes": [{"name": "cache", "emptyDir": {}}]}
                """));
  }
}
