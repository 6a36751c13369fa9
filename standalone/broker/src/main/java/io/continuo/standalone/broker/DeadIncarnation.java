package io.continuo.standalone.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the controller that the broker which was killed is gone.
 *
 * <p>The controller keeps a killed broker's session alive for 9 s after its own start and refuses
 * the new incarnation until then. There is only one node, so we know better. A shorter session
 * would help too, but would fence a live broker on every long pause of this process.
 */
final class DeadIncarnation {

  private static final Logger LOG = LoggerFactory.getLogger(DeadIncarnation.class);

  /** Far below the controller's session, so that the new incarnation is never the one dismissed. */
  private static final int GIVE_UP_MS = 4_000;

  private DeadIncarnation() {}

  /** Returns at once; when it does not succeed the start merely takes 9 s longer. */
  static void dismiss(Ports ports) {
    Thread.ofVirtual().name("dismiss-dead-broker").start(() -> ask(ports.controller()));
  }

  private static void ask(int controllerPort) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.controllers",
            "127.0.0.1:" + controllerPort,
            "default.api.timeout.ms",
            GIVE_UP_MS,
            "request.timeout.ms",
            GIVE_UP_MS,
            "reconnect.backoff.ms",
            20,
            "reconnect.backoff.max.ms",
            20,
            "retry.backoff.ms",
            20);
    try (Admin admin = Admin.create(config)) {
      admin
          .unregisterBroker(KraftServer.NODE_ID)
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (KafkaException | java.util.concurrent.CompletionException e) {
      LOG.warn("The broker's last incarnation could not be dismissed, the start waits for it", e);
    }
  }
}
