package io.continuo.standalone.broker;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the controller that the broker which was killed is gone.
 *
 * <p>The controller keeps a killed broker's session alive for {@link #SESSION_MS} after its own
 * start and refuses the new incarnation until then. There is only one node, so we know better. A
 * short session would do without this, but would fence a live broker on every pause of this process
 * or of the machine.
 */
final class DeadIncarnation {

  private static final Logger LOG = LoggerFactory.getLogger(DeadIncarnation.class);

  /** What {@code broker.session.timeout.ms} is set to: longer than any pause worth surviving. */
  static final int SESSION_MS = 60_000;

  /** Well within the session, so that the new incarnation is never the one dismissed. */
  private static final int GIVE_UP_MS = 40_000;

  private static final int PAUSE_MS = 50;

  private DeadIncarnation() {}

  /** Returns at once; when it does not succeed the start merely takes as long as the session. */
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
      long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GIVE_UP_MS);
      while (!dismissed(admin) && System.nanoTime() < giveUp) {
        // A controller that has just begun may fail a request for reasons that are gone a moment
        // later.
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      LOG.warn("The broker's last incarnation could not be dismissed, the start waits for it", e);
    }
  }

  /** Whether the controller knows now that the last incarnation is gone. */
  private static boolean dismissed(Admin admin) throws InterruptedException {
    try {
      admin.unregisterBroker(KraftServer.NODE_ID).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      LOG.debug("dismissing the broker's last incarnation failed, trying again", e);
      return false;
    }
  }
}
